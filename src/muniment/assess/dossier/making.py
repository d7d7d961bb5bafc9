"""Dossiers on record: made, added to, taken from, put in order and annotated by people; each time the next version.

Refused: leaving out what is linked and bears contrary information without a person's reason. A reason holds for what
was left out when it was given, and for nothing that comes later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from muniment.assess.errors import AssessError
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, revise_record

from . import entries as lists
from .inside import KIND, claims_of, find_dossier, find_entry, inside
from .leaving import Weighing, left_out, require_explained

HOW = "Put it in, or say why it is left out with --left-out REASON: the package states it."


def make(
    ledger: Ledger, name: str, purpose: str, records: Sequence[str], weigh: Weighing, why_left_out: str = ""
) -> Record:
    """A new dossier of these records, in this order. Raises AssessError, NoSuchItem, NoSuchRecord, Refused."""
    if not name.strip() or not purpose.strip():
        raise AssessError("A dossier has a name and a purpose.")
    entries = lists.added([], _found(ledger, records), "", None)
    fields: dict[str, Any] = {"name": name.strip(), "purpose": purpose.strip(), "entries": entries, "without": []}
    return enter_records(ledger, KIND, [_checked(ledger, name.strip(), fields, weigh, why_left_out)])[0]


def add_to(
    ledger: Ledger,
    dossier: str,
    records: Sequence[str],
    reason: str,
    weigh: Weighing,
    note: str = "",
    at: int | None = None,
    why_left_out: str = "",
) -> Record:
    """Add records behind the others, or from place `at` on."""
    record = _standing(ledger, dossier)
    found = _found(ledger, records)
    changes = {
        "entries": lists.added(record.fields["entries"], found, note.strip(), at),
        "without": [label for label in record.fields.get("without", ()) if label not in found],
    }
    return _next(ledger, record, changes, reason, weigh, why_left_out)


def remove_from(
    ledger: Ledger, dossier: str, records: Sequence[str], reason: str, weigh: Weighing, why_left_out: str = ""
) -> Record:
    """Take records out; also a claim that an incident brings in, which the dossier goes without from then on."""
    record = _standing(ledger, dossier)
    entries = record.fields["entries"]
    known = {one["record"] for one in entries}
    # What was erased since can only be taken out by the label it has here.
    named = [label if label in known else find_entry(ledger, label) for label in records]
    incidents = [one for one in inside(ledger, record.fields).incidents if one.label in known]
    brought = [claim.label for one in incidents for claim in claims_of(ledger, one)]
    kept, without = lists.removed(entries, named, brought)
    changes = {"entries": kept, "without": list(dict.fromkeys([*record.fields.get("without", ()), *without]))}
    return _next(ledger, record, changes, reason, weigh, why_left_out)


def move(ledger: Ledger, dossier: str, label: str, to: int, reason: str) -> Record:
    """Put one entry at another place, from 1."""
    record = _standing(ledger, dossier)
    return _revised(ledger, record, {"entries": lists.moved(record.fields["entries"], label, to)}, reason)


def annotate(ledger: Ledger, dossier: str, label: str, note: str, reason: str) -> Record:
    """Put another note on one entry; an empty one takes it off."""
    record = _standing(ledger, dossier)
    return _revised(ledger, record, {"entries": lists.annotated(record.fields["entries"], label, note.strip())}, reason)


def explain(ledger: Ledger, dossier: str, why_left_out: str, weigh: Weighing) -> Record:
    """Say why what is linked and bears contrary information is left out, as it stands now."""
    record = _standing(ledger, dossier)
    if not why_left_out.strip():
        raise AssessError("Say why it is left out.")
    return _next(ledger, record, {}, why_left_out.strip(), weigh, why_left_out)


def dossiers(ledger: Ledger) -> list[Record]:
    """Dossiers in the order they came, without those withdrawn."""
    return [record for record in ledger.catalogue.records(KIND) if not record.withdrawn]


def _standing(ledger: Ledger, label: str) -> Record:
    record = find_dossier(ledger, label)
    if record.withdrawn:
        raise AssessError(f"{record.label} has been withdrawn: {record.fields.get('reason', '')}")
    return record


def _found(ledger: Ledger, labels: Sequence[str]) -> list[str]:
    if not labels:
        raise AssessError("Name at least one item, claim, judgement or incident.")
    found = [find_entry(ledger, label) for label in labels]
    gone = [label for label in found if (record := ledger.catalogue.record(label)) and record.withdrawn]
    if gone:
        raise AssessError(f"{', '.join(gone)}: withdrawn, so it does not go into a dossier.")
    return found


def _next(
    ledger: Ledger, record: Record, changes: dict[str, Any], reason: str, weigh: Weighing, why_left_out: str
) -> Record:
    fields = _checked(ledger, record.label, {**record.fields, **changes}, weigh, why_left_out)
    return revise_record(ledger, record, {**fields, "reason": reason})


def _revised(ledger: Ledger, record: Record, changes: dict[str, Any], reason: str) -> Record:
    return revise_record(ledger, record, {**record.fields, **changes, "reason": reason})


def _checked(ledger: Ledger, what: str, fields: dict[str, Any], weigh: Weighing, why_left_out: str) -> dict[str, Any]:
    """The fields with the labels by which others find it, and with what is left out and why. Raises Refused."""
    held = inside(ledger, fields)
    left = left_out(ledger, held, weigh)
    contrary = [one.record for one in left if one.contrary]
    if why_left_out.strip():
        fields = {**fields, "left_out": why_left_out.strip(), "left_out_records": contrary}
    require_explained(what, fields, left, HOW)
    labels = [str(entry["record"]) for entry in fields["entries"]]
    named = {f"{word}s": [label for label in labels if label.startswith(f"{word}-")] for word in _WORDS}
    kept = {name: value for name, value in fields.items() if name not in ("left_out", "left_out_records")}
    said = left and fields.get("left_out")
    explained = {"left_out": fields["left_out"], "left_out_records": contrary} if said else {}
    return kept | named | explained


_WORDS = ("item", "claim", "judgement", "incident")
