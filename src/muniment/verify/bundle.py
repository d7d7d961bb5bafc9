"""Builds `verify.py`: this package as one file that any Python runs, byte for byte the same each time."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

_MAIN = b"import sys\nfrom muniment.verify.main import main\nsys.exit(main())\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = frozenset({"bundle.py"})


@lru_cache(maxsize=1)
def verifier_bytes() -> bytes:
    """A zip archive with a shebang line, run as `python3 verify.py PACKAGE`."""
    door = resources.files("muniment").joinpath("door.py").read_bytes()
    files = {"__main__.py": _MAIN, "muniment/__init__.py": b"", "muniment/door.py": door}
    files |= _sources(resources.files("muniment.verify"), "muniment/verify")
    buffer = io.BytesIO(b"")
    buffer.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()


def _sources(folder: Traversable, at: str) -> dict[str, bytes]:
    """Every source file of a package and the packages in it, by its path in the archive."""
    found: dict[str, bytes] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _sources(entry, f"{at}/{entry.name}")
        elif entry.name.endswith(".py") and entry.name not in _LEFT_OUT:
            found[f"{at}/{entry.name}"] = entry.read_bytes()
    return found
