"""Ties by citation: a document that links to another one, or names it."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.link.citations import links, named
from muniment.link.citations.naming import Titled
from muniment.link.ties import Tie
from muniment.model.claims import Span
from muniment.model.reading import Reading
from muniment.preserve import Ledger, find_item

BY = "citations/1"


def citation_ties(ledger: Ledger, readings: Sequence[tuple[str, Reading]]) -> list[Tie]:
    """Ties among these documents by what they link to and whom they name."""
    here = {item for item, _ in readings}
    rows = links(ledger, [find_item(ledger, item) for item, _ in readings])
    found = [
        Tie(row.inside, row.item, "citation", f"{row.item} links to {row.inside} ({row.where}: «{row.text}»)", by=BY)
        for row in rows
        if row.inside in here and row.inside != row.item
    ]
    texts = dict(readings)
    for one in named([Titled(item, reading.title or "", reading.text) for item, reading in readings]):
        span = Span(texts[one.item].text[one.start : one.end], one.start, one.end)
        why = f"{one.item} names {one.other} by its title: «{span.text}»"
        found.append(Tie(one.other, one.item, "citation", why, b_span=span, by=BY))
    return found
