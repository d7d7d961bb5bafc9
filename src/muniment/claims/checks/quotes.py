"""Quotations beside what they may be quoted from: both wordings, and where they differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from muniment.claims.attribution.quotations import quotations
from muniment.claims.prose import Word, words
from muniment.model.claims import Span
from muniment.model.reading import Reading

from .observation import Observation

CODE = "quotation-and-source"
LEAST = 7
"""Words of a stretch: fewer are anybody's."""
MOST = 120
"""Words of one stretch: a longer quotation goes in several."""
_RUN = 3
"""Words on end by which a place is found."""
_VOTES = 2
"""Such runs that must be there before a text is compared."""
_EVERYBODYS = 200
"""A run that stands in more quotations than these tells none of them."""
_ALIKE = 0.75
_MARKED = re.compile(r"\[[^\]\n]{0,60}\]|\(?…\)?|\(?\.{3,}\)?")
"""What a quoter marks as their own: left out, put in."""


class Quoted(NamedTuple):
    """Words between quotation marks, or of a block quotation, up to where the quoter marked something left out."""

    item: str
    span: Span
    words: tuple[Word, ...]


def quoted(item: str, reading: Reading) -> list[Quoted]:
    """The quoted stretches of a text that are long enough to be told from other people's."""
    text = reading.text
    found = []
    for passage in reading.passages:
        stretches = [(passage.start, passage.end)] if passage.kind == "quotation" else [
            (one.inner, one.close) for one in quotations(text, passage.start, passage.end)
        ]  # fmt: skip
        for start, end in stretches:
            for a, b in _unmarked(text, start, end):
                found += [_quoted(item, text, part, passage.page) for part in _parts(words(text, a, b))]
    return found


def _parts(said: Sequence[Word]) -> Iterator[Sequence[Word]]:
    for at in range(0, len(said), MOST):
        if len(part := said[at : at + MOST]) >= LEAST:
            yield part


def _quoted(item: str, text: str, said: Sequence[Word], page: int | None) -> Quoted:
    start, end = said[0].start, said[-1].end
    return Quoted(item, Span(text[start:end], start, end, page), tuple(said))


def _unmarked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _MARKED.finditer(text, start, end):
        yield at, mark.start()
        at = mark.end()
    yield at, end


class _Place(NamedTuple):
    quote: int
    at: int
    """Where in the quotation."""


def differing(quotes: Sequence[Quoted], texts: Iterable[tuple[str, Reading]]) -> list[Observation]:
    """Quotations that stand in another of these texts in nearly the same words, and in none in just these.

    Each text is gone through once, however many quotations there are.
    """
    runs = _runs(quotes)
    found: dict[int, list[Observation]] = defaultdict(list)
    verbatim: set[int] = set()
    for item, reading in texts:
        there = words(reading.text)
        for number, begins in _candidates(runs, there):
            one = quotes[number]
            if one.item == item:
                continue
            source = _source(one.words, there, begins)
            if _keys(source) == _keys(one.words):
                verbatim.add(number)
            elif source:
                found[number].append(_observation(one, item, reading, source))
    return [each for number in sorted(found) if number not in verbatim for each in found[number]]


def _runs(quotes: Sequence[Quoted]) -> dict[tuple[str, ...], list[_Place]]:
    """Where each run of words stands in the quotations, the first time in each."""
    runs: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for number, one in enumerate(quotes):
        keys = _keys(one.words)
        first: dict[tuple[str, ...], int] = {}
        for at in range(len(keys) - _RUN + 1):
            first.setdefault(tuple(keys[at : at + _RUN]), at)
        for run, at in first.items():
            runs[run].append(_Place(number, at))
    return {run: places for run, places in runs.items() if len(places) <= _EVERYBODYS}


def _candidates(runs: dict[tuple[str, ...], list[_Place]], there: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Quotations that share enough runs with these words, and the likeliest place where each would begin."""
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    keys = _keys(there)
    for at in range(len(keys) - _RUN + 1):
        for place in runs.get(tuple(keys[at : at + _RUN]), ()):
            votes[place.quote][at - place.at] += 1
    for quote, begins in votes.items():
        if begins.total() >= _VOTES:
            yield quote, max(0, min(begins, key=lambda at: (-begins[at], at)))


def _source(quote: Sequence[Word], there: Sequence[Word], begins: int) -> Sequence[Word]:
    """The words that stand there for those of a quotation; none where they are too different to be the same."""
    spare = max(3, len(quote) // 4)
    window = there[max(0, begins - spare) : begins + len(quote) + spare]
    matcher = SequenceMatcher(None, _keys(quote), _keys(window), autojunk=False)
    same = [block for block in matcher.get_matching_blocks() if block.size]
    if not same or max(block.size for block in same) < _RUN:
        return ()
    head, tail = same[0], same[-1]
    source = window[max(0, head.b - head.a) : tail.b + len(quote) - tail.a]
    alike = 2 * sum(block.size for block in same) / (len(quote) + len(source))
    return source if alike >= _ALIKE else ()


def _keys(said: Sequence[Word]) -> list[str]:
    return [word.key for word in said]


def _observation(one: Quoted, item: str, reading: Reading, source: Sequence[Word]) -> Observation:
    span = Span(reading.text[source[0].start : source[-1].end], source[0].start, source[-1].end)
    words_said = (
        f"The quotation reads «{_flat(one.span.text)}»; {item} reads «{_flat(span.text)}». "
        f"Different: {_differences(one.words, source)}. Which came first is not said by that."
    )
    return Observation(CODE, one.item, words_said, (one.span,), item, (span,))


def _differences(a: Sequence[Word], b: Sequence[Word]) -> str:
    matcher = SequenceMatcher(None, _keys(a), _keys(b), autojunk=False)
    return "; ".join(
        f"«{' '.join(word.text for word in a[i:j]) or '–'}» / «{' '.join(word.text for word in b[k:m]) or '–'}»"
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
