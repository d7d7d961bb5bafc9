"""One question to the server that was named, one answer: no proxy, no redirect, no second try, no endless body."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address

from .settings import Settings

MOST = 2_000_000
"""Bytes of an answer at most."""
_CHUNK = 1 << 16


class ServerFailed(Exception):
    """The server gave no answer that can be used; the message is a sentence for a person."""


class _Late(Exception):
    pass


def ask(settings: Settings, question: bytes) -> bytes:
    """What the server answers to a question, both JSON. Raises ServerFailed; asks once only."""
    name = settings.address
    try:
        return _asked(settings, question)
    except (_Late, TimeoutError) as error:
        raise ServerFailed(f"The server {name} did not answer within {settings.timeout:g} seconds.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ServerFailed(f"The server {name} cannot be asked: {error or type(error).__name__}.") from error


def _asked(settings: Settings, question: bytes) -> bytes:
    connection = _connection(settings)
    try:
        connection.connect()
        _check_place(settings, connection.sock)
        with _watched(connection.sock, settings.timeout):
            connection.request("POST", settings.path, question, _headers(settings))
            return _body(settings, connection.getresponse())
    finally:
        connection.close()


def _connection(settings: Settings) -> http.client.HTTPConnection:
    if settings.secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(settings.host, settings.port, timeout=settings.timeout, context=context)
    return http.client.HTTPConnection(settings.host, settings.port, timeout=settings.timeout)


def _headers(settings: Settings) -> dict[str, str]:
    plain = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    return plain | ({"Authorization": f"Bearer {settings.key}"} if settings.key else {})


def _check_place(settings: Settings, line: socket.socket) -> None:
    """`localhost` may lead anywhere: nothing is sent before it is seen where it led."""
    reached = str(line.getpeername()[0]).partition("%")[0]
    if not settings.remote and not ip_address(reached).is_loopback:
        raise ServerFailed(f"{settings.host} leads to {reached}, which is not this machine. Nothing was sent.")


@contextmanager
def _watched(line: socket.socket, seconds: float) -> Iterator[None]:
    """Hang up when the time is over: limits on single waits do not stop a server that sends byte by byte."""
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError):  # it may be closed already
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ServerFailed):
        if late.is_set():
            raise _Late from None
        raise
    finally:
        watch.cancel()
    if late.is_set():
        raise _Late


def _body(settings: Settings, answer: http.client.HTTPResponse) -> bytes:
    name = settings.address
    if 300 <= answer.status < 400:
        raise ServerFailed(f"The server {name} sends on to another address; that is not followed.")
    if answer.status != 200:
        raise ServerFailed(f"The server {name} answered with the HTTP status {answer.status}.")
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > MOST:
            raise ServerFailed(f"The answer of {name} is longer than {MOST:,} bytes.")
    if answer.length:
        raise ServerFailed(f"The answer of {name} was cut off.")
    return bytes(body)
