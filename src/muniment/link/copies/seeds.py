"""Places from which two documents may agree: runs of words that both hold.

A run that stands in many documents says little, and all pairs of them would be too many. So a run is taken only if
few documents hold it; where more do, a longer run from the same place on is asked, under a higher limit. What
stands in more documents even so is not compared, and that is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .crowded import Crowded
from .kept import Kept, Places
from .promise import LEAST
from .segments import RUN, Repeated, run_keys

LEVELS = ((RUN, 16), (2 * RUN, 64), (LEAST, 256))
"""Words in a run, and how many documents may hold it."""

_EVERY = 8
"""Of the seeds of one long run, so many-th are kept."""


class Seeds(NamedTuple):
    """Places of the same run in two documents, the earlier document first."""

    a: Places
    b: Places
    weight: Places
    """1 for a run of the shortest kind that stands alone, 2 for longer ones."""


def seeds(kept: Kept, repeated: Repeated, since: int) -> tuple[Seeds, Crowded]:
    """Seeds between documents of which at least one lies at or behind the place `since`."""
    found = []
    for number, (length, most) in enumerate(LEVELS):
        if number:
            repeated = _longer(kept, repeated, length)
        repeated = _once_a_document(kept, repeated)
        counts = _counts(repeated)
        few = counts <= most
        taken = Repeated(repeated.keys[few], repeated.places[few])
        found += [_thinned(kept, a, b, length) for a, b in _pairs(taken, most, since)]
        repeated, counts = Repeated(repeated.keys[~few], repeated.places[~few]), counts[~few]
    none = Seeds(repeated.places[:0], repeated.places[:0], repeated.places[:0])
    thinned = Seeds(*(np.concatenate(parts) for parts in zip(none, *found, strict=True)))
    return thinned, _crowded(repeated, counts, since)


def _longer(kept: Kept, repeated: Repeated, length: int) -> Repeated:
    """The longer runs from these places on, where the document has so many words left."""
    places = np.sort(repeated.places)
    places = places[np.diff(places, prepend=-1) > 0]
    places = places[places + length <= kept.bounds[kept.documents(places) + 1]]
    keys = run_keys(kept.words, places, length)
    order = np.argsort(keys, kind="stable")
    return Repeated(keys[order], places[order])


def _once_a_document(kept: Kept, repeated: Repeated) -> Repeated:
    """The first place of each run in each document."""
    documents = kept.documents(repeated.places)
    first = np.ones(len(documents), bool)
    first[1:] = (repeated.keys[1:] != repeated.keys[:-1]) | (documents[1:] != documents[:-1])
    return Repeated(repeated.keys[first], repeated.places[first])


def _counts(repeated: Repeated) -> Places:
    """For each place, how many share its key."""
    fresh = np.ones(len(repeated.keys), bool)
    fresh[1:] = repeated.keys[1:] != repeated.keys[:-1]
    sizes = np.diff(np.append(np.flatnonzero(fresh), len(fresh)))
    return np.repeat(sizes, sizes)


def _pairs(repeated: Repeated, most: int, since: int) -> Iterator[tuple[Places, Places]]:
    """Every two places of one key, the second at or behind `since`; there are at most `most` of each."""
    at = np.arange(len(repeated.keys))
    for apart in range(1, most):
        at = at[: np.searchsorted(at, len(repeated.keys) - apart)]
        at = at[repeated.keys[at] == repeated.keys[at + apart]]
        if not len(at):
            break
        new = at[repeated.places[at + apart] >= since]
        yield repeated.places[new], repeated.places[new + apart]


def _thinned(kept: Kept, a: Places, b: Places, length: int) -> Seeds:
    """Of seeds that follow each other word by word the first, and one in so many: the others tell the same."""
    follows = _agree(kept, a, b, -1)
    more = follows | _agree(kept, a, b, length)
    some = ~follows | (a % _EVERY == 0)
    weight = np.where(more | (length > RUN), 2, 1)
    return Seeds(a[some], b[some], weight[some])


def _agree(kept: Kept, a: Places, b: Places, ahead: int) -> NDArray[np.bool_]:
    """Whether the words so far from these places are the same, and in the same documents as the places."""
    words, last = kept.words, len(kept.words) - 1
    further_a, further_b = np.clip(a + ahead, 0, last), np.clip(b + ahead, 0, last)
    same: NDArray[np.bool_] = words[further_a] == words[further_b]
    for places, further in ((a, further_a), (b, further_b)):
        same &= (further != places) & (kept.documents(further) == kept.documents(places))
    return same


def _crowded(repeated: Repeated, counts: Places, since: int) -> Crowded:
    """One place of each run that some new document holds, in order of places."""
    fresh = np.ones(len(counts), bool)
    fresh[1:] = repeated.keys[1:] != repeated.keys[:-1]
    begins = np.flatnonzero(fresh)
    last = np.append(begins[1:], len(counts)) - 1
    begins = begins[repeated.places[last] >= since] if len(begins) else begins
    order = np.argsort(repeated.places[begins])
    first = begins[order]
    return Crowded(LEVELS[-1][0], repeated.places[first], counts[first], np.sort(repeated.places))
