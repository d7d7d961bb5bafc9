"""A line of text on a page, and where a page's points lie for a person looking at it.

Types only: nothing here reads a file or decides what is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from muniment.model.reading import Box

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Any character of a script written from right to left."""


class WordAt(NamedTuple):
    """A word of a line: where it stands in the line's text, and on the page as shown (points)."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


class Line(msgspec.Struct):
    """One line in logical order. Points, origin top left, of the page as it is shown.

    Mutable because thousands are made; only `healing` changes one, at the end of a page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of the font's box; grows with the type size."""
    weight: int
    """PDFium's guess at the weight (400 regular, 700 bold), or -1."""
    hyphen: bool = False
    """The line broke inside a word; the hyphen itself is not in `text`."""
    rtl: bool = False
    sure: int = -1
    """0 to 100 where the line was recognised by a program, else -1."""
    words: Sequence[WordAt] = ()
    run: tuple[Any, int, int, int] | None = None
    """In place of `words`, for lines in PDFium's order: `PageWords`, words from and to, and where in the
    page's text the line begins."""

    def box(self) -> Box:
        """Where it stands, to 0.01 points (`round` is four times slower than this)."""
        return Box(
            self.page,
            int(self.left * 100 + 0.5) / 100,
            int(self.top * 100 + 0.5) / 100,
            int(self.right * 100 + 0.5) / 100,
            int(self.bottom * 100 + 0.5) / 100,
        )


class Page(msgspec.Struct, frozen=True):
    """The lines of one page in reading order. `width` and `height` in points."""

    number: int
    width: float
    height: float
    lines: list[Line]


class Frame(msgspec.Struct, frozen=True):
    """How PDF space (origin anywhere, y upward) lies on the page as shown (top left, y downward)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0
    """Quarter turns clockwise, 0 to 3."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def place(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as shown, for a rectangle in PDF space."""
        if self.rotation == 0:
            return (left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.rotation == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return (self.top - top, self.right - right, self.top - bottom, self.right - left)
