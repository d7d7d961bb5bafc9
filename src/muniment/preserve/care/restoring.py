"""Putting back from a copy what a folder has lost. A log is never made shorter.

A copy that has at least what the folder's log has takes the folder's place, file by file. One that is older
(a backup of last week) gives back what is damaged of what it holds; the rest stays as it is.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from muniment.model.counting import counted
from muniment.model.records import parse_label
from muniment.preserve.keyring import Keyring, fast_check
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.ledger.log import Log
from muniment.store.folder.logfiles import LogFiles
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.acts import parse_act, read_parts
from muniment.verify.asked import Asked
from muniment.verify.log import WIDTH, Checkpoint, NoteError, Tile, TileError, TileTree, parse_checkpoint, parse_note
from muniment.verify.report import Report
from muniment.verify.vault import VaultCheck

from .copying import CopyError, copy_file, files_of, same_bytes
from .mending import Erased, Held, Mending

RESTORING = "restoring"
"""Name of the marker that stands until an act says what was put back."""


@dataclass(frozen=True)
class Restored:
    """What a restoring came to."""

    act: int | None
    """The entry that says so; None where nothing was put back, or not everything is whole yet."""
    files: int
    entries: int
    """Entries in the log before that."""
    lacking: int
    """How many of them the copy does not have."""
    report: Report
    """What the verifier says of the folder then."""


def restore(folder: Path, source: Path, keyring: Keyring, code: str | None = None) -> Restored:
    """Make a damaged or lagging folder whole again from a copy, as far as the copy goes; logs that it was done.

    The copy must verify and be of the same vault. Nothing is touched before that, and the key to sign, is there.
    Raises CopyError, NoKey.
    """
    lacking = _check(folder, source, keyring)
    _check_key(source, keyring, code, bool(lacking))
    store = VaultStore(folder)
    store.lock()
    try:
        store.settle()
        # What was put back before an end that came too early must be said too.
        begun = store.read_marker(RESTORING) is not None
        store.write_marker(RESTORING, source.name)
        changed = _mend(store, source, _size(_note(source))) if lacking else _replace(store, source)
        store.new_catalogue()
    finally:
        store.close()
    size = _size(_note(folder))
    report = VaultCheck(folder, Asked(), fast_check).run()
    if not report.ok:
        # What is still damaged is not written to; it is said once another copy has mended it.
        return Restored(None, changed, size, lacking, report)
    act = _say_so(folder, source, keyring, code, changed) if changed or begun else None
    store.remove_marker(RESTORING)
    return Restored(act, changed, size, lacking, report)


def _check(folder: Path, source: Path, keyring: Keyring) -> int:
    """Whether a folder may be restored from a copy; how many entries the copy lacks. Raises CopyError."""
    vault = str(VaultStore(folder).config["id"])
    if VaultStore(source).config["id"] != vault:
        raise CopyError(f"{source} is a copy of another vault.")
    known = [note for note in (keyring.remembered(vault), _note(folder)) if note and _point(note)]
    newest = max(known, key=_size, default=None)
    theirs = _size(_note(source))
    lacking = max(_size(newest) - theirs, 0)
    _check_copy(source, None if lacking else newest)
    if lacking and _size(_note(folder)) < _size(newest):
        raise CopyError(
            f"{source} cannot be restored from: it has {counted(theirs, 'entry', 'entries')} and this folder "
            f"{_size(_note(folder)) or 'none that can be read'}, but you have seen {_size(newest)} of this vault. Find "
            "a newer copy; if there is none, `muniment branch` goes on from the one that has most."
        )
    return lacking


def _check_key(source: Path, keyring: Keyring, code: str | None, older: bool) -> None:
    """Raise NoKey where nobody here could sign that it was done."""
    with Ledger(VaultStore(source), keyring, code=code) as copy:
        if not older:
            _ = copy.identity
        else:
            # Who is in force now may not have been when the copy was made.
            keyring.identity(copy.vault, code, lambda identity: True)


def _say_so(folder: Path, source: Path, keyring: Keyring, code: str | None, changed: int) -> int:
    with Ledger(VaultStore(folder), keyring, write=True, code=code) as ledger:
        draft = ledger.draft("restore")
        draft.add({"files": changed, "from": source.name})
        return draft.commit().index


def _note(folder: Path) -> bytes | None:
    with contextlib.suppress(OSError):
        return (folder / layout.LOG / layout.CHECKPOINT).read_bytes()
    return None


def _point(note: bytes | None) -> Checkpoint | None:
    """What a checkpoint says; None where there is none, or one that cannot be read."""
    with contextlib.suppress(NoteError):
        return parse_checkpoint(parse_note(note).text) if note else None
    return None


def _size(note: bytes | None) -> int:
    point = _point(note)
    return point.size if point else 0


def _check_copy(source: Path, extends: bytes | None) -> None:
    report = VaultCheck(source, Asked(since=extends), fast_check).run()
    if not report.ok:
        problem = next(iter(report.fails), None)
        why = f"{problem.what} {problem.where}: {problem.why}" if problem else report.missing[0].what
        raise CopyError(f"{source} cannot be restored from: {why}")


def _replace(store: VaultStore, source: Path) -> int:
    """Copy every file that differs; files of the folder that the copy does not have are removed."""
    changed = 0
    wanted = {path.relative_to(source): path for path in files_of(source)}
    for name, path in wanted.items():
        target = store.root / name
        if name != Path(layout.CONFIG) and not same_bytes(path, target):
            copy_file(store.disk, path, target)
            changed += 1
    for path in files_of(store.root):
        if path.relative_to(store.root) not in wanted:
            store.disk.remove(path)
    return changed


def _mend(store: VaultStore, source: Path, size: int) -> int:
    """Give damaged bytes back from a copy with only the first `size` entries."""
    _check_beginning(store, source, size)
    return len(Mending(store, source, size, _erased(store, source, size)).run())


def _check_beginning(store: VaultStore, source: Path, size: int) -> None:
    """The folder's own checkpoint must be of a log that begins with the copy's; its whole tiles serve as well."""
    theirs = LogFiles(source / layout.LOG, store.disk)
    point, own = _point(_note(source)), _point(_note(store.root))
    assert point is not None
    assert own is not None

    def read(tile: Tile) -> bytes:
        if tile.width == WIDTH and (tile.number + 1) * WIDTH ** (max(tile.level, 0) + 1) <= size:
            return theirs.read(tile)
        return store.log.read(tile)

    tree = TileTree(read, own.size)
    try:
        fits = tree.root() == own.root and tree.root(size) == point.root
    except (OSError, TileError) as error:
        raise CopyError(
            f"The log of this folder is damaged behind entry {size - 1}, where {source} ends ({error}). Find a copy "
            "that has more."
        ) from error
    if not fits:
        raise CopyError(
            f"The log of this folder does not go on from {source}: two copies went on separately, or the log is "
            "damaged behind what the copy has. Keep both."
        )


def _erased(store: VaultStore, source: Path, size: int) -> Erased:
    """What was erased since the copy was made, for none of that may come back. Raises CopyError where that is lost."""
    own = Held.of(store.root / layout.PACKS)
    generations = {parse_act(0, Log(log, "").entry(0)).log: number for number, log in store.earlier_logs()}
    log = Log(store.log, store.origin)
    erased: Erased = {}
    for index in range(size, log.size):
        if parse_act(index, log.entry(index)).kind != "erase":
            continue
        if index not in own.parts:
            raise CopyError(
                f"Something was erased (entry {index}) since {source} was made, and what it was is damaged here. "
                "Nothing was put back, for it could come back too. Find a copy that has this entry."
            )
        for part in read_parts(own.parts[index].body):
            vault, _, record = str(part.fields().get("record", "")).rpartition("/")
            if record:
                erased.setdefault(generations.get(vault, 0), {})[parse_label(record)] = index
    return erased
