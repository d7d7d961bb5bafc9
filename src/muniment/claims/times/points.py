"""One time found in a text, and what the rules that find it may ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from muniment.claims.lexing import Token

from .clock import Clock, Known, Reference, known


class Away(NamedTuple):
    """So far behind a time said before: a number of units, or the next season, month or weekday of that number."""

    number: int
    kind: str
    """A unit (`day`), or `season`, `month-name`, `weekday`."""


class Point(NamedTuple):
    """One time and where its words stand; `weak` ones count only in company (`in May`, `2014–2018`)."""

    start: int
    end: int
    edtf: str
    weak: str = ""
    """`year` or `name` of a word that alone may be something else; `` for what is a time anyway."""
    partial: tuple[int, int | None] | None = None
    """A month (or 0) and day said without a year, to be completed by a neighbour."""
    season: str = ""
    relative_to: str = ""
    away: Away | None = None
    """Where the words count from an earlier time."""


class Found(NamedTuple):
    """What a rule sees: the tokens it matched, the clock, the language, and whether something ahead is spoken of."""

    tokens: Sequence[Token]
    clock: Clock
    language: str
    ahead: bool
    order: str = ""
    """Which of two figures of a date another date of the same stretch shows to be first: `day`, `month` or neither."""

    @property
    def now(self) -> Known | None:
        """The document's date."""
        return known(self.clock.document)

    def value(self, *meanings: str) -> str:
        """The value of the first token that has one of the meanings."""
        return next((said for token in self.tokens for name, said in token.senses if name in meanings), "")

    def has(self, meaning: str) -> bool:
        """Whether one of the tokens has a meaning."""
        return any(token.sense(meaning) is not None for token in self.tokens)

    def step(self) -> int:
        """How many units on: -1 for the last, -2 for the one before last, 1 for the next, 0 for this."""
        if self.has("last"):
            return -max(int(value or 1) for token in self.tokens if (value := token.sense("last")) is not None)
        return 1 if self.has("next") else 0

    def number(self) -> int:
        """The number among the tokens; 1 where none is said."""
        return next((number for token in self.tokens if (number := quantity(token)) is not None), 1)

    def reference(self) -> Reference:
        """The reference date among the tokens."""
        return self.clock.references[int(self.value("reference"))]

    def point(self, edtf: str, *, relative: bool = True, weak: str = "") -> Point:
        """A time of all the tokens matched, counted from the document's date unless said otherwise."""
        said = f"document {self.clock.document}" if relative and self.clock.document and edtf else ""
        return Point(self.tokens[0].start, self.tokens[-1].end, edtf, weak, relative_to=said)


def quantity(token: Token) -> int | None:
    """How many a token says: in figures, in words, in a dual, by an article; None for anything else."""
    number = token.number()
    roman = token.sense("roman")
    if roman:
        return int(roman)
    two, one = token.sense("two"), token.sense("one")
    if number is not None:
        return number
    return 2 if two is not None else int(one) if one else None
