"""What a cue is: the words in a sentence that say whose words others are, by tokens of that sentence."""

from __future__ import annotations

from typing import Literal, NamedTuple

from muniment.model.claims import Polarity

from .lexicon import Lexicon
from .phrases import Mention
from .tokens import QUOTATION, Token, is_word

Stretch = tuple[int, int]
"""Tokens, the second number exclusive."""


class Cue(NamedTuple):
    """One cue, whom it names, and which stretches of its sentence are what they said."""

    first: int
    last: int
    clause: int
    """Where what belongs to the cue begins: the speaker's name, or the verb."""
    after: int
    """Where it ends."""
    speaker: Mention | None
    contents: tuple[Stretch, ...]
    polarity: Polarity = "affirmed"
    hidden: str = ""
    """Sex or number that the verb tells of a subject left out, `?` where it tells none; empty: nobody is meant."""
    origin: Literal["verb", "frame", "impersonal", "noun"] = "verb"


def is_quotation(sentence: list[Token], at: int) -> bool:
    """Whether a whole quotation stands at a place."""
    return 0 <= at < len(sentence) and sentence[at].key == QUOTATION


def text_at(sentence: list[Token], at: int) -> str:
    """The token's text, empty beyond the sentence."""
    return sentence[at].text if 0 <= at < len(sentence) else ""


def key_at(sentence: list[Token], at: int) -> str:
    """The token's key, empty beyond the sentence."""
    return sentence[at].key if 0 <= at < len(sentence) else ""


def is_comma(sentence: list[Token], at: int) -> bool:
    """Whether a comma stands there, of whatever script."""
    return text_at(sentence, at) in (",", "،")


def is_dash(sentence: list[Token], at: int) -> bool:
    """Whether a dash stands there."""
    return text_at(sentence, at) in ("—", "–", "-", "―")


def is_end(sentence: list[Token], at: int) -> bool:
    """Whether nothing but closing marks follows from there on."""
    return all(not is_word(token) and token.key != QUOTATION for token in sentence[at:])


def boundary(sentence: list[Token], at: int, lex: Lexicon) -> int:
    """Where the part of a sentence begins that a cue at `at` may reach back to: behind a semicolon or colon."""
    for place in range(at - 1, -1, -1):
        if sentence[place].text in (";", ":", "؛") and not is_end(sentence[:at], place):
            return place + 1
    start = 0
    while start < at and (lex.has("contrast", sentence[start].key) or not _starts(sentence[start])):
        start += 1
    return start


def _starts(token: Token) -> bool:
    return is_word(token) or token.key == QUOTATION or token.text in "«“„\"'(‘"
