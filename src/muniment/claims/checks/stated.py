"""The day that a document says it is of: in its own lines, else in its metadata. Never the day it was brought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from muniment.claims.prose import Sentence
from muniment.claims.times import Clock, find_times
from muniment.model.claims import Span, Time
from muniment.model.reading import Reading

from .said import pattern

_LINES = 8
"""At the beginning, and as many at the end, where such a line may stand."""
_LONGEST = 90
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOW = Clock()


class Stated(NamedTuple):
    """A day, and the words that say it; without words where only the metadata do."""

    day: str
    span: Span | None = None

    @property
    def words(self) -> str:
        """For people."""
        return f"its line «{self.span.text}» says {self.day}" if self.span else f"its metadata say {self.day}"


def stated_day(reading: Reading, prose: Sequence[Sentence]) -> Stated | None:
    """The day a document is of; None where it says none, or more than one."""
    lines = [*prose[:_LINES], *prose[max(_LINES, len(prose) - _LINES) :]]
    found = [stated for one in lines if (stated := _line(reading.text, one))]
    if found:
        return found[0] if len({one.day for one in found}) == 1 else None
    for what in ("published", "sent"):
        for moment in reading.moments:
            if moment.what == what and moment.edtf and (day := exact_day(moment.edtf)):
                return Stated(day)
    return None


def _line(text: str, sentence: Sentence) -> Stated | None:
    """A line that holds a date and nothing else but that it was released then."""
    if sentence.end - sentence.start > _LONGEST:
        return None
    times = find_times(text, sentence.start, sentence.end, sentence.language, _NOW)
    day = exact_day(times[0].edtf) if len(times) == 1 else ""
    if not day:
        return None
    before, after = text[sentence.start : times[0].said.start], text[times[0].said.end : sentence.end]
    if re.search(r"\w", after) or not _leads(before, sentence.language):
        return None
    return Stated(day, Span(text[sentence.start : sentence.end], sentence.start, sentence.end))


def _leads(before: str, language: str) -> bool:
    """Whether nothing stands before a date but that it was released then, or a place."""
    if not re.search(r"\w", before) or _PLACE.fullmatch(before):
        return True
    return pattern(language, "published", r"\W*WORDS(?:\W+\w{1,3})?\W*").fullmatch(before) is not None


_PLACE = re.compile(r"\W*[^\W\d_]+(?:[ -][^\W\d_]+){0,2},\s*")


def exact_day(edtf: str) -> str:
    """The day of a date or a time of day; empty for anything wider or uncertain."""
    day = edtf.partition("T")[0]
    return day if _DAY.fullmatch(day) else ""


def is_absolute(time: Time) -> bool:
    """A day said with its year, so that nothing had to be worked out."""
    return not time.relative_to and bool(exact_day(time.edtf))


"""What was resolved from the words alone."""
