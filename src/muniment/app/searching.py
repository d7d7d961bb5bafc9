"""Searching a vault: query to keys, keys to passages, passages to words with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from muniment.find import analyse, highlights, keys_version
from muniment.model.reading import Reading
from muniment.model.records import parse_label
from muniment.preserve import Ledger, load_reading
from muniment.store.lock import VaultBusy
from muniment.store.search import Hit, Query


@dataclass(frozen=True)
class Found:
    """A passage found: its item, its words, and which ranges of them fit the query."""

    item: str
    title: str | None
    name: str
    """The first name it came under: what it is called where it has no title."""
    text: str
    start: int
    end: int
    page: int | None
    score: float
    exact: bool
    marks: tuple[tuple[int, int], ...]

    def as_json(self) -> dict[str, Any]:
        """The documented JSON form."""
        return {
            "item": self.item,
            "title": self.title,
            "name": self.name,
            "passage": {"text": self.text, "start": self.start, "end": self.end, "page": self.page},
            "score": round(self.score, 4),
            "exact": self.exact,
        }


def search(ledger: Ledger, text: str, limit: int, offset: int = 0) -> list[Found]:
    """Passages that fit, exact ones first. Brings the index up to date before asking it."""
    _bring_up_to_date(ledger)
    query = analyse(text)
    index = ledger.store.search(keys_version())
    try:
        hits = index.search(query, limit, offset)
    finally:
        index.close()
    readings: dict[str, Reading | None] = {}
    for hit in hits:
        if hit.item not in readings:
            readings[hit.item] = load_reading(ledger, hit.item)
    return [_found(hit, query, readings[hit.item], _name(ledger, hit.item)) for hit in hits]


def _bring_up_to_date(ledger: Ledger) -> None:
    from .reading import update_search

    # Opened first: where there is no index yet, this is what tells the catalogue so.
    ledger.store.search(keys_version()).close()
    if not ledger.catalogue.unindexed(1) or ledger.stale:
        return
    try:
        with ledger.store.locked(wait=0.0):
            update_search(ledger)
    except VaultBusy:
        return  # the writer that holds the vault indexes what it reads


def _name(ledger: Ledger, item: str) -> str:
    row = ledger.catalogue.item(*parse_label(item, "item"))
    return ", ".join(row.names[:1]) if row else ""


def _found(hit: Hit, query: Query, reading: Reading | None, name: str) -> Found:
    passage = reading.text[hit.start : hit.end] if reading else ""
    title = reading.title if reading else None
    marks = tuple(highlights(passage, query))
    return Found(hit.item, title, name, passage, hit.start, hit.end, hit.page, hit.score, hit.exact, marks)
