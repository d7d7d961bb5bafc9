"""What an item came out of: containers it was found inside of, and originals that a person made it from.

And what is in force of what people stated: of each of these by itself, for all that came out of it, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from muniment.model.records import AcquisitionRow, ItemRow, StatementRow

from .ledger.ledger import Ledger
from .statements import chain, find_item


def brought(ledger: Ledger, item: str) -> list[AcquisitionRow]:
    """An item's acquisitions, without those by which another item only speaks of it: those decide nothing."""
    return [row for row in ledger.catalogue.acquisitions(item) if not row.fields.get("mentioned")]


def came_from(ledger: Ledger, item: str) -> list[ItemRow]:
    """All items that an item (by its label) was found in or made from, and what those came out of; each once."""
    found: dict[str, ItemRow] = {}
    asked = [item]
    while asked:
        digests = {str(row.fields["parent"]) for row in brought(ledger, asked.pop()) if "parent" in row.fields}
        for label in sorted(ledger.catalogue.item_of(digests).values()):
            if label != item and label not in found:
                found[label] = find_item(ledger, label)
                asked.append(label)
    return list(found.values())


class Stated(NamedTuple):
    """What is in force of what was stated of one item by itself."""

    acquisitions: tuple[tuple[str, dict[str, Any]], ...]
    """(label, fields) of each by which it was brought, with basis and consent as amended since."""
    restrictions: list[dict[str, str]] | None
    """Those of the newest `restrict`, which replace what acquisitions state; None where there was none."""


def stated_of(ledger: Ledger, item: ItemRow) -> Stated:
    """What is in force of an item by itself."""
    statements = chain(ledger, item)
    amended = as_amended(statements)
    acquisitions = tuple((row.acquisition, {**row.fields, **amended}) for row in brought(ledger, item.item))
    later = next((row.fields["restrictions"] for row in reversed(statements) if row.kind == "restrict"), None)
    return Stated(acquisitions, later)


def as_amended(statements: Iterable[StatementRow]) -> dict[str, Any]:
    """Basis and consent as amended, the newest statement of each counting."""
    amended: dict[str, Any] = {}
    for row in statements:
        if row.kind == "amend":
            amended |= {name: row.fields[name] for name in ("basis", "consent") if name in row.fields}
    return amended
