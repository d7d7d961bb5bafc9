"""A weekday that is not that of its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from muniment.claims.lexing import lexer
from muniment.claims.times.references import PACKAGE
from muniment.model.claims import Span

from .observation import Observation
from .said import Said, cut
from .stated import exact_day, is_absolute

CODE = "date-and-weekday"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GREGORIAN = 1924
"""Before that year some countries counted by another calendar."""


def weekdays(text: str, item: str, said: Said) -> Iterator[Observation]:
    """`Monday 6 May 2031`, where that day is a Tuesday. Only of dates with a year."""
    for time in said.times:
        if is_absolute(time) and (day := date.fromisoformat(exact_day(time.edtf))).year >= _GREGORIAN:
            named = _weekdays(text, time.said, said.sentence.language)
            if len(named) == 1 and named != {day.weekday()}:
                words = (
                    f"«{time.said.text}» names {_DAYS[named.pop()]}; {day.isoformat()} is a {_DAYS[day.weekday()]} "
                    "in the Gregorian calendar."
                )
                yield Observation(CODE, item, words, (cut(text, time.said),))


def _weekdays(text: str, span: Span, language: str) -> set[int]:
    tokens = lexer(PACKAGE, language).tokens(text, span.start, span.end)
    named = [token.sense("weekday") or token.sense("weekday?") for token in tokens]
    return {int(number) for number in named if number is not None}
