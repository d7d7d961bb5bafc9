"""Checks what a package shows against its disclosure act: files, items, and the newest statement of each record.

The disclosure act commits to the list of files and, for every record, to its newest statement. What that
list cannot name (itself, and the proofs made after it) must be what the check has used, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from muniment.verify.acts import Act, ShownPart
from muniment.verify.report import Report
from muniment.verify.strict import StrictError, loads

from .bagcheck import Hashed
from .leftovers import why_added

CONTENTS = "data/contents.json"
AFTER_THE_ACT = ("data/log/", "data/proofs/", "data/timestamps/")
STATEMENTS = ("amend", "restrict", "hold", "close")
"""Kinds of act whose parts are statements about a record."""
SAID = (("to", "purpose", "contents"), ("record", "annex", "newest"))
"""What the first part of a disclosure says, and what each other one says; none of it can be hidden."""
_INDEX = re.compile(r"(0|[1-9][0-9]{0,14})\Z")


def is_index(text: str) -> bool:
    """Whether this is a number in its one form: no sign, no leading zero, ASCII digits."""
    return _INDEX.match(text) is not None


class ContentsCheck:
    """One check of one package's contents; `files` are those of its payload as they are."""

    def __init__(
        self,
        report: Report,
        acts: Mapping[int, Act],
        shown: Mapping[int, list[ShownPart]],
        files: Mapping[str, Hashed],
    ) -> None:
        self.report, self._acts, self._present = report, acts, files
        self._shown = {(act, part.number): part for act, parts in shown.items() for part in parts}
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
        for record, newest in records.items():
            self._check_record(record, newest, kept, disclosure.index)
        self._check_items(files, records)

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

    def _part(self, record: str) -> tuple[str, dict[str, Any]] | None:
        """Kind of act and shown fields of a record or statement `act.part`."""
        act, _, number = record.partition(".")
        if not is_index(act) or not is_index(number):
            return None
        part = self._shown.get((int(act), int(number)))
        return (self._acts[int(act)].kind, part.fields) if part is not None else None

    def _check_items(self, files: Mapping[str, dict[str, Any]], records: Mapping[str, str]) -> None:
        for name, file in files.items():
            if not name.startswith("data/items/"):
                continue
            self.report.checked["items"] += 1
            record = str(file.get("record"))
            kind, fields = self._part(record) or ("", {})
            item = fields.get("item")
            if record not in records or kind != "acquire":
                self._fail("item", name, "no act in this package speaks of it")
            elif not isinstance(item, dict) or item.get("object") != file.get("sha256"):
                self._fail("item", name, f"its bytes are not those that were kept as {record}")
            else:
                self._check_size("item", name, item.get("size"), f"recorded as {record}")

    def _check_record(self, record: str, newest: str, kept: set[str], disclosed: int) -> None:
        """The record's own file and every statement from its newest back to its first are here."""
        if record not in kept:
            self.report.miss(f"the file of {record}", "the disclosure names it, but no file has it")
        at, before = newest, (disclosed, 0)
        while at != record:
            shown = self._part(at)
            if shown is None:
                self.report.miss(f"statement {at} about {record}", "the disclosure names it, but it is not shown")
                return
            kind, fields = shown
            act, _, number = at.partition(".")
            if fields.get("record") != record or kind not in STATEMENTS:
                self._fail("statement", at, f"it is not a statement about {record}")
                return
            if (int(act), int(number)) >= before:
                self._fail("statement", at, "it does not stand before what follows on it")
                return
            before, at = (int(act), int(number)), str(fields.get("prior"))
        if self._part(record) is None:
            self.report.miss(f"the acquisition {record}", "it is not shown")
