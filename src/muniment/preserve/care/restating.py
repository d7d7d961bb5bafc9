"""Records under other labels: in a log that goes on from another, or where an item bears another record.

What refers to a record by its label is put on record again with the label it has now; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muniment.model.records import KINDS_OF_RECORD, Record, label
from muniment.preserve.ledger.draft import Draft
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.records import revise, versions

AT_ONCE = 500


def renamed(value: Any, labels: Mapping[str, str]) -> Any:
    """A value with every text in it that is one of these labels, and nothing else, replaced."""
    if isinstance(value, str):
        return labels.get(value, value)
    if isinstance(value, list):
        return [renamed(one, labels) for one in value]
    if isinstance(value, dict):
        return {name: renamed(one, labels) for name, one in value.items()}
    return value


def standing(old: Ledger) -> list[Record]:
    """Records that were not withdrawn, each after those that its newest version can refer to."""
    records = [record for record in old.catalogue.records() if not record.withdrawn]
    return sorted(records, key=lambda record: int(versions(old, record)[-1]["entry"]))


def restate_records(ledger: Ledger, records: list[Record], vault: str, labels: dict[str, str], reason: str) -> None:
    """Put the records of an earlier log (`vault`) on record in this one. `labels` are those that items had and have.

    Who first put a record on record stays to be read in the earlier log, which `formerly` names; here it is
    signed by whoever branches, so that what needed a second person needs one again.
    """
    draft: Draft | None = None
    waiting: list[Record] = []
    for record in records:
        mentioned = set(_labels(record.fields)) & {one.label for one in waiting}
        if draft is not None and (draft.kind != record.kind or mentioned or len(waiting) >= AT_ONCE):
            _commit(draft, waiting, labels)
            draft = None
        draft = draft or ledger.draft(record.kind)
        former = [*record.fields.get("formerly", ()), f"{vault}/{record.record}"]
        fields = {**renamed(record.fields, labels), "formerly": former, "branch_reason": reason}
        draft.add(fields)
        draft.keep_known(fields)
        waiting.append(record)
    if draft is not None:
        _commit(draft, waiting, labels)


def _commit(draft: Draft, waiting: list[Record], labels: dict[str, str]) -> None:
    written = draft.commit()
    for number, record in enumerate(waiting):
        labels[record.label] = label(KINDS_OF_RECORD[record.kind], written.index, number)
    waiting.clear()


def _labels(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in _labels(one)] if isinstance(value, list) else []


def follow(ledger: Ledger, before: str, after: str) -> None:
    """An item bears another label from now on: what refers to it says so in its next version."""
    for record in ledger.catalogue.records(about=before):
        if not record.withdrawn:
            revise(ledger, record, {**renamed(record.fields, {before: after}), "reason": f"{before} is {after} now"})
