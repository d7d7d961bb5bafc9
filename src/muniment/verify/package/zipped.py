"""Unpacks a package's zip file into a temporary folder, refusing whatever a package never has.

Also refused is what another program would unpack differently: then a person would read one thing and
this would have checked another.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from muniment.verify.layout import is_package

MAX_RATIO = 2_000
"""Deflate reaches about 1,000; what claims more is a bomb."""


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)


class NotAZip(Exception):
    """The file is no zip of a package; the message completes "FILE …"."""


class Unpacked(NamedTuple):
    """A package from a zip file: its folder, and what the zip file holds beside it."""

    folder: Path
    beside: list[str]


@contextmanager
def unpacked(path: Path) -> Iterator[Unpacked]:
    """The package inside the zip file, for as long as needed. Raises NotAZip."""
    with tempfile.TemporaryDirectory(prefix="muniment-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(path) as archive:
                _check(archive, shutil.disk_usage(folder).free)
                archive.extractall(folder)
        except _BROKEN as error:
            raise NotAZip(f"cannot be unpacked: {error}") from error
        yield _inside(folder)


def _inside(folder: Path) -> Unpacked:
    """The package is the folder, or the one package in it: people zip it again with what lies beside."""
    tops = sorted(folder.iterdir())
    if is_package(folder):
        return Unpacked(folder, [])
    packages = [top for top in tops if is_package(top)]
    if len(packages) > 1:
        raise NotAZip(f"holds several packages ({_listed(packages)}): unpack it and check each")
    if not packages and len(tops) == 1 and tops[0].is_dir():
        return Unpacked(tops[0], [])
    if not packages:
        raise NotAZip(f"holds no package ({_listed(tops)})")
    return Unpacked(packages[0], [f"{top.name}/" if top.is_dir() else top.name for top in tops if top != packages[0]])


def _listed(paths: list[Path]) -> str:
    names = [path.name for path in paths[:5]]
    return ", ".join([*names, *(["…"] if len(paths) > 5 else [])]) or "it is empty"


def _check(archive: zipfile.ZipFile, free: int) -> None:
    entries = archive.infolist()
    if archive.comment or (entries and min(info.header_offset for info in entries)):
        raise NotAZip("has something before or behind it that is no part of a package")
    names: set[str] = set()
    for info in entries:
        _check_entry(info)
        # As a file system would see it that knows no case, or only composed characters.
        name = unicodedata.normalize("NFC", info.filename.rstrip("/")).casefold()
        if name in names:
            raise NotAZip(f"has two entries of one name ({info.filename!r})")
        names.add(name)
    total = sum(info.file_size for info in entries)
    if total > free:
        raise NotAZip(f"needs {total // 2**20} MB to unpack; {free // 2**20} MB are free")


def _check_entry(info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = name.removesuffix("/").split("/")
    if {"", ".", ".."} & set(parts) or "\\" in name or ":" in name or name != info.orig_filename:
        raise NotAZip(f"has an entry that leads outside, or has no plain name ({info.orig_filename!r})")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or info.compress_type not in _METHODS or info.flag_bits & 1:
        raise NotAZip(f"has an entry that is no plain file ({name!r})")
    if info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise NotAZip(f"has an entry that would explode ({name!r})")
