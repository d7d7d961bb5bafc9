"""The parts of a GIF (GIF89a): frames, comments, XMP."""

from __future__ import annotations

from muniment.read.picture.parts.found import LARGEST_PART, Parts
from muniment.read.picture.small import printable, shortened

_MAX_BLOCKS = 1_000_000
_MAX_COMMENTS = 50
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_COMMENT, _TEXT, _APPLICATION = 0xFE, 0x01, 0xFF
_XMP, _C2PA = b"XMP DataXMP", b"C2PA_GIF\x01\x00\x00"


def parts(data: bytes) -> Parts:
    """The parts of a GIF."""
    out = Parts("GIF", missing="its end is missing, so it was cut off", frames=0)
    out.width, out.height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    comments: list[str] = []
    at = 13 + _table(data, 10)
    for _ in range(_MAX_BLOCKS):
        kind = data[at] if at < len(data) else _TRAILER
        if kind == _IMAGE and at + 10 <= len(data):
            out.frames += 1
            _grow(out, data, at + 1)
            _, at = _blocks(data, at + 11 + _table(data, at + 9), keep=False)
        elif kind == _EXTENSION and at + 2 < len(data):
            at = _extension(data, at, out, comments)
        else:
            if kind == _TRAILER and at < len(data):
                out.missing, out.end = "", at + 1
            break
    out.frames = max(out.frames, 1)
    if comments:
        out.texts["gif:Comment"] = shortened("; ".join(comments))
    return out


def _grow(out: Parts, data: bytes, at: int) -> None:
    """Frames may be larger than the screen that the head names; then that is the picture's size."""
    left, top, wide, high = (int.from_bytes(data[at + step : at + step + 2], "little") for step in (0, 2, 4, 6))
    out.width, out.height = max(out.width, left + wide), max(out.height, top + high)


def _table(data: bytes, at: int) -> int:
    """Size of the colour table that the flags at `at` speak of."""
    flags = data[at] if at < len(data) else 0
    return 3 << (1 + (flags & 7)) if flags & 0x80 else 0


def _extension(data: bytes, at: int, out: Parts, comments: list[str]) -> int:
    label = data[at + 1]
    if label == _APPLICATION and data[at + 3 : at + 14] == _XMP:
        end = data.find(b"\x01\xff\xfe", at + 14)  # a tail of 258 bytes leads block readers out of it
        if end >= 0:
            out.xmp.append(data[at + 14 : end])
            return end + 258
    credentials = label == _APPLICATION and data[at + 3 : at + 14] == _C2PA
    body, at = _blocks(data, at + 2, keep=credentials or label in (_COMMENT, _TEXT))
    if credentials:
        out.c2pa = body[len(_C2PA) :]
    text = printable((body[12:] if label == _TEXT else body).decode("utf-8", "replace"))
    if label in (_COMMENT, _TEXT) and text and len(comments) < _MAX_COMMENTS:
        comments.append(text)
    return at


def _blocks(data: bytes, at: int, keep: bool) -> tuple[bytes, int]:
    """What a run of blocks holds, if it is to be kept, and where the run ends."""
    pieces: list[bytes] = []
    kept = 0
    while at < len(data) and data[at]:
        if keep and kept < LARGEST_PART:
            pieces.append(data[at + 1 : at + 1 + data[at]])
            kept += data[at]
        at += 1 + data[at]
    return b"".join(pieces), at + 1
