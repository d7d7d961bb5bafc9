"""Which passage of a translation stands for which of the original: by their lengths and their order.

Source: Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993), on passages. It is
a program's guess, and shown as one; the translation itself is its translator's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from muniment.model.reading import Passage, Reading

_COSTS = {(1, 1): 0.0, (1, 0): 450.0, (0, 1): 450.0, (2, 1): 230.0, (1, 2): 230.0, (2, 2): 440.0}
"""Passages on each side → cost beside that of their lengths, in hundredths of a nat (the paper's table)."""
_VARIANCE = 6.8
_LEAST_BAND = 100


class Pair(NamedTuple):
    """Passages of the original beside those of the translation; one side may have none."""

    original: tuple[Passage, ...]
    translation: tuple[Passage, ...]


def aligned(original: Reading, translation: Reading) -> list[Pair]:
    """All passages of both, in order, in pairs."""
    ours, theirs = original.passages, translation.passages
    steps = _steps([one.end - one.start for one in ours], [one.end - one.start for one in theirs])
    pairs, at, there = [], 0, 0
    for left, right in steps:
        pairs.append(Pair(ours[at : at + left], theirs[there : there + right]))
        at, there = at + left, there + right
    return pairs


def _steps(ours: Sequence[int], theirs: Sequence[int]) -> list[tuple[int, int]]:
    """The cheapest way through both; a band around the diagonal keeps it proportional."""
    ratio = sum(theirs) / sum(ours) if sum(ours) and sum(theirs) else 1.0
    slope = len(theirs) / len(ours) if ours else 0.0
    band = _LEAST_BAND + abs(len(ours) - len(theirs))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ours) + 1):
        middle = round(i * slope)
        for j in range(max(0, middle - band), min(len(theirs), middle + band) + 1):
            if (i, j) == (0, 0):
                continue
            ways = [
                (best[i - left, j - right][0] + extra + _cost(ours[i - left : i], theirs[j - right : j], ratio),
                 (left, right))
                for (left, right), extra in _COSTS.items()
                if (i - left, j - right) in best
            ]  # fmt: skip
            if ways:
                best[i, j] = min(ways)
    return _back(best, len(ours), len(theirs))


def _back(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> list[tuple[int, int]]:
    steps = []
    while (i, j) != (0, 0):
        step = best[i, j][1]
        steps.append(step)
        i, j = i - step[0], j - step[1]
    return steps[::-1]


def _cost(ours: Sequence[int], theirs: Sequence[int], ratio: float) -> float:
    """How unlikely it is that so much text stands for so much; 0 where one side is empty."""
    length, other = sum(ours), sum(theirs)
    if not length or not other:
        return 0.0
    delta = abs(other - length * ratio) / math.sqrt(length * _VARIANCE * ratio)
    unlikely = math.erfc(delta / math.sqrt(2))
    return min(2500.0, -100 * math.log(unlikely)) if unlikely > 0 else 2500.0
