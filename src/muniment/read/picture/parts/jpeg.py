"""The parts of a JPEG (ITU-T T.81): its application segments, what follows its end, further pictures (CIPA DC-007)."""

from __future__ import annotations

import re
import struct

from muniment.read.picture.jpegscan import missing_part, segments, shape_of
from muniment.read.picture.parts.boxes import video_at
from muniment.read.picture.parts.found import LARGEST_PART, Parts, photoshop
from muniment.read.picture.small import printable, shortened
from muniment.read.picture.tiff import read_block

_EXIF, _XMP, _MORE_XMP = b"Exif\x00\x00", b"http://ns.adobe.com/xap/1.0/\x00", b"http://ns.adobe.com/xmp/extension/\x00"
_PHOTOSHOP, _MPF = b"Photoshop 3.0\x00", b"MPF\x00"
_APP1, _APP2, _APP11, _APP13, _COMMENT = 0xE1, 0xE2, 0xEB, 0xED, 0xFE
_END = 0xD9
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_MAX_SEGMENTS = 10_000
_SAMSUNG = b"MotionPhoto_Data"
_MP_ENTRIES, _MP_ENTRY = 0xB002, 16
_MOST_PICTURES = 32


def parts(data: bytes) -> Parts:
    """The parts of a JPEG."""
    shape = shape_of(data)
    out = Parts("JPEG", shape.width, shape.height, missing=missing_part(data))
    more, jumbf, resources = b"", _Jumbf(), b""
    directory, base = b"", 0
    for marker, at, body in segments(data):
        if marker == _APP1 and body.startswith(_EXIF) and not out.exif:
            out.exif = body
        elif marker == _APP1 and body.startswith(_XMP):
            out.xmp.append(body[len(_XMP) :])
        elif marker == _APP1 and body.startswith(_MORE_XMP):
            more += body[len(_MORE_XMP) + 40 :]  # after GUID, whole length, offset; writers keep to the order
        elif marker == _APP2 and body.startswith(_MPF) and not directory:
            directory, base = body[len(_MPF) :], at + len(_MPF)
        elif marker == _APP11:
            jumbf.add(body)
        elif marker == _APP13 and body.startswith(_PHOTOSHOP):
            resources += body[len(_PHOTOSHOP) :]  # long ones go on in the next segment
        elif marker == _COMMENT:
            _comment(out, body)
    if more:
        out.xmp.append(more)
    out.iptc, out.c2pa = photoshop(resources), jumbf.store()
    out.end = end_of(data, shape.scan)
    out.pictures = _further(data, directory, base)
    out.videos = _videos(data, out.end)
    return out


def end_of(data: bytes, scan: int) -> int:
    """Just behind the mark that ends the picture whose coded data begin at `scan`; 0 where there is none."""
    if scan and data.find(b"\xff\xd9", scan) == len(data) - 2:
        return len(data)  # nearly always; what follows is slow
    at = scan
    for _ in range(_MAX_SEGMENTS):
        match = _MARKER.search(data, at) if at else None
        if match is None:
            return 0
        if data[match.start() + 1] == _END:
            return match.end()
        at = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
    return 0


def _comment(out: Parts, body: bytes) -> None:
    text = shortened(printable(body.decode("utf-8", "replace")))
    if text:
        out.texts.setdefault("jpeg:Comment", text)


class _Jumbf:
    """Puts together the JUMBF box that APP11 segments carry in pieces (ISO/IEC 19566-5, D.2)."""

    def __init__(self) -> None:
        self._pieces: dict[int, dict[int, bytes]] = {}
        self._size = 0

    def add(self, body: bytes) -> None:
        """One segment: `JP`, box number, number in the order, then the box with its head in each piece."""
        if body[:2] != b"JP" or body[12:16] != b"jumb" or self._size > LARGEST_PART:
            return
        number, order = struct.unpack_from(">HI", body, 2)
        self._size += len(body)
        self._pieces.setdefault(number, {})[order] = body[8:]

    def store(self) -> bytes:
        """The first box that is a C2PA store, whole."""
        for pieces in self._pieces.values():
            ordered = [pieces[order] for order in sorted(pieces)]
            whole = ordered[0] + b"".join(one[8:] for one in ordered[1:])
            if b"c2pa" in whole[:64]:
                return whole
        return b""


def _further(data: bytes, directory: bytes, base: int) -> list[tuple[int, int, str]]:
    """Whole JPEGs behind the first, where the MPF directory says they are."""
    entries = read_block(directory).value("IFD0", _MP_ENTRIES) if directory else None
    if not isinstance(entries, bytes):
        return []
    order = "<" if directory[:2] == b"II" else ">"
    found = []
    for at in range(0, min(len(entries) - _MP_ENTRY + 1, _MOST_PICTURES * _MP_ENTRY), _MP_ENTRY):
        size, offset = struct.unpack_from(f"{order}4xII", entries, at)
        start = base + offset
        if offset and data[start : start + 2] == b"\xff\xd8" and size > 2:
            found.append((start, min(start + size, len(data)), f"{at // _MP_ENTRY + 1}"))  # some sizes are wrong
    return found


def _videos(data: bytes, end: int) -> list[tuple[int, int]]:
    """An MP4 behind the picture: of a motion photo by Google, Samsung and others."""
    at = data.find(b"ftyp", end + 4) if end else -1
    marked = data.find(_SAMSUNG, end) if end else -1
    if marked >= 0:
        at = data.find(b"ftyp", marked, marked + 64) if at < 0 or marked < at else at
    stop = video_at(data, at - 4) if at >= 4 else 0
    return [(at - 4, stop)] if stop else []
