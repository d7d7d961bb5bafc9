"""One writer at a time: a lock that dies with its holder and says who holds it."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import IO

from .ports import StoreError


class VaultBusy(StoreError):
    """Another process is writing to the vault."""


class WriterLock:
    """An exclusive lock on a file; `acquire` waits up to `wait` seconds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds it."""
        return self._file is not None

    def acquire(self, wait: float = 10.0) -> None:
        """Take the lock or raise VaultBusy naming the holder."""
        file = self._path.open("a+b")
        try:
            self._wait(file, time.monotonic() + wait)
        except BaseException:
            file.close()
            raise
        self._file = file
        # Who holds it is a courtesy to others: a full disk must not stop whoever could make room.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}".encode())
            file.flush()

    def _wait(self, file: IO[bytes], deadline: float) -> None:
        while not _try_lock(file):
            if time.monotonic() >= deadline:
                file.seek(0)
                holder = file.read(200).decode("utf-8", "replace").strip() or "another program"
                raise VaultBusy(f"{holder} is writing to this vault. Wait until it is done, then try again.")
            time.sleep(0.05)

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


if os.name == "nt":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        # Far behind the text that says who holds it, so that others can still read that.
        file.seek(2**30)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise StoreError(f"The file system of this vault cannot lock files ({error.strerror}).") from error
        return True
