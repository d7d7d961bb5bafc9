"""Setting a vault's log aside so that another can begin in its folder, and putting it back.

A marker stands from before the first file moves until the new log is complete. Whoever opens the
folder while it stands puts everything back: a branch is there whole, or the vault is as it was.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from muniment.verify import layout

from .disk import Disk

MARKER = "branching"
MOVED = (layout.PACKS, layout.LOG)


def set_aside(root: Path, disk: Disk) -> None:
    """Move log and packs into `before/`, as the newest of the logs there."""
    before = root / layout.BEFORE
    number = len(list(before.iterdir())) + 1 if before.is_dir() else 1
    config = (root / layout.CONFIG).read_text("utf-8")
    disk.write_file(root / MARKER, f"{number}\n{config}".encode())
    disk.make_folder(before / str(number))
    for name in MOVED:
        disk.rename(root / name, before / str(number) / name)
    disk.sync_folder(before / str(number))
    disk.sync_folder(root)


def is_begun(root: Path) -> bool:
    """Whether a log was set aside and the one in its place is not complete."""
    return (root / MARKER).exists()


def complete(root: Path, disk: Disk) -> None:
    """The new log is complete: from now on it stands."""
    disk.remove(root / MARKER)
    disk.sync_folder(root)


def put_back(root: Path, disk: Disk) -> None:
    """Undo `set_aside` and whatever was written since; safe to repeat."""
    number, _, config = (root / MARKER).read_text("utf-8").partition("\n")
    aside = root / layout.BEFORE / number
    for name in MOVED:
        if (aside / name).is_dir():
            # What began in its place is of a log that nobody was told of.
            shutil.rmtree(root / name, ignore_errors=True)
            disk.rename(aside / name, root / name)
    for folder in (aside, root / layout.BEFORE):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    disk.write_file(root / layout.CONFIG, config.encode())
    complete(root, disk)
