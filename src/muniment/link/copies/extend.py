"""From a place where two documents agree, on for as long as they do: many pairs in step.

A banded alignment with X-drop (after Zhang, Schwartz, Wagner, Miller: A greedy algorithm for aligning DNA sequences,
2000, and BLAST): a word that agrees counts +1, one changed, inserted or left out −1; it ends where the best
score was `DROP` higher, and goes back to where it was best. The band follows the best path.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .kept import Places
from .signature import Numbers

DROP = 16
"""So many words may disagree in a row."""
BAND = 12
"""Words by which one side may run ahead of the other before the band has followed."""
_TOGETHER = 1024
"""Pairs in step; more would not stay in a processor's cache."""
_STEER = 8
"""Rows after which the band is set anew and finished pairs are put aside."""
_HALF = 32
_ONE = 1 << _HALF
"""A step of score; the lower half of a number counts the words that agree."""
_NEVER = -(1 << 60)
_OFFSETS = np.arange(-BAND, BAND + 1)


class Reach(NamedTuple):
    """How many words the two sides go on together, and how many of them agree."""

    a: Places
    b: Places
    agreeing: Places


@dataclass
class _Going:
    """The state of pairs in step; a row of each for every pair."""

    pair: Places
    a: Places
    b: Places
    room_a: Places
    room_b: Places
    drift: Places
    scores: Places
    best: Places
    best_a: Places
    best_b: Places

    def only(self, which: NDArray[np.bool_]) -> _Going:
        """The state of some of the pairs."""
        return replace(self, **{field.name: getattr(self, field.name)[which] for field in fields(self)})


def extend(words: Numbers, a: Places, b: Places, room_a: Places, room_b: Places, step: int) -> Reach:
    """How far each pair goes on from its words `a` and `b`, forwards (`step` 1) or backwards (−1).

    `room` is how many words each document has from there on.
    """
    reach = Reach(*(np.zeros(len(a), np.int64) for _ in range(3)))
    order = np.argsort(np.minimum(room_a, room_b), kind="stable")
    for first in range(0, len(order), _TOGETHER):
        some = order[first : first + _TOGETHER]
        _go(words, _begin(some, a[some], b[some], room_a[some], room_b[some]), step, reach)
    return reach


def _begin(pair: Places, a: Places, b: Places, room_a: Places, room_b: Places) -> _Going:
    first = np.where(_OFFSETS >= 0, -_ONE * _OFFSETS, _NEVER)
    none = [np.zeros(len(pair), np.int64) for _ in range(4)]
    return _Going(pair, a, b, room_a, room_b, none[0], np.tile(first, (len(pair), 1)), none[1], none[2], none[3])


def _go(words: Numbers, going: _Going, step: int, reach: Reach) -> None:
    """Row by row, until no pair is left; writes into `reach`."""
    row = 0
    while len(going.pair):
        more = going.room_a > row
        if row % _STEER == 0 or not more.all():
            more &= going.scores.max(axis=1) > going.best - DROP * _ONE
            _finish(going.only(~more), reach)
            going = _steered(going.only(more))
        if len(going.pair):
            row += 1
            _row(words, going, step, row)


def _row(words: Numbers, going: _Going, step: int, row: int) -> None:
    """Score every way of having taken `row` words of the first side."""
    taken = _OFFSETS + (going.drift + row)[:, None]  # words taken of the second side
    allowed = (taken >= 0) & (taken <= going.room_b[:, None])
    last = np.clip(taken - 1, 0, going.room_b[:, None] - 1)
    theirs = words[going.b[:, None] + step * last]
    agree = (theirs == words[going.a + step * (row - 1)][:, None]) & (taken > 0)
    scores = going.scores + np.where(agree, _ONE + 1, -_ONE)
    np.maximum(scores[:, :-1], going.scores[:, 1:] - _ONE, out=scores[:, :-1])
    scores[~allowed] = _NEVER
    scores = np.maximum.accumulate(scores + _ONE * _OFFSETS, axis=1) - _ONE * _OFFSETS
    scores[~allowed] = _NEVER
    going.scores = scores
    at = scores.argmax(axis=1)
    top = scores[np.arange(len(at)), at]
    better = top > going.best
    going.best = np.where(better, top, going.best)
    going.best_a = np.where(better, row, going.best_a)
    going.best_b = np.where(better, row + going.drift + at - BAND, going.best_b)


def _steered(going: _Going) -> _Going:
    """The band's middle moved to where the score is best; of equals to the nearest, lest a way far aside is lost."""
    nearest = (going.scores >> _HALF) * (4 * BAND) - np.abs(_OFFSETS)
    shift = nearest.argmax(axis=1) - BAND
    source = np.arange(2 * BAND + 1) + shift[:, None]
    inside = (source >= 0) & (source <= 2 * BAND)
    moved = np.take_along_axis(going.scores, np.clip(source, 0, 2 * BAND), axis=1)
    going.scores = np.where(inside, moved, _NEVER)
    going.drift = going.drift + shift
    return going


def _finish(done: _Going, reach: Reach) -> None:
    reach.a[done.pair], reach.b[done.pair] = done.best_a, done.best_b
    reach.agreeing[done.pair] = done.best & (_ONE - 1)
