"""Reference dates: entered by a user with their source, never built in."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.model.edtf import is_edtf
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, find_record, withdraw_record

from .form import ClaimError

KIND = "date"


def add_date(ledger: Ledger, name: str, edtf: str, source: str, words: Sequence[str] = ()) -> Record:
    """Put a reference date on record. `words` are how texts speak of it, beside its name. Raises ClaimError."""
    if not name.strip() or not source.strip():
        raise ClaimError("A reference date needs a name, and a source that says so.")
    if not is_edtf(edtf) or "/" in edtf:
        raise ClaimError(f"{edtf!r} is no single date as EDTF writes it, such as 2031-02-24.")
    said = list(dict.fromkeys(word.strip() for word in (name, *words) if word.strip()))
    return enter_records(ledger, KIND, [{"name": name.strip(), "edtf": edtf, "source": source.strip(), "words": said}])[
        0
    ]


def dates_on_record(ledger: Ledger) -> list[Record]:
    """Reference dates in use."""
    return [record for record in ledger.catalogue.records(KIND) if not record.withdrawn]


def withdraw_date(ledger: Ledger, label: str, reason: str) -> Record:
    """Withdraw a reference date."""
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)
