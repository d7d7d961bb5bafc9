"""What the walk has to know of a format: how a record begins, and what its head says. WARC here, ARC in `arc`.

WARC: ISO 28500:2017 (1.1), and 1.0, 0.18, 0.17 before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from muniment.read.webarchive.dates import from_warc
from muniment.read.webarchive.fields import Fields, fields
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.tape import Tape

LONGEST_HEAD = 256 << 10
"""A record's header lines may be so many bytes long."""


@dataclass(slots=True)
class Head:
    """What a record says about itself. `length` is None where it says nothing that makes sense."""

    kind: str
    url: str
    date: str
    length: int | None
    content_type: str = ""
    version: str = ""
    fields: Fields = field(default_factory=Fields)
    edtf: str = ""
    seconds: int | None = None


class Dialect(Protocol):
    """One format of records."""

    prefix: str
    start: re.Pattern[bytes]
    """The beginning of a record, at its place."""
    search: re.Pattern[bytes]
    """The same behind a line end, to look for the next one; the line end is its first byte."""
    end: re.Pattern[bytes]
    """What has to follow a block."""
    lines: bytes
    """The same as bytes, where it is always the same."""

    def head(self, tape: Tape, notes: Notes, where: str) -> Head | None:
        """Take the head off the tape; None where it is none (the tape then stands a little further)."""
        ...


class Warc:
    """WARC."""

    prefix = "warc"
    start = re.compile(rb"WARC/\d")
    search = re.compile(rb"\nWARC/[01]\.\d")
    end = re.compile(rb"\r\n\r\n")
    lines = b"\r\n\r\n"
    _version = re.compile(rb"WARC/(\d{1,3}\.\d{1,3})[ \t]*\r?\n")
    _blank = re.compile(rb"\r?\n\r?\n|\n(?=WARC/[01]\.\d)")
    _known = ("0.17", "0.18", "1.0", "1.1")

    def head(self, tape: Tape, notes: Notes, where: str) -> Head | None:
        """Header lines up to the empty line."""
        first = tape.match(self._version)
        found = tape.find(self._blank, 4096) or tape.find(self._blank, LONGEST_HEAD)
        # another beginning before the empty line: this header breaks off, and is not searched further
        gap = found is not None and (tape.broken(found[1]) or tape.look(found[1] - found[0], found[0]) == b"\n")
        if first is None or found is None or gap:
            notes.add("record-header-broken", _why(tape, first, gap), where, "error")
            tape.skip(1)
            return None
        lines = first.end() - first.start()
        block = tape.look(found[0])[lines:]
        tape.skip(found[1])
        version = first.group(1).decode("ascii")
        if version not in self._known:
            notes.add(
                "warc-version", f"it says it is WARC {version}, which we do not know; read like 1.1", where, "note"
            )
        return _said(fields(block), version, notes, where)


def _why(tape: Tape, first: re.Match[bytes] | None, gap: bool) -> str:
    if gap:
        return "this record breaks off in its header; looked for the next record"
    if first is None:
        return "a record seems to begin here, but its first line is no WARC version; looked for the next record"
    if tape.have(LONGEST_HEAD) < LONGEST_HEAD:
        return "the file ends in the middle of this record's header"
    return f"this record's header does not end within {LONGEST_HEAD:,} bytes; looked for the next record"


def _said(said: Fields, version: str, notes: Notes, where: str) -> Head:
    url = said.get("warc-target-uri")
    if url.startswith("<") and url.endswith(">"):  # as WARC 1.0's grammar has it, by mistake
        url = url[1:-1]
    _missing(said, notes, where)
    date = said.get("warc-date")
    edtf, seconds = from_warc(date)
    return Head(
        said.get("warc-type").lower(), url, date, _length(said, notes, where),
        said.get("content-type"), version, said, edtf, seconds,
    )  # fmt: skip


def _missing(said: Fields, notes: Notes, where: str) -> None:
    lacks = [name for name in ("WARC-Type", "WARC-Record-ID", "WARC-Date") if not said.get(name.lower())]
    if lacks:
        notes.add("record-header-lacks", f"this record lacks what every record must have: {', '.join(lacks)}", where)
    if said.odd:
        text = f"{said.odd} of this record's header lines are no header lines and were left out"
        notes.add("record-header-odd", text, where)


def _length(said: Fields, notes: Notes, where: str) -> int | None:
    stated = set(said.every("content-length"))
    one = stated.pop() if len(stated) == 1 else ""
    if one.isascii() and one.isdecimal() and len(one) < 19:
        return int(one)
    text = "two different lengths" if stated else f"“{one[:60]}” as its length" if one else "no length"
    notes.add("length-wrong", f"this record states {text}; its end was found by where the next one begins", where)
    return None
