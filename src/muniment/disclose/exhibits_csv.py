"""`data/exhibits.csv`: the list of exhibits, for a spreadsheet.

For reading and sorting; the signed statements, not this table, are what is checked. Shows nothing
that the exhibits given do not show, and never a cell that a spreadsheet would run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from muniment.disclose import fields
from muniment.disclose.exhibit import Exhibit
from muniment.model.csv_cells import Cell, write_csv
from muniment.model.safe_text import safe_text

COLUMNS = (
    "Annex",
    "Description",
    "Date",
    "Language",
    "Came out of",
    "Source",
    "Basis",
    "Custody before intake",
    "File",
    "Type",
    "Size (bytes)",
    "SHA-256",
    "Record",
)


def exhibits_csv(exhibits: Iterable[Exhibit]) -> bytes:
    """One header row and one row an exhibit, in the order given; UTF-8 with mark, CR LF."""
    return write_csv(_rows(exhibits))


def _rows(exhibits: Iterable[Exhibit]) -> Iterator[tuple[Cell, ...]]:
    yield COLUMNS
    for exhibit in exhibits:
        yield _row(exhibit)


def _row(exhibit: Exhibit) -> tuple[Cell, ...]:
    custody = [fields.custody_words(shown) for shown in exhibit.acquisitions] or [fields.WITHHELD]
    return (
        exhibit.annex,
        fields.title_words(exhibit),
        fields.date_words(exhibit),
        safe_text(exhibit.language or fields.UNKNOWN),
        fields.all_came_from_words(exhibit),
        fields.exhibit_words(exhibit, "source"),
        fields.exhibit_words(exhibit, "basis"),
        " | ".join(custody),
        exhibit.path,
        safe_text(exhibit.media_type),
        exhibit.size,
        exhibit.sha256,
        exhibit.label,
    )
