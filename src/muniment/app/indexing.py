"""Passages of readings into the search."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from muniment.find import entries, keys_version
from muniment.model.reading import Reading
from muniment.preserve import Ledger
from muniment.store.ports import StoreError
from muniment.store.search import SearchIndex

INDEX_BATCH = 1_000


def update_search(ledger: Ledger) -> int:
    """Index every reading that the search does not know yet; returns how many."""
    index = ledger.store.search(keys_version())
    count = 0
    try:
        while rows := ledger.catalogue.unindexed(INDEX_BATCH):
            for item, digest, stale in rows:
                if stale:
                    index.remove(item)
                if digest is not None:
                    index.add(entries(item, _reading(ledger, digest)))
            index.commit()
            ledger.catalogue.set_indexed(item for item, _, _ in rows)
            count += len(rows)
    finally:
        index.close()
    return count


def index_all(ledger: Ledger, index: SearchIndex) -> None:
    """Index every reading in an index that knows none."""
    for item in ledger.catalogue.items():
        row = ledger.catalogue.reading(item.item)
        if row is None or row.reading is None:
            continue
        # In a damaged vault some readings cannot be read; the others can be searched all the same.
        with suppress(StoreError, KeyError):
            index.add(entries(item.item, _reading(ledger, row.reading)))
    index.commit()


def _reading(ledger: Ledger, digest: str) -> Reading:
    place = ledger.catalogue.objects([digest])[digest]
    return msgspec.json.decode(ledger.objects.read(place, digest), type=Reading)
