"""A document's own date: what it says of itself, never the day it was brought."""

from __future__ import annotations

from muniment.model.reading import Reading


def document_date(reading: Reading) -> str | None:
    """EDTF of the day it says it was published, written or sent; None where it says none."""
    for what in ("published", "sent", "created", "taken"):
        for moment in reading.moments:
            if moment.what == what and moment.edtf:
                return moment.edtf
    return None
