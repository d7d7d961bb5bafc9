"""Searching a vault: query to keys, keys to passages, passages to words with their marks."""

from __future__ import annotations

import contextlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from muniment.find import analyse, highlights, keys_version
from muniment.model.reading import Reading
from muniment.model.records import parse_label
from muniment.preserve import Ledger, load_reading
from muniment.store.lock import VaultBusy
from muniment.store.search import Hit, Query, SearchIndex

from .saying import about


class NoWord(ValueError):
    """There is no word in a query; the message says what to type."""


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
    told: str = ""
    """Who says it, when, and whether a program put it into words: see `saying.about`."""

    def as_json(self) -> dict[str, Any]:
        """The documented JSON form."""
        return {
            "item": self.item,
            "title": self.title,
            "name": self.name,
            "passage": {"text": self.text, "start": self.start, "end": self.end, "page": self.page},
            "score": round(self.score, 4),
            "exact": self.exact,
            "told": self.told,
        }


def search(ledger: Ledger, text: str, limit: int, offset: int = 0) -> list[Found]:
    """Passages that fit, exact ones first. Brings the index up to date before asking it. Raises NoWord."""
    query = analyse(text)
    if not (query.words or query.phrases or query.prefixes):
        raise NoWord(f"There is no word in {text!r}. Type one at least; a * goes behind a word's first two letters.")
    index = _index(ledger)
    try:
        hits = index.search(query, limit, offset)
    finally:
        index.close()
    readings: dict[str, Reading | None] = {}
    for hit in hits:
        if hit.item not in readings:
            readings[hit.item] = load_reading(ledger, hit.item)
    return [
        _found(hit, query, readings[hit.item], _name(ledger, hit.item), _told(ledger, hit, readings[hit.item]))
        for hit in hits
    ]


def _told(ledger: Ledger, hit: Hit, reading: Reading | None) -> str:
    """What is to be said of a passage that was found, and of its item where a person made that from another."""
    ways = [row.fields for row in ledger.catalogue.acquisitions(hit.item)]
    said = [f"{way['made_as']} by {way.get('made_by', 'unknown')}" for way in ways if "made_as" in way]
    if reading is not None:
        at = bisect_right(reading.passages, hit.start, key=lambda passage: passage.start) - 1
        said.append(about(reading.passages[at]) if at >= 0 else "")
    return ", ".join(filter(None, dict.fromkeys(said)))


def _index(ledger: Ledger) -> SearchIndex:
    """The index, brought up to date; one in memory for a vault that is only read and has none that would do."""
    from .indexing import index_all, update_search

    # Opened first: where there is no index yet, this is what tells the catalogue so.
    index = ledger.store.search(keys_version())
    if ledger.stale and (ledger.store.private_catalogue or ledger.catalogue.unindexed(1)):
        index.close()
        index = ledger.store.search_in_memory(keys_version())
        index_all(ledger, index)
    elif ledger.catalogue.unindexed(1):
        # The writer that holds the vault indexes what it reads.
        with contextlib.suppress(VaultBusy), ledger.store.locked(wait=0.0):
            update_search(ledger)
    return index


def _name(ledger: Ledger, item: str) -> str:
    row = ledger.catalogue.item(*parse_label(item, "item"))
    return ", ".join(row.names[:1]) if row else ""


def _found(hit: Hit, query: Query, reading: Reading | None, name: str, told: str) -> Found:
    passage = reading.text[hit.start : hit.end] if reading else ""
    title = reading.title if reading else None
    marks = tuple(highlights(passage, query))
    return Found(hit.item, title, name, passage, hit.start, hit.end, hit.page, hit.score, hit.exact, marks, told)
