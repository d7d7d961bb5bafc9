"""Asking an authority over HTTP: what is taken, what is refused, and in which words."""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rfc3161_client

from muniment.preserve.timestamps import authorities
from muniment.preserve.timestamps.authorities import StampRefused, StampUnavailable, request_stamp
from muniment.verify.timestamps.rfc3161 import StampError, pem_certificates, read_stamp
from tests.tsa import Authority, Fault, KeyKind

DATA = b"a checkpoint\n"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with Authority(tmp_path_factory.mktemp("tsa"), kind="p256") as running:
        yield running


@pytest.fixture
def authority(serving: Authority) -> Iterator[Authority]:
    serving.fault = None
    serving.requests.clear()
    yield serving
    serving.fault = None


@pytest.mark.parametrize("kind", ["rsa", "p256", "p384"])
def test_what_is_brought_back_holds(kind: KeyKind, tmp_path: Path) -> None:
    with Authority(tmp_path, kind=kind) as running:
        tsr = request_stamp(running.url, DATA)
    stamp = read_stamp(tsr, DATA, anchors=pem_certificates(running.root_pem.read_bytes()))
    assert stamp.trusted
    assert abs(stamp.time.timestamp() - time.time()) < 60


def test_only_a_digest_goes_out_with_a_nonce_and_a_wish_for_certificates(authority: Authority) -> None:
    first, second = request_stamp(authority.url, DATA), request_stamp(authority.url, DATA)
    queries = authority.requests
    assert len(queries) == 2
    for query, tsr in zip(queries, (first, second), strict=True):
        assert hashlib.sha256(DATA).digest() in query
        assert DATA not in query
        assert query.endswith(b"\x01\x01\xff")
        nonce = read_stamp(tsr, DATA).nonce
        assert nonce is not None
        assert nonce.to_bytes((nonce.bit_length() + 7) // 8, "big") in query
    assert queries[0] != queries[1]


REFUSED: list[tuple[Fault, str]] = [
    ("wrong nonce", "nonce"),
    ("wrong hash", "other bytes"),
    ("rejected", "rejected the request: Message digest algorithm is not supported"),
    ("garbage", "is not a time stamp"),
    ("huge", "larger than"),
]


@pytest.mark.parametrize(("fault", "words"), REFUSED)
def test_a_wrong_answer_is_refused(authority: Authority, fault: Fault, words: str) -> None:
    authority.fault = fault
    with pytest.raises(StampRefused, match=words) as caught:
        request_stamp(authority.url, DATA)
    assert authority.url in str(caught.value)
    assert str(caught.value).endswith(".")
    assert not str(caught.value).endswith("..")


UNAVAILABLE: list[tuple[Fault, str]] = [
    ("slow", "did not answer within 0.5 seconds"),
    ("dripping", "did not answer within 0.5 seconds"),
    ("error", "HTTP status 503"),
    ("redirect", "HTTP status 302"),
]


@pytest.mark.parametrize(("fault", "words"), UNAVAILABLE)
def test_no_answer_is_unavailable_and_soon(authority: Authority, fault: Fault, words: str) -> None:
    authority.fault = fault
    begun = time.monotonic()
    with pytest.raises(StampUnavailable, match=words) as caught:
        request_stamp(authority.url, DATA, timeout=0.5)
    assert time.monotonic() - begun < 2
    assert authority.url in str(caught.value)


def test_a_wrong_answer_is_refused_for_itself_alone(authority: Authority) -> None:
    """The wrong ones are real stamps: only nonce and digest tell them from the right one."""
    for fault in ("wrong nonce", "wrong hash"):
        authority.fault = fault
        answer = authority.answer(_query())
        assert rfc3161_client.decode_timestamp_response(answer).status == 0


def _query() -> bytes:
    builder = rfc3161_client.TimestampRequestBuilder().data(DATA)
    return builder.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build().as_bytes()


def test_an_expired_authority_answers_and_is_found_out_by_the_verifier(tmp_path: Path) -> None:
    with Authority(tmp_path, kind="p256", expired=True) as running:
        tsr = request_stamp(running.url, DATA)
    with pytest.raises(StampError, match="was not valid at"):
        read_stamp(tsr, DATA, anchors=pem_certificates(running.root_pem.read_bytes()))


def test_nobody_there_is_unavailable() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/tsr"
        with pytest.raises(StampUnavailable, match="cannot be reached"):
            request_stamp(url, DATA, timeout=2)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "tsa.example", "http://[", "http:///x"])
def test_an_address_that_is_none_is_unavailable(url: str) -> None:
    with pytest.raises(StampUnavailable) as caught:
        request_stamp(url, DATA, timeout=1)
    assert url in str(caught.value)


@pytest.mark.parametrize("answer", [b"HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\n0", b"\x00\xff" * 40, b""])
def test_a_broken_connection_is_unavailable(answer: bytes) -> None:
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(StampUnavailable):
            request_stamp(f"http://127.0.0.1:{server.getsockname()[1]}/", DATA, timeout=2)


def test_no_more_than_a_megabyte_is_ever_read(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    tsr = request_stamp(authority.url, DATA)
    monkeypatch.setattr(authorities, "MAX_RESPONSE", len(tsr) - 100)
    with pytest.raises(StampRefused, match="larger than"):
        request_stamp(authority.url, DATA)


def test_there_is_nothing_to_stamp_in_nothing(authority: Authority) -> None:
    with pytest.raises(ValueError, match="empty"):
        request_stamp(authority.url, b"")
    assert not authority.requests
