"""One table after the other: headers told from rows, exports recognised, every row taken in."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.read.exports.gathered import Export, Gathered
from muniment.read.exports.recognise import recognise
from muniment.read.table.rows import Rows, is_header

HEADER = "header"
"""The mark of the row that names the columns."""


class Table:
    """The rows of one table, the first of which may be its header."""

    def __init__(self, rows: Rows, gathered: Gathered) -> None:
        self._rows = rows
        self._gathered = gathered
        self._export: Export | None = None
        self._begun = False
        self.header: list[str] = []

    def add(
        self,
        cells: list[str],
        number: int,
        left: int = 0,
        notes: tuple[str, ...] = (),
        links: Mapping[int, str] | None = None,
    ) -> bool:
        """Take in a row; see `Rows.add`."""
        if self._begun:
            if self._export is None:
                return self._rows.add(cells, number, left, notes=notes, links=links)
            where = self._rows.place(left, number, left + max(0, len(cells) - 1))
            said = self._export.row(cells, where) if any(cells) else None
            if said is None:
                return True
            return self._rows.add(cells, number, left, at=said.at, notes=said.notes + notes, links=links)
        if not any(cell.strip() for cell in cells):
            return True
        self._begun = True
        self._export = recognise(cells, self._gathered)
        if self._export is not None or is_header(cells):
            self.header = cells
            notes = (HEADER, *notes)
        return self._rows.add(cells, number, left, notes=notes, links=links)

    def close(self) -> None:
        """No more rows."""
        if self._export is not None:
            self._export.close()
