"""Shared passages as places of words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .kept import Places


class Spans(NamedTuple):
    """Many passages: where each begins and ends (exclusive) in both documents, and how many of its words agree."""

    a_start: Places
    a_end: Places
    b_start: Places
    b_end: Places
    agreeing: Places

    def only(self, which: NDArray[np.bool_] | Places) -> Spans:
        """Some of them."""
        return Spans(*(part[which] for part in self))

    def words(self) -> Places:
        """Words of both sides together."""
        return self.a_end - self.a_start + self.b_end - self.b_start

    def alike(self) -> NDArray[np.float64]:
        """Of the words of both sides, the share that agrees."""
        return 2 * self.agreeing / np.maximum(self.words(), 1)
