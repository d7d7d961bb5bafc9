"""An intake manifest: a CSV with a row a file, telling who gave it, how, when and under what terms."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .details import DetailsError, details

COLUMNS = (
    *("file", "obtained_by", "source", "role", "method", "tool", "reference", "obtained", "hash"),
    *("custody", "basis", "consent", "restrictions", "name", "note"),
)


class ManifestError(Exception):
    """The manifest itself cannot be used; the message names line and column."""


@dataclass(frozen=True)
class Row:
    """One row: the file as written, its details, and what is wrong with it (else empty)."""

    line: int
    file: str
    fields: dict[str, Any]
    name: str
    problem: str


@dataclass(frozen=True)
class Manifest:
    """All rows of a manifest, and the folder that its paths are relative to."""

    path: Path
    rows: tuple[Row, ...]

    @property
    def folder(self) -> Path:
        """Where the files are looked for."""
        return self.path.parent

    def holds(self, path: Path) -> bool:
        """Whether a path leads to something in the manifest's folder: a list that somebody sent must not reach out."""
        try:
            return path.resolve().is_relative_to(self.folder.resolve())
        except (OSError, ValueError):
            return True  # what is no path at all is told as that

    def unlisted(self) -> Iterator[str]:
        """Files beside the manifest that no row names, relative to its folder."""
        listed = {self.path.resolve()}
        for row in self.rows:
            # A name that no file can have lists none.
            with contextlib.suppress(OSError, ValueError):
                listed.add((self.folder / row.file).resolve())
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.resolve() not in listed:
                yield path.relative_to(self.folder).as_posix()


def read_manifest(path: Path, given: dict[str, str] | None = None) -> Manifest:
    """Read a manifest; `given` are details for every row that does not say otherwise.

    Raises ManifestError for a file that is no such table. A row that is wrong keeps its problem, so
    that one bad row never stops the others.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
        names = [name.strip().lower() for name in table.fieldnames or ()]
        table.fieldnames = names
        rows = [(table.line_num, row) for row in table]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"The manifest {path} cannot be read: {error}") from error
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ManifestError(f"The manifest {path} has columns twice ({', '.join(twice)}); keep one of each.")
    unknown = [name for name in names if name not in COLUMNS]
    if "file" not in names or unknown:
        what = f"has columns it does not know ({', '.join(unknown)})" if unknown else "has no column «file»"
        raise ManifestError(f"The manifest {path} {what}. Known columns: {', '.join(COLUMNS)}.")
    return Manifest(path, tuple(_row(line, row, given or {}) for line, row in rows))


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.partition("\n")[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Dialect


def _row(line: int, row: dict[str, Any], given: dict[str, str]) -> Row:
    file = (row.get("file") or "").strip()
    told = {**given, **{name: value for name, value in row.items() if isinstance(value, str) and value.strip()}}
    name = (row.get("name") or "").strip()
    if None in row or any(value is None for value in row.values()):
        return Row(line, file, {}, name, f"line {line} of the manifest has another number of cells than its head")
    problem = "" if file else f"line {line} of the manifest names no file"
    try:
        return Row(line, file, details(told), name, problem)
    except DetailsError as error:
        return Row(line, file, {}, name, f"line {line} of the manifest: {error}")
