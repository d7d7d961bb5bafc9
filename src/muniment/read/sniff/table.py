"""Is a text a table whose cells are parted by commas, semicolons, bars or tabs. Never takes prose for one.

A table has a header of short cells, and below it lines that split into just as many cells. Prose
has a blank behind its commas, ends its lines with a full stop, and splits unevenly.
"""

from __future__ import annotations

import csv
import io
import re

KINDS = {"\t": "text/tab-separated-values", ";": "text/csv", ",": "text/csv", "|": "text/csv"}
"""Separator → media type, in the order in which they are tried."""
LONGEST_HEADER = 2000
LONGEST_NAME = 60
MOST_ROWS = 40
_QUOTED = re.compile(rb'"[^"]*"')
_NUMBER = re.compile(rb"\d[,;]\d")
_SENTENCE_END = (".", ":", "!", "?", "…", "؟", "。")


def table(start: bytes, cut: bool) -> str:
    """The media type of a table that begins with `start`, or ""; `cut`: its last line is not whole."""
    header = start[: start.find(b"\n")] if b"\n" in start else b""
    bare = _QUOTED.sub(b'""', header).strip()
    # the cheap checks come first: they turn nearly all prose away
    separator = next((one for one in KINDS if one.encode() in bare), "")
    if not separator or len(header) > LONGEST_HEADER or _is_prose(bare, separator):
        return ""
    rows = _rows(start, separator, cut)
    return KINDS[separator] if rows and _is_header(rows[0]) and _is_even(rows) else ""


def _is_prose(bare: bytes, separator: str) -> bool:
    """Whether a first line (without what it quotes) has a blank behind its separator, or decimals."""
    return separator.encode() + b" " in bare or _NUMBER.search(bare) is not None


def _rows(start: bytes, separator: str, cut: bool) -> list[list[str]]:
    text = start.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        return []
    whole = rows[:-1] if cut else rows
    return [row for row in whole if row][:MOST_ROWS]


def _is_header(cells: list[str]) -> bool:
    """Short names; only the first may be empty, as above a column of line numbers."""
    names = [cell.strip() for cell in cells]
    return all(names[1:]) and not any(len(name) > LONGEST_NAME or name.endswith(_SENTENCE_END) for name in names)


def _is_even(rows: list[list[str]]) -> bool:
    """All rows as wide as the header, and enough of them: two columns may agree by chance, three hardly."""
    wide = len(rows[0])
    enough = 3 if wide == 2 else 2
    return len(rows) >= enough and all(len(row) == wide for row in rows)
