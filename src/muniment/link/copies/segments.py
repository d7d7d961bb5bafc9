"""Runs of words in order of their hashes: which runs stand more than once, without comparing every two.

A segment holds every run of `RUN` words of documents that lie side by side, as sorted numbers: the upper bits are
the run's hash, the lower ones its place. Nothing is sampled, so no shared run is missed. Runs of different words
may share a hash; what becomes of it is checked word by word later.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .kept import Kept, Places
from .letters import scattered
from .signature import Numbers

RUN = 5
"""Words in a run."""
_TOGETHER = 256
"""Documents hashed at a time: what they need stays in a processor's cache."""
_CHUNK = 1 << 16
_FACTOR = np.uint64(0xD6E8FEB86659FD93)
Keys = NDArray[np.uint64]


class Repeated(NamedTuple):
    """Runs that stand in several places: a key for each run, and a place; sorted by key, then place."""

    keys: Keys
    places: Places


class Segment(NamedTuple):
    """The runs of the documents from number `first` up to `last` (exclusive)."""

    sorted: Keys
    bits: int
    """How many lower bits are the place, counted from `origin`."""
    origin: int
    first: int
    last: int


def segment(kept: Kept, first: int, last: int) -> Segment:
    """The segment of these documents."""
    origin = int(kept.bounds[first])
    bits = max(1, int(kept.bounds[last] - origin).bit_length())
    keys = np.empty(int(kept.bounds[last] - origin), np.uint64)
    count = 0
    for begin in range(first, last, _TOGETHER):
        places = _run_places(kept, begin, min(begin + _TOGETHER, last))
        hashed = (run_keys(kept.words, places, RUN) >> np.uint64(bits)) << np.uint64(bits)
        keys[count : count + len(places)] = hashed | (places - origin).astype(np.uint64)
        count += len(places)
    keys = keys[:count]
    keys.sort()
    return Segment(keys, bits, origin, first, last)


def _run_places(kept: Kept, first: int, last: int) -> Places:
    """Where in these documents a run begins."""
    bounds = kept.bounds[first : last + 1]
    fits = np.ones(int(bounds[-1] - bounds[0]), bool)
    begins, ends = bounds[:-1], bounds[1:]
    begins, ends = begins[ends > begins], ends[ends > begins]
    for back in range(1, RUN):
        fits[np.maximum(ends - back, begins) - bounds[0]] = False
    places: Places = np.flatnonzero(fits) + bounds[0]
    return places


def run_keys(words: Numbers, places: Places, length: int) -> Keys:
    """A hash of the `length` words from each place on."""
    mixed = np.zeros(len(places), np.uint64)
    for ahead in range(length):
        mixed = mixed * _FACTOR + words[places + ahead]
    return scattered(mixed)


def within(part: Segment) -> Repeated:
    """Runs that stand at least twice in one segment."""
    several = np.zeros(len(part.sorted) + 1, bool)
    for begin in range(1, len(part.sorted), _CHUNK):
        behind = part.sorted[begin : begin + _CHUNK]
        same = (behind ^ part.sorted[begin - 1 : begin - 1 + len(behind)]) >> np.uint64(part.bits) == 0
        several[begin : begin + len(same)] |= same
        several[begin - 1 : begin - 1 + len(same)] |= same
    keys = part.sorted[several[:-1]]
    return Repeated((keys >> np.uint64(part.bits)) << np.uint64(part.bits), _places(part, keys))


def between(new: Segment, old: Segment) -> Repeated:
    """Runs of the new segment that stand in the old one too: both places, under the new segment's key."""
    bits = np.uint64(max(new.bits, old.bits))
    wanted = (new.sorted >> bits) << bits
    begins = np.searchsorted(old.sorted, wanted)
    padded = old.sorted[np.minimum(begins, max(len(old.sorted) - 1, 0))] if len(old.sorted) else ~wanted
    hit = np.flatnonzero(padded >> bits == wanted >> bits)
    keys = (new.sorted[hit] >> np.uint64(new.bits)) << np.uint64(new.bits)
    distinct, at = np.unique(keys, return_index=True)
    ends = np.searchsorted(old.sorted, wanted[hit[at]] | ((np.uint64(1) << bits) - np.uint64(1)), side="right")
    counts = ends - begins[hit[at]]
    theirs = _places(old, old.sorted[_ranges(begins[hit[at]], counts)])
    return Repeated(
        np.concatenate((keys, np.repeat(distinct, counts))),
        np.concatenate((_places(new, new.sorted[hit]), theirs)),
    )


def merged(parts: list[Repeated]) -> Repeated:
    """All of these in order, each place once under a key."""
    keys = np.concatenate([part.keys for part in parts])
    places = np.concatenate([part.places for part in parts])
    if len(parts) > 1:
        order = np.lexsort((places, keys))
        keys, places = keys[order], places[order]
        fresh = np.ones(len(keys), bool)
        fresh[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
        keys, places = keys[fresh], places[fresh]
    return Repeated(keys, places)


def _ranges(firsts: Places, counts: Places) -> Places:
    """So many numbers from each first one on, one range behind the other."""
    behind = np.cumsum(counts)
    numbers: Places = np.arange(int(counts.sum())) + np.repeat(firsts - (behind - counts), counts)
    return numbers


def _places(part: Segment, keys: Keys) -> Places:
    inside = keys & ((np.uint64(1) << np.uint64(part.bits)) - np.uint64(1))
    return inside.astype(np.int64) + np.int64(part.origin)
