"""What a vault knows that a text does not say."""

from __future__ import annotations

from muniment.preserve import Ledger

from .extractor import Background
from .times import Reference
from .vocabulary import in_use


def background_of(ledger: Ledger) -> Background:
    """Code lists in use, and the dates that users entered."""
    return Background(in_use(ledger), reference_dates(ledger))


def reference_dates(ledger: Ledger) -> tuple[Reference, ...]:
    """The dates on record, from which others are counted."""
    return tuple(
        Reference(record.fields["name"], record.fields["edtf"], tuple(record.fields["words"]))
        for record in ledger.catalogue.records("date")
        if not record.withdrawn
    )
