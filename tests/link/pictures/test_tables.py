"""The search misses nothing: held against comparing every two."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.link.pictures.held import Held
from muniment.link.pictures.tables import LONGEST, Hashes, Near, compared, hashes, near, tables


def turned(number: int, bits: list[int]) -> int:
    for bit in bits:
        number ^= 1 << bit
    return number


def packed(numbers: list[int]) -> Hashes:
    return hashes([f"{number:064x}" for number in numbers])


def listed(found: Near) -> list[tuple[int, ...]]:
    return list(zip(*(column.tolist() for column in found), strict=True))


def oracle(held: list[int], asked: list[int], limit: int) -> list[tuple[int, int, int]]:
    """Every pair within the limit, one after the other in plain Python."""
    return [
        (at, row, apart)
        for at, one in enumerate(asked)
        for row, other in enumerate(held)
        if (apart := (one ^ other).bit_count()) <= limit
    ]


@st.composite
def _hashes(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Hashes held and asked for; most asked for are at chosen distances from one that is held."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    held = [chance.getrandbits(256) for _ in range(draw(st.integers(0, 40)))]
    held += [turned(one, chance.sample(range(256), chance.randrange(34))) for one in held[: len(held) // 2]]
    apart = draw(st.lists(st.integers(0, 40), max_size=20))
    asked = [turned(chance.choice(held or [0]), chance.sample(range(256), count)) for count in apart]
    return held, asked


@settings(deadline=None, max_examples=150)
@given(_hashes(), st.integers(0, LONGEST))
def test_what_is_found_is_what_comparing_all_finds(both: tuple[list[int], list[int]], limit: int) -> None:
    held, asked = both
    wanted = oracle(held, asked, limit)
    assert listed(near(tables(packed(held)), packed(asked), limit)) == wanted
    assert listed(compared(packed(held), packed(asked), limit)) == wanted


@pytest.mark.parametrize("spared", range(16))
def test_the_worst_spread_of_31_bits_is_found(spared: int) -> None:
    """Two bits in every part of sixteen but one, which has one: with one bit more no part would be near."""
    chance = random.Random(spared)
    one = chance.getrandbits(256)
    bits = [16 * part + bit for part in range(16) for bit in chance.sample(range(16), 1 if part == spared else 2)]
    assert len(bits) == LONGEST
    assert listed(near(tables(packed([one])), packed([turned(one, bits)]))) == [(0, 0, 31)]


def test_farther_than_31_bits_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="at most 31"):
        near(tables(packed([1])), packed([1]), 32)


@pytest.mark.parametrize("written", ["", "0" * 63, "g" * 64, "0" * 65])
def test_what_is_no_hash_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"hexadecimal"):
        hashes([written])


def test_hashes_held_in_steps_are_found_wherever_they_are() -> None:
    chance = random.Random(3)
    numbers = [chance.getrandbits(256) for _ in range(10_000)]
    held = Held()
    for first in range(0, len(numbers), 3_000):
        held.extend(packed(numbers[first : first + 3_000]))
    asked = [turned(one, chance.sample(range(256), 20)) for one in numbers[::97]]
    assert listed(held.near(packed(asked))) == [(at, row, 20) for at, row in enumerate(range(0, len(numbers), 97))]
    assert len(held) == 10_000


def test_a_hundred_thousand_hashes_beside_comparing_all() -> None:
    hashed = np.random.default_rng(4).integers(0, 2**64, (100_000, 4), dtype=np.uint64)
    asked = hashed[::5_000] ^ np.array([0x7, 0xFF00FF, 0x1, 0], np.uint64)
    assert listed(near(tables(hashed), asked)) == listed(compared(hashed, asked))
