"""A box for each word, kept in columns: a report has tens of thousands of words, and Python objects are slow.

PDFium is asked for two characters a word, its first and its last; everything else is done for all words of a
page, or of the document, at once.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

import msgspec

from muniment.model.words import POINTS, pack_rows
from muniment.read.pdf import engine
from muniment.read.pdf.lines import Frame, Line, WordAt

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORD = re.compile("[^\\s\ufffe\x02]+")
_FAR = 1e7
RAISED = 0.75
"""A character smaller than this share of the line's other end is a note's number."""


class PageWords(msgspec.Struct, frozen=True):
    """The words of one page in PDFium's text: where each starts and ends in it, and its box as shown."""

    starts: list[int]
    ends: list[int]
    boxes: NDArray[Any]
    """A row for each word: left, top, right, bottom; all 0 where PDFium does not know."""
    first: NDArray[Any]
    last: NDArray[Any]
    """The boxes of each word's first and last character, in PDF space: left, top, right, bottom."""

    def within(self, firsts: list[int], lasts: list[int]) -> tuple[list[int], list[int]]:
        """For each pair of offsets the words, from and to, that stand between (the last one included)."""
        return [bisect_left(self.starts, at) for at in firsts], [bisect_right(self.ends, at + 1) for at in lasts]

    def outlines(self, begins: list[int], ends: list[int], frame: Frame) -> list[list[float]]:
        """For each line of words, from and to: left, top, right, bottom as shown, and the type's size.

        All 0 where PDFium does not know. A line is measured by its two ends.
        """
        import numpy as np

        one, other = self.first[begins], self.last[[max(end - 1, 0) for end in ends]]
        height, far = one[:, 1] - one[:, 3], other[:, 1] - other[:, 3]
        # the smaller end is the text, unless it is so small that it is a raised number
        raised = np.minimum(height, far) <= RAISED * np.maximum(height, far)
        sizes = np.where((far < height) != raised, far, height)
        table = np.column_stack((_shown(one, other, frame), sizes))
        table[(one == 0).all(axis=1) | (table[:, :4] == 0).all(axis=1)] = 0.0
        rows: list[list[float]] = table.tolist()
        return rows

    def listed(self, text: str, start: int, end: int) -> list[WordAt]:
        """The words from and to as they stand in `text`, a cleaned copy of theirs; none if it has others."""
        found = list(_WORD.finditer(text))
        if len(found) != end - start:
            return []
        rows = self.boxes[start:end].tolist()
        return [WordAt(one.start(), one.end(), *row) for one, row in zip(found, rows, strict=True)]


def words_on(textpage: Any, text: str, exact: bool, frame: Frame) -> PageWords:
    """The words of a page. `exact`: offsets into `text` are PDFium's character indices."""
    spans = [match.span() for match in _WORD.finditer(text)]
    starts, ends = [span[0] for span in spans], [span[1] for span in spans]
    firsts, lasts = starts, [end - 1 for end in ends]
    if not exact:
        firsts, lasts = _indices(textpage, text, firsts), _indices(textpage, text, lasts)
    first, last = _boxes(textpage, firsts), _boxes(textpage, lasts)
    return PageWords(starts, ends, _shown(first, last, frame), first, last)


def _boxes(textpage: Any, indices: list[int]) -> NDArray[Any]:
    """Left, top, right, bottom in PDF space for characters, PDFium writing straight into the table."""
    import numpy as np

    table = np.zeros((len(indices), 4), dtype=np.float32)
    at, row = table.ctypes.data, table.strides[0]
    ask = _box_function()
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    known = list(map(ask, repeat(handle), indices, range(at, at + row * len(indices), row)))
    table[~np.array(known, dtype=bool)] = 0.0
    return table


@lru_cache(maxsize=1)
def _box_function() -> Any:
    """FPDFText_GetLooseCharBox with plain addresses for arguments: half the cost of a typed call."""
    address = ctypes.cast(engine.raw().FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)


def _shown(first: NDArray[Any], last: NDArray[Any], frame: Frame) -> NDArray[Any]:
    """The boxes around pairs of characters, as the page is shown. FS_RECTF is left, top, right, bottom."""
    import numpy as np

    left, right = np.minimum(first[:, 0], last[:, 0]), np.maximum(first[:, 2], last[:, 2])
    bottom, top = np.minimum(first[:, 3], last[:, 3]), np.maximum(first[:, 1], last[:, 1])
    edges: Any = frame.place(left, bottom, right, top)
    shown: NDArray[Any] = np.stack(edges, axis=1)
    odd = ~(np.abs(shown) < _FAR).all(axis=1)
    shown[odd] = 0.0
    return shown


def _indices(textpage: Any, text: str, offsets: list[int]) -> list[int]:
    """PDFium's character indices for offsets into its text (it counts UTF-16 units)."""
    units, at = [], 0
    for letter in text:
        units.append(at)
        at += 2 if letter > "\uffff" else 1
    ask = engine.raw().FPDFText_GetCharIndexFromTextIndex
    return [max(0, int(ask(textpage.raw, units[offset]))) for offset in offsets]


class WordTable:
    """Collects where the words of line after line stand in the text, and packs them."""

    def __init__(self) -> None:
        self._pages: dict[int, PageWords] = {}
        self._runs: list[tuple[int, int, int, int]] = []
        self._listed: list[tuple[int, int, int, float, float, float, float]] = []

    def add(self, line: Line, at: int) -> None:
        """The line stands at `at` in the text."""
        if line.run is not None:
            words, start, end, first = line.run
            self._pages[line.page] = words
            self._runs.append((line.page, start, end, at - first))
        for word in line.words:
            length = min(word.end, len(line.text)) - word.start
            if length > 0:
                self._listed.append((at + word.start, length, line.page, *word[2:]))

    def packed(self) -> bytes:
        """As `muniment.model.words` has it; in the order of the text."""
        import numpy as np

        parts = [*self._whole_pages()]
        if self._listed:
            parts.append(np.array(self._listed, dtype=np.float64))
        if not parts:
            return b""
        table = np.concatenate(parts)
        table = table[(table[:, 5] > table[:, 3]) & (table[:, 1] > 0)]
        return pack_rows(table[np.argsort(table[:, 0], kind="stable")], POINTS)

    def _whole_pages(self) -> list[NDArray[Any]]:
        import numpy as np

        parts: list[NDArray[Any]] = []
        by_page: dict[int, list[tuple[int, int, int]]] = {}
        for page, start, end, shift in self._runs:
            by_page.setdefault(page, []).append((start, end, shift))
        for page, runs in by_page.items():
            words = self._pages[page]
            spans = np.array(runs, dtype=np.int64)
            counts = spans[:, 1] - spans[:, 0]
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            which = np.repeat(spans[:, 0], counts) + offsets
            starts = np.array(words.starts, dtype=np.float64)[which]
            lengths = np.array(words.ends, dtype=np.float64)[which] - starts
            starts += np.repeat(spans[:, 2], counts)
            parts.append(np.column_stack((starts, lengths, np.full(len(which), page), words.boxes[which])))
        return parts
