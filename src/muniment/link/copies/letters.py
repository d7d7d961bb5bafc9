"""What each character is to a comparison of words: a table by code point, the same for every script.

Letters are folded one by one (case, accents, presentation forms, digits of every script), as Unicode says.
It knows no language.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAP, LETTER, ALONE, MARK, SILENT = range(5)
"""Kinds: between words; part of a word; a word by itself; an accent or point; stands in words and means nothing."""

_TABLE = 0x20000
"""Code points looked up one by one; behind them are Han characters."""
_HAN_BEHIND = (0x20000, 0x323B0)
_ALL = 0x110000
_SILENT = frozenset("'’ʼ‘`´′\u05f3\u05f4\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_UNSPACED = (
    (0x0E01, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3041, 0x30FF),  # kana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
"""Scripts written without spaces: a character is a word."""
_HANGUL = range(0xAC00, 0xD7A4)


class Letters(NamedTuple):
    """Three tables by code point, and what some characters are written out as."""

    kinds: NDArray[np.uint8]
    times: NDArray[np.uint8]
    """How many letters it counts for: 0 if it is left out, 2 or more for ligatures."""
    values: NDArray[np.uint64]
    """A random number, the same for all that fold to one letter."""
    written_out: dict[int, str]


@lru_cache(maxsize=1)
def letters() -> Letters:
    """The tables; made once, in a fraction of a second."""
    kinds = np.zeros(_ALL, np.uint8)
    folded = np.arange(_ALL, dtype=np.uint64)
    written_out: dict[int, str] = {}
    for point in range(_TABLE):
        kinds[point] = _kind(point)
        if kinds[point] not in (LETTER, ALONE) or point in _HANGUL:
            continue
        plain = _plain(chr(point))
        folded[point] = ord(plain[0])
        if len(plain) > 1:
            written_out[point] = plain
    kinds[slice(*_HAN_BEHIND)] = ALONE
    times = (kinds < MARK).astype(np.uint8)
    for point, plain in written_out.items():
        times[point] = len(plain)
    return Letters(kinds, times, scattered(folded), written_out)


def scattered(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Random-looking numbers in place of small ones (the finaliser of splitmix64)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _kind(point: int) -> int:
    char = chr(point)
    if char in _SILENT:
        return SILENT
    category = unicodedata.category(char)
    if category[0] == "M":
        return MARK if _is_accent(char) else LETTER
    if category[0] not in "LN":
        return GAP
    return ALONE if any(first <= point <= last for first, last in _UNSPACED) else LETTER


def _is_accent(char: str) -> bool:
    """Points and accents may be left out in writing; vowel signs and viramas (classes 0, 7, 9) are letters."""
    place = unicodedata.combining(char)
    return place == 1 or 10 <= place <= 35 or place >= 200


def _plain(char: str) -> str:
    """A letter without case and accents, digits as 0-9; several letters for a ligature."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold())
    kinds = [(one, _kind(ord(one))) for one in apart]
    if kept := "".join(one for one, kind in kinds if kind in (LETTER, ALONE)):
        # A ligature is part of one word: what would come apart into several stays as it is.
        return kept if len(kept) == 1 or all(kind != ALONE for _, kind in kinds) else char
    return char
