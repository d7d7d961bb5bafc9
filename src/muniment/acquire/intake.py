"""The intake: brings files to the deposit with what is told about them, and keeps count."""

from __future__ import annotations

import base64
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from muniment.preserve import Deposit, Deposited, Ledger, Sniff

from .manifest import Manifest, Row
from .walk import Found, Obstacle, Opened, ReadFailed, mode_of, walk

Report = Callable[[Deposited], None]
CHANGED = "changed-while-read: it was written to while it was read; what was read is kept"


@dataclass
class Summary:
    """What an intake came to."""

    files: int = 0
    bytes: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    """(path, why) of everything that was not taken."""
    findings: list[tuple[str, str]] = field(default_factory=list)
    """(path, what) of everything that was taken and is worth a look."""

    def note(self, result: Deposited) -> None:
        """Count one result."""
        self.files += 1
        self.bytes += result.size
        self.by_status[result.status] += 1
        self.unchanged += result.unchanged
        if result.status == "failed":
            self.failed.append((result.path, result.finding))
        elif result.finding:
            self.findings.append((result.path, result.finding))

    def as_json(self) -> dict[str, Any]:
        """The documented JSON form."""
        return {
            "files": self.files,
            "bytes": self.bytes,
            **{status: self.by_status[status] for status in ("added", "known", "failed")},
            "unchanged": self.unchanged,
            "problems": [{"path": path, "why": why} for path, why in self.failed],
            "findings": [{"path": path, "finding": what} for path, what in self.findings],
        }


class Intake:
    """Takes paths or a manifest into an opened vault. `report` hears of every file once it is settled."""

    def __init__(self, ledger: Ledger, sniff: Sniff, report: Report, leave_out: Mapping[Path, str] = {}) -> None:
        self.summary = Summary()
        self._report = report
        self._deposit = Deposit(ledger, sniff, self._note)
        self._leave_out = leave_out

    def _note(self, result: Deposited) -> None:
        self.summary.note(result)
        self._report(result)

    def take_paths(self, paths: Iterable[Path], fields: Mapping[str, Any]) -> Summary:
        """Take every file below the paths, all with the same details."""
        for path in paths:
            for thing in walk(path, self._leave_out):
                self._take(thing, fields)
        self._deposit.flush()
        return self.summary

    def take_manifest(self, manifest: Manifest) -> Summary:
        """Take the files of a manifest, then name the files beside it that it does not list."""
        for row in manifest.rows:
            self._take_row(manifest, row)
        self._deposit.flush()
        for path in manifest.unlisted():
            self._note(Deposited(path, "failed", finding="not-in-manifest: no row of the manifest names it; not taken"))
        return self.summary

    def _take_row(self, manifest: Manifest, row: Row) -> None:
        if row.problem:
            self._fail(row.file or f"line {row.line}", row.problem)
            return
        fields = {**row.fields, **({"name": row.name} if row.name else {})}
        path = manifest.folder / row.file
        mode = mode_of(path)
        if mode is not None and stat.S_ISDIR(mode):
            self._fail(row.file, f"line {row.line} of the manifest names a folder, not a file")
            return
        if not manifest.holds(path):
            self._fail(
                row.file, f"line {row.line} of the manifest names a file outside the manifest's folder; not taken"
            )
            return
        for thing in walk(path):
            if isinstance(thing, Obstacle) and mode is None:
                self._fail(row.file, f"no-such-file: line {row.line} of the manifest names it, but it is not there")
            else:
                self._take(thing, fields, shown_path=row.file)

    def _fail(self, path: str, why: str) -> None:
        self._note(Deposited(path, "failed", finding=why))

    def _take(self, thing: Found | Obstacle, fields: Mapping[str, Any], shown_path: str = "") -> None:
        path = shown_path or thing.path
        if isinstance(thing, Obstacle):
            self._fail(path, thing.why)
            return
        try:
            self._read(thing, path, fields)
        except ReadFailed as error:
            self._fail(path, str(error))

    def _read(self, found: Found, path: str, fields: Mapping[str, Any]) -> None:
        opened = Opened(found)
        try:
            values = {**_naming(found, path), **fields, "modified": _time(opened.modified_ns)}
            self._deposit.take(path, opened.head, opened.rest, values, lambda: CHANGED if opened.changed() else "")
        finally:
            opened.close()


def _naming(found: Found, path: str) -> dict[str, Any]:
    """Name and path as text, and as raw bytes where text cannot hold them."""
    naming: dict[str, Any] = {"name": path.rpartition("/")[2], "path": path}
    try:
        found.raw.decode("utf-8")
    except UnicodeDecodeError:
        naming["path_bytes"] = base64.b64encode(found.raw).decode()
    return naming


def _time(nanoseconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(nanoseconds // 10**9, UTC).isoformat()[:19]}Z"
    except (ValueError, OverflowError, OSError):
        return "unknown"
