"""What speaks for and against: claims and items on record, each with the judge's words where they gave some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from muniment.assess.errors import AssessError
from muniment.model.records import parse_label
from muniment.preserve import Ledger, find_item, find_record


def grounds(ledger: Ledger, given: Sequence[str]) -> list[dict[str, Any]]:
    """From `claim-3.0` or `claim-3.0: words` to `record`, `words` and, of a claim, the `version` that was read.

    Raises AssessError, NoSuchRecord, NoSuchItem.
    """
    found: dict[str, dict[str, Any]] = {}
    for text in given:
        name, _, words = (piece.strip() for piece in text.partition(":"))
        one = _claim(ledger, name) if name.startswith("claim-") else {"record": find_item(ledger, name).item}
        found[one["record"]] = one | ({"words": words} if words else {})
    return list(found.values())


def _claim(ledger: Ledger, name: str) -> dict[str, Any]:
    record = find_record(ledger, name, "claim")
    if record.withdrawn:
        raise AssessError(f"{record.label} has been withdrawn: {record.fields.get('reason', '')}")
    return {"record": record.label, "version": record.versions}


def named(fields: Mapping[str, Any]) -> list[str]:
    """Labels of all that speaks for and against in a judgement."""
    return [str(one["record"]) for side in ("for", "against") for one in fields.get(side, ())]


def items_behind(ledger: Ledger, labels: Iterable[str]) -> list[str]:
    """The items that claims stand in, and items themselves, each once; what was erased since is left out."""
    found = []
    for name in labels:
        if name.startswith("claim-"):
            record = ledger.catalogue.record(name)
            found += [str(record.fields["item"])] if record and "item" in record.fields else []
        else:
            found.append(name)
    return list(dict.fromkeys(found))


def changed_since(ledger: Ledger, fields: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Of what a judgement rests on: what was withdrawn or erased since, and claims that were edited since."""
    gone, edited = [], []
    for one in (*fields.get("for", ()), *fields.get("against", ())):
        label = str(one["record"])
        if label.startswith("item-"):
            gone += [label] if ledger.catalogue.item(*parse_label(label)) is None else []
            continue
        record = ledger.catalogue.record(label)
        if record is None or record.withdrawn:
            gone.append(label)
        elif record.versions != one.get("version"):
            edited.append(label)
    return gone, edited


def rests_on(ledger: Ledger, fields: Mapping[str, Any]) -> list[str]:
    """Labels of what is for a judgement and still on record."""
    gone, _ = changed_since(ledger, fields)
    return [str(one["record"]) for one in fields["for"] if one["record"] not in gone]


def is_single_account(ledger: Ledger, fields: Mapping[str, Any]) -> bool:
    """Whether what is for it stands in one item: a description, and no fault."""
    return len(items_behind(ledger, (str(one["record"]) for one in fields.get("for", ())))) == 1
