"""A person's judgement of one proposition, put on record; a later one of the same supersedes it.

Refused here: what a program wants to judge, and *met* on fewer origins than the policy asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from muniment.assess.errors import AssessError
from muniment.assess.languages import read_fields
from muniment.assess.origins import OriginCheck, origins_lacking
from muniment.assess.people import person
from muniment.model.records import Record
from muniment.preserve import (
    Ledger,
    Refused,
    enter_records,
    find_record,
    policy_in_force,
    revise_record,
    withdraw_record,
)

from .grounds import grounds
from .proposition import proposition_fields, same_proposition

KIND = "judge"


class Asked(NamedTuple):
    """What somebody judges, as they give it; `for_` and `against` are `claim-3.0` or `item-1.4: words`."""

    proposition: str
    standard: str
    outcome: str
    reasons: str
    about: str = ""
    for_: Sequence[str] = ()
    against: Sequence[str] = ()
    alternatives: Sequence[str] = ()
    gaps: Sequence[str] = ()
    read_in: Sequence[str] = ()
    on_translation: Sequence[str] = ()


def judge(
    ledger: Ledger,
    incident: str,
    asked: Asked,
    origins: OriginCheck | None = None,
    instead_of: str = "",
    author: str | None = None,
) -> Record:
    """Put a judgement on record, or the next version of the one there is of this proposition.

    `instead_of` names the judgement that it supersedes, where the proposition is worded anew. Raises AssessError,
    UnknownCode, NoSuchRecord, NoSuchItem; Refused by the policy, or where `author` is not the person who signs.
    """
    code = person(ledger, author)
    fields = {**_fields(ledger, incident, asked), "judge": code}
    _check_origins(ledger, fields, origins)
    before = _before(ledger, fields, instead_of)
    if before is None:
        return enter_records(ledger, KIND, [fields])[0]
    kept = {name: before.fields[name] for name in ("formerly",) if name in before.fields}
    return revise_record(ledger, before, {**fields, **kept})


def withdraw_judgement(ledger: Ledger, label: str, reason: str, author: str | None = None) -> Record:
    """Withdraw a judgement. It stays in the log and stands no more."""
    person(ledger, author)
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)


def _fields(ledger: Ledger, incident: str, asked: Asked) -> dict[str, Any]:
    of = find_record(ledger, incident, "incident")
    if of.withdrawn:
        raise AssessError(f"{of.label} has been withdrawn: {of.fields.get('reason', '')}")
    if not asked.reasons.strip():
        raise AssessError("A judgement has reasons: say why.")
    sides = {"for": grounds(ledger, asked.for_), "against": grounds(ledger, asked.against)}
    labels = list(dict.fromkeys(one["record"] for side in sides.values() for one in side))
    if asked.outcome == "met" and not sides["for"]:
        raise AssessError("What is met rests on something: name with --for a claim or an item.")
    fields = {
        "incident": of.label,
        "incident_version": of.versions,
        **proposition_fields(asked.proposition, asked.about, asked.standard, asked.outcome),
        **sides,
        "claims": [label for label in labels if label.startswith("claim-")],
        "items": [label for label in labels if label.startswith("item-")],
        "alternatives": [text.strip() for text in asked.alternatives if text.strip()],
        "gaps": [text.strip() for text in asked.gaps if text.strip()],
        "reasons": asked.reasons.strip(),
        **read_fields(ledger, asked.read_in, asked.on_translation),
    }
    _check_person(ledger, str(fields.get("about", "")))
    return fields


def _check_person(ledger: Ledger, about: str) -> None:
    if about.startswith("person-"):
        find_record(ledger, about, "person")


def _check_origins(ledger: Ledger, fields: dict[str, Any], origins: OriginCheck | None) -> None:
    rests_on = [one["record"] for one in fields["for"]]
    lacking = origins_lacking(ledger, policy_in_force(ledger), fields["outcome"], rests_on, origins)
    if lacking:
        raise Refused(lacking[0].rule, fields["incident"], f"{lacking[0].words}. Nothing was put on record.")


def _before(ledger: Ledger, fields: dict[str, Any], instead_of: str) -> Record | None:
    if instead_of:
        found = find_record(ledger, instead_of, KIND)
        if (found.fields["incident"], found.fields["proposition"]) != (fields["incident"], fields["proposition"]):
            raise AssessError(f"{found.label} is of another incident or proposition; it is not superseded by this.")
        return found
    same = (one for one in judgements_on(ledger, fields["incident"]) if same_proposition(one.fields, fields))
    return next(same, None)


def judgements_on(ledger: Ledger, incident: str = "", withdrawn: bool = False) -> list[Record]:
    """Judgements in the order they came, of one incident or of all; those withdrawn only where asked for."""
    return [
        record
        for record in ledger.catalogue.records(KIND, about=incident)
        if (withdrawn or not record.withdrawn) and incident in ("", record.fields["incident"])
    ]


def find_judgement(ledger: Ledger, text: str) -> Record:
    """A judgement by its label. Raises NoSuchRecord."""
    return find_record(ledger, text, KIND)
