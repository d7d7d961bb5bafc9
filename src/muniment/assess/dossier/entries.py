"""The entries of a dossier: an ordered list of labels with notes, changed without knowing any vault.

An entry is `{record, note}`. One that is an incident takes all its claims in, but for those it names in `without`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.assess.errors import AssessError

Entry = dict[str, Any]


def added(entries: Sequence[Entry], labels: Sequence[str], note: str, at: int | None) -> list[Entry]:
    """With these behind the others, or from place `at` on (from 1). A claim taken out of an incident is in again."""
    twice = [label for label in labels if any(label == one["record"] for one in entries)]
    if twice:
        raise AssessError(f"{', '.join(twice)} {'is' if len(twice) == 1 else 'are'} in the dossier already.")
    place = len(entries) if at is None else at - 1
    if not 0 <= place <= len(entries):
        raise AssessError(f"There is no place {at}: the dossier has {len(entries)} entries.")
    new = [{"record": label, "note": note} for label in dict.fromkeys(labels)]
    found = [*entries[:place], *new, *entries[place:]]
    return [_with(one, set(labels)) for one in found]


def _with(entry: Entry, labels: set[str]) -> Entry:
    without = [label for label in entry.get("without", ()) if label not in labels]
    kept = {name: value for name, value in entry.items() if name != "without"}
    return kept | ({"without": without} if without else {})


def removed(entries: Sequence[Entry], labels: Sequence[str], claims: Mapping[str, Sequence[str]]) -> list[Entry]:
    """Without these. A claim that an incident brings in is named as left out there; `claims` are those of incidents.

    Raises AssessError for what is not in it.
    """
    kept = [dict(one) for one in entries if one["record"] not in labels]
    gone = {one["record"] for one in entries} & set(labels)
    for one in kept:
        brought = [label for label in labels if label in claims.get(one["record"], ())]
        if brought:
            one["without"] = list(dict.fromkeys([*one.get("without", ()), *brought]))
            gone |= set(brought)
    missing = [label for label in labels if label not in gone]
    if missing:
        raise AssessError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the dossier.")
    return kept


def moved(entries: Sequence[Entry], label: str, to: int) -> list[Entry]:
    """With one entry at place `to`, from 1."""
    entry = _entry(entries, label)
    if not 1 <= to <= len(entries):
        raise AssessError(f"There is no place {to}: the dossier has {len(entries)} entries.")
    found = [one for one in entries if one is not entry]
    return [*found[: to - 1], entry, *found[to - 1 :]]


def annotated(entries: Sequence[Entry], label: str, note: str) -> list[Entry]:
    """With another note on one entry."""
    entry = _entry(entries, label)
    return [{**one, "note": note} if one is entry else one for one in entries]


def _entry(entries: Sequence[Entry], label: str) -> Entry:
    found = next((one for one in entries if one["record"] == label), None)
    if found is None:
        raise AssessError(f"{label} is no entry of the dossier.")
    return found
