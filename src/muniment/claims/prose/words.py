"""Words of a text with their places; punctuation is left out."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640"
"""Accents, Hebrew and Arabic points, and the stretching of Arabic letters: they stand inside words."""
_WORD = re.compile(rf"[^\W_](?:[\w{_MARKS}]|['’ʼ`´\u05f3\u05f4\"\u2011.-](?=[^\W_]))*")
_PIECE = re.compile(rf"{_WORD.pattern}|[^\w\s]")


class Word(NamedTuple):
    """One word: character offsets, as written, and folded for comparing (lower case, one apostrophe, no points)."""

    start: int
    end: int
    text: str
    key: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words between two offsets, in order."""
    return [
        Word(found.start(), found.end(), found.group(), fold(found.group()))
        for found in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def pieces(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words and the single punctuation marks between two offsets, in order."""
    return [
        Word(found.start(), found.end(), found.group(), fold(found.group()))
        for found in _PIECE.finditer(text, start, len(text) if end is None else end)
    ]


_FOLD = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "´": "'", "\u2011": "-", "\u0640": None, "ё": "е"}
    | {chr(point): None for point in (*range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670, 0x301, 0x300)}
)


def fold(word: str) -> str:
    """A word for comparing: lower case, one kind of apostrophe, no stress marks or vowel points."""
    return word.lower().translate(_FOLD)
