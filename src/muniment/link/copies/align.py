"""From seeds to shared passages: the seeds of two documents on one diagonal are extended together, again and again
until each lies in a passage or has been tried.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .extend import extend
from .kept import Kept, Places
from .promise import LEAST, SHORT, WINDOW, promising
from .seeds import Seeds
from .spans import Spans

ALIKE = 0.6
"""Of the words of both spans, so many must agree. Two copies of one text, 15 % of each changed, agree in 0.72."""
_ENOUGH = 2
"""Weight of seeds beside each other below which nothing is tried: one run of five words is no evidence."""
_APART = 8
"""Words put in or left out between two seeds of one passage."""
_ROUNDS = 12
"""Passages tried of each two documents."""


class _Sorted(NamedTuple):
    """Seeds by pair of documents, then diagonal, then place."""

    pair: Places
    a: Places
    b: Places
    weight: Places

    def only(self, which: NDArray[np.bool_] | Places) -> _Sorted:
        return _Sorted(*(part[which] for part in self))


def align(kept: Kept, seeds: Seeds) -> Spans:
    """The passages that these seeds lie in, of those long and alike enough."""
    left = _sorted(kept, seeds)
    found = []
    for _ in range(_ROUNDS):
        anchors = _anchors(left)
        if not len(anchors):
            break
        likely = promising(kept, left.a[anchors], left.b[anchors])
        spans = _around(kept, left.a[anchors[likely]], left.b[anchors[likely]])
        found.append(spans.only(_counts(kept, spans)))
        left = left.only(~_tried(left, anchors, likely, spans))
    if not found:
        none = seeds.a[:0]
        return Spans(none, none, none, none, none)
    return _apart(kept, Spans(*(np.concatenate(parts) for parts in zip(*found, strict=True))))


def _sorted(kept: Kept, seeds: Seeds) -> _Sorted:
    """The seeds of pairs that have enough of them."""
    pair = _pair(kept, seeds.a, seeds.b)
    order = np.argsort(pair)
    begins = np.flatnonzero(np.diff(pair[order], prepend=-1))
    if len(begins):
        weights = np.add.reduceat(seeds.weight[order], begins)
        order = order[np.repeat(weights >= _ENOUGH, np.diff(np.append(begins, len(order))))]
    some = _Sorted(pair[order], seeds.a[order], seeds.b[order], seeds.weight[order])
    return some.only(np.lexsort((some.a, some.b - some.a, some.pair)))


def _pair(kept: Kept, a: Places, b: Places) -> Places:
    return kept.documents(a) * len(kept.names) + kept.documents(b)


def _anchors(seeds: _Sorted) -> Places:
    """For each pair the middle seed of those on the diagonal that has most."""
    if not len(seeds.pair):
        return seeds.pair
    diagonal = seeds.b - seeds.a
    fresh = np.ones(len(diagonal), bool)
    fresh[1:] = (seeds.pair[1:] != seeds.pair[:-1]) | (diagonal[1:] - diagonal[:-1] > _APART)
    begins = np.flatnonzero(fresh)
    sizes = np.diff(np.append(begins, len(fresh)))
    weights = np.add.reduceat(seeds.weight, begins)
    order = np.lexsort((weights, seeds.pair[begins]))
    best = np.ones(len(order), bool)
    best[:-1] = seeds.pair[begins[order[1:]]] != seeds.pair[begins[order[:-1]]]
    chosen = order[best]
    chosen = chosen[weights[chosen] >= _ENOUGH]
    anchors: Places = begins[chosen] + sizes[chosen] // 2
    return anchors


def _around(kept: Kept, a: Places, b: Places) -> Spans:
    """The passage about each anchor."""
    words, bounds = kept.words, kept.bounds
    in_a, in_b = kept.documents(a), kept.documents(b)
    on = extend(words, a, b, bounds[in_a + 1] - a, bounds[in_b + 1] - b, 1)
    back = extend(words, a - 1, b - 1, a - bounds[in_a], b - bounds[in_b], -1)
    return Spans(a - back.a, a + on.a, b - back.b, b + on.b, on.agreeing + back.agreeing)


def _counts(kept: Kept, spans: Spans) -> NDArray[np.bool_]:
    """Which passages are long enough, or both texts whole, and alike enough."""
    in_a, in_b = kept.documents(spans.a_start), kept.documents(spans.b_start)
    whole = np.diff(kept.bounds)[in_a] + np.diff(kept.bounds)[in_b]
    long = (spans.agreeing >= LEAST) | ((spans.agreeing >= SHORT) & (spans.words() == whole))
    enough: NDArray[np.bool_] = long & (spans.alike() >= ALIKE)
    return enough


def _tried(seeds: _Sorted, anchors: Places, likely: NDArray[np.bool_], spans: Spans) -> NDArray[np.bool_]:
    """Which seeds are done with: those in the spans just found, and those about unlikely anchors."""
    pairs, poor = seeds.pair[anchors[likely]], anchors[~likely]
    near = WINDOW // 2
    about = Spans(seeds.a[poor] - near, seeds.a[poor] + near, seeds.b[poor] - near, seeds.b[poor] + near, poor)
    return _inside(seeds, pairs, spans) | _inside(seeds, seeds.pair[poor], about)


def _inside(seeds: _Sorted, pairs: Places, spans: Spans) -> NDArray[np.bool_]:
    """Which seeds lie in the span of their pair; `pairs` rises."""
    if not len(pairs):
        return np.zeros(len(seeds.pair), bool)
    at = np.minimum(np.searchsorted(pairs, seeds.pair), len(pairs) - 1)
    inside_a = (seeds.a >= spans.a_start[at]) & (seeds.a < spans.a_end[at])
    inside_b = (seeds.b >= spans.b_start[at]) & (seeds.b < spans.b_end[at])
    inside: NDArray[np.bool_] = (pairs[at] == seeds.pair) & inside_a & inside_b
    return inside


def _apart(kept: Kept, spans: Spans) -> Spans:
    """Without those that overlap a longer one of the same two documents on both sides; in order."""
    pair = _pair(kept, spans.a_start, spans.b_start)
    order = np.lexsort((-spans.agreeing, pair))
    spans, pair = spans.only(order), pair[order]
    keep = np.ones(len(pair), bool)
    for at in (np.flatnonzero(pair[1:] == pair[:-1]) + 1).tolist():
        before = at - 1
        while before >= 0 and pair[before] == pair[at]:
            if keep[before] and _overlap(spans, before, at):
                keep[at] = False
                break
            before -= 1
    return spans.only(keep)


def _overlap(spans: Spans, one: int, other: int) -> bool:
    apart_a = spans.a_start[one] >= spans.a_end[other] or spans.a_start[other] >= spans.a_end[one]
    apart_b = spans.b_start[one] >= spans.b_end[other] or spans.b_start[other] >= spans.b_end[one]
    return not (apart_a or apart_b)
