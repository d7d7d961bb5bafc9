"""One page's text as lines: PDFium's own order where all of it runs left to right.

Only the ends of a line are measured there, which keeps this nearly as fast as bare text
extraction. Pages with right-to-left letters go to `rebuild`, because PDFium's order is wrong there.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from muniment.read.pdf import engine
from muniment.read.pdf.lines import RTL, Frame, Line, Page
from muniment.read.pdf.links import RawLink, links_on
from muniment.read.pdf.rebuild import mostly_rtl, rebuilt_line, rebuilt_lines
from muniment.read.pdf.remarks import Pinned, Remark, remarks_on
from muniment.read.pdf.wordboxes import words_on

MAX_CHARS = 200_000
"""More characters than this on one page are left in PDFium's order: nobody typeset them."""
_FAR = 1e7
_NAME = 100
_PLAIN_WEIGHT, _BOLD_WEIGHT = 400, 700
_BREAK = re.compile("[\r\n\ufffe\x02]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_HYPHENS = ("\ufffe", "\x02")


class PageRead(msgspec.Struct, frozen=True):
    """What one page gave: lines, links, and whether anything at all is drawn on it."""

    page: Page
    links: list[RawLink]
    drawn: bool
    frame: Frame
    remarks: Sequence[Remark] = ()
    pinned: Sequence[Pinned] = ()


def read_page(document: Any, index: int) -> PageRead:
    """Page `index` (from 0). Raises PdfiumError where PDFium cannot load the page."""
    pdfium = engine.raw()
    page = document[index]
    try:
        frame = frame_of(page)
        textpage = page.get_textpage()
        try:
            text, exact = page_text(textpage)
            lines = _lines(textpage, text, exact, index + 1, frame)
            links = links_on(document, page, textpage, index + 1, frame, text)
        finally:
            textpage.close()
        remarks, pinned = remarks_on(document, page, index + 1, frame)
        drawn = bool(lines) or pdfium.FPDFPage_CountObjects(page.raw) > 0
    finally:
        page.close()
    return PageRead(Page(index + 1, *frame.size, lines), links, drawn, frame, remarks, pinned)


def frame_of(page: Any) -> Frame:
    """Where the points of a pypdfium2 page lie as shown."""
    left, bottom, right, top = page.get_bbox()
    if not (-_FAR < left < right < _FAR and -_FAR < bottom < top < _FAR):
        return Frame(0.0, 0.0, 612.0, 792.0)  # a page without a size: PDFium's own default
    return Frame(left, bottom, right, top, (page.get_rotation() // 90) % 4)


def _lines(textpage: Any, text: str, exact: bool, number: int, frame: Frame) -> list[Line]:
    if not text or text.isspace():
        return []
    if not RTL.search(text) or textpage.count_chars() > MAX_CHARS:
        return _plain(textpage, text, exact, number, frame)
    if mostly_rtl(text):
        return rebuilt_lines(textpage, number, frame)
    return _plain(textpage, text, exact, number, frame, mend=True)


def page_text(textpage: Any) -> tuple[str, bool]:
    """PDFium's text, and whether its offsets are also PDFium's character indices."""
    count = textpage.count_chars()
    if count <= 0:
        return "", True
    try:
        text: str = textpage.get_text_range()
    except (AssertionError, RecursionError):  # hostile files lead pypdfium2's index search astray
        return textpage.get_text_bounded(), False
    return text, len(text) == count


def _plain(textpage: Any, text: str, exact: bool, number: int, frame: Frame, mend: bool = False) -> list[Line]:
    """Lines in PDFium's order; with `mend`, those holding right-to-left letters are rebuilt in place."""
    pieces = list(_stretches(text))
    words = words_on(textpage, text, exact, frame)
    begins, ends = words.within([piece[2] for piece in pieces], [piece[3] for piece in pieces])
    outlines = words.outlines(begins, ends, frame) if words.starts else []
    weights = _Weights(textpage, text, exact)
    lines: list[Line] = []
    for (clean, plain, first, last, hyphen), begin, end, outline in zip(pieces, begins, ends, outlines, strict=False):
        if mend and RTL.search(clean):
            line = rebuilt_line(textpage, weights.index(first), weights.index(last), number, frame)
            if line is not None:
                lines.append(line)
            continue
        left, top, right, bottom, size = outline
        line = Line(clean, number, left, top, right, bottom, size, weights(first), hyphen)
        if plain:
            line.run = (words, begin, end, first)
        else:
            line.words = words.listed(clean, begin, end)
        lines.append(line)
    return lines


def _stretches(text: str) -> Iterator[tuple[str, bool, int, int, bool]]:
    """What becomes a line each: its text, is that as in `text`?, first and last offset, broken in a word?"""
    for piece, start, hyphen in _pieces(text):
        stripped = piece.strip()
        clean = stripped if stripped.isascii() and stripped.isprintable() else _clean(stripped)
        if clean:
            first = start + piece.index(stripped[0])
            yield clean, len(clean) == len(stripped), first, first + len(stripped) - 1, hyphen


def _pieces(text: str) -> list[tuple[str, int, bool]]:
    """The text between line breaks: piece, its offset, broken inside a word?"""
    pieces = []
    start = 0
    for piece in text.split("\r\n"):
        if _BREAK.search(piece):
            pieces += _broken(piece, start)
        else:
            # a soft hyphen at the end of a line is a broken word too
            pieces.append((piece, start, piece.endswith("\u00ad")))
        start += len(piece) + 2
    return pieces


def _broken(piece: str, start: int) -> list[tuple[str, int, bool]]:
    """PDFium joins two lines where a hyphen ends the first, and leaves a mark in its place."""
    parts = []
    at = 0
    for match in _BREAK.finditer(piece):
        parts.append((piece[at : match.start()], start + at, match.group() in _HYPHENS))
        at = match.end()
    parts.append((piece[at:], start + at, piece.endswith("\u00ad")))
    return parts


def _clean(text: str) -> str:
    """A soft hyphen that ends a line goes; one that is drawn inside a line is a hyphen to the eye."""
    if "\u00ad" in text:
        text = text.rstrip("\u00ad").replace("\u00ad", "-")
    if _LIGATURE.search(text):
        text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return _CONTROL.sub("", text).strip()


class _Weights:
    """The weight of a line, from its first character."""

    def __init__(self, textpage: Any, text: str, exact: bool) -> None:
        pdfium = engine.raw()
        self._raw = textpage.raw
        self._text = text
        self._exact = exact
        self._weight = pdfium.FPDFText_GetFontWeight
        self._name = ctypes.create_string_buffer(_NAME)
        self._font = pdfium.FPDFText_GetFontInfo
        self._index = pdfium.FPDFText_GetCharIndexFromTextIndex

    def index(self, offset: int) -> int:
        """PDFium's character index for an offset into the text (PDFium counts UTF-16 units)."""
        if self._exact:
            return offset
        units = len(self._text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        return max(0, int(self._index(self._raw, units)))

    def __call__(self, first: int) -> int:
        """For the line that begins at this offset; 700 or 400 by the font's name where it does not say."""
        index = self.index(first)
        weight = int(self._weight(self._raw, index))
        if weight > 0:
            return weight
        self._font(self._raw, index, self._name, _NAME, None)
        return _BOLD_WEIGHT if b"bold" in self._name.value.lower() else _PLAIN_WEIGHT
