"""What a vault knows of an item that its text does not say."""

from __future__ import annotations

from muniment.model.records import ItemRow
from muniment.preserve import Ledger, brought

from .extractor import Background
from .times import Reference
from .vocabulary import in_use


def background_of(ledger: Ledger, item: ItemRow) -> Background:
    """Code lists in use, the dates that users entered, and who the item comes from."""
    return Background(in_use(ledger), reference_dates(ledger), source_of(ledger, item))


def source_of(ledger: Ledger, item: ItemRow) -> str:
    """Who an item comes from, where all who brought it say the same; else empty."""
    sources = {str(row.fields["source"]) for row in brought(ledger, item.item) if row.fields.get("source")}
    return sources.pop() if len(sources) == 1 else ""


def reference_dates(ledger: Ledger) -> tuple[Reference, ...]:
    """The dates on record, from which others are counted."""
    return tuple(
        Reference(record.fields["name"], record.fields["edtf"], tuple(record.fields["words"]))
        for record in ledger.catalogue.records("date")
        if not record.withdrawn
    )
