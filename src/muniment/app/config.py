"""Where a person's settings and the vault are found."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from muniment.verify import layout


class NotFound(Exception):
    """No vault was found; the message says where was looked."""


def settings_folder() -> Path:
    """The folder of keys and seen checkpoints: `MUNIMENT_HOME`, else the system's place for settings."""
    if named := os.environ.get("MUNIMENT_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming")) / "muniment"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "muniment"
    return Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "muniment"


def find_vault(named: Path | None = None) -> Path:
    """The vault that was named, or that the current folder is in. Raises NotFound."""
    if named is not None:
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        if layout.is_vault(folder):
            return folder
    raise NotFound(
        f"There is no vault in {here} or above it. Make one with `muniment init FOLDER`, or name one with --vault."
    )
