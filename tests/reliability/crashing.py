"""Disks that fail on purpose, and children that die on them.

`CountingDisk` numbers every operation on the file system; its subclasses do harm at one of them
(`losing.PowerCutDisk` also takes back what was not made durable).
`in_child` runs a piece of work in a forked child on such a disk, so that a kill is a real SIGKILL:
nothing is flushed, closed or unwound.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from muniment.preserve import keyring
from muniment.preserve.people import founding
from muniment.store import vault as store_vault
from muniment.store.disk import Disk


class CountingDisk(Disk):
    """Counts operations; `strike` is called before each with its name."""

    def __init__(self) -> None:
        self.count = 0
        self.names: list[str] = []

    def step(self, name: str) -> bool:
        """One more operation; True where it is to be done by half and then end in `struck_half`."""
        self.count += 1
        self.names.append(name)
        return self.strike(name)

    def strike(self, name: str) -> bool:
        """Do the harm of this disk. Returns whether only half of a write is to be done."""
        return False

    def struck_half(self) -> None:
        """What follows half a write."""

    def write(self, file: IO[bytes], data: bytes | memoryview) -> None:
        if self.step("write"):
            file.write(bytes(data[: len(data) // 2]))
            file.flush()
            self.struck_half()
        super().write(file, data)

    def sync(self, file: IO[bytes]) -> None:
        self.step("sync")
        super().sync(file)

    def sync_folder(self, folder: Path) -> None:
        self.step("sync_folder")
        super().sync_folder(folder)

    def sync_all(self, paths: list[Path]) -> None:
        self.step("sync_all")
        super().sync_all(paths)

    def rename(self, old: Path, new: Path) -> None:
        self.step("rename")
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        self.step("remove")
        super().remove(path)

    def truncate(self, path: Path, size: int) -> None:
        self.step("truncate")
        super().truncate(path, size)

    def make_folder(self, folder: Path) -> None:
        self.step("make_folder")
        super().make_folder(folder)


class KillingDisk(CountingDisk):
    """Kills its own process before the operation of that number; a write is done by half where asked."""

    def __init__(self, at: int, torn: bool = False) -> None:
        super().__init__()
        self._at, self._torn = at, torn

    def strike(self, name: str) -> bool:
        if self.count != self._at:
            return False
        if self._torn and name == "write":
            return True
        self.die()
        raise AssertionError("still alive")

    def struck_half(self) -> None:
        self.die()

    def die(self) -> None:
        """End at once."""
        os.kill(os.getpid(), signal.SIGKILL)


class RefusingDisk(CountingDisk):
    """Answers with an error from the operation of that number on: for good, or that one time."""

    def __init__(self, at: int, number: int = errno.ENOSPC, once: bool = False) -> None:
        super().__init__()
        self._at, self._number, self._once = at, number, once

    def strike(self, name: str) -> bool:
        if self.count < self._at or (self._once and self.count > self._at):
            return False
        # A full disk still removes, cuts off and renames.
        if self._number == errno.ENOSPC and name in ("remove", "truncate", "rename", "sync_folder"):
            return False
        if name == "write":
            return True
        raise self._error()

    def _error(self) -> OSError:
        return OSError(self._number, os.strerror(self._number))

    def struck_half(self) -> None:
        raise self._error()


@contextmanager
def disk_in_place(disk: CountingDisk) -> Iterator[CountingDisk]:
    """Every vault that is opened or made meanwhile is on this disk, and keys are counted as steps too."""
    saved = store_vault.Disk, founding.Disk, keyring._write_private
    plain = keyring._write_private

    def write_private(path: Path, data: bytes) -> None:
        disk.step("key")
        plain(path, data)

    store_vault.Disk = founding.Disk = lambda: disk  # type: ignore[misc,assignment]
    keyring._write_private = write_private
    try:
        yield disk
    finally:
        store_vault.Disk, founding.Disk, keyring._write_private = saved  # type: ignore[misc]


@dataclass(frozen=True)
class Ended:
    """How a child ended: killed, or with an error's words, and the lines it had said before."""

    killed: bool
    error: str
    said: tuple[str, ...]
    steps: int


Say = Callable[[str], None]


def in_child(work: Callable[[Say], Any], disk: CountingDisk, seconds: float = 0.0) -> Ended:
    """Run `work(say)` in a forked child on a disk; kill it after so many seconds, if any.

    What the child says is here at once, so it is known although the child is killed right after.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(work, disk, writing, seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode("utf-8", "surrogateescape").split("\n")
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    said = tuple(line[2:] for line in lines if line.startswith("> "))
    error = next((line[2:] for line in lines if line.startswith("! ")), "")
    steps = next((int(line[2:]) for line in lines if line.startswith("# ")), 0)
    return Ended(killed, error, said, steps)


def _be_child(work: Callable[[Say], Any], disk: CountingDisk, writing: int, seconds: float) -> None:
    def put(mark: str, line: str) -> None:
        os.write(writing, f"{mark} {line}\n".encode("utf-8", "surrogateescape"))

    try:
        if seconds:
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            signal.setitimer(signal.ITIMER_REAL, seconds)
        with disk_in_place(disk):
            work(lambda line: put(">", line))
        signal.setitimer(signal.ITIMER_REAL, 0)
        put("#", str(disk.count))
    except BaseException as error:
        put("!", f"{type(error).__module__}.{type(error).__name__}: {error}".replace("\n", " "))
        put("#", str(disk.count))
    finally:
        sys.stdout.flush()
        os._exit(0)


def operations_of(work: Callable[[Say], Any]) -> list[str]:
    """The names of the operations that a piece of work takes, in order, on a disk that does no harm."""
    disk = CountingDisk()

    def and_tell(say: Say) -> None:
        work(lambda line: None)
        for name in disk.names:
            say(name)

    ended = in_child(and_tell, disk)
    assert not ended.killed
    assert not ended.error, ended.error
    return list(ended.said)


DEATHS = ("killed", "torn", "power", "power, names kept")


def dying_disks(death: str, root: Path, operations: list[str]) -> Iterator[tuple[int, Callable[[], KillingDisk]]]:
    """(number of the operation, what makes the disk that dies there) for one of `DEATHS`.

    The disk is to be made when the vault below `root` is as it shall be when the work begins.
    """
    from .losing import PowerCutDisk

    for at, name in enumerate(operations, 1):
        if death == "killed":
            yield at, partial(KillingDisk, at)
        elif death == "torn" and name == "write":
            yield at, partial(KillingDisk, at, torn=True)
        elif death.startswith("power"):
            yield at, partial(PowerCutDisk, root, at, names=death == "power")


@contextmanager
def told(death: str, at: int, operations: list[str]) -> Iterator[None]:
    """Says of what fails inside at which death it failed."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"{death} at operation {at} of {len(operations)} ({operations[at - 1]})")
        raise
