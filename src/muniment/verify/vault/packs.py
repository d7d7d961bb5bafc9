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

import re
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
FITTING, LOOSE = 6, 2
"""How many times a pack's length may be hashed to find frames behind damage: see `_Search`."""
SPARE = 256 * 2**20
"""Bytes that may be hashed beyond that: more than the false heads of one small object can ask for."""
_HEAD = re.compile(re.escape(MAGIC))


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
    at, search = start, _Search(pack)
    while at < len(pack):
        frame = frame_at(pack, at)
        if isinstance(frame, Frame):
            yield frame
            at = frame.end
            continue
        following = search.following(at + 1)
        yield Damage(at, following, frame)
        at = following


class _Search:
    """Looks for the next frame behind damage, hashing no more than a few times the pack.

    A file that was brought as evidence may be full of false heads, each with a body up to the end. So there is
    only so much to spend, apart for heads that end where another begins or the pack ends, as every true one
    does unless the next is damaged too: who brings a file cannot know where that will be.
    """

    def __init__(self, pack: memoryview) -> None:
        self._pack = pack
        self._left = {True: FITTING * len(pack) + SPARE, False: LOOSE * len(pack)}

    def following(self, start: int) -> int:
        """Offset of the next frame whose body fits its hash, or the end of the pack."""
        for found in _HEAD.finditer(self._pack, start):
            frame = frame_at(self._pack, found.start())
            if isinstance(frame, Frame) and self._is_whole(frame):
                return found.start()
        return len(self._pack)

    def _is_whole(self, frame: Frame) -> bool:
        fits = frame.end == len(self._pack) or self._pack[frame.end : frame.end + len(MAGIC)] == MAGIC
        if frame.length > self._left[fits]:
            return False
        self._left[fits] -= frame.length
        return sha256(self._pack[frame.offset : frame.end]).digest() == frame.digest
