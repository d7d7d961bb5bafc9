"""A package folder as one zip file, the same bytes for the same folder.

Streams, so that size does not matter. Follows no symbolic link, takes nothing but plain files, and
never leaves half a zip under the final name.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from muniment.model.safe_text import safe_text

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say. The real times stand in the records, signed."""
_PLAIN_FILE = 0o100644 << 16
_CHUNK = 1 << 20
_ARCHIVES = (".7z", ".bz2", ".epub", ".gz", ".rar", ".wacz", ".xz", ".zip", ".zst")
_DOCUMENTS = (".docx", ".odp", ".ods", ".odt", ".pdf", ".pptx", ".xlsx")
_PICTURES = (".avif", ".gif", ".heic", ".heif", ".jp2", ".jpeg", ".jpg", ".jxl", ".png", ".webp")
_SOUND = (".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus")
_FILM = (".avi", ".m4v", ".mkv", ".mov", ".mp4", ".ogv", ".webm")
_COMPRESSED = frozenset((*_ARCHIVES, *_DOCUMENTS, *_PICTURES, *_SOUND, *_FILM))


def zip_folder(folder: Path, destination: Path) -> None:
    """Writes `folder`, under its own name, to `destination`, which appears only when it is whole.

    Entries are sorted by path, with fixed time and mode, deflated unless their kind is compressed
    already; ZIP64 where needed, UTF-8 names marked as such. Identical bytes are promised for one
    version of zlib. Raises FileExistsError if `destination` is there, ValueError for a link or
    device in the folder, OSError.
    """
    if destination.exists():
        raise FileExistsError(f"{destination} is already there; choose another name")
    partial = destination.with_name(f"{destination.name}.partial")
    try:
        with partial.open("xb") as out:
            write_zip(folder, out)
            out.flush()
            os.fsync(out.fileno())
        partial.rename(destination)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_zip(folder: Path, out: IO[bytes]) -> None:
    """The same into an open stream, which need not be able to seek."""
    with zipfile.ZipFile(out, "w", allowZip64=True, strict_timestamps=True) as archive:
        for relative, path in _files(folder):
            _add(archive, f"{folder.name}/{relative}", path)


def holds_the_same(archive: Path, folder: Path) -> bool:
    """Whether a zip file, read back, holds the files of `folder` under its name, byte for byte, and no others."""
    wanted = {f"{folder.name}/{relative}": path for relative, path in _files(folder)}
    try:
        with zipfile.ZipFile(archive) as opened:
            return sorted(opened.namelist()) == sorted(wanted) and all(
                _same(opened, name, path) for name, path in wanted.items()
            )
    except Exception:  # a broken zip raises nearly anything: whatever cannot be read back is not the same
        return False


def _same(archive: zipfile.ZipFile, name: str, path: Path) -> bool:
    with archive.open(name) as packed, path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if packed.read(len(chunk)) != chunk:
                return False
        return not packed.read(1)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(path with slashes, file) of all files, sorted by path, so that no file system's order shows."""
    found: dict[str, Path] = {}
    for where, folders, names in os.walk(folder, followlinks=False):
        for name in (*folders, *names):
            path = Path(where, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise ValueError(f"{safe_text(str(path))} is a link or device; packages hold plain files")
        found |= {Path(where, name).relative_to(folder).as_posix(): Path(where, name) for name in names}
    yield from sorted(found.items())


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.create_system = 3  # Unix, also when written on Windows: the bytes must not depend on the machine
    entry.external_attr = _PLAIN_FILE
    compressed = path.suffix.lower() in _COMPRESSED
    entry.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
    entry.file_size = path.stat().st_size  # decides whether the entry needs ZIP64
    with path.open("rb") as source, archive.open(entry, "w") as target:
        shutil.copyfileobj(source, target, _CHUNK)
