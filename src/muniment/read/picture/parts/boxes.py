"""Boxes of ISO media files (ISO/IEC 14496-12) and of JUMBF: a length, a name, a content; some hold boxes.

Shared by HEIF, AVIF, MP4 and C2PA. Never looks beyond the stretch that it is given.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

MOST = 20_000
C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
"""The `uuid` box that carries a C2PA store in HEIF, AVIF and MP4 (C2PA 2.x, "Embedding manifests into BMFF")."""
_VIDEO_BOXES = frozenset((b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"meta"))
_VIDEO_BOXES |= {b"uuid", b"udta", b"styp", b"pdin"}


class Box(msgspec.Struct, frozen=True):
    """Where a box's content is in the data. `whole` is false where the data end before it does."""

    name: bytes
    begin: int
    start: int
    end: int
    whole: bool = True


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes between `start` and `end`; ends where there is none."""
    stop = len(data) if end is None else min(end, len(data))
    at = start
    for _ in range(MOST):
        if at + 8 > stop:
            return
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = stop - at
        if size < head:
            return
        yield Box(bytes(data[at + 4 : at + 8]), at, min(at + head, stop), min(at + size, stop), at + size <= stop)
        at += size


def video_at(data: bytes, start: int) -> int:
    """Where the MP4 that begins at `start` ends, or 0 where there is none."""
    names: set[bytes] = set()
    end = start
    for box in boxes(data, start):
        if box.name not in _VIDEO_BOXES:
            break
        names.add(box.name)
        end = box.end
    return end if b"ftyp" in names and b"moov" in names else 0


def c2pa_in(data: bytes) -> bytes:
    """The C2PA store (a JUMBF box) of an ISO media file, or nothing."""
    for box in boxes(data):
        if box.name != b"uuid" or data[box.start : box.start + 16] != C2PA_UUID:
            continue
        purpose = box.start + 20
        ends = data.find(b"\x00", purpose, purpose + 64)
        if data[purpose:ends] == b"manifest":
            return bytes(data[ends + 9 : box.end])  # behind the offset of a Merkle box, eight bytes
    return b""
