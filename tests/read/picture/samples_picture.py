"""Pictures made by hand for tests, with metadata that can be wrong in any way a test wants."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import Image

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.picture import PictureReader

Tag = tuple[int, int, int, bytes]
"""Tag, type, count, value."""


def text(tag: int, value: str) -> Tag:
    raw = value.encode() + b"\x00"
    return (tag, 2, len(raw), raw)


def short(tag: int, value: int) -> Tag:
    return (tag, 3, 1, struct.pack("<H", value))


def fractions(tag: int, *values: tuple[int, int]) -> Tag:
    return (tag, 5, len(values), b"".join(struct.pack("<II", *value) for value in values))


def directory(tags: list[Tag], start: int) -> bytes:
    """An IFD that begins at `start` of its block, its long values behind it."""
    table, tail = struct.pack("<H", len(tags)), b""
    behind = start + 2 + 12 * len(tags) + 4
    for tag, kind, count, raw in tags:
        table += struct.pack("<HHI", tag, kind, count)
        if len(raw) <= 4:
            table += raw.ljust(4, b"\x00")
        else:
            table += struct.pack("<I", behind + len(tail))
            tail += raw + b"\x00" * (len(raw) % 2)
    return table + b"\x00" * 4 + tail


def exif(main: list[Tag], detail: list[Tag] = [], gps: list[Tag] = []) -> bytes:  # noqa: B006
    """An EXIF block made by hand, so that it can be wrong in any way a test wants."""
    first = directory([*main, (0x8769, 4, 1, b"\0" * 4), (0x8825, 4, 1, b"\0" * 4)], 8)
    second = directory(detail, 8 + len(first))
    pointers = [
        (0x8769, 4, 1, struct.pack("<I", 8 + len(first))),
        (0x8825, 4, 1, struct.pack("<I", 8 + len(first) + len(second))),
    ]
    return (
        b"Exif\x00\x00II*\x00\x08\x00\x00\x00"
        + directory([*main, *pointers], 8)
        + second
        + directory(gps, 8 + len(first) + len(second))
    )


def picture(size: tuple[int, int] = (600, 400), mode: str = "RGB") -> Image.Image:
    """Dark on the left, light on the right; red on top."""
    out = Image.linear_gradient("L").rotate(90).resize(size).convert(mode)
    if mode == "RGB":
        out.paste((255, 0, 0), (0, 0, size[0], size[1] // 10))
    return out


def jpeg(block: bytes = b"", size: tuple[int, int] = (600, 400), **options: Any) -> bytes:
    out = io.BytesIO()
    picture(size).save(out, "JPEG", exif=block, **options)
    return out.getvalue()


def read(data: bytes, media_type: str = "image/jpeg") -> Reading:
    return PictureReader().read(Source(media_type=media_type, data=data, name="a"))


def found(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in reading.findings]


NORTH, EAST = text(1, "N"), text(3, "E")
LATITUDE = fractions(2, (12, 1), (34, 1), (5678, 100))
LONGITUDE = fractions(4, (45, 1), (6, 1), (789, 100))


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about=""
 xmp:CreatorTool="Darkroom 2"><dc:subject><rdf:Bag><rdf:li>school</rdf:li><rdf:li>lorry</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def thumb(reading: Reading) -> Image.Image:
    (small,) = reading.derivatives
    assert (small.role, small.media_type) == ("thumbnail", "image/jpeg")
    assert len(small.data) <= 30_000
    return Image.open(io.BytesIO(small.data))
