"""The entries of a dossier: an ordered list of labels with notes, changed without knowing any vault.

An entry is `{record, note}`. One that is an incident takes all its claims in, but for those that the dossier goes
`without`: those are named apart, for recipients see the entries.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from muniment.assess.errors import AssessError

Entry = dict[str, Any]


def added(entries: Sequence[Entry], labels: Sequence[str], note: str, at: int | None) -> list[Entry]:
    """With these behind the others, or from place `at` on (from 1)."""
    twice = [label for label in labels if any(label == one["record"] for one in entries)]
    if twice:
        raise AssessError(f"{', '.join(twice)} {'is' if len(twice) == 1 else 'are'} in the dossier already.")
    place = len(entries) if at is None else at - 1
    if not 0 <= place <= len(entries):
        raise AssessError(f"There is no place {at}: the dossier has {len(entries)} entries.")
    new = [{"record": label, "note": note} for label in dict.fromkeys(labels)]
    return [*entries[:place], *new, *entries[place:]]


def removed(entries: Sequence[Entry], labels: Sequence[str], brought: Collection[str]) -> tuple[list[Entry], list[str]]:
    """The entries without these, and those of them that incidents bring in, which the dossier goes without from now on.

    `brought` is all that its incidents bring in. Raises AssessError for what is not in it.
    """
    known = {one["record"] for one in entries} | {*brought}
    missing = [label for label in labels if label not in known]
    if missing:
        raise AssessError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the dossier.")
    return [one for one in entries if one["record"] not in labels], [label for label in labels if label in brought]


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
