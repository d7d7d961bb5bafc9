"""Claims and suggestions by their names."""

from __future__ import annotations

from typing import Any

from muniment.model.claims import Suggestion
from muniment.model.records import Record
from muniment.preserve import Ledger, find_record, record_versions

from .form import ClaimError

KIND = "claim"


def claims_on_record(ledger: Ledger, item: str = "", code: str = "", withdrawn: bool = False) -> list[Record]:
    """Claims in the order they came: of an item, with an act of a code; those withdrawn only where asked for."""
    return [
        record
        for record in ledger.catalogue.records(KIND, about=item)
        if (withdrawn or not record.withdrawn) and (not code or code in codes_of(record))
    ]


def codes_of(record: Record) -> list[str]:
    """Codes of a claim's acts."""
    return [str(act["code"]) for act in record.fields.get("acts", ())]


def find_claim(ledger: Ledger, text: str) -> Record:
    """A claim by its label. Raises NoSuchRecord."""
    return find_record(ledger, text, KIND)


def claim_versions(ledger: Ledger, record: Record) -> list[dict[str, Any]]:
    """Every version of a claim, oldest first."""
    return record_versions(ledger, record)


def find_suggestion(ledger: Ledger, name: str) -> Suggestion:
    """A suggestion by its name. Raises ClaimError where there is none for the newest reading of an item."""
    mark = ledger.catalogue.suggestion(name)
    if mark is None:
        raise ClaimError(
            f"There is no suggestion {name!r} (the item may have been read again since); "
            "`muniment claims suggest ITEM` shows those there are."
        )
    return mark
