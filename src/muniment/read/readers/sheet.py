"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, sheet by sheet, row by row; stored values, never formulas run."""

from __future__ import annotations

from msgspec import structs

from muniment.model.reading import Finding, Reading
from muniment.read.exports.gathered import Gathered
from muniment.read.interface import Source
from muniment.read.office.archive import Unusable
from muniment.read.office.findings import Findings
from muniment.read.office.parts import Parts
from muniment.read.office.properties import About
from muniment.read.table.opendocument import Sheets
from muniment.read.table.rows import Rows
from muniment.read.table.workbook import Workbook
from muniment.read.text.blocks import compose
from muniment.read.text.language import model

_ODS = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class SheetReader:
    """Reads workbooks of Excel and of OpenDocument."""

    name = "sheet"
    version = "1"
    media_types = frozenset(
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
            "application/vnd.ms-excel",
            "application/vnd.ms-excel.sheet.macroEnabled.12",
            "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            *_ODS,
        )
    )

    def warm(self) -> None:
        """Import the parsers and load the language model."""
        import python_calamine  # noqa: F401

        model()

    def read(self, source: Source) -> Reading:
        """Text, comments, links, children, metadata and findings; never raises for any bytes."""
        label = f"{self.name}/{self.version}"
        findings, rows = Findings(), Rows()
        gathered = Gathered(source, findings)
        try:
            said = _read(source, rows, gathered)
        except Unusable as error:
            text = f"it cannot be opened as a workbook: {error}; ask for another copy"
            return Reading(label, findings=(Finding("container-damaged", text, "error"),))
        gathered.close()
        reading = compose(
            label,
            rows.blocks,
            findings=(*findings.all(), *rows.findings()),
            title=said.title,
            author=said.author,
            moments=tuple(said.moments),
            metadata={**said.metadata, **gathered.metadata, "table:rows": str(rows.count)},
        )
        return structs.replace(reading, positions=tuple(gathered.positions))


def _read(source: Source, rows: Rows, gathered: Gathered) -> About:
    if source.media_type in _ODS:
        return Sheets(Parts(source, gathered.findings), rows, gathered).read()
    book = Workbook(source, rows, gathered)
    return book.read_binary() if source.head(8) == _OLE else book.read_packed()
