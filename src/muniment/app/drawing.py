"""The picture of an item's page, drawn in a confined process; nothing is kept of it."""

from __future__ import annotations

from muniment.model.reading import Finding
from muniment.model.records import ItemRow
from muniment.preserve import Ledger
from muniment.read import Job, ReadingPool


class NoPicture(Exception):
    """There is no picture of that page; the message says why."""


def draw(ledger: Ledger, pool: ReadingPool, item: ItemRow, page: int) -> bytes:
    """A PNG of page `page`, counted from 1. Raises NoPicture."""
    place = ledger.catalogue.objects([item.sha256])[item.sha256]
    with ledger.objects.as_file(place, item.sha256) as path:
        drawn = pool.draw(Job(item.item, item.media_type, path, page=page))
    if isinstance(drawn, Finding):
        raise NoPicture(f"{item.item}: {drawn.text}.")
    return drawn.data
