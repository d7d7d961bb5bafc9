"""What a folder and a copy are, before anything is put back: nothing here changes a byte.

A copy may come from anybody. It must hold no links, nothing half done, verify, and be of this vault; and a
folder counts as having whatever its checkpoint, its entries or this person's memory say, whichever is most.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from muniment.model.counting import counted
from muniment.preserve.keyring import Keyring, fast_check
from muniment.preserve.ledger.ledger import ERASING, read_authority
from muniment.preserve.ledger.log import Log, LogBroken
from muniment.store import aside
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.acts import Authority, key_id
from muniment.verify.asked import Asked
from muniment.verify.log import WIDTH, NoteError, parse_checkpoint, parse_note
from muniment.verify.vault import VaultCheck

from .copying import CopyError, refuse_links


@dataclass(frozen=True)
class Examined:
    """A folder and the copy that it may be restored from."""

    store: VaultStore
    own: Log | None
    """The folder's own log, where its end fits its checkpoint."""
    theirs: Log
    lacking: int
    """Entries that the folder has, or that this person has seen, and the copy does not have."""

    @property
    def authority(self) -> Authority:
        """Who is in force: the folder's log says so, where it has more than the copy and can be read."""
        if self.lacking and self.own:
            with contextlib.suppress(LogBroken):
                return read_authority(self.own)
        return read_authority(self.theirs)


def examine(store: VaultStore, source: Path, keyring: Keyring) -> Examined:
    """Whether a vault that is locked may be restored from a copy. Raises CopyError."""
    copy = VaultStore(source)
    vault = str(store.config["id"])
    if copy.config["id"] != vault:
        raise CopyError(f"{source} is a copy of another vault.")
    for root in (store.root, source):
        refuse_links(root)
    for marker in (aside.MARKER, ERASING):
        if (source / marker).exists():
            raise CopyError(
                f"{source} is in the middle of something ({marker}). Open it as a vault to finish that first."
            )
    own, seen = _loaded(store), keyring.remembered(vault)
    there = max(own.size if own else _entries_there(store.root), _size(seen))
    theirs = _size(copy.log.head())
    lacking = max(there - theirs, 0)
    notes = [note for note in (own.note if own else None, seen) if note]
    _check_copy(source, None if lacking else max(notes, key=_size, default=None))
    if lacking and (own is None or own.size < there):
        raise CopyError(
            f"{source} cannot be restored from: it has {counted(theirs, 'entry', 'entries')}, but there are, "
            f"or you have seen, {there}; and the log of this folder cannot stand in for them "
            f"({'its end is damaged' if own is None else f'it has {own.size}'}). Find a newer copy; if "
            "there is none, `muniment branch` goes on from the one that has most."
        )
    loaded = _loaded(copy)
    assert loaded is not None, "a copy that verifies has a log"
    return Examined(store, own, loaded, lacking)


def check_key(examined: Examined, keyring: Keyring, code: str | None) -> None:
    """Raise NoKey where nobody here could sign that something was put back."""
    keys = examined.authority.current
    vault = str(examined.store.config["id"])
    keyring.identity(vault, code, lambda identity: keys.operator(key_id(identity.key.public)) is not None)


def _loaded(store: VaultStore) -> Log | None:
    """The log, where its end can be read and fits its checkpoint."""
    with contextlib.suppress(LogBroken, NoteError, OSError):
        log = Log(store.log, store.origin)
        return log if log.size else None
    return None


def _size(note: bytes | None) -> int:
    with contextlib.suppress(NoteError):
        return parse_checkpoint(parse_note(note).text).size if note else 0
    return 0


def _entries_there(root: Path) -> int:
    """Entries by the names of the bundles, for a log whose checkpoint cannot be read."""
    size, top = 0, root / layout.LOG / "tile" / "entries"
    for path in top.rglob("*"):
        name = path.relative_to(top).as_posix()
        stem, _, width = name.partition(".p/")
        digits = stem.replace("x", "").replace("/", "")
        if path.is_file() and digits.isdigit() and (width.isdigit() or not width):
            size = max(size, int(digits) * WIDTH + (int(width) if width else WIDTH))
    return size


def _check_copy(source: Path, extends: bytes | None) -> None:
    report = VaultCheck(source, Asked(since=extends), fast_check).run()
    if not report.ok:
        problem = next(iter(report.fails), None)
        why = f"{problem.what} {problem.where}: {problem.why}" if problem else report.missing[0].what
        raise CopyError(f"{source} cannot be restored from: {why}")
    if report.owed:
        raise CopyError(
            f"{source} still holds what was erased (entry {report.owed[0]}): that would come back. Open it as a "
            "vault for writing, which carries the erasure out, or take another copy."
        )
