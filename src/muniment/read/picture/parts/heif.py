"""The parts of a HEIF or AVIF file (ISO/IEC 23008-12): metadata items, size, a motion photo's video."""

from __future__ import annotations

import struct

from muniment.model.reading import Finding
from muniment.read.picture.parts.boxes import Box, boxes, c2pa_in, video_at
from muniment.read.picture.parts.found import LARGEST_PART, Parts

_MAX_ITEMS = 5_000
_XMP_TYPE = b"application/rdf+xml"
Places = list[tuple[int, int]]
"""Start and end of the stretches that make up an item."""


def parts(data: bytes) -> Parts:
    """The parts of a HEIF or AVIF file."""
    ftyp = next(boxes(data))
    brands = data[ftyp.start : ftyp.end]
    out = Parts("AVIF" if brands[:4] in (b"avif", b"avis") or b"avif" in brands else "HEIF")
    meta: Box | None = None
    for box in boxes(data):
        out.end = box.end
        if box.name == b"meta":
            meta = meta or box
        elif box.name == b"mpvd" and (end := video_at(data, box.start)):
            out.videos.append((box.start, end))
        if not box.whole:
            out.missing, out.end = f"its part {box.name.decode('latin-1')!r} ends behind the file's end", 0
    if meta is None:
        out.missing = out.missing or "it has no table of its contents"
    else:
        try:
            _items(data, meta, out)
        except (IndexError, struct.error) as error:
            text = f"The table of contents is broken ({error}); metadata may be missing here."
            out.findings.append(Finding("broken-metadata", text, "warning", "meta"))
    out.c2pa = c2pa_in(data)
    return out


def _items(data: bytes, meta: Box, out: Parts) -> None:
    inside = {box.name: box for box in boxes(data, meta.start + 4, meta.end)}
    properties = _properties(data, inside.get(b"iprp"))
    out.width, out.height = _largest(data, properties)
    out.turned = any(box.name in (b"irot", b"imir") for box in properties)
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    kinds = _kinds(data, inside[b"iinf"])
    places = _places(data, inside[b"iloc"])
    for number, kind in kinds.items():
        body = _joined(data, places.get(number, []))
        if kind == b"Exif" and len(body) > 4:
            skip = 4 + int.from_bytes(body[:4], "big")
            out.exif = body[skip:] if skip < len(body) else b""
        elif kind == _XMP_TYPE and body:
            out.xmp.append(body)


def _properties(data: bytes, iprp: Box | None) -> list[Box]:
    ipco = next((box for box in boxes(data, iprp.start, iprp.end) if box.name == b"ipco"), None) if iprp else None
    return list(boxes(data, ipco.start, ipco.end)) if ipco else []


def _largest(data: bytes, properties: list[Box]) -> tuple[int, int]:
    """The largest size named (`ispe`): tiles and thumbnails are smaller. Before any turning."""
    best = (0, 0)
    for box in properties:
        if box.name == b"ispe" and box.end - box.start >= 12:
            wide, high = struct.unpack_from(">II", data, box.start + 4)
            best = max(best, (wide, high), key=lambda size: size[0] * size[1])
    return best


def _kinds(data: bytes, iinf: Box) -> dict[int, bytes]:
    """Item number → its type; for `mime` items the media type."""
    version = data[iinf.start]
    found: dict[int, bytes] = {}
    for box in boxes(data, iinf.start + (6 if version == 0 else 8), iinf.end):
        at, wide = box.start + 4, 4 if data[box.start] >= 3 else 2
        if box.name != b"infe" or data[box.start] < 2 or len(found) >= _MAX_ITEMS:
            continue
        number = int.from_bytes(data[at : at + wide], "big")
        at += wide + 2
        kind = data[at : at + 4]
        if kind == b"mime":
            words = data[at + 4 : box.end].split(b"\x00")
            kind = words[1] if len(words) > 1 else kind
        found[number] = kind
    return found


def _places(data: bytes, iloc: Box) -> dict[int, Places]:
    """Item number → where its bytes are in the file; those kept elsewhere are left out."""
    version, at = data[iloc.start], iloc.start + 4
    sizes = (data[at] >> 4, data[at] & 15, data[at + 1] >> 4, data[at + 1] & 15 if version else 0)
    wide = 4 if version == 2 else 2
    count, at = int.from_bytes(data[at + 2 : at + 2 + wide], "big"), at + 2 + wide
    found: dict[int, Places] = {}
    for _ in range(min(count, _MAX_ITEMS)):
        number, at = int.from_bytes(data[at : at + wide], "big"), at + wide
        method = 0
        if version:
            method, at = data[at + 1] & 15, at + 2
        base, at = int.from_bytes(data[at + 2 : at + 2 + sizes[2]], "big"), at + 2 + sizes[2]
        extents, at = int.from_bytes(data[at : at + 2], "big"), at + 2
        places: Places = []
        for _ in range(min(extents, _MAX_ITEMS)):
            at += sizes[3]
            start, at = int.from_bytes(data[at : at + sizes[0]], "big"), at + sizes[0]
            long, at = int.from_bytes(data[at : at + sizes[1]], "big"), at + sizes[1]
            places.append((base + start, base + start + long))
        if method == 0:
            found[number] = places
        if at > iloc.end:
            break
    return found


def _joined(data: bytes, places: Places) -> bytes:
    return b"".join(data[start : min(end, start + LARGEST_PART)] for start, end in places[:64])
