"""A workbook of any kind as a reading: its rows, what stands beside them, its files handed out."""

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

ODS = ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet-template")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_book(source: Source, reader: str) -> Reading:
    """Text, comments, links, children, metadata and findings; never raises for any bytes."""
    findings, rows = Findings(), Rows()
    gathered = Gathered(source, findings)
    try:
        said = _read(source, rows, gathered)
    except Unusable as error:
        text = f"it cannot be opened as a workbook: {error}; ask for another copy"
        return Reading(reader, findings=(Finding("container-damaged", text, "error"),))
    gathered.close()
    reading = compose(
        reader,
        rows.blocks,
        findings=(*findings.all(), *rows.findings()),
        title=said.title,
        author=said.author,
        moments=tuple(said.moments),
        metadata={**said.metadata, **gathered.metadata, "table:rows": str(rows.count)},
    )
    return structs.replace(reading, positions=tuple(gathered.positions))


def _read(source: Source, rows: Rows, gathered: Gathered) -> About:
    if source.media_type in ODS:
        return Sheets(Parts(source, gathered.findings), rows, gathered).read()
    book = Workbook(source, rows, gathered)
    return book.read_binary() if source.head(8) == _OLE else book.read_packed()
