"""The parts of a WebP (RFC 9649): RIFF chunks."""

from __future__ import annotations

from collections.abc import Iterator

from muniment.read.picture.parts.found import LARGEST_PART, Parts

_MAX_CHUNKS = 100_000


def parts(data: bytes) -> Parts:
    """The parts of a WebP."""
    out = Parts("WEBP", end=8 + int.from_bytes(data[4:8], "little"))
    frames = 0
    for name, start, end in chunks(data):
        body = data[start : min(end, start + 16)]
        if name in _SIZES and not out.width:
            out.width, out.height = _SIZES[name](body)
        elif name == b"EXIF":
            out.exif = data[start:end]
        elif name == b"XMP ":
            out.xmp.append(data[start:end])
        elif name == b"C2PA":
            out.c2pa = data[start : min(end, start + LARGEST_PART)]
        elif name == b"ANMF":
            frames += 1
    out.frames = max(frames, 1)
    if out.end > len(data):
        out.missing, out.end = f"its head speaks of {out.end:,} bytes, and {len(data):,} are there", 0
    return out


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of each chunk's content; the last one may be cut off."""
    at = 12
    for _ in range(_MAX_CHUNKS):
        if at + 8 > len(data):
            return
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], at + 8, min(at + 8 + size, len(data))
        at += 8 + size + size % 2


def _extended(body: bytes) -> tuple[int, int]:
    return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")


def _lossy(body: bytes) -> tuple[int, int]:
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def _lossless(body: bytes) -> tuple[int, int]:
    bits = int.from_bytes(body[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


_SIZES = {b"VP8X": _extended, b"VP8 ": _lossy, b"VP8L": _lossless}
