"""What tests need and a plain checkout may lack: the shared corpus, and programs that are not ours.

Where it is missing the test skips, and says so; on a machine that says CI=true it fails instead.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
STRICT = os.environ.get("CI") == "true"


def missing(what: str) -> NoReturn:
    """Skip, or fail where nothing may be missing."""
    if STRICT:
        pytest.fail(f"{what} is missing, and CI=true")
    pytest.skip(f"{what} is missing")


def corpus(name: str) -> Path:
    """A folder of the shared corpus."""
    folder = SHARED / "corpus" / name
    if not folder.is_dir():
        if SHARED.is_dir():
            missing(str(folder))
        pytest.skip(f"{SHARED} is absent")
    return folder


def program(name: str) -> str:
    """The path of a program, looked for beside this Python first."""
    import sys

    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return found or missing(f"the program {name}")
