"""A disk that loses power: whatever was not made durable is gone, as the worst file system may do it.

A file keeps what it had when it was last synced. A name that was made, moved or removed is as it was,
unless its folder was synced since. What does not go through `Disk` (SQLite's files, keys) is kept: it
is newer than the log then, which is the harder case.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

from .crashing import KillingDisk

Undo = Callable[[], None]


class PowerCutDisk(KillingDisk):
    """Before the operation of that number, power is lost. `names`: whether names are lost as well as bytes."""

    def __init__(self, root: Path, at: int, names: bool = True) -> None:
        super().__init__(at)
        self._names_too = names
        self._known = set(root.rglob("*"))
        self._durable: dict[Path, int] = {}
        self._pending: list[tuple[Path, Undo]] = []
        """(folder, how to undo it) of every change of a name that is not durable yet."""

    def die(self) -> None:
        """Take back what is not durable, then end."""
        for path, size in list(self._durable.items()):
            if path.exists():
                os.truncate(path, size)
        for _, undo in reversed(self._pending) if self._names_too else ():
            undo()
        super().die()

    def write(self, file: IO[bytes], data: bytes | memoryview) -> None:
        path = Path(file.name)
        if path not in self._durable:
            # Nothing is written through a buffer yet: its size is what was there before, or nothing.
            self._durable[path] = path.stat().st_size
            if path not in self._known:
                self._known.add(path)
                self._pending.append((path.parent, lambda: path.unlink(missing_ok=True)))
        super().write(file, data)

    def sync(self, file: IO[bytes]) -> None:
        super().sync(file)
        self._durable[Path(file.name)] = os.fstat(file.fileno()).st_size

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self._pending = [(where, undo) for where, undo in self._pending if where != folder]

    def sync_all(self, paths: list[Path]) -> None:
        super().sync_all(paths)
        self._pending = []
        self._durable = {path: path.stat().st_size for path in list(self._durable) if path.exists()}

    def rename(self, old: Path, new: Path) -> None:
        replaced = new.read_bytes() if new.is_file() else None
        super().rename(old, new)
        self._durable[new] = self._durable.pop(old, 0) if new.is_file() else 0
        if new.is_dir():
            del self._durable[new]

        def undo() -> None:
            new.rename(old)
            if replaced is not None:
                new.write_bytes(replaced)

        self._known.add(new)
        self._pending.append((new.parent, undo))

    def remove(self, path: Path) -> None:
        content = path.read_bytes() if path.exists() else None
        super().remove(path)
        self._durable.pop(path, None)
        self._known.discard(path)
        if content is not None:
            self._pending.append((path.parent, lambda: _bring_back(path, content)))

    def make_folder(self, folder: Path) -> None:
        for new in (folder, *folder.parents):
            if new.exists():
                break
            self._pending.append((new.parent, partial(shutil.rmtree, new, ignore_errors=True)))
        super().make_folder(folder)

    def truncate(self, path: Path, size: int) -> None:
        super().truncate(path, size)
        self._durable[path] = size


def _bring_back(path: Path, content: bytes) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
