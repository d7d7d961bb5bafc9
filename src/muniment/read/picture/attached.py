"""What a picture's file carries beside the picture: a motion photo's video, further pictures, a small preview."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from muniment.model.pdq import TELLING, distance
from muniment.model.reading import Finding, Told
from muniment.read.giving import PIECE
from muniment.read.picture.exif import whole_value
from muniment.read.picture.parts import Parts
from muniment.read.picture.pdq import pdq_of, turns_of
from muniment.read.picture.tiff import Block

if TYPE_CHECKING:
    from muniment.read.interface import Source

FAR = 60
"""Bits by which a preview's hash differs where it shows something else; chance gives 128, copies at most 31."""
_LARGEST_PREVIEW = 4_000_000
_SEVERAL = 0.01
_OFFSET, _LENGTH = 0x0201, 0x0202
_PREFIX = len(b"Exif\x00\x00")
_SAMSUNG_END = b"SEFT"
_FEW = 16
_VIDEO, _PICTURE, _PREVIEW = "the video of a motion photo", "a further picture (MPF)", "the preview (EXIF thumbnail)"


def give_attached(source: Source, data: bytes, parts: Parts) -> dict[str, str]:
    """Hand out the videos and pictures behind the first picture; and say how many there are."""
    for number, (start, end) in enumerate(parts.videos, 1):
        source.give(f"motion-photo-{number}.mp4", _pieces(data, start, end), _told(_VIDEO, start, end))
    for start, end, name in parts.pictures:
        source.give(f"mpf-{name}.jpg", _pieces(data, start, end), _told(_PICTURE, start, end))
    counts = {"picture:Videos": len(parts.videos), "picture:FurtherPictures": len(parts.pictures)}
    return {name: str(count) for name, count in counts.items() if count}


def _told(what: str, start: int, end: int) -> Told:
    return Told(details={"picture:Part": what, "picture:Bytes": f"{start}-{end}"})


def _pieces(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, PIECE):
        yield bytes(data[at : min(at + PIECE, end)])


def trailing(data: bytes, parts: Parts) -> Finding | None:
    """That something unknown stands behind the picture's end, where it does."""
    if parts.missing or not parts.end or parts.end >= len(data):
        return None
    taken = [(start, end) for start, end in parts.videos] + [(start, end) for start, end, _ in parts.pictures]
    at = max([parts.end, *(end for _, end in taken)])
    rest = data[at : at + (1 << 20)].strip(b"\x00")
    if len(rest) < _FEW or data.endswith(_SAMSUNG_END):
        return None
    text = (
        f"Behind the end of the picture come {len(data) - at:,} more bytes that are no part of it. They were not read."
    )
    return Finding("trailing-data", text, "note", f"byte {at}")


def preview_of(block: Block, exif: bytes) -> bytes:
    """The small JPEG that cameras put into EXIF (its second directory), or nothing."""
    start, size = (whole_value(block, "IFD1", tag) for tag in (_OFFSET, _LENGTH))
    if start is None or size is None or not 0 < size <= _LARGEST_PREVIEW:
        return b""
    body = exif[_PREFIX:] if exif.startswith(b"Exif\x00\x00") else exif
    found = body[start : start + size]
    return found if re.match(rb"\xff\xd8\xff", found) else b""


def compare_preview(
    source: Source, preview: bytes, base: Any, hashed: tuple[str, int], orientation: int
) -> Finding | None:
    """That the preview shows something else than the picture, where it does; then it is handed out too.

    Programs that edit a picture may leave the old preview; so it can show what was there before. Black bars that
    cameras add, and a picture that was turned, are no difference. `hashed`: hash and quality of `base`.
    """
    from muniment.read.picture.drawing import upright

    small = _opened(preview)
    if small is None or base is None:
        return None
    far = _apart(upright(small, orientation), base, hashed)
    if far is None or far <= FAR:
        return None
    source.give("exif-thumbnail.jpg", [preview], Told(details={"picture:Part": _PREVIEW}))
    text = (
        "The small preview inside the file shows something else than the picture does "
        f"(their PDQ hashes differ in {far} of 256 bits). The picture may have been changed after the preview was made."
    )
    return Finding("thumbnail-differs", text, "note", "EXIF thumbnail")


def _opened(preview: bytes) -> Any:
    from PIL.JpegImagePlugin import JpegImageFile

    try:
        small = JpegImageFile(io.BytesIO(preview))
        if small.width * small.height > _LARGEST_PREVIEW:
            return None
        small.load()
    except MemoryError:
        raise
    except Exception:  # a broken preview proves nothing, and Pillow raises nearly anything
        return None
    return small


def _apart(small: Any, base: Any, hashed: tuple[str, int]) -> int | None:
    """The least distance over all turns, with and without bars or crops; None where the hashes say nothing."""
    pairs = [(small, hashed)]
    if abs(small.width / small.height - base.width / base.height) > _SEVERAL:
        pairs += [(_cropped(small, base), hashed), (small, pdq_of(_cropped(base, small)))]
    best: int | None = None
    for one, (wanted, clear) in pairs:
        turns, also = turns_of(one)
        if min(clear, also) >= TELLING:
            far = min(distance(turned, wanted) for turned in turns)
            best = far if best is None else min(best, far)
    return best


def _cropped(picture: Any, like: Any) -> Any:
    """The middle of `picture`, in the proportions of `like`."""
    wide = min(picture.width, max(1, round(picture.height * like.width / like.height)))
    high = min(picture.height, max(1, round(picture.width * like.height / like.width)))
    left, top = (picture.width - wide) // 2, (picture.height - high) // 2
    return picture.crop((left, top, left + wide, top + high))
