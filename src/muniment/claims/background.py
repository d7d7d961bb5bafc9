"""What a vault knows of an item that its text does not say."""

from __future__ import annotations

from muniment.model.records import ItemRow
from muniment.preserve import Ledger, brought

from .extractor import Background, ReferenceDate
from .vocabulary import in_use


def background_of(ledger: Ledger, item: ItemRow) -> Background:
    """Code lists in use, the dates that users entered, and who the item comes from."""
    sources = [str(row.fields["source"]) for row in brought(ledger, item.item) if row.fields.get("source")]
    return Background(in_use(ledger), reference_dates(ledger), sources[0] if len(set(sources)) == 1 else "")


def reference_dates(ledger: Ledger) -> tuple[ReferenceDate, ...]:
    """The dates on record, from which others are counted."""
    return tuple(
        ReferenceDate(record.fields["name"], record.fields["edtf"], tuple(record.fields["words"]))
        for record in ledger.catalogue.records("date")
        if not record.withdrawn
    )
