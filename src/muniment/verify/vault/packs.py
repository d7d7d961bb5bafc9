"""Packs: small objects and parts in append-only files, one frame after the other.

A frame is a header of 52 bytes and a body:

    0  4   magic "mun" 01
    4  1   kind: 1 object, 2 parts, 3 tombstone
    5  3   zero
    8  8   index of the act it belongs to, big-endian
    16 4   length of the body, big-endian
    20 32  SHA-256 of the body

The magic lets a reader find the next frame behind a damaged one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

HEADER = struct.Struct(">4sB3sQI32s")
MAGIC = b"mun\x01"
ZERO = b"\x00\x00\x00"
OBJECT, PARTS, TOMBSTONE = 1, 2, 3
KINDS = (OBJECT, PARTS, TOMBSTONE)
PACK_LIMIT = 64 * 2**20
"""A pack is closed before a frame would take it beyond this."""
SMALL = 128 * 2**10
"""Objects below this many bytes go into packs, others are blobs."""


class Frame(NamedTuple):
    """A frame's header and where its body lies. Offsets count from the start of the pack."""

    kind: int
    act: int
    digest: bytes
    offset: int
    length: int

    @property
    def end(self) -> int:
        """Offset just behind the frame."""
        return self.offset + self.length


class Damage(NamedTuple):
    """A stretch of a pack that is no frame."""

    offset: int
    end: int
    why: str


def header(kind: int, act: int, body: bytes, digest: bytes | None = None) -> bytes:
    """The header for a body."""
    return HEADER.pack(MAGIC, kind, ZERO, act, len(body), digest or sha256(body).digest())


def frame_at(pack: memoryview | bytes, offset: int) -> Frame | str:
    """The frame whose header begins at that offset, or why there is none."""
    if len(pack) - offset < HEADER.size:
        return "a frame is cut off"
    magic, kind, zero, act, length, digest = HEADER.unpack_from(pack, offset)
    if magic != MAGIC or zero != ZERO or kind not in KINDS:
        return "this is not the head of a frame"
    start = offset + HEADER.size
    if start + length > len(pack):
        return "a frame is cut off"
    return Frame(kind, act, digest, start, length)


def frames(pack: memoryview, start: int = 0) -> Iterator[Frame | Damage]:
    """Every frame of a pack in order; damaged stretches are passed over and said."""
    at = start
    while at < len(pack):
        frame = frame_at(pack, at)
        if isinstance(frame, Frame):
            yield frame
            at = frame.end
            continue
        following = _next_head(pack, at + 1)
        yield Damage(at, following, frame)
        at = following


def _next_head(pack: memoryview, start: int) -> int:
    """Offset of the next frame whose body fits its hash, or the end of the pack."""
    whole = bytes(pack)
    at = whole.find(MAGIC, start)
    while at >= 0:
        frame = frame_at(whole, at)
        if isinstance(frame, Frame) and sha256(whole[frame.offset : frame.end]).digest() == frame.digest:
            return at
        at = whole.find(MAGIC, at + 1)
    return len(whole)
