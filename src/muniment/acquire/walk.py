"""Walks files and folders without following links, and opens each file once, carefully.

What cannot be taken is an `Obstacle` in words; one bad file never stops the walk.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from io import FileIO, RawIOBase
from pathlib import Path

from muniment.verify.vault import SMALL

from .folder import Folder, open_file, open_folder

MAX_DEPTH = 400
"""Each level of folders keeps a descriptor open; deeper ones are named and left out."""


@dataclass(frozen=True)
class Found:
    """A regular file: how to open it, and its path as shown and as raw bytes."""

    path: str
    raw: bytes
    opener: Callable[[], int] = field(compare=False)


@dataclass(frozen=True)
class Obstacle:
    """Something that is there and cannot be taken, and why."""

    path: str
    why: str


def shown(raw: bytes) -> str:
    """A file name as text: bytes that are not UTF-8 are written as \\xNN."""
    return raw.decode("utf-8", "backslashreplace")


def mode_of(path: Path) -> int | None:
    """What a path leads to, as `stat` says it; None where nothing is or can be: no name is an error here."""
    with contextlib.suppress(OSError, ValueError):
        return path.stat().st_mode
    return None


def walk(path: Path, leave_out: Mapping[Path, str] = {}) -> Iterator[Found | Obstacle]:
    """Every file below a path (or the file itself): a folder's files, then its folders, in the order of raw names.

    `leave_out`: folders that are not gone into, and why. A link given as the path itself is followed, for somebody
    named it; links found on the way are not.
    """
    raw = os.fsencode(path)
    # The name as it was given, for links are only followed here: resolve() would name their target.
    name = os.fsencode(path.absolute().name)
    try:
        mode = path.stat().st_mode
    except ValueError:
        yield Obstacle(shown(raw), "its name holds a zero byte, which no file's name can")
        return
    except OSError as error:
        yield Obstacle(shown(raw), _words(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(lambda: open_folder(path), name, leave_out, 0)
    else:
        yield from _thing(mode, name, lambda: open_file(path), lambda: os.fsencode(path.readlink()))


def _folder(
    opener: Callable[[], Folder], prefix: bytes, leave_out: Mapping[Path, str], depth: int
) -> Iterator[Found | Obstacle]:
    if depth > MAX_DEPTH:
        yield Obstacle(shown(prefix), f"it lies more than {MAX_DEPTH} folders deep")
        return
    try:
        folder = opener()
    except OSError as error:
        yield Obstacle(shown(prefix), _words(error))
        return
    try:
        why = next((why for left, why in leave_out.items() if folder.is_same(left)), "")
        if why:
            yield Obstacle(shown(prefix), why)
        else:
            yield from _entries(folder, prefix, leave_out, depth)
    except OSError as error:
        yield Obstacle(shown(prefix), _words(error))
    finally:
        folder.close()


def _entries(folder: Folder, prefix: bytes, leave_out: Mapping[Path, str], depth: int) -> Iterator[Found | Obstacle]:
    below = []
    for name in folder.names():
        path = prefix + b"/" + name
        try:
            mode = folder.mode(name)
        except OSError as error:
            yield Obstacle(shown(path), _words(error))
            continue
        if stat.S_ISDIR(mode):
            below.append(name)
        else:
            yield from _thing(mode, path, partial(folder.open, name), partial(folder.link, name))
    for name in below:
        yield from _folder(partial(folder.below, name), prefix + b"/" + name, leave_out, depth + 1)


def _thing(mode: int, path: bytes, opener: Callable[[], int], link: Callable[[], bytes]) -> Iterator[Found | Obstacle]:
    if stat.S_ISREG(mode):
        yield Found(shown(path), path, opener)
    elif stat.S_ISLNK(mode):
        yield Obstacle(shown(path), f"it is a link to {shown(link())}; links are not followed")
    else:
        kind = next((words for test, words in _KINDS if test(mode)), "special file")
        yield Obstacle(shown(path), f"it is a {kind}, not a file")


_KINDS = (
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISBLK, "block device"),
    (stat.S_ISCHR, "character device"),
)


def _words(error: OSError) -> str:
    return f"it cannot be read: {error.strerror or error}"


class ReadFailed(Exception):
    """A file could not be read to its end; the message says why."""


class Source:
    """The rest of a file as a stream whose errors cannot be taken for errors of the vault's own disk."""

    def __init__(self, file: RawIOBase) -> None:
        self._file = file

    def readinto(self, buffer: memoryview) -> int:
        """Fill a buffer; 0 at the end. Raises ReadFailed."""
        try:
            return self._file.readinto(buffer) or 0
        except OSError as error:
            raise ReadFailed(_words(error)) from error


class Opened:
    """A file being read: its first bytes at once, the rest as a stream, and whether it stayed still."""

    def __init__(self, found: Found) -> None:
        """Raises ReadFailed."""
        try:
            descriptor = found.opener()
            self._file = FileIO(descriptor, "rb")
            self._before = os.fstat(descriptor)
            self.head = self._read_head() if stat.S_ISREG(self._before.st_mode) else b""
        except OSError as error:
            raise ReadFailed(_words(error)) from error
        if not stat.S_ISREG(self._before.st_mode):
            self._file.close()
            raise ReadFailed("it is no longer a regular file")
        self.rest = None if len(self.head) < SMALL else Source(self._file)
        self.modified_ns = self._before.st_mtime_ns

    def _read_head(self) -> bytes:
        # What is there and one byte more: room for SMALL bytes would cost more than reading a short file.
        size = self._before.st_size
        head = self._file.read(min(SMALL, size + 1)) or b""
        # A short read is the end only where the next one is empty; a byte too many means that it grew.
        while len(head) < SMALL and len(head) != size and (more := self._file.read(SMALL - len(head))):
            head += more
        return head

    def changed(self) -> bool:
        """Whether the file has been written to since it was opened."""
        now = os.fstat(self._file.fileno())
        return (now.st_size, now.st_mtime_ns) != (self._before.st_size, self._before.st_mtime_ns)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
