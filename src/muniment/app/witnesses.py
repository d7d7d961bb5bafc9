"""Persons, accounts, consents and objects for people and for machines. No identity passes through here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from muniment.claims.witnesses import Earlier, gaps, identity_of, keepers, sealed_for
from muniment.model.counting import counted
from muniment.model.records import Record
from muniment.store.ports import StoreError
from muniment.verify.strict import StrictError

from .words import shortened

if TYPE_CHECKING:
    from muniment.preserve import Ledger

_SHOWN = 60
_HEAD = frozenset({"reason", "formerly", "branch_reason", "transfers", "state"})


def identity_json(ledger: Ledger, person: Record) -> dict[str, Any]:
    """That there is a sealed identity, and which keepers in force can read it; nothing of what it says."""
    record = identity_of(ledger, person.label)
    keys = set(sealed_for(ledger, record)) if record else set()
    codes = [one.code for one in keepers(ledger) if one.key in keys]
    return {"identity": record.label if record else None, "sealed_for": codes}


def of_person(ledger: Ledger, person: Record) -> dict[str, list[str]]:
    """Labels of a person's accounts and consents, without those retracted."""
    return {
        f"{kind}s": [one.label for one in ledger.catalogue.records(kind, about=person.label) if not one.withdrawn]
        for kind in ("account", "consent")
    }


def identity_risks(ledger: Ledger) -> list[str]:
    """Sentences about sealed identities: read by too few, or by others than the keepers in force.

    Nothing where any of it is damaged: that is said elsewhere.
    """
    try:
        return list(_identity_risks(ledger))
    except (StoreError, StrictError, OSError, KeyError):
        return []


def _identity_risks(ledger: Ledger) -> Iterator[str]:
    records = [one for one in ledger.catalogue.records("identity") if not one.withdrawn]
    if not records:
        return
    now = {one.key for one in keepers(ledger)}
    if not now:
        yield "Nobody is a keeper: what is sealed can be read by whoever has an old key, or by nobody."
    elif len(now) == 1:
        yield "Identities can be read by one keeper alone: with that key the names are lost. Admit another keeper."
    if stale := sum(set(sealed_for(ledger, one)) != now for one in records):
        count = counted(stale, "identity", "identities")
        yield f"{count} sealed for others than the keepers in force: a keeper runs `muniment persons reseal`."


def earlier_json(known: Earlier) -> dict[str, Any]:
    """Earlier accounts as documented."""
    return {
        "here": [record.label for record in known.here],
        "elsewhere": list(known.elsewhere),
        "against": [record.label for record in known.against],
    }


def earlier_lines(person: str, known: Earlier) -> Iterator[str]:
    """What is known of earlier accounts, for whoever is about to put one more on record."""
    if not known.known:
        yield f"No earlier account of {person} is known here. That is not to say that there was none."
    else:
        yield f"{counted(known.known, 'earlier account')} of {person} known:"
    for record in known.here:
        fields = record.fields
        who = fields["interviewer"] or "nobody named"
        yield f"  {record.label}: {fields['date'] or 'date unknown'}, heard by {who}, {fields['method']}"
    for one in known.elsewhere:
        yield f"  elsewhere, as they told it: {one['to']}, {one['when'] or 'when is not known'}"
    for record in known.against:
        yield f"  CAREFUL: they do not want to be asked again ({record.label}: {record.fields['given']})"


def person_row(record: Record) -> tuple[object, ...]:
    """A person in a row."""
    fields = record.fields
    protection = shortened(fields["protection"], _SHOWN)
    return record.label, fields["codename"], ", ".join(fields["languages"]), fields["vulnerable"], protection


def account_row(record: Record) -> tuple[object, ...]:
    """An account in a row."""
    fields = record.fields
    items = ", ".join(fields["items"])
    return record.label, fields["person"], fields["date"], fields["interviewer"], fields["method"], items


def consent_row(record: Record) -> tuple[object, ...]:
    """A consent in a row."""
    fields = record.fields
    terms = "; ".join(filter(None, [fields["recipient"], fields["condition"]]))
    return record.label, fields["person"], fields["use"], fields["given"], fields["until"], shortened(terms, _SHOWN)


def object_row(record: Record) -> tuple[object, ...]:
    """An object in a row."""
    fields = record.fields
    what = shortened(fields["description"], _SHOWN)
    return record.label, what, fields["seal"], fields["holder"], fields["place"], len(fields["transfers"])


def record_lines(record: Record, history: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A record for people: its fields that say something, then who changed it when and why."""
    yield f"{record.label}, on record since {record.at}, by {record.by}"
    if record.withdrawn:
        yield f"WITHDRAWN {record.now_at} by {record.now_by}: {record.fields.get('reason', '')}"
    for name, value in record.fields.items():
        if value and name not in _HEAD:
            yield f"{name.replace('_', ' '):16} {_words(value)}"
    yield from transfer_lines(record)
    for version in history[1:]:
        yield f"entry {version['entry']}: changed {version['at']} by {version['by']}: {version.get('reason', '')}"


def transfer_lines(record: Record) -> Iterator[str]:
    """The steps from hand to hand, and where one does not begin where the one before it ended."""
    missing = gaps(record) if record.fields.get("transfers") else []
    for number, step in enumerate(record.fields.get("transfers", ()), 1):
        if number in missing:
            yield "  GAP: this does not begin where the step before it ended"
        who = f", by {step['by']}" if step["by"] else ""
        yield f"  {step['date']}: {step['from'] or '?'} → {step['to']}{who}; seal intact: {step['seal_intact']}"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(str(one) for one in value.values() if one)
    return str(value)
