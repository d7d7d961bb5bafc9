"""A verified copy of a vault, and the copying of single files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from muniment.preserve.keyring import fast_check
from muniment.preserve.ledger.ledger import Ledger
from muniment.store.disk import Disk
from muniment.verify import layout
from muniment.verify.asked import Asked
from muniment.verify.report import Report
from muniment.verify.vault import VaultCheck

TRUTH = (layout.CONFIG, layout.BEFORE, layout.BLOBS, layout.PACKS, layout.LOG)
"""What a copy consists of, in the order of copying: the checkpoint's folder last."""


DIGITS = 64
"""Length of the name of a blob that is not split: its SHA-256."""
UNFINISHED = Path(layout.BLOBS) / layout.INCOMING


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
    for path in files_of(root):
        copy_file(disk, path, destination / path.relative_to(root))
    return VaultCheck(destination, Asked(), fast_check).run()


def files_of(root: Path) -> list[Path]:
    """Every file that a copy consists of, the checkpoint last."""
    found = []
    for name in TRUTH:
        top = root / name
        inside = sorted(path for path in top.rglob("*") if path.is_file()) if top.is_dir() else [top]
        found += [path for path in inside if path.exists() and (root / UNFINISHED) not in path.parents]
    return sorted(found, key=lambda path: path == root / layout.LOG / layout.CHECKPOINT)


def refuse_links(root: Path) -> None:
    """Raise CopyError for a link in what is truth: what it leads to is not in the folder."""
    for name in TRUTH:
        for path in (root / name, *(root / name).rglob("*")):
            if path.is_symlink():
                raise CopyError(f"{path} is a link; a vault holds none. Nothing was changed.")


def copy_file(disk: Disk, source: Path, target: Path) -> None:
    """Copy one file, durable and in one step. Raises CopyError where a blob's bytes are not those of its name."""
    disk.make_folder(target.parent)
    hasher = sha256()
    with source.open("rb") as old, disk.replacing(target) as new:
        while chunk := old.read(2**20):
            hasher.update(chunk)
            disk.write(new, chunk)
        if len(target.name) == DIGITS and hasher.hexdigest() != target.name:
            raise CopyError(f"{source} changed while it was read. Nothing was put in its place.")


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files hold the same; False where the second is not there or cannot be read."""
    try:
        if one.stat().st_size != other.stat().st_size:
            return False
        with one.open("rb") as first, other.open("rb") as second:
            while chunk := first.read(2**20):
                if chunk != second.read(2**20):
                    return False
    except OSError:
        return False
    return True
