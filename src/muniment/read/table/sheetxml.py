"""One sheet of an XLSX as it is stored: how far it reaches, and what the values alone do not tell.

The XML is searched, not parsed: what is looked for stands in a few places, and a sheet may be huge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from muniment.read.table.cells import number_of

_CELL = re.compile(rb"""\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_WIDE = tuple(re.compile(rb"""\sr=["'][A-Z]{%d}\d""" % letters) for letters in (3, 2))
_HIGH = tuple(re.compile(rb"""\sr=["'][A-Z]{0,3}\d{%d}["']""" % digits) for digits in (7, 6, 5))
_ROWS = (1 << 20, 999_999, 99_999)
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\shidden=["'](?:1|true)["']""")
_HIDDEN_COLUMN = re.compile(rb"""<(?:\w+:)?col\s[^<>]*?\shidden=["'](?:1|true)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_REACHING = re.compile(rb"(?:WEBSERVICE|IMPORTXML|IMPORTDATA|RTD|CALL|EXEC|REGISTER\.ID|DDE)\(|\|['!]", re.IGNORECASE)
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]{1,8192})<")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^<>]{1,8000})>")
_ATTRIBUTE = re.compile(r"""([\w:]+)=(?:"([^"]*)"|'([^']*)')""")
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^<>]{0,200}?\bt=[\"']e[\"'][^<>]{0,200})>(.{0,9000}?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,40})<")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST = 100_000


@dataclass
class SheetFacts:
    """What the XML of a sheet tells. Columns count from 0, rows from 1."""

    cells: int
    """So many cells the smallest rectangle around all of them has, at most."""
    formulas: int = 0
    reaching: str = ""
    """The first formula that reaches outside the workbook, or that runs something."""
    hidden_rows: int = 0
    hidden_columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Row and column → `#DIV/0!` and the like."""
    links: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    """Row and column → id of a relation, and a place inside."""


def facts_of(data: bytes, most_cells: int) -> SheetFacts:
    """Look through the XML of a sheet; the extent is counted exactly only where it may exceed `most_cells`."""
    found = SheetFacts(_extent(data, most_cells))
    found.formulas = sum(1 for _ in _FORMULA.finditer(data))
    if found.formulas:
        found.reaching = _first_reaching(data)
    if b"hidden=" in data:
        found.hidden_rows = sum(1 for _ in _HIDDEN_ROW.finditer(data))
        found.hidden_columns = sum(1 for _ in _HIDDEN_COLUMN.finditer(data))
    if b't="e"' in data or b"t='e'" in data:
        found.errors = _errors(data)
    tail = data[max(0, data.rfind(b"sheetData>")) :]
    for match in _LINK.finditer(tail):
        said = attributes(match[1])
        place = place_of(said.get("ref", "").partition(":")[0])
        if place is not None and len(found.links) < _MOST:
            found.links[place] = (
                said.get("r:id") or next((value for name, value in said.items() if name.endswith(":id")), ""),
                said.get("location", ""),
            )
    return found


def place_of(name: str) -> tuple[int, int] | None:
    """Row and column of `B7`, or None."""
    match = _PLACE.fullmatch(name)
    return (int(match[2]), number_of(match[1])) if match else None


def attributes(inside: bytes) -> dict[str, str]:
    """The attributes of a tag."""
    said = _ATTRIBUTE.findall(inside.decode("utf-8", "replace"))
    return {name: unescape(double or single) for name, double, single in said}


def _extent(data: bytes, most: int) -> int:
    wide = next((width for width, sign in zip((16_384, 702), _WIDE, strict=True) if sign.search(data)), 26)
    high = next((rows for rows, sign in zip(_ROWS, _HIGH, strict=True) if sign.search(data)), 9_999)
    if wide * high <= most:
        return wide * high
    rows, columns = set(), set()
    for match in _CELL.finditer(data):
        columns.add(match[1])
        rows.add(match[2])
    if not rows:
        return 0
    numbers = [int(row) for row in rows]
    letters = [number_of(column.decode()) for column in columns]
    return (max(numbers) - min(numbers) + 1) * (max(letters) - min(letters) + 1)


def _first_reaching(data: bytes) -> str:
    if not _REACHING.search(data):
        return ""
    for match in _FORMULA_TEXT.finditer(data):
        if _REACHING.search(match[1]):
            return unescape(match[1].decode("utf-8", "replace"))
    return ""


def _errors(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for match in _ERROR.finditer(data):
        place = place_of(attributes(match[1]).get("r", ""))
        value = _VALUE.search(match[2])
        if place is not None and value is not None and len(found) < _MOST:
            found[place] = value[1].decode("utf-8", "replace")
    return found
