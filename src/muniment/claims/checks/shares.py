"""Shares that are more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from muniment.model.claims import Span

from .observation import Observation
from .said import Said, cut, pattern
from .sums import closed_row, exact

CODE = "share-over-whole"
_OPENING = re.compile(r"[:(]\s*(?:[^\W\d]+\s+){0,3}\Z")
_PERCENT = r"\s*(?:%|٪|[^\W\d]+(?:\s[^\W\d]+)?)\s+"


def shares(text: str, item: str, said: Said) -> Iterator[Observation]:
    """`120 % of all homes`. An increase by more than the whole is none of these."""
    whole = pattern(said.sentence.language, "of-all", rf"{_PERCENT}WORDS(?!\w)(?:\s[^\W\d]+)?")
    for count in said.counts:
        if count.unit == "%" and count.low is not None and count.low > 100:
            found = whole.match(text, count.said.end, said.sentence.end)
            if found:
                span = Span(text[count.said.start : found.end()], count.said.start, found.end())
                yield Observation(CODE, item, f"«{span.text}»: the share is said to be {count.low} of 100.", (span,))
    yield from _rows(text, item, said)


def _rows(text: str, item: str, said: Said) -> Iterator[Observation]:
    """`(60 % women, 30 % men, 20 % children)`: a row of shares that make more than the whole, rounding allowed for."""
    for at, count in enumerate(said.counts):
        opened = _OPENING.search(text[max(said.sentence.start, count.said.start - 40) : count.said.start])
        row = closed_row(text, said, at, opened[0][0]) if opened else ()
        if len(row) < 2 or any(one.unit != "%" or exact(one, said.sentence.language) is None for one in row):
            continue
        numbers = [one.low or 0 for one in row]
        if sum(numbers) > 100 + len(row) / 2:
            words = f"The shares named make {' + '.join(map(str, numbers))} = {sum(numbers)} of 100; some may overlap."
            yield Observation(CODE, item, words, tuple(cut(text, one.said) for one in row))
