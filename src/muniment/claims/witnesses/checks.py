"""What fields about people are checked with, beside what every form is checked with."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.form.refusing import ClaimError, texts
from muniment.model.edtf import is_edtf
from muniment.model.records import Record
from muniment.preserve import Ledger, find_item, find_record

YES_NO = ("yes", "no", "unknown")


def edtf(value: str, where: str) -> str:
    """A date as EDTF; empty for none. Raises ClaimError."""
    if value and not is_edtf(value):
        raise ClaimError(f"{where}: {value!r} is no date as EDTF writes it, such as 2031-02-24, 2031-02 or 2031-02~.")
    return value


def languages(value: Sequence[str], where: str) -> list[str]:
    """Languages as codes of BCP 47 (`uk`, `ar`, `sr-Latn`), or words where there is none. Raises ClaimError."""
    return list(dict.fromkeys(texts(list(value), where)))


def person_of(ledger: Ledger, text: str) -> Record:
    """A person by their code. Raises NoSuchRecord; ClaimError where it was withdrawn."""
    record = find_record(ledger, text, "person")
    if record.withdrawn:
        raise ClaimError(f"{record.label} was withdrawn: {record.fields.get('reason', '')}")
    return record


def items_of(ledger: Ledger, given: Sequence[str]) -> list[str]:
    """Labels of items, each once. Raises NoSuchItem."""
    return list(dict.fromkeys(find_item(ledger, text).item for text in given))


def something(changes: dict[str, object], label: str) -> None:
    """Raises ClaimError where nothing is to be changed."""
    if not changes:
        raise ClaimError(f"{label}: nothing was given to change.")
