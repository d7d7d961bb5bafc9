"""ARC, the format before WARC: a line with address, IP, date, type and length, then so many bytes.

Source: Internet Archive, ARC File Format reference, version 1 (five columns) and 2 (ten).
"""

from __future__ import annotations

import re

from muniment.read.webarchive.dates import from_fourteen
from muniment.read.webarchive.dialect import Head
from muniment.read.webarchive.fields import Fields, words
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.tape import Tape

_LONGEST_LINE = 64 << 10
_LINE = rb"[A-Za-z][A-Za-z0-9+.-]{1,15}:[^ \r\n]{0,8192} [^ \r\n]{0,64} \d{8,20} [^\r\n]{0,400}? ?(-?\w{1,18})\r?\n"
_SECOND = ("Result-Code", "Checksum", "Location", "Offset", "Filename")


class Arc:
    """ARC, both versions."""

    prefix = "arc"
    start = re.compile(_LINE)
    search = re.compile(rb"\n" + _LINE)
    end = re.compile(rb"\r?\n")
    lines = b""
    _end_of_line = re.compile(rb"\n")

    def head(self, tape: Tape, notes: Notes, where: str) -> Head | None:
        """The line."""
        found = tape.find(self._end_of_line, _LONGEST_LINE)
        columns = tape.look(found[0]).rstrip(b"\r").split(b" ") if found else []
        if found is None or len(columns) < 5 or tape.broken(found[1]):
            notes.add("record-header-broken", "this line should describe a record, but does not", where, "error")
            tape.skip(1)
            return None
        tape.skip(found[1])
        said = [words(column) for column in columns]
        url, address, date = said[:3]
        edtf, seconds = from_fourteen(date)
        kind = "filedesc" if url.startswith("filedesc:") else "response"
        pairs = [("Target-URI", url), ("IP-Address", address), ("Date", date), ("Content-Type", said[3])]
        if len(said) == 10:
            pairs += zip(_SECOND, said[4:9], strict=True)
        content_type = " ".join(said[3:-1]) if len(said) < 10 else said[3]
        return Head(
            kind, url, date, self._length(said[-1], notes, where), content_type, "", Fields(pairs), edtf, seconds
        )

    def _length(self, stated: str, notes: Notes, where: str) -> int | None:
        if stated.isascii() and stated.isdecimal() and len(stated) < 19:
            return int(stated)
        text = f"this record states “{stated[:60]}” as its length; its end was found by where the next one begins"
        notes.add("length-wrong", text, where)
        return None
