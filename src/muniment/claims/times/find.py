"""Times in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from muniment.claims.lexing import LANGUAGES, Alphabet, Lexer, Token, lexer, names
from muniment.model.claims import Span, Time

from . import carried
from .clock import Clock
from .dates import order_of
from .joining import PASSES, Item, Join, with_company
from .points import Found, Point
from .references import PACKAGE, with_references
from .rules import RULES

BY = "times/1"
"""What finds and resolves: its name and version."""
OWN = [
    frozenset((name,)) for name in ("point", "year-point", "name-point", "reference", "month?", "month~", "weekday?")
]
_COMMON = frozenset(("may", "march", "august", "mar", "dec", "sept", "jan", "jun"))
"""English names of months that in small letters are other words, or nothing certain."""


class _Grammar(NamedTuple):
    """What reads one language: its tokens, the characters of their senses, the rules, the passes that join."""

    lexer: Lexer
    alphabet: Alphabet
    rules: re.Pattern[str]
    unreferring: re.Pattern[str]
    """The rules where no reference date is said: those that need one are left out."""
    passes: tuple[re.Pattern[str], ...]


@cache
def _grammar(language: str) -> _Grammar:
    reads = lexer(PACKAGE, language)
    alphabet = Alphabet([*OWN, *sorted(reads.senses() - set(OWN), key=sorted)])
    return _Grammar(
        reads,
        alphabet,
        _together([template for template, _ in RULES], alphabet, language),
        _together([NOTHING if "<reference>" in template else template for template, _ in RULES], alphabet, language),
        tuple(_together([template for template, _ in joins], alphabet, language) for joins in PASSES),
    )


NOTHING = "(?!)"


def _together(templates: Sequence[str], alphabet: Alphabet, language: str) -> re.Pattern[str]:
    """One pattern whose groups are the templates, in their order."""
    month_first = "" if language == "en" else NOTHING
    words_first = "" if language == "fr" else NOTHING
    patterns = [
        alphabet.pattern(template.replace("<month-first>", month_first).replace("<words-first>", words_first))
        for template in templates
    ]
    return re.compile(alphabet.beginning(NEVER_FIRST) + "(?:" + "|".join(f"({pattern})" for pattern in patterns) + ")")


NEVER_FIRST = frozenset(("comma", "dot", "slash", "percent", "and", "or", "to", "dash", "ago", "future"))
"""Meanings that no template begins with: a word that has no others is passed over without trying them all."""


def find_times(text: str, start: int, end: int, language: str, clock: Clock) -> list[Time]:
    """The times said between two offsets, in order; `edtf` is empty where the words do not decide."""
    if language not in LANGUAGES:
        return []
    grammar = _grammar(language)
    if not clock.references and not grammar.lexer.may_mean(text, start, end, TELLING):
        return []
    tokens = with_references(grammar.lexer.tokens(text, start, end), text, clock.references, language)
    tokens = _read_together(tokens, text, start, language)
    ahead = any(token.sense("future") is not None for token in tokens if token.senses)
    items = carried.counted_on(_single(tokens, grammar, clock, language, ahead))
    if len(items) == len(tokens) and not any(isinstance(item, Point) or item.sense("reference") for item in items):
        return []
    items = carried.with_year_said(_together_said(items, grammar, clock), clock.document)
    return [
        Time(Span(text[item.start : item.end], item.start, item.end), item.edtf, item.relative_to, BY)
        for item in items
        if isinstance(item, Point) and not item.weak
    ]


_TELLING = """month month? hijri weekday weekday? season season? relative-day span vague decade unit two
named-year this-unit years century days-on"""
TELLING = frozenset(_TELLING.split())
"""Meanings without one of which, and without figures, no time is said."""
_SKIP = (("skip", ""),)


def _read_together(tokens: Sequence[Token], text: str, start: int, language: str) -> list[Token]:
    """The tokens without articles, and without meanings that the words beside them or their case rule out."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.senses == _SKIP:
            continue
        if token.senses and not _OPEN.isdisjoint(names(token.senses)):
            token = _weighed(_without_other(token, tokens[at + 1 : at + 3], text, language), text, start, language)
        found.append(token)
    return found


_OPEN = frozenset(("year-number", "relative-day", "month", "weekday", "weekday?"))


def _weighed(token: Token, text: str, start: int, language: str) -> Token:
    """A name of a month or day is less certain where its first letter is not written as its language does."""
    meant = names(token.senses)
    if not ("month" in meant or "weekday" in meant or "weekday?" in meant):
        return token
    capital = text[token.start].isupper()
    if language == "en" and not capital:
        if "weekday?" in meant:
            return token._replace(senses=())
        return token._replace(senses=(("month~", token.senses[0][1]),)) if token.key in _COMMON else token
    if language in ("es", "fr", "uk", "ru") and capital and token.start != start:
        return token._replace(senses=tuple((f"{name}?", value) for name, value in token.senses if name in _NAMES))
    return token


_NAMES = ("month", "weekday")
_PLURAL = {
    "en": re.compile("[a-z]{2,}s|people|children|men|women"),
    "es": re.compile(r"\w{2,}s"),
    "fr": re.compile(r"\w{2,}[sx]"),
    "he": re.compile(r"\w{2,}(?:ים|ות)"),
    "uk": re.compile("[а-яіїєґ]{3,}"),
    "ru": re.compile("[а-я]{3,}"),
}
_YEARS_COUNTED = frozenset(("років", "літ", "лет", "годов"))
"""Years after a number; other forms stand behind the number of a year."""
_FEW = 1900
"""A lesser number before words in the plural (`in 1200 homes`) is rather a number than a year."""


def _without_other(token: Token, following: Sequence[Token], text: str, language: str) -> Token:
    """The token without meanings that the next words rule out: `היום ה-10` is no today, `in 1200 homes` no year."""
    if not following:
        return token
    near = following[0]
    if token.sense("year-number") is not None:
        return _less(token, "year-number") if _counts(token, near, text, language) else token
    if token.sense("relative-day") is not None and token.sense("unit") is not None and near.senses == _SKIP:
        numbered = len(following) > 1 and following[1].number() is not None
        return _less(token, "relative-day") if numbered else token
    return token


def _counts(token: Token, near: Token, text: str, language: str) -> bool:
    """Whether four figures say how many of the next word there are: `1000 days`, `1200 homes`."""
    if near.senses:
        meant = names(near.senses)
        of_year = language in ("uk", "ru") and near.sense("unit") == "year" and near.key not in _YEARS_COUNTED
        return ("unit" in meant or "scale" in meant or "percent" in meant) and not of_year
    few = (token.number() or 0) < _FEW
    return few and language in _PLURAL and _PLURAL[language].fullmatch(text, near.start, near.end) is not None


def _less(token: Token, meaning: str) -> Token:
    return token._replace(senses=tuple(sense for sense in token.senses if sense[0] != meaning))


def _single(tokens: list[Token], grammar: _Grammar, clock: Clock, language: str, ahead: bool) -> list[Item]:
    """The tokens, with those of each single time as one point."""
    letters = "".join([grammar.alphabet.of(token.senses) for token in tokens])
    order = order_of([said for token in tokens if token.senses and (said := token.sense("date"))])
    refers = bool(clock.references) and any(token.sense("reference") for token in tokens if token.senses)
    rules = grammar.rules if refers else grammar.unreferring
    found: list[Item] = []
    at = 0
    while match := rules.search(letters, at):
        _, rule = RULES[(match.lastindex or 1) - 1]
        points = rule(Found(tokens[match.start() : match.end()], clock, language, ahead, order))
        last = match.end() if points else match.start() + 1
        found += tokens[at : match.start()]
        found += points or tokens[match.start() : last]
        at = last
    return found + tokens[at:]


def _together_said(items: list[Item], grammar: _Grammar, clock: Clock) -> list[Item]:
    """The items after every pass that joins times with what is said about them."""
    letters = _letters(items, grammar.alphabet)
    for number, (pattern, joins) in enumerate(zip(grammar.passes, PASSES, strict=True)):
        before = items
        items = _joined(items, letters, pattern, joins, clock)
        if number >= COMPANY:
            items = with_company(items)
        if items is not before:
            letters = _letters(items, grammar.alphabet)
    return items


COMPANY = len(PASSES) - 2
"""From this pass on, times lend one another what is said once."""


def _joined(
    items: list[Item], letters: str, pattern: re.Pattern[str], joins: Sequence[Join], clock: Clock
) -> list[Item]:
    match = pattern.search(letters)
    if match is None:
        return items
    found: list[Item] = []
    at = 0
    while match:
        _, join = joins[(match.lastindex or 1) - 1]
        point = join(items[match.start() : match.end()], clock)
        last = match.end() if point else match.start() + 1
        found += items[at : match.start()] + ([point] if point else items[match.start() : last])
        at = last
        match = pattern.search(letters, at)
    return found + items[at:]


def _letters(items: Sequence[Item], alphabet: Alphabet) -> str:
    return "".join([alphabet.of(_AS[item.weak] if isinstance(item, Point) else item.senses) for item in items])


_AS = {"": (("point", ""),), "year": (("year-point", ""),), "name": (("name-point", ""),)}
"""What times mean to the passes, by how weak they are."""
