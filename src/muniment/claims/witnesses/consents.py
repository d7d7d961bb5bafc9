"""Consents: what a person agreed to or refused, for which use, by whom. Superseded, never edited.

One record for each person, use and kind of recipient; what is stated later about the same is its next version. A
consent that the person withdraws stays on record and refuses; one entered by mistake is retracted and says nothing.
What follows from them at a hand-over stands in `disclose`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.claims.form.refusing import ClaimError, known_keys, one_of, text
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, find_record, revise_record, withdraw_record

from .checks import edtf, items_of, person_of
from .earlier import AGAIN
from .identity import identity_if_mine
from .naming import refuse_names

KIND = "consent"
USES = ("keep", "analyse", "share-with-court", "share-with-un", "publish", AGAIN)
"""Uses that mean the same everywhere. Any other word may be used: the purpose of a hand-over as it is named there."""
GIVEN = ("yes", "no")
WITHDRAWN = "withdrawn"
BY = ("self", "guardian", "relative", "representative", "other", "unknown")
TEXTS = ("use", "recipient", "condition", "language", "until", "date", "note")
KEYS = (*TEXTS, "given", "given_by")


def consent_fields(ledger: Ledger, person: Record, form: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a consent. Raises ClaimError."""
    known_keys(form, KEYS, "consent")
    found: dict[str, Any] = {"person": person.label}
    found |= {name: text(form.get(name), f"consent, {name}") for name in TEXTS}
    found["use"] = found["use"].lower()
    if not found["use"]:
        raise ClaimError(f"consent, use: say for what, such as {', '.join(USES)}, or the purpose of a hand-over.")
    for name in ("until", "date"):
        found[name] = edtf(found[name], f"consent, {name}")
    found["given"] = one_of(form.get("given"), GIVEN, "consent, given", "")
    found["given_by"] = one_of(form.get("given_by"), BY, "consent, given_by", "unknown")
    refuse_names(found, identity_if_mine(ledger, person))
    return found


def add_consent(ledger: Ledger, person: str, form: Mapping[str, Any], reason: str = "") -> Record:
    """Put a consent or a refusal on record; where there is one for this use and recipient, as its next version.

    For that a reason is wanted. Raises ClaimError.
    """
    of = person_of(ledger, person)
    fields = consent_fields(ledger, of, form)
    refuse_names({"reason": reason}, identity_if_mine(ledger, of))
    before = _same(ledger, fields)
    if before is None:
        return enter_records(ledger, KIND, [fields | ({"reason": reason} if reason else {})])[0]
    if not reason.strip():
        raise ClaimError(
            f"{before.label} says already «{before.fields['given']}» to {fields['use']}; say with --reason why this is "
            "to supersede it. The earlier one stays in the log."
        )
    former = {"formerly": before.fields["formerly"]} if "formerly" in before.fields else {}
    return revise_record(ledger, before, {**fields, **former, "reason": reason})


def _same(ledger: Ledger, fields: Mapping[str, Any]) -> Record | None:
    for record in consents_on_record(ledger, fields["person"]):
        if all(record.fields[name].casefold() == fields[name].casefold() for name in ("use", "recipient")):
            return record
    return None


def take_back(ledger: Ledger, label: str, reason: str, date: str = "") -> Record:
    """The person takes a consent back: the next version says so, and refuses from now on. Raises ClaimError."""
    record = find_record(ledger, label, KIND)
    if record.fields["given"] == WITHDRAWN:
        raise ClaimError(f"{record.label} was taken back already, at {record.now_at}.")
    told = {"given": WITHDRAWN, "date": edtf(date, "consent, date"), "items": [], "reason": reason}
    return revise_record(ledger, record, {**_without_reason(record), **told})


def meets(ledger: Ledger, label: str, items: Sequence[str], reason: str) -> Record:
    """State that the condition of a consent, or its kind of recipient, is met where these items are handed over."""
    record = find_record(ledger, label, KIND)
    if not (record.fields["condition"] or record.fields["recipient"]) or record.fields["given"] != "yes":
        raise ClaimError(f"{record.label} has no condition that could be met.")
    both = dict.fromkeys([*record.fields.get("items", ()), *items_of(ledger, items)])
    return revise_record(ledger, record, {**_without_reason(record), "items": list(both), "reason": reason})


def retract_consent(ledger: Ledger, label: str, reason: str) -> Record:
    """Withdraw the record of a consent that was entered by mistake: it says nothing any more."""
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)


def consents_on_record(ledger: Ledger, person: str = "") -> list[Record]:
    """Consents and refusals on record, of one person or of all, without those retracted."""
    about = person_of(ledger, person).label if person else ""
    return [record for record in ledger.catalogue.records(KIND, about=about) if not record.withdrawn]


def _without_reason(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record.fields.items() if name != "reason"}
