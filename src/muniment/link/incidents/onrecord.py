"""Incidents on record: confirmed, named, merged and split by people. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, find_record, revise_record, withdraw_record

KIND = "incident"


class IncidentError(Exception):
    """An incident cannot be put on record as it is written; the message says what is lacking."""


def confirm(ledger: Ledger, name: str, claims: Sequence[str], reason: str, suggested: str = "") -> Record:
    """Say that these claims speak of one happening. `suggested` is what a program gave for it, where one did."""
    fields = {"name": _name(name), "claims": _claims(ledger, claims), "reason": reason}
    return enter_records(ledger, KIND, [fields | ({"suggested": suggested} if suggested else {})])[0]


def rename(ledger: Ledger, label: str, name: str, reason: str) -> Record:
    """Give an incident another name."""
    record = find_record(ledger, label, KIND)
    return revise_record(ledger, record, {**record.fields, "name": _name(name), "reason": reason})


def merge(ledger: Ledger, into: str, others: Sequence[str], reason: str) -> Record:
    """Say that incidents are one: the first takes the claims of the others, and these are withdrawn."""
    first = find_record(ledger, into, KIND)
    rest = [record for label in others if (record := find_record(ledger, label, KIND)).label != first.label]
    if not rest:
        raise IncidentError("Name at least one other incident to merge.")
    for record in (first, *rest):
        _standing(record)
    claims = list(dict.fromkeys(claim for record in (first, *rest) for claim in record.fields["claims"]))
    merged = [*first.fields.get("merged", ()), *(record.label for record in rest)]
    found = revise_record(ledger, first, {**first.fields, "claims": claims, "merged": merged, "reason": reason})
    for record in rest:
        withdraw_record(ledger, record, f"merged into {first.label}: {reason}")
    return found


def split(ledger: Ledger, label: str, claims: Sequence[str], name: str, reason: str) -> tuple[Record, Record]:
    """Take claims out of an incident into one of their own. Returns what stays and what is new."""
    record = find_record(ledger, label, KIND)
    _standing(record)
    out = _claims(ledger, claims)
    foreign = [claim for claim in out if claim not in record.fields["claims"]]
    if foreign:
        raise IncidentError(f"{', '.join(foreign)} {'is' if len(foreign) == 1 else 'are'} not in {record.label}.")
    stays = [claim for claim in record.fields["claims"] if claim not in out]
    if not stays:
        raise IncidentError(f"Nothing would stay in {record.label}; rename it instead.")
    # The new one first: interrupted between the two, a claim stands in both and in none is it lost.
    made = enter_records(
        ledger, KIND, [{"name": _name(name), "claims": out, "split_from": record.label, "reason": reason}]
    )[0]
    return revise_record(ledger, record, {**record.fields, "claims": stays, "reason": reason}), made


def _standing(record: Record) -> None:
    if record.withdrawn:
        raise IncidentError(f"{record.label} is withdrawn: {record.fields.get('reason', '')}")


def _name(name: str) -> str:
    if not name.strip():
        raise IncidentError("An incident needs a name that people will know it by.")
    return name.strip()


def _claims(ledger: Ledger, labels: Sequence[str]) -> list[str]:
    records = [find_record(ledger, label, "claim") for label in labels]
    gone = [record.label for record in records if record.withdrawn]
    if gone or not records:
        raise IncidentError(f"{', '.join(gone)}: withdrawn." if gone else "Name at least one claim.")
    return list(dict.fromkeys(record.label for record in records))
