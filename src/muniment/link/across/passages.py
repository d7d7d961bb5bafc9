"""A reading's text in pieces of some sentences, each of which a model can take whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from muniment.model.reading import Passage, Reading

LEAST, MOST = 60, 900
"""Characters of a piece: shorter ones say too little, longer ones are cut off by the model."""


class Piece(NamedTuple):
    """A stretch of a text: character offsets."""

    start: int
    end: int


def pieces(reading: Reading) -> list[Piece]:
    """Paragraphs, short ones joined with the next, long ones cut at white space. In order, never overlapping."""
    found: list[Piece] = []
    start = -1
    for passage in reading.passages or (Passage(0, len(reading.text)),):
        if not reading.text[passage.start : passage.end].strip():
            continue
        start = passage.start if start < 0 else start
        if passage.end - start >= LEAST:
            found += _cut(reading.text, start, passage.end)
            start = -1
    if start >= 0:
        last = found.pop() if found else Piece(start, start)
        found += _cut(reading.text, last.start, len(reading.text.rstrip()))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > MOST:
        at = text.rfind(" ", start + MOST // 2, start + MOST)
        at = at if at > 0 else start + MOST
        yield Piece(start, at)
        start = at + 1
    yield Piece(start, end)
