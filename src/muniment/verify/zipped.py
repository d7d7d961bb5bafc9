"""Unpacks a package's zip file into a temporary folder, refusing whatever a package never has."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MAX_RATIO = 2_000
"""Deflate reaches about 1,000; what claims more is a bomb."""


class NotAZip(Exception):
    """The file is no zip of a package; the message completes "FILE …"."""


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The package's folder inside the zip file, for as long as needed. Raises NotAZip."""
    with tempfile.TemporaryDirectory(prefix="muniment-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(path) as archive:
                _check(archive, shutil.disk_usage(folder).free)
                archive.extractall(folder)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise NotAZip(f"cannot be unpacked: {error}") from error
        tops = list(folder.iterdir())
        inside = tops[0] if len(tops) == 1 and tops[0].is_dir() and tops[0].name != "data" else folder
        yield inside


def _check(archive: zipfile.ZipFile, free: int) -> None:
    total = 0
    names: set[str] = set()
    for info in archive.infolist():
        parts = PurePosixPath(info.filename).parts
        if info.filename.startswith("/") or ".." in parts or "\\" in info.filename or ":" in info.filename:
            raise NotAZip(f"has an entry that leads outside ({info.filename!r})")
        if info.filename in names:
            raise NotAZip(f"has two entries of one name ({info.filename!r})")
        names.add(info.filename)
        total += info.file_size
        if info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise NotAZip(f"has an entry that would explode ({info.filename!r})")
    if total > free:
        raise NotAZip(f"needs {total // 2**20} MB to unpack; {free // 2**20} MB are free")
