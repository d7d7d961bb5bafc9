"""Names of the gazetteer among the words of a text, in any form. Whether a place is meant there is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from muniment.claims.lexing import pieces

from .gazetteer import Gazetteer, Named
from .keys import key
from .words import Form, Words, forms

CASELESS = frozenset(("ar", "he"))
"""Languages without capital letters: there, only words about a name tell it from other words."""
LONGEST = 5
_BINDING = frozenset((" ", "-", "‑", "־", "–", "\u00a0"))


class Word(NamedTuple):
    """A word, where it stands, its key, and whether it binds to the word before it."""

    start: int
    end: int
    text: str
    key: str
    bound: bool
    capital: bool
    gap: str
    """What stands between it and the word before it."""


class Match(NamedTuple):
    """A name that begins at a word: its last word, what was before it, and the places that bear it."""

    last: int
    offset: int
    led: bool
    cost: float
    candidates: tuple[Named, ...]
    goes_on: bool


@lru_cache(maxsize=200_000)
def _named(folded: str, gazetteer: Gazetteer) -> tuple[tuple[Named, ...], bool]:
    found, goes_on = gazetteer.named(folded)
    return tuple(found), goes_on


def named(folded: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """The places that bear a name (a key)."""
    return _named(folded, gazetteer)[0]


@lru_cache(maxsize=100_000)
def _read(word: str) -> tuple[str, bool]:
    """A word's key, and whether it is written as a name: with a capital, and no number in Roman figures."""
    return key(word), (word[0].isupper() or _elided(word)) and ROMAN.match(word) is None


@lru_cache(maxsize=200_000)
def _beginnings(word: str, language: str, gazetteer: Gazetteer) -> tuple[Form, ...]:
    """The forms of a word that a name begins with."""
    return tuple(form for form in forms(word, language) if any(_named(form.key, gazetteer)))


def words_in(text: str, start: int, end: int) -> list[Word]:
    """The words between two offsets."""
    words: list[Word] = []
    before = start
    for begin, last, token_key, _, _ in pieces(text, start, end):
        if not token_key[:1].isalpha():
            continue
        word, gap = text[begin:last], text[before:begin]
        folded, capital = _read(word)
        words.append(_word(Word, (begin, last, word, folded, gap in _BINDING, capital, gap)))
        before = last
    return words


_word = tuple.__new__
"""Makes a word without the detour of named arguments."""


ROMAN = re.compile(r"[IVXLC]+(?:er|e|ème)?\Z")
"""Numbers in Roman figures are no names."""


def _elided(word: str) -> bool:
    return len(word) > 2 and word[1] in "'’" and word[2].isupper()


def longest(parts: Sequence[Word], at: int, language: str, gazetteer: Gazetteer, known: Words) -> Match | None:
    """The longest name that begins at a word; of equally long ones that which is bent least."""
    best: Match | None = None
    for form in _beginnings(parts[at].text, language, gazetteer):
        for match in _matches(parts, at, form, form.key, language, gazetteer, known):
            if best is None or (match.last, -match.cost) > (best.last, -best.cost):
                best = match
            elif match.last == best.last and match.cost == best.cost and match.led == best.led:
                best = best._replace(candidates=tuple(dict.fromkeys((*best.candidates, *match.candidates))))
    return best


def _matches(
    parts: Sequence[Word], at: int, first: Form, folded: str, language: str, gazetteer: Gazetteer, known: Words
) -> Iterator[Match]:
    """Every name that begins with some words, its first read in one way."""
    waiting = [(folded, at, first.cost)]
    while waiting:
        name, last, cost = waiting.pop()
        candidates, goes_on = _named(name, gazetteer)
        if candidates:
            yield Match(last, first.offset, first.led, cost, candidates, goes_on)
        if not goes_on or last + 1 >= len(parts) or last + 1 - at >= LONGEST or not parts[last + 1].bound:
            continue
        following = parts[last + 1]
        if following.capital or language in CASELESS or following.key in known.connect:
            waiting += [
                (f"{name} {form.key}", last + 1, max(cost, form.cost))
                for form in forms(following.text, language)
                if not form.offset
            ]
