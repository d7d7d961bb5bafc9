"""The parts of a TIFF or BigTIFF file: pages, and the blocks of other standards that its tags carry."""

from __future__ import annotations

from muniment.read.picture.parts.found import Parts, photoshop
from muniment.read.picture.tiff import Entry, directories, read_directory

_WIDTH, _HEIGHT, _XMP, _IPTC, _PHOTOSHOP, _C2PA = 0x0100, 0x0101, 0x02BC, 0x83BB, 0x8649, 0xCD41
_PLACES = ((0x0111, 0x0117), (0x0144, 0x0145))
"""Tags of the offsets and of the lengths of strips, and of tiles."""


def parts(data: bytes) -> Parts:
    """The parts of a TIFF; size, metadata and wholeness are those of its first page."""
    pages = directories(data)
    out = Parts("TIFF", exif=data, pages=max(len(pages), 1))
    values = {entry.tag: entry for entry in (read_directory(data, pages[0]) if pages else [])}
    out.width, out.height = _number(values.get(_WIDTH)), _number(values.get(_HEIGHT))
    if packet := _raw(values.get(_XMP)):
        out.xmp.append(packet)
    out.iptc = _raw(values.get(_IPTC)) or photoshop(_raw(values.get(_PHOTOSHOP)))
    out.c2pa = _raw(values.get(_C2PA))
    out.missing = _missing(values, len(data)) if pages else "the table of its first page lies outside the file"
    return out


def _number(entry: Entry | None) -> int:
    first = entry.value[0] if entry and isinstance(entry.value, tuple) else 0
    return first if isinstance(first, int) and first > 0 else 0


def _raw(entry: Entry | None) -> bytes:
    return entry.value if entry and isinstance(entry.value, bytes) else b""


def _missing(values: dict[int, Entry], size: int) -> str:
    for starts, lengths in _PLACES:
        first, second = values.get(starts), values.get(lengths)
        if first is None or second is None:
            continue
        pairs = zip(first.value, second.value, strict=False)
        lost = sum(1 for at, long in pairs if isinstance(at, int) and isinstance(long, int) and at + long > size)
        return f"{lost} of {len(first.value)} stretches of its data lie behind the file's end" if lost else ""
    return ""
