"""The log as its writer has it: what stands is not written again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from muniment.preserve.keyring import Identity, SigningKey
from muniment.preserve.ledger.log import Log
from muniment.store.disk import Disk
from muniment.store.folder.logfiles import LogFiles

ORIGIN = "muniment/test"


class Noting(Disk):
    """Notes what it is told to write."""

    def __init__(self) -> None:
        self.written: list[Path] = []

    def write_files(self, files: Iterable[tuple[Path, bytes]]) -> None:
        files = list(files)
        self.written += [path for path, _ in files]
        super().write_files(files)


@pytest.fixture
def who() -> Identity:
    return Identity("test", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)


@pytest.mark.parametrize("steps", [[1] * 5, [255, 1, 1, 1], [300, 5, 300, 1], [65_536, 1, 255, 300]])
def test_no_file_of_the_log_is_ever_written_twice(tmp_path: Path, who: Identity, steps: list[int]) -> None:
    """A tile that stands, opened to be written again, is empty for whoever reads then, or if power fails."""
    disk = Noting()
    log = Log(LogFiles(tmp_path, disk), ORIGIN)
    for step in steps:
        log.append([b"entry"] * step, who)
    assert len(disk.written) == len(set(disk.written))
    again = Log(LogFiles(tmp_path, Disk()), ORIGIN)
    assert (again.size, again.root) == (sum(steps), log.root)
