"""Branching: going on from a copy as a new log, whose charter names the checkpoint that it goes on from.

So two people can never write two logs under one name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from muniment.model.records import ItemRow
from muniment.preserve.keyring import Keyring, fast_check
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.people.founding import Founded, found
from muniment.preserve.statements import find_item, newest_statement, to_restate
from muniment.store import aside
from muniment.store.vault import VaultStore
from muniment.verify.asked import Asked
from muniment.verify.log import Checkpoint
from muniment.verify.vault import VaultCheck

from .copying import CopyError
from .pending import pending_erasures
from .restating import restate_records, standing


def branch(folder: Path, reason: str, keyring: Keyring, code: str = "op-1") -> Founded:
    """Go on from this folder as a new log. Everything in it is restated there, with where it comes from."""
    settled = VaultStore(folder)
    with settled.locked(wait=10.0):
        settled.settle()
    settled.close()
    with Ledger(VaultStore(folder), keyring) as old:
        checkpoint = Checkpoint(old.log.origin, old.log.size, old.log.root)
        rows, rules = _restated(old), _rules(old)
        records, items, before = standing(old), _items(old), old.vault
        rules_of_people = dict(old.authority.current.policy)
    report = VaultCheck(folder, Asked(), fast_check).run()
    if not report.ok:
        raise CopyError("This folder does not verify; restore it first (`muniment verify` says what is wrong).")
    store = VaultStore(folder)
    store.lock()
    try:
        name = str(store.config.get("name", ""))
        aside.set_aside(folder, store.disk)
        store.new_catalogue()
    finally:
        store.close()
    founded = found(folder, name, keyring, code, predecessor=_named(checkpoint), policy=rules_of_people)
    with Ledger(VaultStore(folder, branching=True), keyring, write=True, code=code) as ledger:
        _restate(ledger, rows, reason)
        _restate_rules(ledger, rules, reason)
        now = ledger.catalogue.item_of(items.values())
        labels = {label: now[digest] for label, digest in items.items()}
        restate_records(ledger, records, before, labels, reason)
        aside.complete(folder, store.disk)
    return founded


def _named(checkpoint: Checkpoint) -> dict[str, Any]:
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": checkpoint.root.hex()}


def _restated(old: Ledger) -> list[dict[str, Any]]:
    """The fields of every live acquisition, with the records it goes back to, oldest first."""
    rows = []
    for act in old.catalogue.acts():
        if act.act != "acquire":
            continue
        for number, part in enumerate(old.parts(act.index)):
            fields = part.fields()
            if "item" in fields:
                former = [*fields.get("formerly", ()), f"{old.vault}/{act.index}.{number}"]
                rows.append({**fields, "formerly": former})
    return rows


def _rules(old: Ledger) -> list[tuple[str, str, dict[str, Any]]]:
    """(SHA-256, kind, fields) of what was stated of every item and goes on counting, in order."""
    rules = [(item.sha256, *rule) for item in old.catalogue.items() for rule in to_restate(old, item)]
    return [
        *rules,
        *((item.sha256, *_held_back(item)) for item in old.catalogue.items() if pending_erasures(old, item)),
    ]


def _held_back(item: ItemRow) -> tuple[str, dict[str, Any]]:
    """An erasure that was proposed and not decided is not carried over: until it is proposed anew, nothing goes out."""
    reason = (
        f"its erasure was proposed in the log before, as {item.item}, and not decided: propose it anew, or lift this"
    )
    return "restrict", {"restrictions": [{"rule": "never"}], "reason": reason}


def _items(old: Ledger) -> dict[str, str]:
    """Label → SHA-256 of every item."""
    return {item.item: item.sha256 for item in old.catalogue.items()}


def _restate(ledger: Ledger, rows: list[dict[str, Any]], reason: str) -> None:
    size = 500
    for start in range(0, len(rows), size):
        draft = ledger.draft("acquire")
        for fields in rows[start : start + size]:
            draft.add({**fields, "branch_reason": reason})
            draft.keep_known(fields)
        draft.commit()


def _restate_rules(ledger: Ledger, rules: list[tuple[str, str, dict[str, Any]]], reason: str) -> None:
    for digest, kind, fields in rules:
        item = find_item(ledger, ledger.catalogue.item_of([digest])[digest])
        draft = ledger.draft(kind)
        prior = {"record": item.item.partition("-")[2], "prior": newest_statement(ledger, item)}
        draft.add({**prior, **fields, "branch_reason": reason})
        draft.commit()
