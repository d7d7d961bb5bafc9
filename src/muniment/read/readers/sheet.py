"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, sheet by sheet, row by row; stored values, never formulas run."""

from __future__ import annotations

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.table.reading import ODS, read_book
from muniment.read.text.language import model


class SheetReader:
    """Reads workbooks of Excel and of OpenDocument."""

    name = "sheet"
    version = "3"
    media_types = frozenset(
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel",
            "application/vnd.ms-excel.sheet.macroEnabled.12",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            *ODS,
        )
    )

    def warm(self) -> None:
        """Import the parsers and load the language model."""
        import python_calamine  # noqa: F401

        model()

    def read(self, source: Source) -> Reading:
        """Text, comments, links, children, metadata and findings; never raises for any bytes."""
        return read_book(source, f"{self.name}/{self.version}")
