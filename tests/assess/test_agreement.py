"""Kappa and alpha against published examples, and what they cannot say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from muniment.assess.coding import cohen_kappa, krippendorff_alpha, percent
from muniment.assess.coding.agreement import agreement_on


def square(rows: Sequence[Sequence[int]]) -> list[tuple[object, object]]:
    """Pairs from a table of counts: row is what the first said, column what the second did."""
    return [(a, b) for a, row in enumerate(rows) for b, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("rows", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        # Fleiss, Cohen and Everitt 1969: observed 0.70, by chance 0.475.
        ([[53, 5, 2], [11, 14, 5], [1, 6, 3]], 0.4286),
        ([[7, 0], [0, 3]], 1.0),
        ([[0, 5], [5, 0]], -1.0),
    ],
)
def test_kappa_is_that_of_known_tables(rows: list[list[int]], kappa: float) -> None:
    assert cohen_kappa(square(rows)) == pytest.approx(kappa, abs=0.00005)


def units(*coders: str) -> list[list[str | None]]:
    return [[None if value == "." else value for value in unit] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        # Krippendorff 2011, sections A, B and C, for nominal data.
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbcccEddd".lower()), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
        (("0101", "0101"), 1.0),
    ],
)
def test_alpha_is_that_of_the_published_examples(coders: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(units(*coders)) == pytest.approx(alpha, abs=0.0006)


def test_where_everybody_says_the_same_there_is_nothing_to_tell() -> None:
    assert cohen_kappa([(True, True)] * 9) is None
    assert krippendorff_alpha([(True, True)] * 9) is None
    assert krippendorff_alpha([("a", None), (None, "b")]) is None
    assert percent([(True, True)] * 9) == 100
    with pytest.raises(ValueError, match="nothing"):
        percent([])


def test_one_code_is_counted_in_all_four_ways_and_small_numbers_warn() -> None:
    yes, no = frozenset({"killing", "injury"}), frozenset({"injury"})
    found = agreement_on("killing", [(yes, yes), (yes, no), (no, yes), (no, no), (no, no)])
    assert (found.both, found.first, found.second, found.neither, found.items) == (1, 1, 1, 2, 5)
    assert found.percent == 60
    assert found.kappa == pytest.approx(1 / 6)
    assert found.warnings == ("few items (5 of 50)", "found in few (3)")
    many = agreement_on("killing", [(yes, yes), (no, no)] * 40)
    assert (many.kappa, many.alpha, many.warnings) == (1.0, 1.0, ())
    assert "undefined" in agreement_on("injury", [(yes, no)] * 60).warnings[0]
