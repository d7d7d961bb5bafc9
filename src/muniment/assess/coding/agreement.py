"""How far two people who coded the same items agree, beyond what chance would give.

Cohen's kappa (1960) and Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability"). Both are undefined where everybody always says the same: then there is nothing to tell apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

FEW_ITEMS = 50
"""Below so many items the numbers say little: a single item moves them."""
FEW_FOUND = 5
"""Likewise below so many items in which anybody found the code."""


def percent(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Per cent of the pairs that agree. Raises ValueError where there is none."""
    if not pairs:
        raise ValueError("there is nothing to compare")
    return 100 * sum(a == b for a, b in pairs) / len(pairs)


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two coders; None where it is undefined (chance alone would make them agree always)."""
    total = len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    agree = sum(a == b for a, b in pairs) * total
    chance = sum(one[value] * other[value] for value in one)
    return None if chance == total * total else (agree - chance) / (total * total - chance)


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha for nominal data: a row of values for each unit, None where a coder gave none.

    None where it is undefined: fewer than two values, or all the same.
    """
    rows = [[value for value in unit if value is not None] for unit in units]
    rows = [row for row in rows if len(row) > 1]
    totals: Counter[Hashable] = Counter(value for row in rows for value in row)
    count = sum(totals.values())
    expected = count * count - sum(number * number for number in totals.values())
    if not expected:
        return None
    observed = sum(_apart(row) / (len(row) - 1) for row in rows)
    return 1 - (count - 1) * observed / expected


def _apart(row: Sequence[Hashable]) -> int:
    """Ordered pairs of values within a unit that differ."""
    return len(row) ** 2 - sum(number * number for number in Counter(row).values())


class Agreement(NamedTuple):
    """How two people agree on one code: whether it is in an item or not."""

    code: str
    items: int
    both: int
    first: int
    """Only the first found it."""
    second: int
    neither: int
    percent: float
    kappa: float | None
    alpha: float | None
    warnings: tuple[str, ...]


def agreement_on(code: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Agreement:
    """The agreement on one code, from the codes that each of two people gave each item."""
    marks = [(code in a, code in b) for a, b in pairs]
    seen = Counter(marks)
    kappa, alpha = cohen_kappa(marks), krippendorff_alpha(marks)
    found = len(marks) - seen[False, False]
    return Agreement(
        code,
        len(marks),
        seen[True, True],
        seen[True, False],
        seen[False, True],
        seen[False, False],
        percent(marks),
        kappa,
        alpha,
        tuple(_warnings(len(marks), found, kappa)),
    )


def _warnings(items: int, found: int, kappa: float | None) -> list[str]:
    said = [f"few items ({items} of {FEW_ITEMS})"] if items < FEW_ITEMS else []
    said += [f"found in few ({found})"] if found < FEW_FOUND else []
    return said + (["kappa and alpha undefined: everybody always said the same"] if kappa is None else [])
