"""A sentence as attribution looks at it: words and marks, with each long quotation folded into one token."""

from __future__ import annotations

import re
from itertools import pairwise

from muniment.claims.prose import Word, fold, pieces

_ELIDED = re.compile(r"(?:qu|jusqu|lorsqu|puisqu|quoiqu|[ldnsjmtc])['’](?=\w)", re.IGNORECASE)
_INVERTED = re.compile(r"-(?=(?:t-)?(?:il|elle|ils|elles|on)\Z)", re.IGNORECASE)
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي"})
QUOTATION = "“”"
"""The key of a token that stands for a whole quotation."""


Token = Word
"""A word, a mark, or a quotation; `key` is for looking up."""


def key_of(word: str) -> str:
    """A word as the tables of cues have it: folded, and Arabic alefs written in one way."""
    return fold(word).translate(_ALEFS)


def tokens(text: str, start: int, end: int, language: str = "") -> list[Token]:
    """Words and marks between two offsets, in order."""
    found: list[Token] = []
    for piece in pieces(text, start, end):
        if language == "fr" and ("'" in piece.key or "-" in piece.key):
            found += _french(piece.text, piece.start)
        elif language == "ar":
            found.append(Token(piece.start, piece.end, piece.text, piece.key.translate(_ALEFS)))
        else:
            found.append(piece)
    return found


def _french(word: str, at: int) -> list[Token]:
    """`qu'il` and `a-t-il` as the words they are made of."""
    cuts = [0, *(match.end() for match in _ELIDED.finditer(word) if match.start() == 0)]
    inverted = _INVERTED.search(word)
    if inverted is not None:
        cuts += [inverted.start(), inverted.end()]
    cuts.append(len(word))
    pieces = [(low, high) for low, high in pairwise(cuts) if word[low:high] not in ("", "-")]
    return [Token(at + low, at + high, word[low:high], key_of(word[low:high])) for low, high in pieces]


def folded(found: list[Token], quotations: list[tuple[int, int]]) -> list[Token]:
    """The tokens with each quotation as one token; its text is a mark and the first letter in it."""
    if not quotations:
        return found
    out: list[Token] = []
    left = list(quotations)
    for token in found:
        while left and token.start >= left[0][1]:
            left.pop(0)
        if not left or token.end <= left[0][0]:
            out.append(token)
        elif not out or out[-1].start != left[0][0]:
            out.append(Token(left[0][0], left[0][1], "“", QUOTATION))
        elif out[-1].key == QUOTATION and len(out[-1].text) == 1 and is_word(token):
            out[-1] = out[-1]._replace(text="“" + token.text[0])
    return out


def is_word(token: Token) -> bool:
    """Whether it is a word: no mark and no quotation."""
    return token.text[:1].isalnum()


def is_capital(token: Token) -> bool:
    """Whether it is written with a capital letter (never so in scripts that have none)."""
    return token.text[:1].isupper()
