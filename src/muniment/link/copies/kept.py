"""The words of all documents in one row, so that places in any of them are plain numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .signature import Batch, Numbers

Places = NDArray[np.int64]
"""Of words in the row."""


class Row:
    """Numbers one after another; room for more is made by doubling."""

    def __init__(self) -> None:
        self._room: Numbers = np.empty(1024, np.uint32)
        self._count = 0

    def extend(self, part: Numbers) -> None:
        """Put these behind."""
        wanted = self._count + len(part)
        if wanted > len(self._room):
            grown = np.empty(max(wanted, 2 * len(self._room)), np.uint32)
            grown[: self._count] = self._room[: self._count]
            self._room = grown
        self._room[self._count : wanted] = part
        self._count = wanted

    def cut(self, count: int) -> None:
        """Keep only the first ones."""
        self._count = count

    @property
    def all(self) -> Numbers:
        """All of them, without copying; not to be held across `extend`."""
        return self._room[: self._count]


class Kept:
    """Documents: their names, their words in one row, and where in their texts these stand."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._words, self._starts, self._ends, self._documents = Row(), Row(), Row(), Row()
        self._bounds: Places = np.zeros(1, np.int64)

    def extend(self, names: Sequence[str], batches: Iterable[Batch]) -> None:
        """Put documents behind those that are here."""
        counts = [self._bounds[:0]]
        for one in batches:
            self._words.extend(one.words)
            self._starts.extend(one.starts)
            self._ends.extend(one.ends)
            counts.append(one.counts)
        sizes = np.concatenate(counts)
        self._documents.extend(np.repeat(np.arange(len(names), dtype=np.uint32) + np.uint32(len(self.names)), sizes))
        self._bounds = np.concatenate((self._bounds, self._bounds[-1] + np.cumsum(sizes)))
        self.names.extend(names)

    def cut(self, count: int) -> None:
        """Forget all documents but the first `count`."""
        del self.names[count:]
        self._bounds = self._bounds[: count + 1]
        for row in (self._words, self._starts, self._ends, self._documents):
            row.cut(int(self._bounds[-1]))

    @property
    def words(self) -> Numbers:
        """The numbers of all words."""
        return self._words.all

    @property
    def bounds(self) -> Places:
        """Where each document begins, and behind the last one where it ends."""
        return self._bounds

    def documents(self, places: Places) -> Places:
        """The number of the document that each place is in."""
        return self._documents.all[places].astype(np.int64)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where the words from `first` up to `end` (exclusive) begin and end in their text."""
        return int(self._starts.all[first]), int(self._ends.all[end - 1])
