"""Builds `verify.py`: this package as one file that any Python runs, byte for byte the same each time."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from importlib import resources

_MAIN = b"import sys\nfrom muniment.verify.main import main\nsys.exit(main())\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = frozenset({"bundle.py"})


@lru_cache(maxsize=1)
def verifier_bytes() -> bytes:
    """A zip archive with a shebang line, run as `python3 verify.py PACKAGE`."""
    files = {"__main__.py": _MAIN, "muniment/__init__.py": b""}
    for entry in resources.files("muniment.verify").iterdir():
        if entry.name.endswith(".py") and entry.name not in _LEFT_OUT:
            files[f"muniment/verify/{entry.name}"] = entry.read_bytes()
    buffer = io.BytesIO(b"")
    buffer.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return buffer.getvalue()
