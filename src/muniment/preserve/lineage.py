"""What an item came out of: containers it was found inside of, and originals that a person made it from."""

from __future__ import annotations

from muniment.model.records import AcquisitionRow, ItemRow

from .ledger.ledger import Ledger
from .statements import find_item


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
