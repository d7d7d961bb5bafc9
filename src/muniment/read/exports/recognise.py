"""Which export a table is, by its header alone."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.read.exports.archiver import ArchiverDatabase, ArchiverSheet, is_archiver_database, is_archiver_sheet
from muniment.read.exports.gathered import Export, Gathered
from muniment.read.exports.survey import Survey, kind_of

_LONGEST_HEADER = 20_000


def recognise(header: Sequence[str], gathered: Gathered) -> Export | None:
    """The export whose columns these are, or None: a table like any other."""
    if len(header) > _LONGEST_HEADER:
        return None
    if is_archiver_database(header):
        return ArchiverDatabase(gathered)
    if is_archiver_sheet(header):
        return ArchiverSheet(header, gathered)
    kind = kind_of(header)
    return Survey(header, kind, gathered) if kind else None
