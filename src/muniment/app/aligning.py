"""Which passage of a translation stands for which of the original: by their lengths and their order.

Source: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), on passages. It is
a program's guess, and shown as one; the translation itself is its translator's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from muniment.model.counting import counted
from muniment.model.reading import Passage, Reading

_COSTS = {(1, 0): 450.0, (1, 1): 0.0, (1, 2): 230.0, (2, 1): 230.0, (2, 2): 440.0}
"""Passages on each side → cost beside that of their lengths, in hundredths of a nat (the paper's table)."""
_SKIPPED = 450.0
"""The cost of a passage that only the second side has: (0, 1)."""
_VARIANCE = 6.8
_HIGHEST = 2500.0
_LEAST_BAND = 100
_MOST_CELLS = 20_000_000
"""Of the table, one byte each: the band is narrower where the texts are long."""
MOST = 50_000
"""Passages on one side."""


class TooLong(Exception):
    """The texts have too many passages to be set side by side; the message says so."""


class Pair(NamedTuple):
    """Passages of the original beside those of the translation; one side may have none."""

    original: tuple[Passage, ...]
    translation: tuple[Passage, ...]


def aligned(original: Reading, translation: Reading) -> list[Pair]:
    """All passages of both, in order, in pairs. Raises TooLong."""
    ours, theirs = original.passages, translation.passages
    if (count := max(len(ours), len(theirs))) > MOST:
        words = f"{counted(count, 'passage')} are too many to be set side by side (at most {MOST:,})"
        raise TooLong(f"{words}; read both with `muniment show ITEM --text`.")
    pairs, at, there = [], 0, 0
    for left, right in _steps([one.end - one.start for one in ours], [one.end - one.start for one in theirs]):
        pairs.append(Pair(ours[at : at + left], theirs[there : there + right]))
        at, there = at + left, there + right
    return pairs


def _steps(ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    """The cheapest way through both; the longer side goes down the table, so that its band moves by one at most."""
    if len(ours) < len(theirs):
        return [(right, left) for left, right in _steps(theirs, ours)]
    table = _Table(ours, theirs)
    for i in range(len(ours) + 1):
        table.fill(i)
    return table.way()


class _Table:
    """Costs of ways through both texts, of the last rows only; of every cell the step that led there."""

    def __init__(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        import numpy as np

        self._np = np
        self._ours, self._width = ours, len(theirs)
        self._ratio = sum(theirs) / sum(ours) if sum(ours) and sum(theirs) else 1.0
        self._slope = len(theirs) / len(ours) if ours else 0.0
        wanted = _LEAST_BAND + len(ours) - len(theirs)
        self._band = min(wanted, max(_LEAST_BAND, _MOST_CELLS // (2 * len(ours) + 2)))
        # Two cells of margin stand for what lies before the first passage.
        self._upto = np.concatenate(([0, 0], np.concatenate(([0], np.cumsum(np.array(theirs, dtype=np.int64))))))
        self._rows = [np.full(len(theirs) + 3, np.inf) for _ in range(3)]
        self._skips = _SKIPPED * np.arange(len(theirs) + 1)
        self._back: list[bytes] = []
        self._deltas = np.linspace(0.0, 6.0, 6001)
        self._nats = np.array([_nats(float(delta)) for delta in self._deltas])

    def fill(self, i: int) -> None:
        """Row `i`: the costs of having come past `i` passages of the longer side."""
        np = self._np
        row = self._rows[i % 3]
        row.fill(np.inf)
        first, last = self._window(i)
        best, step = np.full(last - first, np.inf), np.zeros(last - first, dtype=np.uint8)
        if i == 0:
            best[0] = 0.0
        for number, ((left, right), extra) in enumerate(_COSTS.items(), 1):
            if left > i:
                continue
            before = self._rows[(i - left) % 3][first + 2 - right : last + 2 - right]
            cost = before + extra + self._lengths(sum(self._ours[i - left : i]), first, last, right)
            cheaper = cost < best
            best[cheaper], step[cheaper] = cost[cheaper], number
        # Passages of the second side alone, any number of them: the least so far, each passage dearer.
        flat = best - self._skips[first:last]
        least = np.minimum.accumulate(flat)
        step[least < flat] = 0
        row[first + 2 : last + 2] = least + self._skips[first:last]
        self._back.append(step.tobytes())

    def way(self) -> list[tuple[int, int]]:
        """The steps that led to the end of both."""
        known = ((0, 1), *_COSTS)
        i, j, steps = len(self._ours), self._width, []
        while (i, j) != (0, 0):
            left, right = known[self._back[i][j - self._window(i)[0]]]
            steps.append((left, right))
            i, j = i - left, j - right
        return steps[::-1]

    def _window(self, i: int) -> tuple[int, int]:
        middle = round(i * self._slope)
        return max(0, middle - self._band), min(self._width, middle + self._band) + 1

    def _lengths(self, length: int, first: int, last: int, right: int) -> Any:
        """How unlikely it is that so much text stands for so much; 0 where one side is empty."""
        if not length or not right:
            return 0.0
        other = self._upto[first + 2 : last + 2] - self._upto[first + 2 - right : last + 2 - right]
        delta = abs(other - length * self._ratio) / math.sqrt(length * _VARIANCE * self._ratio)
        return self._np.where(other > 0, self._np.interp(delta, self._deltas, self._nats), 0.0)


def _nats(delta: float) -> float:
    """Cost of a difference in length, in standard deviations."""
    return min(_HIGHEST, -100 * math.log(math.erfc(delta / math.sqrt(2))))
