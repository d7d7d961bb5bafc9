"""Lines of right-to-left pages, rebuilt from where the glyphs stand.

PDFium returns shaped Arabic and Hebrew partly turned around and its lines cut in odd places; the
glyphs' places on the page are right, so rows, columns, words and reading order are made from those.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from muniment.read.pdf.bidi import is_rtl, ordered
from muniment.read.pdf.columns import Segment, reading_order
from muniment.read.pdf.glyphs import Glyph, glyphs_of
from muniment.read.pdf.lines import RTL, Frame, Line, WordAt

_SAME_ROW = 0.4
"""Baselines closer than this share of the type size are one row."""
_WORD_GAP, _MARKED_GAP = 0.22, 0.13
"""Least space between words, as a share of the type size: where the file has no space character,
and where it has one (there only the gap's place is in doubt)."""
_ATOM_GAP = 0.5
"""A gap of this many type sizes may be a gutter between columns."""
_COLUMN_GAP = 1.8
"""A gap of this many type sizes ends a line: another column or cell begins."""


def mostly_rtl(text: str) -> bool:
    """Whether a page is to be rebuilt as a whole, not only its lines with right-to-left letters."""
    return len(RTL.findall(text)) * 3 >= sum(map(str.isalpha, text))


def rebuilt_lines(textpage: Any, number: int, frame: Frame) -> list[Line]:
    """All lines of a page in reading order."""
    glyphs = glyphs_of(textpage, 0, textpage.count_chars() - 1)
    if not glyphs:
        return []
    atoms = [atom for row, members in enumerate(_rows(glyphs)) for atom in _atoms(members, row)]
    base_rtl = is_rtl("".join(glyph.text for glyph in glyphs))
    segments = [
        segment
        for region in reading_order(atoms, base_rtl, frame.right - frame.left)
        for segment in _joined(region, base_rtl)
    ]
    return [line for segment in segments if (line := _line(segment, base_rtl, number, frame)) is not None]


def rebuilt_line(textpage: Any, first: int, last: int, number: int, frame: Frame) -> Line | None:
    """One line from PDFium's characters `first` to `last`, on a page that reads left to right."""
    glyphs = glyphs_of(textpage, first, last)
    if not glyphs:
        return None
    glyphs.sort(key=lambda glyph: glyph.centre)
    text = "".join(glyph.text for glyph in glyphs)
    line = _line(Segment.of(glyphs, 0), is_rtl(text), number, frame)
    if line is not None:  # its neighbours are measured by their font's box
        line.size = glyphs[0].top - glyphs[0].bottom
    return line


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped by baseline, top row first, each from left to right."""
    rows: list[list[Glyph]] = []
    bases = [glyph for glyph in glyphs if not unicodedata.combining(glyph.text[0])]
    for glyph in sorted(bases, key=lambda glyph: -glyph.baseline):
        if rows and _in_row(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    for row in rows:
        row.sort(key=lambda glyph: glyph.centre)
    _attach_marks(rows, [glyph for glyph in glyphs if unicodedata.combining(glyph.text[0])])
    return rows


def _in_row(row: list[Glyph], glyph: Glyph) -> bool:
    return row[0].baseline - glyph.baseline <= _SAME_ROW * max(glyph.em, row[0].em)


def _attach_marks(rows: list[list[Glyph]], marks: list[Glyph]) -> None:
    """Vowel signs and points go behind the letter that they stand above or below."""
    for mark in marks:
        best: Glyph | None = None
        nearest = float("inf")
        for row in rows:
            if abs(row[0].baseline - mark.baseline) > 2 * row[0].em:
                continue
            for glyph in row:
                away = _distance(glyph, mark)
                if away < nearest:
                    best, nearest = glyph, away
        if best is not None:
            best.text += mark.text


def _distance(glyph: Glyph, mark: Glyph) -> float:
    """How far a mark is from a letter; 0 where it stands right over it on its line."""
    beside = max(0.0, glyph.left - mark.centre, mark.centre - glyph.right)
    return beside + abs(glyph.baseline - mark.baseline) + abs(glyph.centre - mark.centre) / 100


def _atoms(row: list[Glyph], number: int) -> list[Segment]:
    """A row cut at every gap that might be a gutter; words that stand close stay together."""
    size = _type_size(row)
    parts: list[list[Glyph]] = [[row[0]]]
    right = row[0].right
    for glyph in row[1:]:
        if glyph.left - right > _ATOM_GAP * size:
            parts.append([])
        parts[-1].append(glyph)
        right = max(right, glyph.right)
    return [Segment.of(part, number) for part in parts]


def _joined(region: list[Segment], rtl: bool) -> list[Segment]:
    """The atoms of a region as lines: put together again but at gaps too wide for a space."""
    rows: list[list[Segment]] = []
    for atom in region:
        if not rows or rows[-1][-1].row != atom.row:
            rows.append([atom])
            continue
        last = rows[-1][-1]
        if atom.left - last.right <= _COLUMN_GAP * _type_size(last.glyphs + atom.glyphs):
            rows[-1][-1] = Segment.of(last.glyphs + atom.glyphs, atom.row)
        else:
            rows[-1].append(atom)
    return [segment for row in rows for segment in (row[::-1] if rtl else row)]


def _type_size(glyphs: list[Glyph]) -> float:
    """The type size of most of a row, in points."""
    return max(sorted(glyph.em for glyph in glyphs)[len(glyphs) // 2], 0.1)


def _line(segment: Segment, base_rtl: bool, number: int, frame: Frame) -> Line | None:
    cells = _cells(segment.glyphs, _type_size(segment.glyphs))
    joined = "".join(cells)
    has_rtl = RTL.search(joined) is not None
    rtl = has_rtl and (is_rtl(joined) or (base_rtl and not _mostly_latin(joined)))
    in_order = ordered(cells, rtl) if has_rtl else cells
    text = unicodedata.normalize("NFC", "".join(in_order)).strip()
    if not text:
        return None
    hyphen = any(glyph.hyphen for glyph in segment.glyphs) and text.endswith("-")
    placed = frame.place(segment.left, segment.bottom, segment.right, segment.top)
    size = _type_size(segment.glyphs)
    words = _words(in_order, len(text), frame)
    return Line(text.rstrip("-") if hyphen else text, number, *placed, size, -1, hyphen, rtl, words=words)


class _Cell(str):
    """The letters of a glyph, with the glyph."""

    glyph: Glyph
    __slots__ = ("glyph",)


def _words(cells: list[str], length: int, frame: Frame) -> list[WordAt]:
    """The words of a line, whose text is `length` long; none where composing letters has moved them."""
    words: list[WordAt] = []
    glyphs: list[Glyph] = []
    start = at = 0
    for cell in [*cells, " "]:
        if cell != " ":
            if isinstance(cell, _Cell):
                glyphs.append(cell.glyph)
            at += len(unicodedata.normalize("NFC", cell))
            continue
        if glyphs and at > start:
            words.append(WordAt(start, at, *_outline(glyphs, frame)))
        glyphs = []
        at = start = at + 1
    return words if at - 1 == length else []


def _outline(glyphs: list[Glyph], frame: Frame) -> tuple[float, float, float, float]:
    return frame.place(
        min(glyph.left for glyph in glyphs),
        min(glyph.bottom for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.top for glyph in glyphs),
    )


def _cell(glyph: Glyph) -> _Cell:
    cell = _Cell(glyph.text)
    cell.glyph = glyph
    return cell


def _mostly_latin(text: str) -> bool:
    """A line of another language within right-to-left text: it keeps its own direction."""
    foreign = len(RTL.findall(text))
    return sum(map(str.isalpha, text)) - foreign > 3 * foreign


def _cells(glyphs: list[Glyph], size: float) -> list[str]:
    """The glyphs' letters from left to right, with spaces between words."""
    cells: list[str] = [_cell(glyphs[0])]
    right, word = glyphs[0].right, glyphs[0].word
    for glyph in glyphs[1:]:
        gap = glyph.left - right
        if gap > (_WORD_GAP if glyph.word == word else _MARKED_GAP) * size:
            cells.append(" ")
        cells.append(_cell(glyph))
        right, word = max(right, glyph.right), glyph.word
    return cells
