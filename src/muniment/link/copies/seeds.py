"""Places from which two documents may agree: runs of words that both hold.

A run that stands in many documents says little, and all pairs of them would be too many. So a run is taken only if
few documents hold it; where more do, a longer run from the same place on is asked, under a higher limit. What
stands in more documents even so is not compared, and that is reported.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .crowded import Crowded
from .kept import Kept, Places
from .promise import LEAST
from .segments import RUN, Repeated, run_keys

LEVELS = ((RUN, 16), (2 * RUN, 64), (LEAST, 256))
"""Words in a run, and how many documents may hold it."""


class Seeds(NamedTuple):
    """Places of the same run in two documents, the earlier document first."""

    a: Places
    b: Places
    weight: Places
    """1 for a run of the shortest kind, 2 for longer ones."""


def seeds(kept: Kept, repeated: Repeated, since: int) -> tuple[Seeds, Crowded]:
    """Seeds between documents of which at least one lies at or behind the place `since`."""
    found = []
    for number, (length, most) in enumerate(LEVELS):
        if number:
            repeated = _longer(kept, repeated, length)
        repeated = _once_a_document(kept, repeated)
        counts = _counts(repeated)
        few = counts <= most
        a, b = _pairs(Repeated(repeated.keys[few], repeated.places[few]), most)
        new = b >= since
        found.append(Seeds(a[new], b[new], np.full(int(new.sum()), 1 + (number > 0))))
        repeated, counts = Repeated(repeated.keys[~few], repeated.places[~few]), counts[~few]
    return Seeds(*(np.concatenate(parts) for parts in zip(*found, strict=True))), _crowded(repeated, counts, since)


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


def _pairs(repeated: Repeated, most: int) -> tuple[Places, Places]:
    """Every two places of one key; there are at most `most` of each."""
    found = []
    at = np.arange(len(repeated.keys))
    for apart in range(1, most):
        at = at[: np.searchsorted(at, len(repeated.keys) - apart)]
        at = at[repeated.keys[at] == repeated.keys[at + apart]]
        if not len(at):
            break
        found.append((repeated.places[at], repeated.places[at + apart]))
    none = repeated.places[:0]
    return np.concatenate([none, *(a for a, _ in found)]), np.concatenate([none, *(b for _, b in found)])


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
