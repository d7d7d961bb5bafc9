"""Names in a text that may be places, and whether the words about them say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from muniment.claims.lexing import WORD

from .gazetteer import Gazetteer, Named
from .keys import key
from .words import Form, Words, forms, words_of

CASELESS = frozenset(("ar", "he"))
"""Languages without capital letters: there, only words about a name tell it from other words."""
LONGEST = 5
KNOWN = 15_000
"""People: a smaller town is no place without words that say so."""
LARGE = 400_000
"""People: a larger town is a place even without such words, in a script without capitals."""
_PARTS = re.compile(WORD)
_BINDING = frozenset((" ", "-", "‑", "־", "–", "\u00a0"))


class Word(NamedTuple):
    """A word, where it stands, its key, and whether it binds to the word before it."""

    start: int
    end: int
    text: str
    key: str
    bound: bool
    capital: bool


class Mention(NamedTuple):
    """A name of one or more words, and the places that bear it."""

    start: int
    end: int
    candidates: tuple[Named, ...]


class _Match(NamedTuple):
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


def mentions(text: str, start: int, end: int, language: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The names between two offsets that are places by the words about them; the longest that begins at each word."""
    known = words_of(language)
    parts = list(_words(text, start, end))
    at, placed = 0, -1
    while at < len(parts):
        match = _longest(parts, at, language, gazetteer, known)
        if match is None or not _is_place(
            parts, at, match, known, language, placed=_listed(parts, at, placed, language)
        ):
            at += 1
            continue
        yield Mention(parts[at].start, parts[match.last].end, match.candidates)
        at = placed = match.last + 1


def _listed(parts: Sequence[Word], at: int, placed: int, language: str) -> bool:
    """Whether a word goes on with a list of places: behind one and a comma, or behind one and *and*."""
    if placed < 1:
        return False
    if at == placed:
        near = parts[at].start - parts[at - 1].end <= 2 and not parts[at].bound
        return near or (language in CASELESS and parts[at].key[0] in "וو")
    return at == placed + 1 and parts[at - 1].key in _AND


def whole_name(name: str, language: str, gazetteer: Gazetteer) -> Mention | None:
    """A name that stands alone, as somebody typed it: no words about it are asked for."""
    parts = list(_words(name, 0, len(name)))
    match = _longest(parts, 0, language, gazetteer, words_of(language)) if parts else None
    return Mention(0, len(name), match.candidates) if match and match.last == len(parts) - 1 else None


_AND = frozenset(("and", "і", "й", "та", "и", "y", "e", "et"))


@lru_cache(maxsize=100_000)
def _key(word: str) -> str:
    return key(word)


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    before = start
    for found in _PARTS.finditer(text, start, end):
        word = found.group()
        bound = text[before : found.start()] in _BINDING
        yield Word(found.start(), found.end(), word, _key(word), bound, word[0].isupper() or _elided(word))
        before = found.end()


def _elided(word: str) -> bool:
    return len(word) > 2 and word[1] in "'’" and word[2].isupper()


def _longest(parts: Sequence[Word], at: int, language: str, gazetteer: Gazetteer, known: Words) -> _Match | None:
    """The longest name that begins at a word; of equally long ones that which is bent least."""
    if not parts[at].capital and language not in CASELESS:
        return None
    best: _Match | None = None
    for form in forms(parts[at].text, language):
        for match in _matches(parts, at, form, form.key, language, gazetteer, known):
            if best is None or (match.last, -match.cost) > (best.last, -best.cost):
                best = match
            elif match.last == best.last and match.cost == best.cost and match.led == best.led:
                best = best._replace(candidates=tuple(dict.fromkeys((*best.candidates, *match.candidates))))
    return best


def _matches(
    parts: Sequence[Word], at: int, first: Form, folded: str, language: str, gazetteer: Gazetteer, known: Words
) -> Iterator[_Match]:
    """Every name that begins with some words, its first read in one way."""
    waiting = [(folded, at, first.cost)]
    while waiting:
        name, last, cost = waiting.pop()
        candidates, goes_on = _named(name, gazetteer)
        if candidates:
            yield _Match(last, first.offset, first.led, cost, candidates, goes_on)
        if not goes_on or last + 1 >= len(parts) or last + 1 - at >= LONGEST or not parts[last + 1].bound:
            continue
        following = parts[last + 1]
        if following.capital or language in CASELESS or following.key in known.connect:
            waiting += [
                (f"{name} {form.key}", last + 1, max(cost, form.cost))
                for form in forms(following.text, language)
                if not form.offset
            ]


def _is_place(parts: Sequence[Word], at: int, match: _Match, known: Words, language: str, *, placed: bool) -> bool:
    """Whether the words about a name say that it is a place."""
    before = parts[at - 1] if at else None
    after = parts[match.last + 1] if match.last + 1 < len(parts) else None
    led = placed or match.led or (before is not None and before.key in known.into) or _after_two(parts, at, known)
    if before is not None and before.key in known.kind and (parts[at].bound or led):
        led = True
    people = max(named.entry.people for named in match.candidates)
    if language in CASELESS:
        return _is_place_in_small_letters(parts, at, match, known, before, after, people, led=led)
    if before is not None and parts[at].bound and _is_name(before, known) and not (led and before.key in known.into):
        return False
    if (
        before is not None
        and parts[at].bound
        and before.capital
        and at > 1
        and not led
        and before.key not in known.kind
    ):
        return False
    country = any(named.entry.kind == "country" for named in match.candidates)
    single = match.last == at
    if after is not None and after.bound and after.capital and after.key not in known.kind and not country:
        if not led or language in ("en", "es", "fr"):
            return False
    own = key(parts[at].text[match.offset :])
    if single and own in known.never:
        return False
    if single and not country and (own in known.common or own in known.given):
        return led and not placed and not (own in known.common and at == 0)
    if led or country:
        return True
    named_own = any(named.own for named in match.candidates)
    of = before is not None and (before.key in known.of or match.offset > 0)
    return match.cost == 0 and (named_own or of) and people >= KNOWN


def _after_two(parts: Sequence[Word], at: int, known: Words) -> bool:
    return at > 1 and f"{parts[at - 2].key} {parts[at - 1].key}" in known.into


def _is_name(before: Word, known: Words) -> bool:
    return before.key in known.title or (before.capital and before.key in known.given)


def _is_place_in_small_letters(
    parts: Sequence[Word],
    at: int,
    match: _Match,
    known: Words,
    before: Word | None,
    after: Word | None,
    people: int,
    *,
    led: bool,
) -> bool:
    own = parts[at].key[match.offset :]
    if before is not None and before.key in known.title:
        return False
    single = match.last == at
    if single and own in known.never:
        return False
    kind = before is not None and before.key in known.kind
    if single and (own in known.common or own in known.given or len(own) < 3):
        return kind and own not in known.common
    country = any(named.entry.kind == "country" for named in match.candidates)
    if single and match.goes_on and after is not None and after.bound and people < LARGE and not country:
        if len(own) < 4:
            return False
    named_own = not match.cost or led
    return (led and named_own) or kind or country or people >= LARGE
