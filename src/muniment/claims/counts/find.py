"""Counts in a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from muniment.claims.lexing import LANGUAGES, Alphabet, Lexer, Token, lexer, names
from muniment.model.claims import Count, Span

from .articles import before_article, is_plural, noun_before
from .bounds import Bounds, bounded, number
from .units import unit_of

BY = "counts/1"
"""What finds and reads numbers: its name and version."""
PACKAGE = "muniment.claims.counts"
QUALIFIERS = ("more", "atleast", "less", "atmost", "about", "nearly")
_VALUE = "(?:<one>?<integer|decimal|number>?<scale|group>{1,2}<dot>?|<integer|number>)"
_BEFORE = f"(?P<qualifier><{'|'.join(QUALIFIERS)}>{{1,2}}<skip|of>?)?"
_FIRST, _LAST = _VALUE.replace("(?:", "(?P<first>", 1), _VALUE.replace("(?:", "(?P<last>", 1)
_TEMPLATES = (
    f"{_BEFORE}(?P<many>(?:<one>|<some>)?<many>)(?!<scale>)",
    f"{_BEFORE}<some>(?P<several><scale|group>)",
    f"(?P<between><between><skip>?){_FIRST}<and|to|dash|until>{{1,2}}<skip>?{_LAST}",
    f"{_BEFORE}<from>?{_FIRST}(?:<dash>|<to>|<or>)<skip>?{_LAST}",
    f"{_BEFORE}(?P<value>{_VALUE})(?P<after><ormore|orless>)?",
    "(?P<none><none>)",
    "(?P<dual><dual>)",
)


class _Grammar(NamedTuple):
    lexer: Lexer
    alphabet: Alphabet
    patterns: tuple[re.Pattern[str], ...]
    begins: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    reads = lexer(PACKAGE, language)
    alphabet = Alphabet(sorted(reads.senses(), key=sorted))
    begins = "<integer|decimal|number|scale|group|many|none|dual|some|one|between|from|" + "|".join(QUALIFIERS) + ">"
    patterns = tuple(re.compile(_named(alphabet, template)) for template in _TEMPLATES)
    return _Grammar(reads, alphabet, patterns, re.compile(alphabet.pattern(begins)))


def _named(alphabet: Alphabet, template: str) -> str:
    """A template whose named groups are kept: their angle brackets are not those of meanings."""
    kept = re.sub(r"\(\?P<(\w+)>", lambda found: f"(?P\x00{found[1]}\x01", template)
    return alphabet.pattern(kept).replace("\x00", "<").replace("\x01", ">")


TELLING = frozenset(("number", "scale", "group", "many", "none", "dual"))
"""Meanings without one of which, and without figures, nothing is counted."""


def find_counts(text: str, start: int, end: int, language: str) -> list[Count]:
    """The counts said between two offsets, in order. A bound is None where the words set none."""
    return list(_counts(text, start, end, language)) if language in LANGUAGES else []


def _counts(text: str, start: int, end: int, language: str) -> Iterator[Count]:
    grammar = _grammar(language)
    if not grammar.lexer.may_mean(text, start, end, TELLING):
        return
    tokens = grammar.lexer.tokens(text, start, end)
    letters = "".join([grammar.alphabet.of(token.senses) for token in tokens])
    at = 0
    while begun := grammar.begins.search(letters, at):
        at = begun.start()
        match = next((found for pattern in grammar.patterns if (found := pattern.match(letters, at))), None)
        count = _count(match, tokens, text, language) if match else None
        if count is not None:
            yield count
        at = match.end() if match and count is not None else at + 1


def _count(match: re.Match[str], tokens: list[Token], text: str, language: str) -> Count | None:
    first, last = match.span()
    said, following = tokens[first:last], tokens[last : last + BEHIND]
    before: Sequence[Token] = tokens[max(0, first - 3) : first]
    near = before_article(before, text, language)
    if _is_reference(match, said, near, following, text):
        return None
    bounds = _bounds(match, tokens)
    if bounds is None:
        return None
    unit = _unit(match, said, following, text, language, bounds)
    if len(near) < len(before):
        unit = _unit_of_article(noun_before(near, text, language), unit, text, language)
    if unit is None or _is_article(said, unit, bounds, language):
        return None
    first, last = said[0].start, said[-1].end
    return Count(Span(text[first:last], first, last), bounds.low, bounds.high, unit, BY)


def _bounds(match: re.Match[str], tokens: list[Token]) -> Bounds | None:
    groups = match.groupdict()

    def part(name: str) -> list[Token]:
        return tokens[match.start(name) : match.end(name)]

    if "none" in groups:
        return Bounds(0, 0)
    if "dual" in groups:
        return Bounds(2, 2)
    if "many" in groups:
        return Bounds(int(next(said for token in part("many") if (said := token.sense("many")))), None)
    if "several" in groups:
        value = number(part("several"))
        return Bounds(value * 2, None) if value else None
    if "first" in groups:
        return _range(part("first"), part("last"))
    value = number(part("value"))
    if value is None:
        return None
    if groups["after"]:
        return bounded(value, "atleast" if part("after")[0].sense("ormore") is not None else "atmost")
    return bounded(value, _qualifier(part("qualifier")) if groups["qualifier"] else "")


def _range(first: Sequence[Token], last: Sequence[Token]) -> Bounds | None:
    low, high = number(first), number(last)
    if low is None or high is None:
        return None
    if low < high and not _scaled(first) and _scaled(last) and low < 1000:
        low *= next(int(said) for token in last if (said := token.sense("scale") or token.sense("group")))
    return Bounds(low, high) if low < high else None


def _scaled(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and any(token.sense("scale") or token.sense("group") for token in tokens)


def _qualifier(tokens: Sequence[Token]) -> str:
    said = {name for token in tokens for name, _ in token.senses}
    return next((name for name in QUALIFIERS if name in said), "")


_TIMES = frozenset(("unit", "month", "month?", "measure", "year", "hour", "two", "weekday"))


BEHIND = 12
"""So many tokens behind a number are looked at."""


def _unit(
    match: re.Match[str], said: list[Token], following: list[Token], text: str, language: str, bounds: Bounds
) -> str | None:
    """The unit behind a number; None where it shows that the number counts nothing (`7 March`, `12 km`)."""
    if "none" in match.re.groupindex:
        return ""
    if "dual" in match.re.groupindex:
        return text[said[0].start : said[0].end]
    lead = 0
    while lead < len(following) and lead < 2 and not names(following[lead].senses).isdisjoint(_LEADING):
        lead += 1
    for token in following[: lead + 1]:
        meant = names(token.senses)
        if "percent" in meant:
            return "%"
        if not meant.isdisjoint(_TIMES) and "stop" not in meant:
            return None
    return unit_of(following, text, language, one=bounds.high == 1)


def _unit_of_article(noun: Token | None, unit: str | None, text: str, language: str) -> str | None:
    """The unit of a number behind an article; None where it is a number of order."""
    if noun is None:
        return unit or None
    return text[noun.start : noun.end] if is_plural(noun, text, language) else None


_LEADING = frozenset(("of", "dash", "article", "skip", "within"))


def _is_reference(
    match: re.Match[str], said: list[Token], before: Sequence[Token], following: list[Token], text: str
) -> bool:
    """Whether the number names or dates something: an article, a year, a telephone, a model, an age."""
    figures = None
    for token in said:
        if token.suffix or token.sense("ordinal") is not None:
            return True
        if figures is None and (token.sense("integer") is not None or token.sense("decimal")):
            figures = token
    last = before[-1] if before else None
    if last is not None and _labels(before, last):
        return True
    if figures is None:
        return False
    qualified = "qualifier" in match.re.groupindex and match["qualifier"]
    bare = len(said) == 1
    if said[-1].sense("decimal") and bare:
        return names(following[0].senses).isdisjoint(("percent",)) if following else True
    if bare and figures.sense("year-number") and 1900 <= (figures.number() or 0) < 2100 and not qualified:
        return True
    if not qualified and any(token.sense("integer") is not None for token in (*before[-1:], *following[:1])):
        return True
    if figures.key.isdecimal() and ((len(figures.key) > 1 and figures.key[0] in "0٠") or len(figures.key) > 7):
        return True
    return _written_together(text, said, following) or _is_age(before, following, text, bare=bare)


def _labels(before: Sequence[Token], last: Token) -> bool:
    if last.sense("label") is not None or last.key in ("№", "#", "§", "+"):
        return True
    named = len(before) > 1 and last.key == "." and before[-2].sense("label") is not None
    return named or last.sense("month") is not None


PREFIXED = re.compile(r"(?<!\w)[ובלמהכש]{1,2}[-‑–]\Z")
"""Hebrew prefixes that stand before figures with a hyphen: no names of models."""


def _written_together(text: str, said: list[Token], following: list[Token]) -> bool:
    """Letters, dashes or strokes right beside the figures: `T-72`, `194/3`, `044-555-12`."""
    start, end = said[0].start, said[-1].end
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    if left[-1:] in ("/", "_", ":") or (right[:1] in ("/", "_", ":") and right[1:2].isalnum()):
        return True
    if left[-1:] in ("-", "‑", "–", ".", ",") and left[:1].isalnum() and len(left) == 2:
        if PREFIXED.search(text, max(0, start - 4), start) is None:
            return True
    return right[:1] in ("-", "‑", "–") and right[1:2].isalnum()


def _is_age(before: Sequence[Token], following: list[Token], text: str, *, bare: bool) -> bool:
    """`Olha, 12, was …`, `Olha (12)`: a number alone between marks, behind a name."""
    if not bare or len(before) < 2 or before[-1].key not in (",", "(", "،"):
        return False
    closed = not following or following[0].key in (",", ")", ".", "،")
    return closed and (text[before[-2].start].isupper() or before[-1].key == "(")


def _is_article(said: list[Token], unit: str, bounds: Bounds, language: str) -> bool:
    """`one` and its kind alone are rather a pronoun or an article than a count."""
    if bounds != Bounds(1, 1) or said[0].sense("integer") is not None or len(said) > 1:
        return False
    return language in ("es", "fr", "ar", "he") or not unit
