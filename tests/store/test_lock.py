"""One writer at a time: the second waits, or is told who is writing; a lock dies with its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from muniment.store.lock import VaultBusy, WriterLock

HOLD = """
import sys, time
from pathlib import Path
from muniment.store.lock import WriterLock
lock = WriterLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
time.sleep(float(sys.argv[2]))
lock.release()
time.sleep(60)
"""


@contextmanager
def held_elsewhere(path: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock for so long, and then goes on without it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, path, str(seconds)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lock"


def test_taken_given_back_and_taken_again(path: Path) -> None:
    lock = WriterLock(path)
    for _ in range(3):
        lock.acquire(wait=0.0)
        assert lock.held
        lock.release()
        assert not lock.held
    lock.release()


def test_the_second_is_told_who_holds_it(path: Path) -> None:
    with held_elsewhere(path, 60) as holder:
        began = time.monotonic()
        lock = WriterLock(path)
        with pytest.raises(VaultBusy, match=rf"process {holder.pid}, since \d\d:\d\d:\d\d is writing .* Wait"):
            lock.acquire(wait=0.2)
        assert 0.2 <= time.monotonic() - began < 5
        assert not lock.held
        assert path.read_text().startswith(f"process {holder.pid}"), "the note of the holder stays"


def test_the_second_waits_until_it_is_free(path: Path) -> None:
    with held_elsewhere(path, 0.6):
        began = time.monotonic()
        lock = WriterLock(path)
        lock.acquire(wait=20.0)
        assert time.monotonic() - began < 15
        assert path.read_text().startswith(f"process {os.getpid()},")
        lock.release()


def test_it_dies_with_its_holder(path: Path) -> None:
    with held_elsewhere(path, 60) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        WriterLock(path).acquire(wait=0.0)


def test_two_in_one_process_are_two(path: Path) -> None:
    one, other = WriterLock(path), WriterLock(path)
    one.acquire()
    with pytest.raises(VaultBusy):
        other.acquire(wait=0.0)
    one.release()
    other.acquire(wait=0.0)
    other.release()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_does_not_keep_anybody_out(tmp_path: Path) -> None:
    """Who holds it cannot be written down, but whoever could make room gets in."""
    (tmp_path / "lock").symlink_to("/dev/full")
    lock = WriterLock(tmp_path / "lock")
    lock.acquire(wait=0.0)
    assert lock.held
    lock.release()
    assert not lock.held
