"""A sentence with its times and counts, and the words of each language that the checks look for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from muniment.claims.counts import find_counts
from muniment.claims.prose import Sentence
from muniment.claims.times import Clock, find_times
from muniment.model.claims import Count, Span, Time


class Said(NamedTuple):
    """One sentence, and what is said in it."""

    sentence: Sentence
    times: Sequence[Time]
    counts: Sequence[Count]


def said_in(text: str, sentence: Sentence, clock: Clock) -> Said:
    """A sentence's times and counts."""
    start, end, language = sentence.start, sentence.end, sentence.language
    return Said(sentence, find_times(text, start, end, language, clock), find_counts(text, start, end, language))


@cache
def words_of(language: str) -> dict[str, str]:
    """Name → pattern of the words of a language: `all`, `and`, `including`, `links`, `published`, `together`."""
    tables: dict[str, dict[str, str]] = json.loads(files(__package__).joinpath("data/words.json").read_bytes())
    return tables.get(language, {})


@cache
def pattern(language: str, name: str, form: str) -> re.Pattern[str]:
    """A pattern in which `WORDS` stands for the words of that name; one that never fits where there are none."""
    words = words_of(language).get(name, "")
    return re.compile(form.replace("WORDS", f"(?:{words})") if words else r"(?!)", re.IGNORECASE)


def cut(text: str, span: Span) -> Span:
    """The span as it stands in the text."""
    return Span(text[span.start : span.end], span.start, span.end, span.page)
