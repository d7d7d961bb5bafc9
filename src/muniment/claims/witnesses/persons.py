"""Persons: a code each, and what everybody who works here may know. What a person did or suffered stands in claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muniment.claims.form.refusing import known_keys, one_of, text
from muniment.model.records import Record
from muniment.preserve import Ledger, enter_records, revise_record

from .checks import YES_NO, languages, person_of, something
from .identity import identity_fields, identity_if_mine, put_identity, readers_of
from .naming import refuse_names

KIND = "person"
KEYS = ("codename", "protection", "languages", "vulnerable", "referral", "note")


def person_fields(form: Mapping[str, Any]) -> dict[str, Any]:
    """The open fields of a person. None of them is for a name. Raises ClaimError."""
    known_keys(form, KEYS, "person")
    found: dict[str, Any] = {name: text(form.get(name), f"person, {name}") for name in KEYS if name != "languages"}
    found["languages"] = languages(form.get("languages") or (), "person, languages")
    found["vulnerable"] = one_of(form.get("vulnerable"), YES_NO, "person, vulnerable", "unknown")
    return found


def add_person(ledger: Ledger, form: Mapping[str, Any], identity: Mapping[str, Any] | None = None) -> Record:
    """Put a person on record by a code, and, sealed for the keepers, who they are.

    Everything is checked before anything is written. Raises ClaimError, Refused where nobody is a keeper.
    """
    fields = person_fields(form)
    sealed = identity_fields(identity) if identity is not None else None
    if sealed is not None:
        refuse_names(fields, sealed)
        readers_of(ledger, "person")
    person = enter_records(ledger, KIND, [fields])[0]
    if sealed is not None:
        put_identity(ledger, person, sealed)
    return person


def edit_person(
    ledger: Ledger, label: str, changes: Mapping[str, Any], reason: str, identity: Mapping[str, Any] | None = None
) -> Record:
    """The next version of what is on record of a person, or of the sealed identity, or of both.

    Words of the identity are looked for in the open fields where it is given here, or can be read by whoever edits.
    """
    person = person_of(ledger, label)
    something({**changes, **({"identity": True} if identity is not None else {})}, person.label)
    kept = {name: value for name, value in person.fields.items() if name in KEYS}
    fields = person_fields({**kept, **changes})
    sealed = identity_fields(identity) if identity is not None else None
    refuse_names({**fields, "reason": reason}, sealed or identity_if_mine(ledger, person))
    if sealed is not None:
        readers_of(ledger, person.label)
        put_identity(ledger, person, sealed, reason)
    if not changes:
        return person
    former = {"formerly": person.fields["formerly"]} if "formerly" in person.fields else {}
    return revise_record(ledger, person, {**fields, **former, "reason": reason})


def persons_on_record(ledger: Ledger) -> list[Record]:
    """Every person on record, without those withdrawn."""
    return [record for record in ledger.catalogue.records(KIND) if not record.withdrawn]
