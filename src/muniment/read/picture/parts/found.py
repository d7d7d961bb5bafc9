"""What a walk through a picture's file finds."""

from __future__ import annotations

import msgspec

from muniment.model.reading import Finding

LARGEST_PART = 32 << 20
"""Bytes of one part that is looked at."""


class Parts(msgspec.Struct):
    """Raw parts of a picture's file, and what its head claims. Empty where there is none."""

    format: str
    """`JPEG`, `PNG`, `GIF`, `WEBP`, `TIFF`, `BMP`, `HEIF`, `AVIF`."""
    width: int = 0
    height: int = 0
    exif: bytes = b""
    xmp: list[bytes] = []
    iptc: bytes = b""
    """IPTC-IIM records."""
    c2pa: bytes = b""
    """A JUMBF store."""
    texts: dict[str, str] = {}
    """Names with their prefix: `png:Comment`."""
    pages: int | None = None
    """Where the format has pages."""
    frames: int = 1
    turned: bool = False
    """HEIF, AVIF: boxes say that it is to be turned or mirrored."""
    missing: str = ""
    """What is not there of the picture, in words."""
    end: int = 0
    """Where the picture ends in the file; 0 where that cannot be told."""
    videos: list[tuple[int, int]] = []
    """Start and end of videos inside."""
    pictures: list[tuple[int, int, str]] = []
    """Start, end and name of further whole pictures inside."""
    findings: list[Finding] = []


def photoshop(data: bytes) -> bytes:
    """The IPTC records in a run of Photoshop's image resources (`8BIM`), or nothing.

    Adobe Photoshop File Formats Specification, "Image Resource Blocks".
    """
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        named = data[at + 6] + 1
        at += 6 + named + named % 2
        size = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if number == _IPTC:
            return data[at : at + size]
        at += size + size % 2
    return b""


_IPTC = 0x0404
