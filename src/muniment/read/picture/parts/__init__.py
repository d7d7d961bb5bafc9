"""The parts of a picture's file, found without decoding it and without a picture library.

So metadata survive where the picture itself is damaged, cut off or too large to be drawn. Each format has its
module with a function `parts`; none of them follows an offset out of the data or twice, or raises.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from muniment.model.reading import Finding
from muniment.read.picture.parts import bmp, gif, heif, jpeg, png, riff, tiffs
from muniment.read.picture.parts.found import Parts

__all__ = ["Parts", "parts_of"]

_WALKS: tuple[tuple[bytes, int, str, Callable[[bytes], Parts]], ...] = (
    (b"\xff\xd8", 0, "JPEG", jpeg.parts),
    (png.SIGNATURE, 0, "PNG", png.parts),
    (b"GIF8", 0, "GIF", gif.parts),
    (b"WEBP", 8, "WEBP", riff.parts),
    (b"II", 0, "TIFF", tiffs.parts),
    (b"MM", 0, "TIFF", tiffs.parts),
    (b"BM", 0, "BMP", bmp.parts),
    (b"ftyp", 4, "HEIF", heif.parts),
)


def parts_of(data: bytes) -> Parts:
    """What is in a picture's file; `format` is empty where it begins like no picture known here."""
    for mark, at, name, walk in _WALKS:
        if data[at : at + len(mark)] == mark:
            try:
                return walk(data)
            except (ValueError, IndexError, struct.error, zlib.error, OverflowError) as error:
                text = f"The file's structure cannot be followed to its end: {error}. What was found was read."
                return Parts(name, findings=[Finding("broken-metadata", text, "warning")])
    return Parts("")
