"""Words of a text with their places, and the folded form under which two spellings are one.

Folding is the same for every script and knows no language. It must never change the text it is
given places in: offsets are those of the text as it came.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

LONGEST = 64
"""Characters of a word that count; what is longer is not language (base64, hex dumps)."""

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphen, zero width and direction marks: they may stand inside a word and mean nothing."""

_APOSTROPHES = "'’ʼ‘`´′"
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces (Thai, Lao, Burmese, Khmer, kana, Han): a character is a word."""

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’ʼ‘`´′\u05f3\u05f4\"”“„\u0640", ""),
        **{"ґ": "г", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ð": "d", "þ": "th"},
        **{"ى": "ي", "ی": "ي", "ې": "ي", "ٱ": "ا", "ة": "ه", "ک": "ك", "ہ": "ه", "ھ": "ه", "ۀ": "ه"},
        **{"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"},
    }
)
_KEPT_MARKS = frozenset({"и\u0306", "у\u0306", "і\u0308"})
"""й, ў and ї are letters of their own; ё is folded because print leaves its dots out."""


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of `text` in order: each as written, start, end (code points, end exclusive).

    A Latin word ends at an apostrophe, and elided scraps of one or two letters beside one
    (`l’`, `qu’`, `’s`) are no words: *the children's* is found by *children*. In Cyrillic and
    Hebrew the apostrophe is part of the word.
    """
    return [
        (found.group(), found.start(), found.end())
        for found in _splitter().finditer(text)
        if not _is_scrap(text, found.start(), found.end())
    ]


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """The form under which spellings of one word agree; may be empty (a lone tatweel).

    NFKC and casefold; without accents, Arabic tashkeel and tatweel, niqqud, apostrophes and
    invisible characters; one form for variants of alef, ya, ta marbuta, hamza carriers and
    Hebrew finals; ё as е, ґ as г; digits of every script as 0-9; at most `LONGEST` characters.
    """
    if word.isascii():
        return word.casefold().translate(_LETTERS)[:LONGEST]
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    bare = _without_marks(_invisible().sub("", apart)).translate(_LETTERS)
    return _ascii_digits(unicodedata.normalize("NFC", bare))[:LONGEST]


def folded(text: str) -> list[str]:
    """The folded words of `text` in order, none of them empty."""
    return [form for form in (fold(word) for word, _, _ in words(text)) if form]


def _without_marks(apart: str) -> str:
    kept = []
    before = ""
    for char in apart:
        if not _is_accent(char) or before + char in _KEPT_MARKS:
            kept.append(char)
        before = char
    return "".join(kept)


def _is_accent(char: str) -> bool:
    # By combining class, so that vowel signs and viramas (0, 7-9, Thai 103-107), which are
    # letters of their scripts, stay: 10-35 is niqqud and tashkeel, 200 and more are accents.
    place = unicodedata.combining(char)
    return place == 1 or 10 <= place <= 35 or place >= 200


def _ascii_digits(word: str) -> str:
    if not any(char.isdecimal() for char in word):
        return word
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in word)


def _is_scrap(text: str, start: int, end: int) -> bool:
    if end - start > 2 or not text[start].isalpha() or text[start] > "\u024f":
        return False
    after = end < len(text) - 1 and text[end] in _APOSTROPHES and text[end + 1].isalpha()
    before = start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalpha()
    return after or before


@lru_cache(maxsize=1)
def _splitter() -> re.Pattern[str]:
    marks = _marks()
    letter = rf"[^\W_{_UNSPACED}]"
    inner = (
        rf"(?<=[\u0400-\u052f])[{_APOSTROPHES}](?=[\u0400-\u052f])"
        rf"|(?<=[\u05d0-\u05ea])['’\u05f3\u05f4\"”](?=[\u05d0-\u05ea])"
    )
    run = rf"{letter}(?:{letter}|[{marks}]|[{INVISIBLE}]+(?={letter})|{inner})*"
    return re.compile(rf"[{_UNSPACED}][{marks}]*|{run}")


@lru_cache(maxsize=1)
def _invisible() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}]")


def _marks() -> str:
    """Every combining mark as the inside of a character class: `re` has no `\\p{M}`."""
    spans: list[list[int]] = []
    for point in range(0x300, min(0x1F000, sys.maxunicode)):
        if unicodedata.category(chr(point))[0] != "M":
            continue
        if spans and spans[-1][1] == point - 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)
