"""The order in which the words on a page are read: down one column, then the next.

A recursive cut of the page along its white gutters (the XY-cut of Nagy and Seth, 1984). Tables
stay row by row: only rows long enough to be running text make a column.
"""

from __future__ import annotations

import msgspec

from muniment.read.pdf.glyphs import Glyph

_GUTTER = 9.0
"""Least width in points of the white between two columns."""
_COLUMN_SHARE = 0.18
"""A column's rows are on average at least this share of the page's width."""
_COLUMN_ROWS = 3
_MAX_DEPTH = 60


class Segment(msgspec.Struct):
    """Glyphs of one row from left to right, and their outline in PDF space (points)."""

    glyphs: list[Glyph]
    row: int
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, glyphs: list[Glyph], row: int) -> Segment:
        return cls(
            glyphs,
            row,
            min(glyph.left for glyph in glyphs),
            min(glyph.bottom for glyph in glyphs),
            max(glyph.right for glyph in glyphs),
            max(glyph.top for glyph in glyphs),
        )


def reading_order(atoms: list[Segment], rtl: bool, page_width: float, depth: int = 0) -> list[list[Segment]]:
    """`atoms` (words or so) as regions in reading order; within each, rows from top to bottom and
    atoms from left to right. With `rtl` the right-hand column comes first."""
    if len(atoms) < 2 or depth > _MAX_DEPTH:
        return [_by_rows(atoms)]
    columns = _beside(atoms)
    if len(columns) > 1 and all(_is_column(part, page_width) for part in columns):
        parts = columns[::-1] if rtl else columns
    else:
        parts = _bands(atoms)
    if len(parts) < 2:
        return [_by_rows(atoms)]
    return [region for part in parts for region in reading_order(part, rtl, page_width, depth + 1)]


def _by_rows(atoms: list[Segment]) -> list[Segment]:
    return sorted(atoms, key=lambda one: (one.row, one.left))


def _is_column(part: list[Segment], page_width: float) -> bool:
    """Whether a part is running text: enough rows, and wide enough on average."""
    edges: dict[int, tuple[float, float]] = {}
    for one in part:
        left, right = edges.get(one.row, (one.left, one.right))
        edges[one.row] = (min(left, one.left), max(right, one.right))
    mean = sum(right - left for left, right in edges.values()) / len(edges)
    return len(edges) >= _COLUMN_ROWS and mean >= _COLUMN_SHARE * page_width


def _bands(atoms: list[Segment]) -> list[list[Segment]]:
    """The region cut in two at its widest white stripe, upper part first."""
    ordered = sorted(atoms, key=lambda one: -one.top)
    widest, at, floor = 0.0, 0, ordered[0].bottom
    for index, one in enumerate(ordered[1:], 1):
        if floor - one.top > widest:
            widest, at = floor - one.top, index
        floor = min(floor, one.bottom)
    return [ordered[:at], ordered[at:]] if at else [atoms]


def _beside(atoms: list[Segment]) -> list[list[Segment]]:
    """Groups from left to right between which the whole height is white for a gutter's width."""
    ordered = sorted(atoms, key=lambda one: one.left)
    parts: list[list[Segment]] = [[ordered[0]]]
    edge = ordered[0].right
    for one in ordered[1:]:
        if one.left - edge >= _GUTTER:
            parts.append([])
        parts[-1].append(one)
        edge = max(edge, one.right)
    return parts
