"""ODS: the sheets as LibreOffice stores them, repeated cells and rows unfolded within limits.

Read from the XML itself: a row or a cell may say that it stands there a million times, and that must be counted
before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from muniment.read.exports.gathered import Gathered
from muniment.read.office.odf.about import about
from muniment.read.office.odf.names import DC, HREF, OFFICE, TABLE, TEXT, number, said
from muniment.read.office.parts import Parts
from muniment.read.office.properties import About
from muniment.read.table.cells import text_of
from muniment.read.table.rows import Rows
from muniment.read.table.tabled import Table
from muniment.read.text.blocks import Block
from muniment.read.text.page import edtf

_MOST_COLUMNS = 16_384
_MOST_ROWS = 1 << 20
_MOST_REPEATED = 100_000
"""So many times a row that says something is given again; more are a sign of a bomb."""
_CELLS = (TABLE + "table-cell", TABLE + "covered-table-cell")
_OUTSIDE = (TABLE + "table-source", TABLE + "dde-source", OFFICE + "dde-source")
_HIDDEN = ("collapse", "filter")
_NOT_HANDED_OUT = re.compile(
    r"(?:.*\.(?:xml|rdf)|mimetype|layout-cache|Configurations2/.*|META-INF/.*|Basic/.*|Scripts/.*)\Z", re.DOTALL
)


class Sheets:
    """Reads one ODS into `rows`."""

    def __init__(self, parts: Parts, rows: Rows, gathered: Gathered) -> None:
        self._parts = parts
        self._rows = rows
        self._gathered = gathered
        self._findings = parts.findings
        self._formulas = 0

    def read(self) -> About:
        """The sheets, the files inside, and what it says about itself."""
        manifest = self._parts.bytes_of("META-INF/manifest.xml") or b""
        if b"encryption-data" in manifest or self._parts.archive.find("encrypted-package"):
            text = "it is locked with a password and was not read; ask for an open copy or the password"
            self._findings.add("encrypted", text, "error")
            return About()
        root = self._parts.xml("content.xml", missing_matters=True)
        tables = [] if root is None else root.findall(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table")
        hidden_styles = set() if root is None else _hidden_styles(root)
        self._gathered.metadata["sheet:Sheets"] = str(len(tables))
        hidden = []
        for table in tables:
            name = table.get(TABLE + "name") or ""
            is_hidden = table.get(TABLE + "style-name") in hidden_styles
            hidden += [name] if is_hidden else []
            self._sheet(table, name, is_hidden)
        self._say(hidden, root)
        self._parts.hand_out([name for name in self._parts.archive.names if not _NOT_HANDED_OUT.match(name)])
        return about(self._parts.xml("meta.xml"), "odf")

    def _sheet(self, node: Any, name: str, hidden: bool) -> None:
        self._rows.sheet(name, name, ("hidden",) if hidden else ())
        table = Table(self._rows, self._gathered)
        at, concealed = 1, 0
        for row in _rows_below(node):
            count = number(row.get(TABLE + "number-rows-repeated"), 1, _MOST_ROWS)
            cells, links, remarks = self._cells(row)
            if cells:
                concealed += count if row.get(TABLE + "visibility") in _HIDDEN else 0
                self._repeat(table, cells, at, count, links)
                for place, remark in remarks:
                    remark.where = self._rows.place(place, at, place)
                    self._rows.remark(remark)
            at += count
            if self._rows.full or at > _MOST_ROWS:
                break
        table.close()
        if concealed:
            text = f"{concealed:,} rows are hidden; their cells are in the text all the same"
            self._findings.add("hidden-cells", text, where=name)

    def _repeat(self, table: Table, cells: list[str], at: int, count: int, links: dict[int, str]) -> None:
        if count > _MOST_REPEATED:
            text = f"row {at} says that it stands there {count:,} times; taken {_MOST_REPEATED:,} times (a bomb?)"
            self._findings.add("rows-repeated", text, "error", self._rows.place(0, at, 0))
        for again in range(min(count, _MOST_REPEATED)):
            if not table.add(list(cells), at + again, 0, (), links or None):
                return

    def _cells(self, row: Any) -> tuple[list[str], dict[int, str], list[tuple[int, Block]]]:
        """Text by column, targets of links, remarks; empty cells at the end are left out."""
        cells: list[str] = []
        links: dict[int, str] = {}
        remarks: list[tuple[int, Block]] = []
        empty = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            count = number(cell.get(TABLE + "number-columns-repeated"), 1, _MOST_COLUMNS)
            note = cell.find(OFFICE + "annotation") if len(cell) else None
            text = _text(cell)
            self._formulas += cell.get(TABLE + "formula") is not None
            if not text and note is None:
                empty += count
                continue
            cells += [""] * empty
            empty = 0
            place = len(cells)
            if place + count > _MOST_COLUMNS:
                break
            cells += [text] * count
            target = next((link.get(HREF) for link in cell.iter(TEXT + "a") if link.get(HREF)), None)
            if target:
                links[place] = target
            if note is not None:
                remarks.append((place, _remark(note)))
        return cells, links, remarks

    def _say(self, hidden: list[str], root: Any) -> None:
        if hidden:
            self._gathered.metadata["sheet:Hidden"] = "\n".join(hidden)[:2000]
            text = f"sheets are hidden: {', '.join(hidden)[:500]}; they are in the text all the same"
            self._findings.add("hidden-sheets", text)
        if self._formulas:
            text = (
                f"{self._formulas:,} cells hold formulas; the text is the result stored when the file was last saved,"
                " nothing was calculated here"
            )
            self._findings.add("formulas", text, "note")
        if any(name.startswith(("Basic/", "Scripts/")) for name in self._parts.archive.names):
            text = "it carries macros (programs); they were not run, and should not be: open it only in a safe place"
            self._findings.add("macros", text)
        for node in [] if root is None else root.iter(*_OUTSIDE):
            address = node.get(HREF) or f"{node.get(OFFICE + 'dde-application')} {node.get(OFFICE + 'dde-topic')}"
            text = (
                f"it takes values from outside: {address[:500]}; nothing was loaded, and whoever opens it may be seen"
            )
            self._findings.add("external-reference", text)


def _rows_below(node: Any) -> Iterator[Any]:
    """Rows of a sheet in order, those in groups and repeated headings too; not those of tables inside cells."""
    stack = [iter(node)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == TABLE + "table-row":
            yield child
        elif child.tag in (TABLE + "table-row-group", TABLE + "table-header-rows", TABLE + "table-rows"):
            stack.append(iter(child))


def _text(cell: Any) -> str:
    """The stored value: a number as short as it is exact, a date in ISO 8601; else the text as it is shown."""
    kind = cell.get(OFFICE + "value-type") or ""
    if kind in ("float", "currency", "percentage"):
        try:
            return text_of(float(cell.get(OFFICE + "value") or ""))
        except (ValueError, OverflowError):
            return _shown(cell)
    if kind == "date":
        return (cell.get(OFFICE + "date-value") or "").replace("T", " ") or _shown(cell)
    if kind == "boolean":
        return (cell.get(OFFICE + "boolean-value") or "").upper() or _shown(cell)
    return _shown(cell) if len(cell) else ""


def _shown(cell: Any) -> str:
    return "\n".join(_line(node) for node in cell if node.tag in (TEXT + "p", TEXT + "h"))


def _line(node: Any) -> str:
    """A paragraph: blanks, tabs and line breaks are elements of their own."""
    pieces = [node.text or ""]
    for child in node:
        if child.tag == TEXT + "s":
            pieces.append(" " * number(child.get(TEXT + "c"), 1, 1000))
        elif child.tag == TEXT + "line-break":
            pieces.append("\n")
        elif child.tag == TEXT + "tab":
            pieces.append(" ")
        elif isinstance(child.tag, str) and child.tag != OFFICE + "annotation":
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _remark(note: Any) -> Block:
    text = "\n".join(_line(node) for node in note.iter(TEXT + "p"))
    when = said(note, DC + "date")
    return Block(text, "comment", by=said(note, DC + "creator") or None, at=edtf(when) if when else None)


def _hidden_styles(root: Any) -> set[str]:
    """Names of the styles of sheets that are not shown."""
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    return {
        node.getparent().get(style + "name") or ""
        for node in root.iter(style + "table-properties")
        if node.get(TABLE + "display") == "false"
    }
