"""Under which terms an item stands that came out of another: what was stated of that one holds for it, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from muniment.model.records import ItemRow
from muniment.preserve import Ledger, came_from, is_held, stated_of


def inherited(ledger: Ledger, item: ItemRow) -> list[dict[str, Any]]:
    """What is in force of each item that an item came out of, in the documented form; the nearest first."""
    found: list[dict[str, Any]] = []
    for above in came_from(ledger, item.item):
        found += [terms for terms in _terms(ledger, above) if terms not in found]
    return found


def _terms(ledger: Ledger, item: ItemRow) -> Iterator[dict[str, Any]]:
    """Those of each acquisition. One that came out of something itself adds only what was stated of it."""
    stated = stated_of(ledger, item)
    held = {"hold": "set"} if is_held(ledger, item) else {}
    for _, fields in stated.acquisitions:
        restrictions = fields.get("restrictions") if stated.restrictions is None else stated.restrictions
        told = {"basis": _basis(fields), "consent": fields.get("consent"), "restrictions": restrictions}
        terms = {name: value for name, value in told.items() if value} | held
        if terms:
            yield {"item": item.item, **terms}


def _basis(fields: Mapping[str, Any]) -> str:
    basis = str(fields.get("basis", "unstated"))
    return "" if basis == "unstated" and "parent" in fields else basis
