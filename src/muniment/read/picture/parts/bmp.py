"""The parts of a BMP: its size, and whether it is whole."""

from __future__ import annotations

import struct

from muniment.read.picture.parts.found import Parts

_OLD_HEAD = 12


def parts(data: bytes) -> Parts:
    """The parts of a BMP."""
    out = Parts("BMP")
    claimed, head = struct.unpack_from("<I8xI", data, 2)
    if head == _OLD_HEAD:
        out.width, out.height = struct.unpack_from("<HH", data, 18)
    else:
        wide, high = struct.unpack_from("<ii", data, 18)
        out.width, out.height = abs(wide), abs(high)
    if claimed > len(data):
        out.missing = f"its head speaks of {claimed:,} bytes, and {len(data):,} are there"
    else:
        out.end = claimed
    return out
