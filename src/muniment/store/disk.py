"""Every change to the file system goes through here: one place for what must be durable, and for
what differs between systems. Tests put a failing disk in its place.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

MANY = 24
"""From so many files on, one sync of the file system is cheaper than one a file."""


class Disk:
    """Durable writes. All methods raise OSError as the system gives it."""

    def write(self, file: IO[bytes], data: bytes | memoryview) -> None:
        """Write all of `data` to an open file."""
        # A file without a buffer may take less than it is given and not say why: a disk that fills up says so
        # only to the next attempt, which must be made.
        rest = memoryview(data)
        while len(rest):
            rest = rest[file.write(rest) :]

    def sync(self, file: IO[bytes]) -> None:
        """Make an open file's bytes durable (F_FULLFSYNC where fsync alone is not enough)."""
        file.flush()
        _full_sync(file.fileno())

    def sync_folder(self, folder: Path) -> None:
        """Make names in a folder durable; Windows has no such call and needs none."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            _full_sync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name in one step, replacing what had it."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file that may be gone already."""
        path.unlink(missing_ok=True)

    def truncate(self, path: Path, size: int) -> None:
        """Cut a file off and make that durable."""
        with path.open("r+b") as file:
            file.truncate(size)
            self.sync(file)

    def make_folder(self, folder: Path) -> None:
        """Create a folder with its parents, for this user alone, and make their names durable."""
        if folder.is_dir():
            return
        if not folder.parent.is_dir():
            self.make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        self.sync_folder(folder.parent)

    def write_file(self, path: Path, data: bytes) -> None:
        """A whole small file, durable and in one step: temporary file, fsync, rename, fsync."""
        with self.replacing(path) as file:
            self.write(file, data)

    @contextlib.contextmanager
    def replacing(self, path: Path) -> Iterator[IO[bytes]]:
        """A file that takes the place of `path`, whole and durable, when the block ends well; else nothing changes."""
        temporary = path.with_name(f".tmp-{path.name}")
        # Made anew: something that lies there may be a link to somewhere else.
        self.remove(temporary)
        try:
            with temporary.open("xb") as file:
                yield file
                self.sync(file)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        self.rename(temporary, path)
        self.sync_folder(path.parent)

    def write_files(self, files: Iterable[tuple[Path, bytes]]) -> None:
        """Several new small files, durable when this returns; none of them replaces anything needed."""
        written = list(files)
        folders = dict.fromkeys(path.parent for path, _ in written)
        for folder in folders:
            self.make_folder(folder)
        for path, data in written:
            with path.open("wb", buffering=0) as file:
                self.write(file, data)
                if len(written) < MANY:
                    self.sync(file)
        if len(written) >= MANY:
            self.sync_all([path for path, _ in written])
        else:
            for folder in folders:
                self.sync_folder(folder)

    def sync_all(self, paths: list[Path]) -> None:
        """Make many files and their names durable: one file-system sync where there is one."""
        if paths and _sync_file_system(paths[0]):
            return
        for path in paths:
            with path.open("r+b") as file:
                self.sync(file)
        for folder in {path.parent for path in paths}:
            self.sync_folder(folder)


def _full_sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_file_system(path: Path) -> bool:
    """syncfs(2), which unlike sync(2) reports errors; False where the system has none."""
    if not sys.platform.startswith("linux"):
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(path))
        return True
    finally:
        os.close(descriptor)
