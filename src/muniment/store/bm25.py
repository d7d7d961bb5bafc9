"""BM25 for passages, shared by the search adapters so that they rank alike.

A word of a query counts as one term whatever key it was found by: its frequency in a passage
is that of its most frequent key. Source: Robertson and Zaragoza, The Probabilistic Relevance
Framework (2009), with k1 = 1.2 and b = 0.75.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

K1 = 1.2
B = 0.75


def weight(holding: float, passages: float) -> float:
    """How much a word tells that `holding` of `passages` passages have (IDF, always positive)."""
    return log(1 + (max(passages, holding) - holding + 0.5) / (holding + 0.5))


def score(frequencies: Sequence[float], weights: Sequence[float], length: float, average: float) -> float:
    """The score of one passage: its words' `frequencies` beside their `weights`.

    `length` is that of the passage in words, `average` that of all passages.
    """
    norm = K1 * (1 - B + B * length / max(average, 1.0))
    return sum(w * f * (K1 + 1) / (f + norm) for f, w in zip(frequencies, weights, strict=True) if f)
