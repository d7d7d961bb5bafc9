"""`data/claims.csv`: the claims of a dossier, for a spreadsheet.

For reading and sorting; the signed statements, not this table, are what is checked. Shows nothing that the claims
given do not show, and never a cell that a spreadsheet would run.
"""

from __future__ import annotations

from collections.abc import Iterator

from muniment.disclose.fields import WITHHELD
from muniment.model.csv_cells import Cell, write_csv
from muniment.model.safe_text import safe_text

from .shown import ClaimShown, DossierShown
from .wording import act_lines, began_words, page_words, passage_words, said_by_words, value_words

COLUMNS = (
    "Annex",
    "Stands in",
    "Page",
    "Passage",
    "Said by",
    "How they know",
    "Polarity",
    "Hedges",
    "Acts, as said and as resolved",
    "Their own words for it",
    "Began as",
    "Codes",
    "Record",
)


def claims_csv(dossier: DossierShown) -> bytes:
    """One header row and one row a claim, in the order of the dossier; UTF-8 with mark, CR LF."""
    return write_csv(_rows(dossier))


def _rows(dossier: DossierShown) -> Iterator[tuple[Cell, ...]]:
    yield COLUMNS
    for claim in dossier.claims:
        yield _row(claim, dossier)


def _row(claim: ClaimShown, dossier: DossierShown) -> tuple[Cell, ...]:
    return (
        claim.annex,
        claim.item or WITHHELD,
        page_words(claim),
        passage_words(claim),
        said_by_words(claim),
        value_words(claim, "basis"),
        value_words(claim, "polarity"),
        value_words(claim, "hedges"),
        " | ".join(act_lines(claim, dossier.words)),
        value_words(claim, "characterisations"),
        began_words(claim),
        value_words(claim, "codes"),
        safe_text(claim.label),
    )
