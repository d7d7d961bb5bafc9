"""People's claims in the log: put there by hand, from a table, or taken from a margin; superseded, never edited.

Every claim is its operator's. One that began as a suggestion says so, and of which program and version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.model.claims import Suggestion
from muniment.model.reading import Reading
from muniment.model.records import ItemRow, Record
from muniment.preserve import (
    Ledger,
    enter_records,
    find_item,
    find_record,
    load_reading,
    revise_record,
    withdraw_record,
)

from .form import ClaimError, Row, claim_fields, form_of, with_act
from .vocabulary import Vocabulary

KIND = "claim"
BEGAN = "began_as"
"""Field of a claim that was taken from a margin: `suggestion`, `extractor`, and what was `changed` in it."""


def add(ledger: Ledger, item: ItemRow, form: Mapping[str, Any], codes: Vocabulary) -> Record:
    """A claim from a form. Raises ClaimError before anything is written."""
    return enter_records(ledger, KIND, [_fields(ledger, item, with_act(form, ()), codes)])[0]


def import_rows(ledger: Ledger, rows: Sequence[Row], codes: Vocabulary, name: str) -> list[Record]:
    """The claims of a table, in one act: all or none. Raises ClaimError naming every line that cannot be taken."""
    readings: dict[str, tuple[ItemRow, Reading | None]] = {}
    fields, wrong = [], []
    for row in rows:
        try:
            if row.item not in readings:
                item = find_item(ledger, row.item)
                readings[row.item] = item, load_reading(ledger, item.item)
            fields.append(_checked(ledger, *readings[row.item], row.form, codes, f"{name}, line {row.line}"))
        except Exception as error:
            if not type(error).__module__.startswith("muniment."):
                raise
            wrong.append(str(error))
    if wrong:
        more = f"\n… and {len(wrong) - 20} more." if len(wrong) > 20 else ""
        raise ClaimError("Nothing was put on record.\n" + "\n".join(wrong[:20]) + more)
    return enter_records(ledger, KIND, fields)


def take(ledger: Ledger, mark: Suggestion, changes: Mapping[str, Any], codes: Vocabulary) -> Record:
    """Make a suggestion one's own claim, as it is or changed. Raises ClaimError where it was taken before."""
    before = taken_as(ledger, mark)
    if before:
        raise ClaimError(f"Suggestion {mark.suggestion} was taken already: it is {before.label}, by {before.by}.")
    item = find_item(ledger, mark.item)
    suggested = form_of(mark)
    changes = with_act(changes, suggested["acts"])
    fields = _fields(ledger, item, {**suggested, **changes}, codes)
    began: dict[str, Any] = {"suggestion": mark.suggestion, "extractor": mark.extractor}
    if changes:
        began["changed"] = sorted(changes)
    return enter_records(ledger, KIND, [{**fields, BEGAN: began}])[0]


def taken_as(ledger: Ledger, mark: Suggestion) -> Record | None:
    """The claim that a suggestion became, unless that was withdrawn."""
    for record in ledger.catalogue.records(KIND, about=mark.item):
        if record.fields.get(BEGAN, {}).get("suggestion") == mark.suggestion and not record.withdrawn:
            return record
    return None


def edit(ledger: Ledger, label: str, changes: Mapping[str, Any], reason: str, codes: Vocabulary) -> Record:
    """The next version of a claim: what is given replaces, what is not stays. The reason is kept with it."""
    record = find_record(ledger, label, KIND)
    if not changes:
        raise ClaimError(f"{record.label}: nothing was given to change.")
    item = find_item(ledger, record.fields["item"])
    before = {name: value for name, value in record.fields.items() if name not in _KEPT}
    changes = with_act(changes, before["acts"])
    fields = _fields(ledger, item, {**_form(before), **changes}, codes)
    kept = {name: record.fields[name] for name in (BEGAN, "formerly") if name in record.fields}
    if BEGAN in kept:
        changed = sorted({*kept[BEGAN].get("changed", ()), *_changed(record.fields, fields)})
        kept[BEGAN] = kept[BEGAN] | ({"changed": changed} if changed else {})
    return revise_record(ledger, record, {**fields, **kept, "reason": reason})


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields in which two versions differ."""
    return [name for name in after if name not in _KEPT and after[name] != before.get(name)]


_KEPT = ("item", BEGAN, "formerly", "reason", "codes")


def retract(ledger: Ledger, label: str, reason: str) -> Record:
    """Withdraw a claim. It stays in the log."""
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)


def _form(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's own fields as a form: the page of its passage is found again."""
    passage = {name: value for name, value in fields["passage"].items() if name != "page"}
    return {**fields, "passage": passage}


def _fields(ledger: Ledger, item: ItemRow, form: Mapping[str, Any], codes: Vocabulary) -> dict[str, Any]:
    return _checked(ledger, item, load_reading(ledger, item.item), form, codes, "claim")


def _checked(
    ledger: Ledger, item: ItemRow, reading: Reading | None, form: Mapping[str, Any], codes: Vocabulary, where: str
) -> dict[str, Any]:
    fields = claim_fields(form, item.item, reading, codes.ids, ledger.identity.code, where)
    _codes_of_people(ledger, fields, where)
    lists = dict.fromkeys(codes.list_of(act["code"]) for act in fields["acts"])
    return {**fields, "codes": list(lists)}


def _codes_of_people(ledger: Ledger, fields: Mapping[str, Any], where: str) -> None:
    """A person or object that a claim names by its code is on record here."""
    named = [one["person"] for one in fields["chain"] if one.get("person")]
    for act in fields["acts"]:
        parties = [*act.get("perpetrators", ()), *act.get("victims", ()), act.get("target", {})]
        named += [party["code"] for party in parties if party.get("code")]
    for code in named:
        record = ledger.catalogue.record(code) if code.startswith(("person-", "object-", "account-")) else None
        if record is None:
            raise ClaimError(f"{where}: {code!r} is no person, account or object on record here.")
