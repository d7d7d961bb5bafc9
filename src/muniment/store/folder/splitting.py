"""Writes one stream into files that every file system can hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import IO

from muniment.store.disk import Disk


class SplitWriter:
    """Writes a stream into files of at most `split` bytes, hashing the whole."""

    def __init__(self, folder: Path, name: str, disk: Disk, split: int, beside: ThreadPoolExecutor) -> None:
        self._folder, self._name, self._disk, self._split = folder, name, disk, split
        self._beside = beside
        self.hasher = sha256()
        self.size = 0
        self.paths: list[Path] = []
        self._files: list[IO[bytes]] = []
        self._room = 0

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes, over as many files as it takes. They are hashed beside that: both wait for the kernel."""
        hashed = self._beside.submit(self.hasher.update, data)
        try:
            self._write(data)
        finally:
            hashed.result()

    def _write(self, data: bytes | memoryview) -> None:
        self.size += len(data)
        view = memoryview(data)
        while len(view):
            if not self._room:
                self._next_file()
            piece = view[: self._room]
            self._disk.write(self._files[-1], piece)
            self._room -= len(piece)
            view = view[len(piece) :]

    def _next_file(self) -> None:
        path = self._folder / f"{self._name}.{len(self.paths)}"
        self._files.append(path.open("wb", buffering=0))
        self.paths.append(path)
        self._room = self._split

    def finish(self) -> list[IO[bytes]]:
        """The open files, to be synced and closed."""
        if not self._files:
            self._next_file()
        return self._files

    def discard(self) -> None:
        """Remove what was written."""
        for file, path in zip(self._files, self.paths, strict=True):
            file.close()
            self._disk.remove(path)
