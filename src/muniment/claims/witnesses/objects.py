"""Objects: things without bytes, or held elsewhere. Each step from hand to hand is the next version of the record."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from muniment.claims.form.refusing import ClaimError, known_keys, one_of, text
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, find_record, revise_record

from .checks import YES_NO, edtf, something

KIND = "object"
KEYS = ("description", "seal", "place", "holder", "condition", "note")
STEP_KEYS = ("date", "from", "to", "by", "place", "seal_intact", "seal", "condition", "note")


def object_fields(form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an object. Raises ClaimError."""
    known_keys(form, KEYS, "object")
    found: dict[str, Any] = {name: text(form.get(name), f"object, {name}") for name in KEYS}
    if not found["description"]:
        raise ClaimError("object, description: say what it is.")
    return found


def add_object(ledger: Ledger, form: Mapping[str, Any]) -> Record:
    """Put an object on record. Raises ClaimError."""
    return enter_records(ledger, KIND, [{**object_fields(form), "transfers": []}])[0]


def edit_object(ledger: Ledger, label: str, changes: Mapping[str, Any], reason: str) -> Record:
    """The next version of what is on record of an object; its transfers stay as they are. Raises ClaimError."""
    record = find_record(ledger, label, KIND)
    something(dict(changes), record.label)
    kept = {name: record.fields[name] for name in KEYS}
    return revise_record(ledger, record, {**record.fields, **object_fields({**kept, **changes}), "reason": reason})


def transfer(ledger: Ledger, label: str, step: Mapping[str, Any]) -> Record:
    """A step from hand to hand, as the next version. Raises ClaimError.

    From whom is who held it, unless it is said otherwise: then there is a gap, and both are kept as they are said.
    """
    record = find_record(ledger, label, KIND)
    known_keys(step, STEP_KEYS, "transfer")
    said = {name: text(step.get(name), f"transfer, {name}") for name in STEP_KEYS}
    said["date"] = edtf(said["date"], "transfer, date")
    said["seal_intact"] = one_of(step.get("seal_intact"), YES_NO, "transfer, seal_intact", "unknown")
    said["from"] = said["from"] or record.fields["holder"]
    if not said["to"] or not said["date"]:
        raise ClaimError("transfer: say when (--date) and to whom (--to).")
    now = {"holder": said["to"]}
    now |= {name: said[name] for name in ("seal", "place", "condition") if said[name]}
    fields = {name: value for name, value in record.fields.items() if name != "reason"}
    return revise_record(
        ledger, record, {**fields, **now, "transfers": [*fields["transfers"], said], "reason": f"went to {said['to']}"}
    )


def gaps(record: Record) -> list[int]:
    """Numbers (from 1) of the transfers that do not begin where the one before them ended."""
    steps = record.fields["transfers"]
    return [
        number
        for number, (before, after) in enumerate(pairwise(steps), 2)
        if before["to"].casefold() != after["from"].casefold()
    ]


def objects_on_record(ledger: Ledger) -> list[Record]:
    """Objects on record, without those withdrawn."""
    return [record for record in ledger.catalogue.records(KIND) if not record.withdrawn]
