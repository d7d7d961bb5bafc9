"""A stretch of text as tokens: marks and words, each with what the tables say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from .numbers import add, goes_on, whole
from .tables import WORD, Form, Senses, Table, fold, load

LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
_SUFFIX = (
    r"(?P<suffix>(?:st|nd|rd|th|er|re|[èe]?me|e|º|ª|°|['’]?s|[-‑–]?(?:"
    r"ого|ому|ый|ой|ий|ій|го|му|та|ша|га|ая|ти|тя|ті|тих|ых|их|ые|х|й|я|е|а|у|ї|м))(?!\w))?"
)
_TOKEN = re.compile(
    rf"(?P<word>{WORD})"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[.]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<date>(?:\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d\d)|\d{1,2}(?P<stroke>[./-])[IVXІХ]{1,4}(?P=stroke)\d{4}|\d{4}(?P<sign>[./])\d{1,2}(?P=sign)\d{1,2})(?![\w/]|[.,]\d))"
    r"|(?P<hour>\d{1,2}[.]\d\d\s?[ap]\.?m\b\.?|\d{1,2}:\d\d(?::\d\d)?(?![:\d])(?:\s?(?:[ap]\.m\.|[ap]m\b))?|\d{1,2}\s?h(?:\s?\d\d)?(?!\w)|\d{1,2}\s?[ap]\.?m\b\.?)"
    rf"|(?P<figures>\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?![\d.,]\d|\d)|\d+(?:[.,٬٫'’]\d+)*){_SUFFIX}"
    r"|(?P<punctuation>\S)"
)
ELISION = re.compile(r"(?:jusqu|lorsqu|[ldqnsjmc]|qu)'(?=\w)")
ELIDED = {"l": "skip", "d": "of", "jusqu": "until"}


class Token(NamedTuple):
    """A word, number or mark: where it stands, its folded form, and all that it may mean (nothing for unknown)."""

    start: int
    end: int
    key: str
    senses: Senses = ()
    suffix: str = ""

    def sense(self, meaning: str) -> str | None:
        """The value of one of its meanings; None where it has not that meaning."""
        for name, value in self.senses:
            if name == meaning:
                return value
        return None

    def number(self) -> int | None:
        """The whole number that it says, in figures or words; None for anything else."""
        said = next((value for name, value in self.senses if name in NUMBERS), None)
        return int(said) if said is not None else None


NUMBERS = ("integer", "number", "ordinal", "scale")
"""The meanings of a token that is a number: in figures, in words, of order, or of size alone (`thousands`)."""


class _Head(NamedTuple):
    """One way to read the beginning of a word: the meanings of its prefixes, their letters, the forms of the rest."""

    prefixes: tuple[tuple[str, int], ...]
    forms: tuple[Form, ...]


class Lexer:
    """Reads tokens by the table of one package in one language."""

    def __init__(self, table: Table, language: str) -> None:
        self._table = table
        self._language = language
        self._known: dict[str, tuple[_Head, ...]] = {}
        self._plain: dict[str, Senses] = {}
        self._quick: dict[frozenset[str], dict[str, bool]] = {}

    def senses(self) -> frozenset[frozenset[str]]:
        """Every set of meanings that a token can have here."""
        found = {frozenset(name for name, _ in form.senses) for forms in self._table.forms.values() for form in forms}
        found |= {frozenset((meaning,)) for meaning in (*self._table.prefixes.values(), *ELIDED.values())}
        found |= {frozenset((kind,)) for kind in ("iso", "date", "hour", "number", "ordinal")}
        found |= {frozenset(name for name, _ in senses) for senses in _MARKS.values()}
        figures = ("5", "05", "20", "45", "90", "100", "1990", "2022", "5.5", "3000", "001", "1 000")
        sampled = [_figures(value, suffix) for value in figures for suffix in ("", "th", "s", "-го")]
        return frozenset(found | {frozenset(name for name, _ in senses) for senses in sampled})

    def may_mean(self, text: str, start: int, end: int, meanings: frozenset[str]) -> bool:
        """Whether some word between two offsets can have one of the meanings, or figures stand there: a quick look."""
        known = self._quick.setdefault(meanings, {})
        for token in pieces(text, start, end):
            may = known.get(token.key)
            if may is None:
                may = known[token.key] = self._may(token.key, meanings)
            if may:
                return True
        return False

    def _may(self, key: str, meanings: frozenset[str]) -> bool:
        if key[0].isdecimal():
            return True
        forms = (form for head in self._heads(key) for form in head.forms)
        return any(name in meanings for form in forms for name, _ in form.senses)

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """The tokens between two offsets; parts of one number are one token."""
        found = self._meant(pieces(text, start, end))
        return self._numbers(found) if any(_part(token) for token in found if token.senses) else found

    def _meant(self, raw: Sequence[Token]) -> list[Token]:
        found: list[Token] = []
        at, count, plain = 0, len(raw), self._plain
        while at < count:
            token = raw[at]
            start, end, key, senses, _ = token
            alone = senses or plain.get(key)
            if alone is None:
                heads = self._heads(key)
                used = self._phrase(raw, at, heads, found)
                if used:
                    at += used
                    continue
            found.append(token if senses or not alone else _token(Token, (start, end, key, alone, "")))
            at += 1
        return found

    def _phrase(self, raw: Sequence[Token], at: int, heads: tuple[_Head, ...], found: list[Token]) -> int:
        """Adds the longest phrase that begins here, and says of how many raw tokens it is."""
        token = raw[at]
        following = raw[at + 1].key if at + 1 < len(raw) else ""
        for head in heads:
            for form in head.forms:
                rest, length = form.rest, len(form.rest)
                if rest and rest[0] != following:
                    continue
                if length > 1 and tuple([each.key for each in raw[at + 1 : at + 1 + length]]) != rest:
                    continue
                begin = token.start
                for meaning, letters in head.prefixes:
                    found.append(Token(begin, begin + letters, "", ((meaning, ""),) if meaning else ()))
                    begin += letters
                found.append(Token(begin, max(raw[at + length].end, begin), token.key, form.senses))
                return 1 + length
        return 0

    def _heads(self, key: str) -> tuple[_Head, ...]:
        known = self._known.get(key)
        if known is None:
            if len(self._known) > 200_000:
                self._known.clear()
                self._plain.clear()
            known = self._known[key] = tuple(self._read(key))
            if not known:
                self._plain[key] = ()
            elif not known[0].prefixes and not known[0].forms[0].rest:
                self._plain[key] = known[0].forms[0].senses
        return known

    def _read(self, key: str) -> Iterator[_Head]:
        if forms := self._table.forms.get(key):
            yield _Head((), forms)
        if self._language == "fr" and (found := ELISION.match(key)):
            forms = self._table.forms.get(key[found.end() :], ())
            yield _Head(((ELIDED.get(found.group()[:-1], ""), found.end()),), (*forms, Form((), ())))
        for prefixes, rest in _prefixed(key, self._table.prefixes, 2):
            if forms := self._table.forms.get(rest):
                yield _Head(prefixes, forms)

    def _numbers(self, tokens: list[Token]) -> list[Token]:
        """The tokens with the words of each number as one."""
        found: list[Token] = []
        at = 0
        while at < len(tokens):
            part = _part(tokens[at])
            parts, last = self._run(tokens, at, part) if part else ([], at)
            if last > at:
                meaning = "ordinal" if any(kind == "ordinal" for kind, _ in parts) else "number"
                senses = ((meaning, str(add(parts))),)
                found.append(Token(tokens[at].start, tokens[last].end, tokens[at].key, senses))
            else:
                found.append(tokens[at])
            at = last + 1
        return found

    def _run(self, tokens: list[Token], at: int, first: tuple[str, int]) -> tuple[list[tuple[str, int]], int]:
        parts, last = [first], at
        while last + 1 < len(tokens):
            joined = tokens[last + 1].key in HYPHENS or self._joins(tokens[last + 1])
            nearer = last + 1 + joined
            part = _part(tokens[nearer]) if nearer < len(tokens) else None
            if part is None or not goes_on(parts, *part, joined=joined):
                break
            parts.append(part)
            last = nearer
        return parts, last

    def _joins(self, token: Token) -> bool:
        joins = self._table.joins
        return bool(joins) and (token.key == joins or (not token.key and token.sense("and") is not None))


HYPHENS = frozenset("-‑–")
_WORDED = ("number", "scale", "ordinal")


def _part(token: Token) -> tuple[str, int] | None:
    for name, value in token.senses:
        if name in _WORDED:
            return name, int(value)
    return None


@cache
def lexer(package: str, language: str) -> Lexer:
    """The lexer of a package's tables (`muniment.claims.times`) in one of `LANGUAGES`."""
    return Lexer(load(package, language), language)


_folded = lru_cache(maxsize=100_000)(fold)


_token = tuple.__new__
"""Makes a token without the detour of named arguments: most of the time here is spent on making them."""
REMEMBERED = 8
"""So many stretches: times and counts read the same one, one after the other."""


@lru_cache(maxsize=REMEMBERED)
def pieces(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words, figures and marks of a stretch, whatever the language."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, end):
        kind, said = found.lastgroup, found[0]
        begin, last = found.span()
        if kind == "word":
            tokens.append(_token(Token, (begin, last, _folded(said), (), "")))
        elif kind == "punctuation":
            tokens.append(_token(Token, (begin, last, said, _MARKS.get(said, ()), "")))
        elif kind in ("figures", "suffix"):
            figures, suffix = found["figures"], found["suffix"] or ""
            tokens.append(Token(begin, last, figures, _figures(figures, suffix), suffix))
        else:
            tokens.append(Token(begin, last, said, ((kind or "", said),)))
    return tuple(tokens)


_DASH: Senses = (("dash", ""),)
_MARKS: dict[str, Senses] = {
    **dict.fromkeys("-‑–—", _DASH),
    ",": (("comma", ""),),
    "،": (("comma", ""),),
    ".": (("dot", ""),),
    "׳": (("dot", ""),),
    "'": (("dot", ""),),
    "/": (("slash", ""),),
    "%": (("percent", ""),),
    "٪": (("percent", ""),),
}


@lru_cache(maxsize=10_000)
def _figures(figures: str, suffix: str) -> Senses:
    """The senses of figures: any whole number, a day of a month, a year, the years of a decade, a number of order."""
    value = whole(figures)
    if value is None:
        return (("decimal", figures),)
    found = [("integer", str(value))]
    bare = figures.isdecimal()
    if bare and 1 <= value <= 31 and len(figures) <= 2:
        found.append(("day", str(value)))
    if bare and len(figures) == 4 and 1000 <= value < 2200 and (not suffix or suffix.lstrip("-‑–") in OF_YEARS):
        found.append(("year-number", str(value)))
    if suffix and value % 10 == 0 and value >= 20 and bare and DECADE.match(suffix):
        found.append(("decade", str(value // 10)))
    if suffix:
        found.append(("nth", str(value)))
    return tuple(found)


OF_YEARS = frozenset(("го", "й", "му", "м", "ий", "ого", "ый"))
DECADE = re.compile(r"['’]?s\Z|[-‑–]?(?:ті|тих|х|е|ые|ых)\Z")


def _prefixed(key: str, prefixes: dict[str, str], depth: int) -> Iterator[tuple[tuple[tuple[str, int], ...], str]]:
    """The ways to part a word into prefixes and a rest of two letters or more, fewest prefixes first."""
    if not prefixes or not depth:
        return
    parted = [(letters, key[len(letters) :]) for letters in prefixes if key.startswith(letters)]
    parted = [(letters, rest) for letters, rest in parted if len(rest) > 1]
    for letters, rest in parted:
        yield ((prefixes[letters], len(letters)),), rest
    for letters, rest in parted:
        for further, end in _prefixed(rest, prefixes, depth - 1):
            yield ((prefixes[letters], len(letters)), *further), end
