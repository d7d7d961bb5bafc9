"""Compact JWS with EdDSA (RFC 7515, RFC 8037): the envelope of every act.

The bytes signed are the bytes kept: nothing is ever serialised again.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from muniment.verify.log import Check
from muniment.verify.strict import StrictError, b64url, dumps, from_b64url, loads


class Envelope(NamedTuple):
    """A parsed compact JWS, its signature not yet checked."""

    key_id: str
    payload: dict[str, Any]
    signed: bytes
    signature: bytes

    def is_signed_by(self, public: bytes, check: Check) -> bool:
        """Whether this public key made the signature."""
        return key_id(public) == self.key_id and check(public, self.signed, self.signature)


def key_id(public: bytes) -> str:
    """How acts name a key: the first 16 hex digits of SHA-256 of the 32 public bytes."""
    return sha256(public).hexdigest()[:16]


def parse(entry: bytes) -> Envelope:
    """Take an entry apart. Raises StrictError for anything but the one form we write."""
    try:
        head, body, tail = entry.decode("ascii").split(".")
    except ValueError as error:
        raise StrictError("not a compact JWS") from error
    header = loads(from_b64url(head))
    if not isinstance(header, dict) or set(header) != {"alg", "kid"} or header["alg"] != "EdDSA":
        raise StrictError("a JWS header other than alg EdDSA and kid")
    payload = loads(from_b64url(body))
    if not isinstance(payload, dict) or not isinstance(header["kid"], str):
        raise StrictError("a JWS payload that is not an object")
    return Envelope(header["kid"], payload, f"{head}.{body}".encode(), from_b64url(tail))


def seal(payload: dict[str, Any], public: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Sign a payload: the entry's bytes."""
    header = b64url(dumps({"alg": "EdDSA", "kid": key_id(public)}))
    signed = f"{header}.{b64url(dumps(payload))}".encode()
    return signed + b"." + b64url(sign(signed)).encode()
