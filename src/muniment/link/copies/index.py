"""Documents that new ones are compared with, without comparing the old ones again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from .align import align
from .crowded import Crowded, uncrowded
from .kept import Kept
from .seeds import seeds
from .segments import Segment, between, merged, segment, within
from .shared import Found, Frequent, Shared
from .signature import Batch, Signature, batches
from .spans import Spans

_GAP = 8
"""Words between two frequent runs of one document that are still told as one passage."""


class CopyIndex:
    """An index in memory: about 24 bytes a word. Not safe for several threads."""

    def __init__(self) -> None:
        self._kept = Kept()
        self._segments: list[Segment] = []
        self._names: set[str] = set()

    def __len__(self) -> int:
        return len(self._kept.names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, documents: Iterable[tuple[str, str]]) -> Found:
        """Compare these (id, text) with each other and with all that are here, and keep them.

        Raises ValueError for an id that is here already; then none is kept.
        """
        names, texts = _apart(documents)
        return self._added(names, batches(texts))

    def add_signed(self, names: Sequence[str], signed: Sequence[Signature]) -> Found:
        """As `add`, from signatures made earlier."""
        made = (Batch(one.words, one.starts, one.ends, np.array([len(one.words)])) for one in signed)
        return self._added(names, made)

    def _added(self, names: Sequence[str], signed: Iterable[Batch]) -> Found:
        found = self._compared(names, signed)
        self._names.update(names)
        while len(self._segments) > 1 and 2 * _size(self._segments[-1]) >= _size(self._segments[-2]):
            last = self._segments.pop()
            self._segments[-1] = segment(self._kept, self._segments[-1].first, last.last)
        return found

    def compare(self, documents: Iterable[tuple[str, str]]) -> Found:
        """As `add`, without keeping them."""
        names, texts = _apart(documents)
        before = len(self)
        found = self._compared(names, batches(texts))
        self._segments.pop()
        self._kept.cut(before)
        return found

    def _compared(self, names: Sequence[str], signed: Iterable[Batch]) -> Found:
        if twice := [name for name, count in Counter(names).items() if count > 1 or name in self._names]:
            raise ValueError(f"a document was given twice: {twice[0]}")
        kept, before = self._kept, len(self)
        kept.extend(names, signed)
        new = segment(kept, before, len(self))
        repeated = merged([within(new), *(between(new, old) for old in self._segments)])
        self._segments.append(new)
        likely, crowded = seeds(kept, repeated, int(kept.bounds[before]))
        return Found(_told(kept, uncrowded(align(kept, likely), crowded)), _frequent(kept, crowded))


def copies(documents: Iterable[tuple[str, str]]) -> Found:
    """All passages that two of these (id, text) share, verbatim or with some words changed, in any script."""
    return CopyIndex().add(documents)


def _apart(documents: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    pairs = list(documents)
    return [name for name, _ in pairs], [text for _, text in pairs]


def _size(part: Segment) -> int:
    return len(part.sorted)


def _told(kept: Kept, spans: Spans) -> tuple[Shared, ...]:
    """The spans in characters of the texts."""
    rows = zip(
        kept.documents(spans.a_start).tolist(),
        zip(spans.a_start.tolist(), spans.a_end.tolist(), strict=True),
        kept.documents(spans.b_start).tolist(),
        zip(spans.b_start.tolist(), spans.b_end.tolist(), strict=True),
        np.round(spans.alike(), 4).tolist(),
        strict=True,
    )
    return tuple(
        Shared(kept.names[a], *kept.span(*in_a), kept.names[b], *kept.span(*in_b), share)
        for a, in_a, b, in_b, share in rows
    )


def _frequent(kept: Kept, crowded: Crowded) -> tuple[Frequent, ...]:
    """Frequent runs beside each other in one document as one passage."""
    length, places, documents = crowded.length, crowded.places, kept.documents(crowded.places)
    fresh = np.ones(len(places), bool)
    fresh[1:] = (documents[1:] != documents[:-1]) | (places[1:] - places[:-1] > length + _GAP)
    begins = np.flatnonzero(fresh)
    if not len(begins):
        return ()
    ends = np.append(begins[1:], len(places)) - 1
    most = np.maximum.reduceat(crowded.documents, begins)
    return tuple(
        Frequent(kept.names[documents[one]], *kept.span(places[one], places[last] + length), int(count))
        for one, last, count in zip(begins, ends, most, strict=True)
    )
