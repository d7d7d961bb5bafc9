"""Digests as WARC records state them: `sha1:` and base32 for most, hexadecimal and other algorithms for some."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Protocol

_LENGTHS = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}


class Hash(Protocol):
    """What hashlib makes."""

    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


def parse(stated: str) -> tuple[str, bytes] | None:
    """Algorithm as hashlib names it, and the digest; None where it is neither."""
    name, colon, value = stated.strip().partition(":")
    algorithm = name.lower().replace("-", "").replace("_", "")
    length = _LENGTHS.get(algorithm)
    if not colon or length is None:
        return None
    value = value.strip()
    try:
        if len(value) == 2 * length:
            return algorithm, bytes.fromhex(value)
        padded = value.rstrip("=").upper()
        digest = base64.b32decode(padded + "=" * (-len(padded) % 8))
    except (ValueError, binascii.Error):
        return None
    return (algorithm, digest) if len(digest) == length else None


def begun(algorithm: str) -> Hash:
    """A new hash of that algorithm."""
    return hashlib.new(algorithm, usedforsecurity=False)


def agrees(stated: str, data: bytes) -> bool:
    """Whether `data` has the stated digest."""
    known = parse(stated)
    if known is None:
        return False
    hashed = begun(known[0])
    hashed.update(data)
    return hashed.digest() == known[1]


def of(algorithm: str, pieces: Iterable[bytes]) -> bytes:
    """The digest of pieces one after the other."""
    hashed = begun(algorithm)
    for piece in pieces:
        hashed.update(piece)
    return hashed.digest()


def written(algorithm: str, digest: bytes) -> str:
    """As web archives write it: base32 for SHA-1, else hexadecimal."""
    text = base64.b32encode(digest).decode("ascii") if algorithm == "sha1" else digest.hex()
    return f"{algorithm}:{text}"
