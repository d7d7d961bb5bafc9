"""Time-stamping authorities over the network: ask one, and take only an answer to what was asked.

It sends nothing but a SHA-256 digest, and never says that an answer holds or may be believed:
that is `muniment.verify.timestamps`, which works offline and for everybody alike.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

MAX_RESPONSE = 1_000_000
"""Bytes read of an answer at most."""

_CHUNK = 1 << 16


class StampUnavailable(Exception):
    """The authority could not be reached or had no answer; the message is a sentence for a person."""


class StampRefused(Exception):
    """The authority answered, but not with a stamp over what was asked; a sentence for a person."""


def request_stamp(url: str, data: bytes, timeout: float = 20.0) -> bytes:
    """The authority's answer (a TimeStampResp, DER) over the SHA-256 of `data`.

    The answer carries the nonce and digest of this request and the status *granted*; certificates
    are asked for. `timeout`: seconds, for connecting, for each wait, and for the body as a whole.
    Raises StampUnavailable, StampRefused, and ValueError for empty `data`.
    """
    import rfc3161_client

    request = (
        rfc3161_client.TimestampRequestBuilder()
        .data(data)
        .hash_algorithm(rfc3161_client.HashAlgorithm.SHA256)
        .cert_request(cert_request=True)
        .build()
    )
    answer = _post(url, request.as_bytes(), timeout)
    try:
        response = rfc3161_client.decode_timestamp_response(answer)
    except ValueError as error:
        raise StampRefused(f"What {url} sent is not a time stamp: {error}.") from error
    _check_answers(url, request, response)
    return answer


def _check_answers(url: str, request: TimeStampRequest, response: TimeStampResponse) -> None:
    """Refuses an answer to another question (RFC 3161 section 2.4.2)."""
    if response.status not in (0, 1):
        said = "; ".join(response.status_string) or f"status {response.status}"
        said = said.rstrip(".")
        raise StampRefused(f"The authority {url} rejected the request: {said}.")
    try:
        info = response.tst_info
        nonce, imprint = info.nonce, info.message_imprint
    except ValueError as error:
        raise StampRefused(f"What {url} sent is not a whole time stamp: {error}.") from error
    if nonce != request.nonce:
        raise StampRefused(f"The time stamp of {url} does not carry this request's nonce: it may be an old one.")
    asked = request.message_imprint
    if (imprint.hash_algorithm, imprint.message) != (asked.hash_algorithm, asked.message):
        raise StampRefused(f"The time stamp of {url} is for other bytes than those it was asked for.")


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirected POST would arrive elsewhere as a GET without its question."""

    def redirect_request(self, *_: object) -> None:
        return None


def _post(url: str, body: bytes, timeout: float) -> bytes:
    """What the authority answers to `body`, at most MAX_RESPONSE bytes."""
    if not url.lower().startswith(("http://", "https://")):
        raise StampUnavailable(f"{url} is no address of a time-stamping authority: it needs http or https.")
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    deadline = time.monotonic() + timeout
    try:
        question = urllib.request.Request(url, data=body, headers=headers, method="POST")
        with urllib.request.build_opener(_StayHere).open(question, timeout=timeout) as response:
            return _read(url, response, deadline)
    except urllib.error.HTTPError as error:
        raise StampUnavailable(f"The authority {url} answered with the HTTP status {error.code}.") from error
    except TimeoutError as error:
        raise StampUnavailable(f"The authority {url} did not answer within {timeout:g} seconds.") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise StampUnavailable(f"The authority {url} cannot be reached within {timeout:g} seconds.") from error
        raise StampUnavailable(f"The authority {url} cannot be reached: {error.reason}.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise StampUnavailable(f"The connection to the authority {url} broke: {error!r}.") from error


def _read(url: str, response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body, unless it is too large or comes too slowly (each single wait has its own limit)."""
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > MAX_RESPONSE:
            raise StampRefused(f"The answer of {url} is larger than {MAX_RESPONSE} bytes: no time stamp is.")
        if time.monotonic() > deadline:
            raise TimeoutError
    if response.length:
        raise StampUnavailable(f"The answer of {url} was cut off.")
    return bytes(body)
