"""Glyphs: the characters PDFium found, each with its box and baseline, whatever their order.

A glyph may stand for several letters (lam-alef); they are put back in reading order here.
Nothing here knows lines or words.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from typing import Any

import msgspec

from muniment.read.pdf import engine
from muniment.read.pdf.lines import RTL

_LAM = "\u0644"
_ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
_ALLAH = "\u0627\u0644\u0644\u0647"
_FAR, _MAX_EM = 1e7, 1000
_NOTHING = frozenset((0xFEFF, 0xFFFF))
_SOFT_HYPHEN = 0xAD
"""Where it is drawn it is a hyphen to the eye."""
_SPACE, _HYPHEN_MARKS = 0x20, (0x02, 0xFFFE)


class Glyph(msgspec.Struct):
    """`text` in logical order; PDF space, points; `word` counts up at each space in the file."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    em: float
    """The type size in points; shaped fonts often have no useful box."""
    word: int
    hyphen: bool = False

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def glyphs_of(textpage: Any, first: int, last: int) -> list[Glyph]:
    """The visible characters from index `first` to `last`, both included, in PDFium's order.

    Spaces are not glyphs: where PDFium says they stand is wrong in shaped text (it was seen to be
    a word too far). That they stand *between* two characters is right, hence `Glyph.word`.
    """
    ruler = _Ruler(textpage)
    glyphs: list[Glyph] = []
    word = 0
    for index in range(first, last + 1):
        code = ruler.code(index)
        if code in (_SPACE, 0xA0, 0x09, 0x0D, 0x0A):
            # a space PDFium made up from distances is no better than our own measuring
            word += not ruler.generated(index)
        elif code in _HYPHEN_MARKS or (code >= 0x20 and not 0x7F <= code < 0xA0 and code not in _NOTHING):
            glyph = ruler.glyph(index, code, word)
            if glyphs and _same_place(glyphs[-1], glyph):
                glyphs[-1].text += glyph.text
            else:
                glyphs.append(glyph)
    for glyph in glyphs:
        glyph.text = _letters(glyph.text)
    return glyphs


class _Ruler:
    """The calls into PDFium, with their buffers made once."""

    def __init__(self, textpage: Any) -> None:
        pdfium = engine.raw()
        self._raw = textpage.raw
        self._pdfium = pdfium
        self._rect = pdfium.FS_RECTF()
        self._at = ctypes.byref(self._rect)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()
        self._origin = (ctypes.byref(self._x), ctypes.byref(self._y))

    def code(self, index: int) -> int:
        return int(self._pdfium.FPDFText_GetUnicode(self._raw, index))

    def generated(self, index: int) -> bool:
        return bool(self._pdfium.FPDFText_IsGenerated(self._raw, index) == 1)

    def weight(self, index: int) -> int:
        return int(self._pdfium.FPDFText_GetFontWeight(self._raw, index))

    def glyph(self, index: int, code: int, word: int) -> Glyph:
        hyphen = code in _HYPHEN_MARKS
        letter = "-" if hyphen or code == _SOFT_HYPHEN else _letter(code)
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._at)
        self._pdfium.FPDFText_GetCharOrigin(self._raw, index, *self._origin)
        rect, baseline = self._rect, self._y.value
        if not -_FAR < rect.left + rect.bottom + rect.right + rect.top + baseline < _FAR:
            return Glyph(letter, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, word, hyphen)  # infinite or not a number
        em = self._em(index)
        return Glyph(letter, rect.left, rect.bottom, rect.right, rect.top, baseline, em, word, hyphen)

    def _em(self, index: int) -> float:
        """The font's size times the scale of the text's matrix; the box's height where that is odd."""
        matrix = self._matrix
        size = self._pdfium.FPDFText_GetFontSize(self._raw, index)
        if self._pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix)):
            size *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        return float(size if 1 < size < _MAX_EM else self._rect.top - self._rect.bottom)


def _letter(code: int) -> str:
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def _same_place(one: Glyph, other: Glyph) -> bool:
    return (
        one.left == other.left
        and one.right == other.right
        and one.baseline == other.baseline
        and one.top == other.top
        and one.right > one.left
    )


def _letters(text: str) -> str:
    """The letters one glyph stands for, in reading order, presentation forms mapped to letters.

    PDFium turns every right-to-left stretch of a line around, and with it the letters of one
    glyph, unless they came out of one presentation form. Which of the two happened is told by
    what can be a ligature at all: lam before alef, a letter before its marks.
    """
    if len(text) == 1:
        return unicodedata.normalize("NFKC", text).strip() or text if _is_presentation(text) else text
    if not RTL.search(text):
        return text
    if any(map(_is_presentation, text)):
        text = unicodedata.normalize("NFKC", text)
    return text if _in_order(text) else text[::-1]


def _is_presentation(letter: str) -> bool:
    return "\ufb1d" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc"


def _in_order(text: str) -> bool:
    if text == _ALLAH:
        return True
    if len(text) == 2:
        lam_alef = text[0] == _LAM and text[1] in _ALEFS
        return lam_alef or (not unicodedata.combining(text[0]) and unicodedata.combining(text[1]) > 0)
    return False
