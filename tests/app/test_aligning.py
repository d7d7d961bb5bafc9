"""A translation beside its original: by length and order, within bounds of time and memory."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from muniment.app.aligning import MOST, TooLong, aligned
from muniment.model.reading import Passage, Reading


def reading(lengths: list[int]) -> Reading:
    passages, at = [], 0
    for length in lengths:
        passages.append(Passage(at, at + length, "paragraph"))
        at += length
    return Reading("text/1", text="x" * at, passages=tuple(passages))


def pairs(ours: list[int], theirs: list[int]) -> list[tuple[list[int], list[int]]]:
    found = aligned(reading(ours), reading(theirs))
    return [([p.end - p.start for p in one.original], [p.end - p.start for p in one.translation]) for one in found]


@pytest.mark.parametrize("swap", [False, True])
def test_passages_that_were_joined_are_found(swap: bool) -> None:
    ours = [120, 300, 40, 200, 210, 90]
    theirs = [126, 310, 44, 420, 95]
    wanted = [([120], [126]), ([300], [310]), ([40], [44]), ([200, 210], [420]), ([90], [95])]
    found = pairs(theirs, ours) if swap else pairs(ours, theirs)
    assert [(b, a) if swap else (a, b) for a, b in found] == wanted


@pytest.mark.parametrize(("one", "other"), [([], []), ([], [5]), ([5], []), ([0, 0], [0]), ([3], [0] * 40)])
def test_nothing_is_left_out(one: list[int], other: list[int]) -> None:
    found = pairs(one, other)
    assert [length for left, _ in found for length in left] == one
    assert [length for _, right in found for length in right] == other


def test_long_texts_that_differ_much_take_little_memory() -> None:
    chance = random.Random(4)
    ours, theirs = ([chance.randint(10, 300) for _ in range(count)] for count in (4_000, 2_000))
    one, other = reading(ours), reading(theirs)
    aligned(reading([5]), reading([5]))  # what is loaded once does not count
    tracemalloc.start()
    found = aligned(one, other)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(len(pair.original) for pair in found) == 4_000
    assert most < 100 << 20


def test_above_some_length_it_is_said() -> None:
    with pytest.raises(TooLong, match=r"50,001 passages are too many to be set side by side"):
        aligned(reading([1] * (MOST + 1)), reading([1]))
