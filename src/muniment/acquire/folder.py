"""An open folder: the one place of this package where systems differ.

By descriptor where the system can (nothing can be swapped under the walk, and paths of any length
work); by path elsewhere.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path

_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
# Not blocking: a pipe that took a file's place meanwhile must not hang the run.
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Folder(ABC):
    """A folder and what lies in it, by raw names. Every method raises OSError."""

    @abstractmethod
    def names(self) -> list[bytes]:
        """Raw names, sorted."""

    @abstractmethod
    def mode(self, name: bytes) -> int:
        """Kind and permissions of what has that name, not following links."""

    @abstractmethod
    def open(self, name: bytes) -> int:
        """A descriptor for reading the file of that name; a link is an error."""

    @abstractmethod
    def link(self, name: bytes) -> bytes:
        """Where a link leads."""

    @abstractmethod
    def below(self, name: bytes) -> Folder:
        """The folder of that name; a link is an error."""

    @abstractmethod
    def is_same(self, path: Path) -> bool:
        """Whether this is the folder at a path."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the folder."""


def open_folder(path: Path) -> Folder:
    """A folder by its path; a link is followed, for somebody named it."""
    if os.open in os.supports_dir_fd and os.listdir in os.supports_fd:
        return _ByDescriptor(os.open(path, os.O_RDONLY))
    return _ByPath(os.fsencode(path))


def open_file(path: Path) -> int:
    """A descriptor for reading a file that was named."""
    return os.open(path, _FILE)


class _ByDescriptor(Folder):
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def names(self) -> list[bytes]:
        return sorted(os.fsencode(name) for name in os.listdir(self._descriptor))  # noqa: PTH208

    def mode(self, name: bytes) -> int:
        return os.stat(name, dir_fd=self._descriptor, follow_symlinks=False).st_mode

    def open(self, name: bytes) -> int:
        return os.open(name, _FILE | _NO_LINKS, dir_fd=self._descriptor)

    def link(self, name: bytes) -> bytes:
        return os.readlink(name, dir_fd=self._descriptor)

    def below(self, name: bytes) -> Folder:
        return _ByDescriptor(os.open(name, os.O_RDONLY | _NO_LINKS, dir_fd=self._descriptor))

    def is_same(self, path: Path) -> bool:
        return os.path.samestat(os.fstat(self._descriptor), path.stat())

    def close(self) -> None:
        os.close(self._descriptor)


class _ByPath(Folder):
    def __init__(self, path: bytes) -> None:
        self._path = path

    def _at(self, name: bytes) -> Path:
        return Path(os.fsdecode(self._path), os.fsdecode(name))

    def names(self) -> list[bytes]:
        return sorted(os.fsencode(name) for name in os.listdir(self._path))  # noqa: PTH208

    def mode(self, name: bytes) -> int:
        return self._at(name).lstat().st_mode

    def open(self, name: bytes) -> int:
        return os.open(self._at(name), _FILE | _NO_LINKS)

    def link(self, name: bytes) -> bytes:
        return os.fsencode(self._at(name).readlink())

    def below(self, name: bytes) -> Folder:
        return _ByPath(os.fsencode(self._at(name)))

    def is_same(self, path: Path) -> bool:
        return os.path.samestat(self._at(b"").stat(), path.stat())

    def close(self) -> None:
        pass
