"""The segments of a JPEG, and is its picture all there? Asked of its markers alone (ITU-T T.81), without decoding.

Decoders fill missing parts with grey and say nothing; a person looking at the picture must know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_SCAN, _RESTART_INTERVAL, _END = 0xDA, 0xDD, 0xD9
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_RESTARTS = re.compile(rb"\xff[\xd0-\xd7]")
_MAX_SEGMENTS = 10_000


class Shape(msgspec.Struct):
    """What the segments before the first scan say; sizes in pixels."""

    width: int = 0
    height: int = 0
    units: int = 0
    """Coded units in a scan of all components, or 0 where that cannot be told."""
    interval: int = 0
    """Units between two restart marks; 0: none."""
    scan: int = 0
    """Offset of the coded data, or 0 if there is no scan."""
    progressive: bool = False


def missing_part(data: bytes) -> str:
    """What is missing of a JPEG's picture, in words; empty where nothing shows."""
    shape = shape_of(data)
    if not shape.scan:
        return "it has no picture data"
    end = data.find(bytes((0xFF, _END)), shape.scan)
    if end < 0:
        return "its end is missing, so it was cut off"
    if not shape.interval or not shape.units or shape.progressive:
        return ""
    due = -(-shape.units // shape.interval) - 1
    found = sum(1 for _ in _RESTARTS.finditer(data, shape.scan, end))
    if found < due:
        return f"of {due + 1} stretches of its data only {found + 1} are there"
    return ""


def shape_of(data: bytes) -> Shape:
    """What the segments up to the first scan say."""
    shape = Shape()
    for marker, at, body in segments(data):
        _note(shape, marker, body)
        if marker == _SCAN:
            shape.scan = at + len(body)
    return shape


def segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Marker, offset of the content and content of each segment, the head of the first scan being the last.

    Stops quietly where they make no sense.
    """
    at = 2
    for _ in range(_MAX_SEGMENTS):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data):
            return
        marker = data[at + 1]
        if marker in (0x00, 0xFF) or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _END:
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at + 4, data[at + 4 : at + 2 + size]
        if marker == _SCAN:
            return
        at += 2 + size


def _note(shape: Shape, marker: int, body: bytes) -> None:
    if marker in _FRAMES and len(body) >= 6:
        shape.height, shape.width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
        shape.units = _units(shape, body[6:], body[5])
        shape.progressive = marker == 0xC2
    elif marker == _RESTART_INTERVAL and len(body) >= 2:
        shape.interval = int.from_bytes(body[:2], "big")
    elif marker == _SCAN and body and body[0] == 1 and shape.units:
        shape.units = 0  # one component a scan: units are counted otherwise


def _units(shape: Shape, components: bytes, count: int) -> int:
    """How many minimum coded units the frame has (T.81, A.2)."""
    if count < 1 or len(components) < 3 * count:
        return 0
    factors = [components[3 * index + 1] for index in range(count)]
    across, down = max(one >> 4 for one in factors), max(one & 15 for one in factors)
    if count == 1:
        across = down = 1
    if not across or not down:
        return 0
    return -(-shape.width // (8 * across)) * -(-shape.height // (8 * down))
