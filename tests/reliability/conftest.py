"""A folder in memory where the system has one: thousands of syncs cost nothing there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def quick() -> Iterator[Path]:
    """A temporary folder for a module's tests; on no disk, if that can be."""
    where = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="muniment-test-", dir=where))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
