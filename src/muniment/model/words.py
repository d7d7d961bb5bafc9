"""Boxes of words, packed: a hundred-page report has fifty thousand of them.

Bytes: one byte of scale (steps in one unit of the page: 4 for points, 1 for pixels), then, deflated, 16 bytes
a word, little-endian: start (4), length (2), page (2), left, top, right, bottom (2 each, in steps).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.model.reading import Box

POINTS, PIXELS = 4, 1
if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = struct.Struct("<IHHHHHH")
_LARGEST = 0xFFFF
_MOST = 5_000_000


class Word(msgspec.Struct, frozen=True, array_like=True):
    """One word: character range in the reading's text, and where it stands."""

    start: int
    end: int
    box: Box


def pack_words(words: Iterable[Word], scale: int = POINTS) -> bytes:
    """`words` as bytes; empty for none. What does not fit (beyond page 65,535) is left out."""
    rows = b"".join(_row(word, scale) for word in words if word.box.page <= _LARGEST and word.start < 1 << 32)
    return bytes((scale,)) + zlib.compress(rows, 6) if rows else b""


def pack_rows(rows: NDArray[Any], scale: int = POINTS) -> bytes:
    """The same from a table: start, length, page, left, top, right, bottom. For very many words."""
    import numpy as np

    rows = rows[(rows[:, 2] <= _LARGEST) & (rows[:, 0] < 1 << 32)]
    if not len(rows):
        return b""
    packed = np.empty(len(rows), dtype=[("start", "<u4"), ("rest", "<u2", (6,))])
    packed["start"] = rows[:, 0]
    edges = np.round(rows[:, 3:7] * scale)
    packed["rest"] = np.clip(np.column_stack((rows[:, 1:3], edges)), 0, _LARGEST)
    return bytes((scale,)) + zlib.compress(packed.tobytes(), 1)


def unpack_words(packed: bytes) -> Iterator[Word]:
    """The words, in their order. Raises ValueError for what was not packed so."""
    if not packed:
        return
    scale = packed[0]
    try:
        rows = zlib.decompressobj().decompress(packed[1:], _MOST * _WORD.size)
        for start, length, page, *edges in _WORD.iter_unpack(rows):
            left, top, right, bottom = (edge / scale for edge in edges)
            yield Word(start, start + length, Box(page, left, top, right, bottom))
    except (zlib.error, struct.error, ZeroDivisionError) as error:
        raise ValueError(f"not packed words: {error}") from error


def _row(word: Word, scale: int) -> bytes:
    edges = (word.box.left, word.box.top, word.box.right, word.box.bottom)
    steps = [min(max(round(edge * scale), 0), _LARGEST) for edge in edges]
    return _WORD.pack(word.start, min(word.end - word.start, _LARGEST), word.box.page, *steps)
