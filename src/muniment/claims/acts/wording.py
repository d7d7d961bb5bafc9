"""The words of the text that a part of what was found stands for."""

from __future__ import annotations

from muniment.model.claims import Span

from .phrases import Phrase
from .reading import Reading
from .roles import Site


def cut(reading: Reading, first: int, last: int) -> Span:
    """The words from one place to another."""
    start, end = reading.tokens[first].start, reading.tokens[last].end
    return Span(reading.text[start:end], start, end)


def span(reading: Reading, phrase: Phrase) -> Span:
    """A phrase without its article, number and preposition, with its complements."""
    first = phrase.first
    while first < phrase.head and reading.tokens[first].tag in "DMB":
        first += 1
    start = reading.tokens[first].start
    end = reading.tokens[phrase.end].end
    said = reading.text[start:end]
    if reading.tokens[phrase.end].owner:
        said = said[:-2] if said.endswith(("'s", "’s")) else said
    return Span(said, start, start + len(said))


def hedges(reading: Reading, site: Site) -> tuple[Span, ...]:
    """Words near the cue that soften it."""
    words = reading.lexicon.grammar["hedges"]
    low = max(0, site.first - 6)
    return tuple(
        cut(reading, n, n)
        for n in range(low, min(len(reading.tokens), site.last + 4))
        if reading.tokens[n].key in words
    )
