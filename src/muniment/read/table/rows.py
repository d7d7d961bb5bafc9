"""Rows on their way into a reading: one passage each, in bounded memory.

A row's place names the cells from the first to the last that say something, so that no cell loses its column
although empty ones at both ends are not written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from muniment.model.reading import Finding
from muniment.read.table.cells import column, sheet_prefix
from muniment.read.text.blocks import Block, Mark

MOST = 48 << 20
"""Bytes that all rows may come to in the reading; what a reader may answer is 64 MiB."""
_A_ROW = 100
"""Bytes of a passage's own: offsets, place, language."""
_NUMERIC = re.compile(r"[+-][\d\s.,:()/%xXeE+-]*")
_RISKY = re.compile(r"\s*(?:=|@\w+\(|[+-].*[(|!])")


class Rows:
    """Blocks of rows, what they weigh, and the cells that a spreadsheet program would take for formulas."""

    def __init__(self, formulas_possible: bool = False) -> None:
        self.blocks: list[Block] = []
        self.count = 0
        self.widest = 0
        self.full = False
        self._looks = formulas_possible
        self._weight = 0
        self._formulas = 0
        self._risky = 0
        self._first_formula = ""
        self._prefix = ""

    def sheet(self, name: str, title: str | None = None, notes: tuple[str, ...] = ()) -> None:
        """A sheet begins; with `title` it gets a heading."""
        self._prefix = sheet_prefix(name)
        if title:
            self.blocks.append(Block(title, "heading", where=name, notes=notes))

    def place(self, first: int, number: int, last: int) -> str:
        """The name of cells of one row: `Sheet1!A2:F2`. Columns count from 0, rows from 1."""
        if first == last:
            return f"{self._prefix}{column(first)}{number}"
        return f"{self._prefix}{column(first)}{number}:{column(last)}{number}"

    def add(
        self,
        cells: list[str],
        number: int,
        left: int = 0,
        *,
        at: str | None = None,
        notes: tuple[str, ...] = (),
        links: Mapping[int, str] | None = None,
    ) -> bool:
        """Add row `number` whose first cell stands in column `left`. False: no more can be taken.

        `links` are targets by column.
        """
        first, last = 0, len(cells)
        while last and not cells[last - 1].strip():
            last -= 1
        while first < last and not cells[first].strip():
            first += 1
        if first == last and not links:
            return True
        shown = cells if last - first == len(cells) else cells[first:last]
        text = "\t".join(shown)
        if text.count("\t") >= len(shown) > 0:
            shown = [cell.replace("\t", " ") for cell in shown]
            text = "\t".join(shown)
        size = len(text.encode("utf-8", "replace"))
        self._weight += _A_ROW + (3 * size if "://" in text else size)
        if self._weight > MOST:
            self.full = True
            return False
        place = self.place(left + first, number, left + max(first, last - 1))
        block = Block(text, "table", self._follows_row(), where=place, at=at, notes=notes)
        if links:
            block.marks = _marks(shown, left + first, links)
        self.blocks.append(block)
        self.count += 1
        self.widest = max(self.widest, left + last)
        if self._looks and (text[:1] in "=+-@" or "\t=" in text or "\t+" in text or "\t-" in text or "\t@" in text):
            self._note_formulas(shown, left + first, number)
        return True

    def remark(self, block: Block) -> None:
        """Add something beside the rows: a comment on a cell."""
        self._weight += _A_ROW + 3 * len(block.text)
        if self._weight <= MOST:
            self.blocks.append(block)

    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of the rows."""
        found: list[Finding] = []
        if self._formulas:
            text = (
                f"{self._formulas:,} cells begin with =, +, - or @ (the first is {self._first_formula}); here they are"
                " text, but a spreadsheet program that opens this file may run them as formulas: open it as text only"
            )
            found.append(Finding("formula-cells", text, "warning" if self._risky else "note", self._first_formula))
        if self.full:
            text = f"only the first {self.count:,} rows were read, as many as a reading can hold; the file has them all"
            found.append(Finding("table-too-long", text, "error"))
        return tuple(found)

    def _follows_row(self) -> bool:
        return bool(self.blocks) and self.blocks[-1].kind == "table"

    def _note_formulas(self, cells: list[str], left: int, number: int) -> None:
        for at, cell in enumerate(cells):
            if cell[:1] in ("=", "+", "-", "@") and not _NUMERIC.fullmatch(cell) and len(cell) > 1:
                self._formulas += 1
                self._risky += _RISKY.match(cell) is not None
                self._first_formula = self._first_formula or self.place(left + at, number, left + at)


def _marks(cells: list[str], left: int, links: Mapping[int, str]) -> list[Mark]:
    marks, start = [], 0
    for at, cell in enumerate(cells):
        if left + at in links:
            marks.append(Mark(start, start + len(cell), links[left + at]))
        start += len(cell) + 1
    end = max(0, start - 1)
    inside = range(left, left + len(cells))
    return marks + [Mark(end, end, target) for place, target in links.items() if place not in inside]


def is_header(cells: list[str]) -> bool:
    """Whether a first row names its columns: at least two short names, none a number, none twice."""
    names = [cell.strip() for cell in cells if cell.strip()]
    if len(names) < 2 or len(set(names)) < len(names):
        return False
    return all(len(name) <= 120 and "\n" not in name and not _is_number(name) for name in names)


def _is_number(name: str) -> bool:
    return name[:1] in "0123456789+-." and not any(map(str.isalpha, name))
