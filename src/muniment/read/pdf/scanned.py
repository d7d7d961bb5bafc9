"""Pages without text: drawn, recognised, and turned into lines like any other page's.

The type size of recognised lines is evened out, because a line without tall letters is not set smaller.
"""

from __future__ import annotations

import itertools
import math
from statistics import median
from typing import Any

from muniment.read.ocr.recognised import Line as Found
from muniment.read.ocr.recognised import Recognised
from muniment.read.ocr.session import Session
from muniment.read.pdf.bidi import is_rtl
from muniment.read.pdf.lines import Frame, Line, WordAt
from muniment.read.pdf.pictures import draw_page

DPI = 300
_MAX_PIXELS = 16_000_000
"""Of a page drawn for recognition; an A4 page at 300 dots an inch has 8.7 million."""
_BLANK = 24
"""A page whose grey levels differ by less than this is empty."""
_ALIKE = (0.75, 1.35)
"""Type within these shares of the page's usual size is of that size."""
_HYPHENS = "-\u2010\u00ac"


def recognised_lines(document: Any, index: int, session: Session, frame: Frame) -> list[Line] | None:
    """The lines of page `index` (from 0), none where none can be found; None where it is blank."""
    where = str(index + 1)
    if session.refuse(where):
        return []
    picture, scale = draw_page(document, index, DPI / 72, _MAX_PIXELS)
    low, high = picture.getextrema()
    if high - low < _BLANK:
        return None
    found = session.page(picture, where, round(scale * 72))
    if found is None:
        return []
    if not found.has_letters:
        session.leave(found, where)
        return []
    session.keep(found, where)
    return lines_of(found, index + 1, scale)


def lines_of(found: Recognised, number: int, scale: float) -> list[Line]:
    """Recognised lines in points of the page as shown. `scale`: pixels in a point."""
    usual = median([_height(line) for line in found.lines])
    sizes: dict[int, list[float]] = {}
    for one in found.lines:
        sizes.setdefault(one.paragraph, []).append(_height(one))
    lines: list[Line] = []
    for one in found.lines:
        size = median(sizes[one.paragraph])
        size = usual if _ALIKE[0] * usual <= size <= _ALIKE[1] * usual else size
        lines.append(_line(one, number, size / scale, scale))
    for line, after in itertools.pairwise(lines):
        if line.text[-1:] in _HYPHENS and line.text[-2:-1].isalpha() and after.text[:1].islower():
            line.text, line.hyphen = line.text[:-1], True
    return lines


def _height(line: Found) -> float:
    return median([word.box[3] - word.box[1] for word in line.words])


def _line(found: Found, number: int, size: float, scale: float) -> Line:
    words, at = [], 0
    for word in found.words:
        left, top, right, bottom = (edge / scale for edge in word.box)
        words.append(WordAt(at, at + len(word.text), left, top, right, bottom))
        at += len(word.text) + 1
    left, top, right, bottom = (edge / scale for edge in found.box)
    sure, text = math.floor(found.confidence), found.text
    return Line(text, number, left, top, right, bottom, size, -1, rtl=is_rtl(text), sure=sure, words=words)
