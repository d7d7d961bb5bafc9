"""Where words stand that somebody says they copied: literally, once, or at the place named; else nowhere."""

from __future__ import annotations

import re
from bisect import bisect_right

from muniment.model.claims import Span
from muniment.model.reading import Reading

from .answer import MOST_WORDS, Nth, Words
from .windows import Numbered, Window

NOT_THERE, NOT_ONCE = "quotes words that do not stand in the text", "quotes words that stand there more than once"


class NotTaken(Exception):
    """A mark that is left out; the message says why, after *it*."""


def passage_at(reading: Reading, window: Window, words: str, sentence: int | None) -> Span:
    """A passage, found from the sentence it is said to begin in, else from the window. Raises NotTaken."""
    text = reading.text
    named = next((one for one in window.sentences if one.number == sentence), None)
    hits = _hits(text, window.start, window.end, words)
    inside = [(start, end) for start, end in hits if named and named.start <= start < named.end]
    start, end = _only(inside or hits)
    return _span(reading, start, end)


def words_at(reading: Reading, within: Span, words: Words) -> Span:
    """Words inside a passage. Raises NotTaken."""
    plain, nth = (words.words, words.nth) if isinstance(words, Nth) else (words, 0)
    hits = _hits(reading.text, within.start, within.end, plain)
    if nth and not 0 < nth <= len(hits):
        raise NotTaken(NOT_THERE)
    return _span(reading, *(hits[nth - 1] if nth else _only(hits)))


def name_at(reading: Reading, within: Span, window: Window, words: Words, sentence: int | None) -> Span:
    """A speaker's name: in the passage, else in the sentence named, else in the window. Raises NotTaken."""
    plain = words.words if isinstance(words, Nth) else words
    named: Numbered | None = next((one for one in window.sentences if one.number == sentence), None)
    if not _hits(reading.text, within.start, within.end, plain):
        within = Span("", named.start, named.end) if named else Span("", window.start, window.end)
    return words_at(reading, within, words)


def _hits(text: str, start: int, end: int, words: str) -> list[tuple[int, int]]:
    """Line ends and runs of blanks may differ between what was sent and what comes back; letters may not."""
    parts = words.split()
    if not parts or len(words) > MOST_WORDS:
        raise NotTaken(NOT_THERE)
    pattern = re.compile(
        _edge(parts[0][0], "(?<!\\w)") + r"\s+".join(map(re.escape, parts)) + _edge(parts[-1][-1], "(?!\\w)")
    )
    return [found.span() for found in pattern.finditer(text, start, end)]


def _edge(letter: str, edge: str) -> str:
    """Whole words only: *men* does not stand in *women*."""
    return edge if letter.isalnum() else ""


def _only(hits: list[tuple[int, int]]) -> tuple[int, int]:
    if len(hits) != 1:
        raise NotTaken(NOT_ONCE if hits else NOT_THERE)
    return hits[0]


def _span(reading: Reading, start: int, end: int) -> Span:
    at = bisect_right(reading.passages, start, key=lambda passage: passage.start) - 1
    page = reading.passages[at].page if at >= 0 else None
    return Span(reading.text[start:end], start, end, page)
