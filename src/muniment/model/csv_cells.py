"""Tables for spreadsheets, from text that strangers wrote.

A spreadsheet runs a cell that begins like a formula. Cells are defused the way OWASP recommends
("CSV Injection": an apostrophe before it, every cell in quotes), and a cell is never dropped or
shortened. A table is for reading: it is never the record, so an apostrophe more does no harm.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What may stand before the sign and still be skipped: blanks, quotation marks, marks that show nothing.
_SKIPPED = (
    r"\s\"'`\x00-\x1f\u00a0\u00ab\u00ad\u00bb\u061c\u180e"
    r"\u2018-\u201f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
)
# = + - @, and the full-width, small and mathematical forms that spreadsheets of some locales fold to them.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20\u207a\u208a\u2212\ufe62\ufe63\ufe66\ufe6b]"
_AT_START = re.compile(rf"[{_SKIPPED}]*+{_SIGN}|[\t\r\n\x00]")
# Excel in much of Europe splits at semicolons and tabs, whatever stands in quotes: a cell could bring
# its own neighbour. Runs are taken whole, so that a megabyte of tabs costs one pass.
_RUN = re.compile(rf"([{_SKIPPED};,]++)({_SIGN})?")
_SEPARATOR = re.compile(r"[;,\t\r\n](?=[^;,\t\r\n]*\Z)")

Cell = str | int | None


def csv_cell(value: Cell) -> str:
    """`value` as text that no spreadsheet takes for a formula. None is the empty cell.

    Numbers that are `int` stay numbers, also negative ones; text that merely looks like one does
    not. An apostrophe goes before a cell that begins with a formula sign (also full-width, also
    after blanks and quotation marks), and after each separator that such a sign follows.
    """
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    inner = _RUN.sub(_defuse_run, value)
    return f"'{inner}" if _AT_START.match(value) else inner


def _defuse_run(run: re.Match[str]) -> str:
    blanks, sign = run.groups()
    if not sign:
        return run.group()
    return _SEPARATOR.sub(lambda separator: f"{separator.group()}'", blanks) + sign


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as RFC 4180: every cell in quotes, CR LF, UTF-8 with a byte order mark.

    The mark is what makes spreadsheets read Arabic and Cyrillic right. Lone surrogates (names
    that were not text) are written as "?", since UTF-8 has no form for them.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")
