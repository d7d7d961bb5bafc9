"""Copies that do not look like fraud: copy, restore from a copy, branch off as a new log.

`copy` makes a verified snapshot. `restore` puts back from a copy what a folder lacks, where the copy's log
extends the folder's; it never makes a log shorter. `branch` goes on from any copy as a new log whose
charter names the checkpoint it goes on from: two people can never write two logs under one name.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

from muniment.store import aside
from muniment.store.disk import Disk
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.asked import Asked
from muniment.verify.log import Checkpoint, NoteError, parse_checkpoint, parse_note
from muniment.verify.report import Report
from muniment.verify.vault import VaultCheck

from .founding import Founded, found
from .keyring import Keyring, fast_check
from .ledger import Ledger
from .statements import CHAINED, find_item, newest_statement

TRUTH = (layout.CONFIG, layout.BEFORE, layout.BLOBS, layout.PACKS, layout.LOG)
"""What a copy consists of, in the order of copying: the checkpoint's folder last."""


class CopyError(Exception):
    """A copy cannot be made or used; the message says why."""


def copy_vault(ledger: Ledger, destination: Path) -> Report:
    """Copy a vault that is open for writing (so that nothing moves) and verify the copy."""
    if destination.exists() and any(destination.iterdir()):
        raise CopyError(f"{destination} is not empty. Choose a new folder for the copy.")
    root = ledger.store.root
    if destination.resolve().is_relative_to(root.resolve()):
        raise CopyError("The copy must lie outside the vault.")
    disk = ledger.store.disk
    disk.make_folder(destination)
    for path in _files(root):
        _copy_file(disk, path, destination / path.relative_to(root))
    return VaultCheck(destination, Asked(), fast_check).run()


def _files(root: Path) -> list[Path]:
    found = []
    for name in TRUTH:
        top = root / name
        inside = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        found += [path for path in inside if path.exists() and layout.INCOMING not in path.parts]
    return sorted(found, key=lambda path: path == root / layout.LOG / layout.CHECKPOINT)


def _copy_file(disk: Disk, source: Path, target: Path) -> None:
    disk.make_folder(target.parent)
    temporary = target.with_name(f".tmp-{target.name}")
    with source.open("rb") as old, temporary.open("wb") as new:
        shutil.copyfileobj(old, new, 2**20)
        disk.sync(new)
    disk.rename(temporary, target)
    disk.sync_folder(target.parent)


def restore(folder: Path, source: Path, keyring: Keyring, code: str | None = None) -> dict[str, Any]:
    """Make a damaged or lagging folder whole again from a copy; logs that it was done.

    The copy must verify, be of the same vault, and have at least every entry that this folder's checkpoint
    has and that this person has seen. Nothing is touched before all of that, and the key to sign, is there.
    """
    known = _newest_known(folder, keyring, str(VaultStore(folder).config["id"]))
    report = VaultCheck(source, Asked(since=known), fast_check).run()
    if not report.ok:
        problem = next(iter(report.fails), None)
        why = f"{problem.what} {problem.where}: {problem.why}" if problem else report.missing[0].what
        raise CopyError(f"{source} cannot be restored from: {why}")
    if VaultStore(source).config["id"] != VaultStore(folder).config["id"]:
        raise CopyError(f"{source} is a copy of another vault.")
    with Ledger(VaultStore(source), keyring, code=code) as copy:
        _ = copy.identity
    store = VaultStore(folder)
    store.lock()
    try:
        store.settle()
        changed = _bring_over(store.disk, folder, source)
        store.new_catalogue()
    finally:
        store.close()
    with Ledger(VaultStore(folder), keyring, write=True, code=code) as ledger:
        before = {"size": ledger.log.size}
        draft = ledger.draft("restore")
        draft.add({"files": len(changed), "from": source.name})
        written = draft.commit()
    return {"act": written.index, "files": len(changed), "entries": before["size"]}


def _newest_known(folder: Path, keyring: Keyring, vault: str) -> bytes | None:
    """The longest of the folder's own checkpoint, if it still is one, and the one this person has seen."""
    notes = [keyring.remembered(vault)]
    with contextlib.suppress(OSError):
        notes.append((folder / layout.LOG / layout.CHECKPOINT).read_bytes())
    sizes: dict[int, bytes] = {}
    for note in filter(None, notes):
        with contextlib.suppress(NoteError):
            sizes[parse_checkpoint(parse_note(note).text).size] = note
    return sizes[max(sizes)] if sizes else None


def _bring_over(disk: Disk, folder: Path, source: Path) -> list[Path]:
    """Copy every file that differs; files of this folder that the copy does not have are removed."""
    changed = []
    wanted = {path.relative_to(source): path for path in _files(source)}
    for name, path in wanted.items():
        target = folder / name
        if name != Path(layout.CONFIG) and not _same(path, target):
            _copy_file(disk, path, target)
            changed.append(name)
    for path in _files(folder):
        if path.relative_to(folder) not in wanted:
            disk.remove(path)
    return changed


def _same(one: Path, other: Path) -> bool:
    if not other.exists() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while chunk := first.read(2**20):
            if chunk != second.read(2**20):
                return False
    return True


def branch(folder: Path, reason: str, keyring: Keyring, code: str = "op-1") -> Founded:
    """Go on from this folder as a new log. Everything in it is restated there, with where it comes from."""
    with Ledger(VaultStore(folder), keyring) as old:
        checkpoint = Checkpoint(old.log.origin, old.log.size, old.log.root)
        rows, rules = _restated(old), _rules(old)
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
    founded = found(folder, name, keyring, code, predecessor=_named(checkpoint))
    with Ledger(VaultStore(folder, branching=True), keyring, write=True, code=code) as ledger:
        _restate(ledger, rows, reason)
        _restate_rules(ledger, rules, reason)
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
    """(SHA-256, kind, fields) of the newest restrictions and hold of every item: they go on holding."""
    rules = []
    for item in old.catalogue.items():
        record = item.item.partition("-")[2]
        newest = {row.kind: row for row in old.catalogue.statements(record) if row.kind in CHAINED}
        for kind, row in sorted(newest.items()):
            fields = {name: value for name, value in row.fields.items() if name not in ("record", "prior")}
            rules.append((item.sha256, kind, {**fields, "formerly": [f"{old.vault}/{row.act}.{row.part}"]}))
    return rules


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
