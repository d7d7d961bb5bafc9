"""What two documents both say: claims, or marks in their margins, of one code that speak of the same.

That two documents say the same is no corroboration: they may have it from each other. `origins` asks that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec

from .telling import Told, same_place, same_time, told, wording

ALIKE = 0.4
"""Of the shorter passage's words, the share that stands in the other, too."""
MOST = 2_000
"""Acts of one code that are compared each with each."""


class Both(msgspec.Struct, frozen=True):
    """Two claims, or marks, in two documents, and what agrees."""

    code: str
    a: str
    b: str
    agrees: tuple[str, ...]
    """Of `place`, `time`, `parties`, `wording`."""


def said_by_both(given: Sequence[tuple[str, str, Mapping[str, Any]]]) -> list[Both]:
    """Pairs among (item, label, fields) from different items; each pair of labels once for a code."""
    by_code: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for item, label, fields in given:
        for one in told(label, fields):
            by_code[one.code].append((item, one))
    found: dict[tuple[str, str, str], Both] = {}
    for code, acts in by_code.items():
        for (item, a), (other, b) in combinations(acts[:MOST], 2):
            if item != other and (agrees := tuple(_agrees(a, b))):
                found.setdefault((code, a.claim, b.claim), Both(code, a.claim, b.claim, agrees))
    return list(found.values())


def _agrees(a: Told, b: Told) -> Iterator[str]:
    """What agrees; nothing where a place or a day that both say parts them."""
    where, when = same_place(a, b), same_time(a, b)
    if where is False or when is False:
        return
    for name, yes in (
        ("place", where),
        ("time", when),
        ("parties", bool(a.parties & b.parties)),
        ("wording", wording(a, b) >= ALIKE),
    ):
        if yes:
            yield name
