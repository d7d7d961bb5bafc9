"""Checks what a package shows against its disclosure act: files, items, and the newest statement of each record.

The disclosure act commits to the list of files and, for every record, to its newest statement. What that
list cannot name (itself, and the proofs made after it) must be what the check has used, and nothing else.
What people put on record has no file, and rules of its own: see `recordscheck`.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from muniment.verify.acts import Act, Authority, ShownPart
from muniment.verify.report import Report
from muniment.verify.strict import StrictError, loads

from .bagcheck import Hashed
from .chaincheck import Parts, follow
from .leftovers import why_added
from .recordscheck import RecordsCheck, told

CONTENTS = "data/contents.json"
AFTER_THE_ACT = ("data/log/", "data/proofs/", "data/timestamps/")
STATEMENTS = ("amend", "restrict", "hold", "close")
"""Kinds of act whose parts are statements about a record."""
SAID = (("to", "purpose", "contents"), ("record", "annex", "newest"))
"""What the first part of a disclosure says, and what each other one says; none of it can be hidden."""


class ContentsCheck:
    """One check of one package's contents; `files` are those of its payload as they are."""

    def __init__(
        self,
        report: Report,
        acts: Mapping[int, Act],
        shown: Mapping[int, list[ShownPart]],
        files: Mapping[str, Hashed],
        authority: Authority,
    ) -> None:
        self.report, self._present, self._authority = report, files, authority
        self._parts = Parts(acts, shown)
        self.head: dict[str, Any] = {}
        """What the disclosure says of itself: to whom, what for, which list of files."""

    def _fail(self, what: str, where: str, why: str) -> None:
        self.report.fail(what, where, why)

    def run(self, data: bytes, disclosure: Act, parts: list[ShownPart]) -> None:
        """Check everything that the disclosure commits to. `data` is the list of files."""
        ordered = sorted(parts, key=lambda part: part.number)
        if not ordered or [part.number for part in ordered] != list(range(disclosure.parts_count)):
            self._fail("disclosure", "data/log/disclosure.json", "it does not show all that the disclosure says")
        for part in ordered:
            for name in SAID[1 if part.number else 0]:
                if name not in part.fields:
                    self._fail("disclosure", "data/log/disclosure.json", f"part {part.number} does not show its {name}")
        self.head = next((part.fields for part in ordered if part.number == 0), {})
        records = self._records(ordered)
        if self.head.get("contents") != sha256(data).hexdigest():
            self._fail("contents", CONTENTS, "it is not the list that the disclosure act committed to")
        files = self._files(data)
        if files is None:
            return
        self._compare_files(files)
        kept = {str(file["record"]) for file in files.values() if "record" in file}
        people = [one for part in ordered if part.number and (one := told(part)) is not None]
        items = {record: newest for record, newest in records.items() if record not in {one.record for one in people}}
        for record, newest in items.items():
            self._check_record(record, newest, kept, disclosure.index)
        self._check_items(files, items)
        RecordsCheck(self.report, self._parts, self._authority, items, disclosure.index).run(people, self.head)

    def _records(self, parts: list[ShownPart]) -> dict[str, str]:
        """Record → its newest statement, as the disclosure has it."""
        found: dict[str, str] = {}
        for part in parts:
            if part.number == 0:
                continue
            record, newest = part.fields.get("record"), part.fields.get("newest")
            if not isinstance(record, str) or not isinstance(newest, str) or found.get(record, newest) != newest:
                why = f"part {part.number} does not name a record and its one newest statement"
                self._fail("disclosure", "data/log/disclosure.json", why)
            else:
                found[record] = newest
        return found

    # Files

    def _files(self, data: bytes) -> dict[str, dict[str, Any]] | None:
        files: dict[str, dict[str, Any]] = {}
        try:
            for file in loads(data)["files"]:
                path = file["path"]
                if not isinstance(file, dict) or not isinstance(path, str) or path in files:
                    raise StrictError(f"it lists {path!r} twice, or not as a file")
                files[path] = file
        except (StrictError, KeyError, TypeError) as error:
            self._fail("contents", CONTENTS, f"malformed: {error}")
            return None
        return files

    def _compare_files(self, files: Mapping[str, dict[str, Any]]) -> None:
        for name, hashed in self._present.items():
            if name == CONTENTS or name.startswith(AFTER_THE_ACT):
                continue
            if name not in files:
                self._added(name, "the disclosure does not list it: it was added")
            elif files[name].get("sha256") != hashed.sha256:
                self._fail("file", name, "its bytes are not those that were handed over")
            else:
                self._check_size("file", name, files[name].get("size"), "listed")
        for name in sorted(files.keys() - self._present.keys()):
            self.report.miss(name, "the disclosure lists it, but it is not in the package")

    def _check_size(self, what: str, name: str, size: Any, said: str) -> None:
        hashed = self._present.get(name)
        if hashed is not None and (type(size) is not int or size != hashed.size):
            self._fail(what, name, f"it is {said} with a size of {size!r} bytes, but has {hashed.size}")

    def check_uncommitted(self, used: set[str]) -> None:
        """What no list names must have been read for what it proves."""
        for name in self._present:
            if name.startswith(AFTER_THE_ACT) and name not in used:
                self._added(name, "it proves nothing here: it was added")

    def _added(self, name: str, why: str) -> None:
        """A file that no package has."""
        self._fail("file", name, why_added(name, why))

    # Items and statements

    def _check_items(self, files: Mapping[str, dict[str, Any]], records: Mapping[str, str]) -> None:
        for name, file in files.items():
            if not name.startswith("data/items/"):
                continue
            self.report.checked["items"] += 1
            record = str(file.get("record"))
            shown = self._parts.get(record)
            item = shown.fields.get("item") if shown else None
            if record not in records or shown is None or shown.act.kind != "acquire":
                self._fail("item", name, "no act in this package speaks of it")
            elif not isinstance(item, dict) or item.get("object") != file.get("sha256"):
                self._fail("item", name, f"its bytes are not those that were kept as {record}")
            else:
                self._check_size("item", name, item.get("size"), f"recorded as {record}")

    def _check_record(self, record: str, newest: str, kept: set[str], disclosed: int) -> None:
        """The record's own file and every statement from its newest back to its first are here."""
        if record not in kept:
            self.report.miss(f"the file of {record}", "the disclosure names it, but no file has it")
        whole = follow(self.report, self._parts, record, newest, STATEMENTS, disclosed)
        if whole is None and self._parts.get(record) is None:
            self.report.miss(f"the acquisition {record}", "it is not shown")
