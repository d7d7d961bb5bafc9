"""Putting back from a copy what a folder has lost. A log is never made shorter.

A copy that has at least what the folder's log has takes the folder's place, file by file. One that is older
(a backup of last week) gives back what is damaged of what it holds; the rest stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from muniment.model.records import parse_label
from muniment.preserve.keyring import Keyring, fast_check
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.ledger.log import Log
from muniment.store.vault import VaultStore
from muniment.verify import layout
from muniment.verify.acts import parse_act, read_parts
from muniment.verify.asked import Asked
from muniment.verify.log import WIDTH, Tile, TileError, TileTree
from muniment.verify.report import Report
from muniment.verify.vault import VaultCheck

from .copying import CopyError, copy_file, files_of, same_bytes
from .examining import check_key, examine
from .mending import Erased, Held, Mending, log_of

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
    store = VaultStore(folder)
    # Before looking: what another process writes meanwhile would be lost to a look taken earlier.
    store.lock()
    try:
        store.settle()
        examined = examine(store, source, keyring)
        check_key(examined, keyring, code)
        theirs, lacking = examined.theirs, examined.lacking
        # What was put back before an end that came too early must be said too.
        begun = store.read_marker(RESTORING) is not None
        store.write_marker(RESTORING, source.name)
        changed = _mend(store, source, theirs) if lacking else _replace(store, source)
        store.new_catalogue()
    finally:
        store.close()
    size = Log(store.log, store.origin).size
    report = VaultCheck(folder, Asked(), fast_check).run()
    if not report.ok:
        # What is still damaged is not written to; it is said once another copy has mended it.
        return Restored(None, changed, size, lacking, report)
    act = _say_so(folder, source, keyring, code, changed) if changed or begun else None
    store.remove_marker(RESTORING)
    return Restored(act, changed, size, lacking, report)


def _say_so(folder: Path, source: Path, keyring: Keyring, code: str | None, changed: int) -> int:
    with Ledger(VaultStore(folder), keyring, write=True, code=code) as ledger:
        draft = ledger.draft("restore")
        draft.add({"files": changed, "from": source.name})
        return draft.commit().index


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


def _mend(store: VaultStore, source: Path, theirs: Log) -> int:
    """Give damaged bytes back from a copy whose log is a beginning of the folder's."""
    _check_beginning(store, theirs)
    mending = Mending(store, source, theirs.size)
    # The logs first: what was erased stands in them.
    mending.mend_logs()
    return len(mending.run(_erased(store, source, *mending.held[0])))


def _check_beginning(store: VaultStore, theirs: Log) -> None:
    """The folder's own checkpoint must be of a log that begins with the copy's; its whole tiles serve as well."""
    own = Log(store.log, store.origin)

    def read(tile: Tile) -> bytes:
        if tile.width == WIDTH and (tile.number + 1) * WIDTH ** (max(tile.level, 0) + 1) <= theirs.size:
            return theirs.tile(tile)
        return store.log.read(tile)

    tree = TileTree(read, own.size)
    try:
        fits = tree.root() == own.root and tree.root(theirs.size) == theirs.root
    except (OSError, TileError) as error:
        raise CopyError(
            f"The log of this folder is damaged behind entry {theirs.size - 1}, where the copy ends ({error}). Find a "
            "copy that has more."
        ) from error
    if not fits:
        raise CopyError(
            "The log of this folder does not go on from the copy's: two copies went on separately, or the log is "
            "damaged behind what the copy has. Keep both."
        )


def _erased(store: VaultStore, source: Path, own: Held, theirs: Held) -> Erased:
    """All that was ever erased, for none of it may come back. Raises CopyError where that is lost."""
    log = Log(store.log, store.origin)
    generations = {parse_act(0, log_of(store, number).entry(0)).log: number for number, _ in store.earlier_logs()}
    erased: Erased = {}
    for index in range(log.size):
        if parse_act(index, log.entry(index)).kind != "erase":
            continue
        parts = own.parts.get(index) or theirs.parts.get(index)
        if parts is None:
            raise CopyError(
                f"Something was erased (entry {index}) since {source} was made, and what it was is damaged here. "
                "Nothing was put back, for it could come back too. Find a copy that has this entry."
            )
        for part in read_parts(parts.body):
            vault, _, record = str(part.fields().get("record", "")).rpartition("/")
            if record:
                erased.setdefault(generations.get(vault, 0), {})[parse_label(record)] = index
    return erased
