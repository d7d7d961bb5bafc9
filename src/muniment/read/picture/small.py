"""Small things made from large ones: a thumbnail's JPEG, a metadata value cut to length.

Nothing here reads a file.
"""

from __future__ import annotations

import io
from typing import Any

THUMBNAIL = 320
"""Longest side of a thumbnail in pixels."""
THUMBNAIL_BYTES = 30_000
MAX_VALUE = 1000
_QUALITIES = (75, 60, 45, 30, 15)


def small_jpeg(picture: Any) -> bytes:
    """JPEG of a small Pillow picture (RGB or L), in the best quality that keeps it under 30 KB."""
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        data = out.getvalue()
        if len(data) <= THUMBNAIL_BYTES:
            break
    return data


def shortened(value: str) -> str:
    """`value`, cut with a mark where it is over 1,000 characters long."""
    if len(value) <= MAX_VALUE:
        return value
    return f"{value[:MAX_VALUE]} […cut: {len(value)} characters]"


def printable(value: str) -> str:
    """`value` without control characters, trimmed."""
    return "".join(letter if letter.isprintable() else " " for letter in value).strip()
