"""Setting a vault's log aside so that another can begin in its folder, and putting it back.

A marker stands from before the first file moves until the new log is complete. Whoever opens the
folder for writing while it stands puts everything back: a branch is there whole, or the vault is as it was.
The marker may have been written by anybody: it names a folder in `before/` by its number, and no other place.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from muniment.verify import layout
from muniment.verify.files import SETTINGS, plain_bytes

from .disk import Disk
from .ports import StoreError

MARKER = "branching"
MOVED = (layout.PACKS, layout.LOG)
_NUMBER = re.compile(r"[1-9][0-9]{0,5}\Z")


_BY_HAND = "Nothing was moved. Somebody else may have written it; look into the folder, or take another copy."


class Interrupted(StoreError):
    """A branch was begun here and not completed, and cannot be undone as things are."""


def set_aside(root: Path, disk: Disk) -> None:
    """Move log and packs into `before/`, as the newest of the logs there."""
    before = root / layout.BEFORE
    number = len(layout.earlier_numbers(root)[0]) + 1
    config = (root / layout.CONFIG).read_text("utf-8")
    disk.write_file(root / MARKER, f"{number}\n{config}".encode())
    disk.make_folder(before / str(number))
    for name in MOVED:
        disk.rename(root / name, before / str(number) / name)
    disk.sync_folder(before / str(number))
    disk.sync_folder(root)


def is_begun(root: Path) -> bool:
    """Whether a log was set aside and the one in its place is not complete."""
    return os.path.lexists(root / MARKER)


def complete(root: Path, disk: Disk) -> None:
    """The new log is complete: from now on it stands."""
    disk.remove(root / MARKER)
    disk.sync_folder(root)


def put_back(root: Path, disk: Disk) -> None:
    """Undo `set_aside` and whatever was written since; safe to repeat.

    Raises Interrupted, before anything moves, where the marker names no log that was set aside here.
    """
    number, config = _read_marker(root)
    aside = root / layout.BEFORE / str(number)
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


def _read_marker(root: Path) -> tuple[int, str]:
    """Number and settings of the log that was set aside: the newest in `before/`, or one that is not there yet."""
    try:
        text, _, config = plain_bytes(root / MARKER, SETTINGS).decode("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Interrupted(f"{root / MARKER} cannot be read ({error}). {_BY_HAND}") from error
    numbers, strangers = layout.earlier_numbers(root)
    # Nothing has moved yet, or all is back already, where it names the one that would come next.
    known = _NUMBER.match(text) and int(text) in (len(numbers), len(numbers) + 1) and text not in strangers
    if not known or (root / layout.BEFORE).is_symlink():
        raise Interrupted(f"{root / MARKER} does not name the newest log in {layout.BEFORE}/. {_BY_HAND}")
    aside = root / layout.BEFORE / text
    linked = [path for path in (aside / name for name in MOVED) if path.is_symlink()]
    if linked:
        raise Interrupted(f"{linked[0]} is a link: no log was set aside there. {_BY_HAND}")
    return int(text), config
