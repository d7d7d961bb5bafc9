"""A text in windows of numbered sentences that overlap, so that each sentence is seen with some before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from muniment.claims.prose import sentences
from muniment.model.reading import Reading

CHARACTERS = 6_000
"""Of a window, about."""
OVERLAP = 4
"""Sentences of the window before that a window begins with."""
PIECE = 3_000
"""A longer sentence (a table's row, a page without full stops) goes in pieces."""


class Numbered(NamedTuple):
    """A sentence, or a piece of one, by its number in the item; numbers begin at 1."""

    number: int
    start: int
    end: int
    language: str


class Window(NamedTuple):
    """Sentences that are sent together."""

    sentences: tuple[Numbered, ...]

    @property
    def start(self) -> int:
        """Where the first one begins."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where the last one ends."""
        return max(one.end for one in self.sentences)


def windows(reading: Reading) -> Iterator[Window]:
    """All of a reading, in order."""
    waiting: list[Numbered] = []
    fresh = size = 0
    for one in _numbered(reading):
        if fresh and size + one.end - one.start > CHARACTERS:
            yield Window(tuple(waiting))
            waiting = _kept(waiting)
            fresh, size = 0, sum(kept.end - kept.start for kept in waiting)
        waiting.append(one)
        fresh, size = fresh + 1, size + one.end - one.start
    if fresh:
        yield Window(tuple(waiting))


def _kept(before: Sequence[Numbered]) -> list[Numbered]:
    """The last sentences, as far as they leave most of the window to others."""
    kept: list[Numbered] = []
    for one in reversed(before[-OVERLAP:]):
        if sum(each.end - each.start for each in kept) + one.end - one.start > CHARACTERS // 3:
            break
        kept.insert(0, one)
    return kept


def _numbered(reading: Reading) -> Iterator[Numbered]:
    number = 0
    for sentence in sentences(reading):
        at = sentence.start
        while at < sentence.end:
            end = _cut(reading.text, at, sentence.end)
            number += 1
            yield Numbered(number, at, end, sentence.language)
            at = end


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= PIECE:
        return end
    blank = text.rfind(" ", start + PIECE // 2, start + PIECE)
    return blank + 1 if blank > 0 else start + PIECE
