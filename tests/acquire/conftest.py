"""A vault to take things into."""

from __future__ import annotations

from pathlib import Path

import pytest

from .intakes import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "desk")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder for material."""
    folder = tmp_path / "files"
    folder.mkdir()
    return folder
