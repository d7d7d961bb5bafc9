"""The reading stage: pending items to the readers, readings to the vault, passages to the search.

Resumable: what has been read is logged in batches; whatever is pending is read by the next run.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import msgspec

from muniment.find import entries, keys_version
from muniment.model.reading import Reading
from muniment.model.records import ItemRow
from muniment.preserve import Draft, Ledger, keep_reading
from muniment.read import Job, ReadingPool
from muniment.store.ports import StoreError
from muniment.store.search import SearchIndex
from muniment.verify.vault import SMALL

BATCH = 500
SECONDS = 3.0
INDEX_BATCH = 1_000
Progress = Callable[[str, str], None]
"""`progress(item, status)`: after each item."""


def read_pending(ledger: Ledger, pool: ReadingPool, progress: Progress) -> Counter[str]:
    """Read every pending item; returns how many ended as done, failed and none."""
    counted: Counter[str] = Counter()
    draft: Draft | None = None
    began = time.monotonic()
    with ExitStack() as files:
        for job, reading in pool.read_all(_jobs(ledger, files)):
            draft = draft or ledger.draft("read")
            status = keep_reading(draft, job.key, reading)
            counted[status] += 1
            progress(job.key, status)
            if len(draft.parts) >= BATCH or time.monotonic() - began > SECONDS:
                draft.commit()
                draft, began = None, time.monotonic()
    if draft is not None:
        draft.commit()
    update_search(ledger)
    return counted


def _jobs(ledger: Ledger, files: ExitStack) -> Iterator[Job]:
    # Listed first: what is read meanwhile changes what is pending.
    for item in list(ledger.catalogue.unread()):
        yield _job(ledger, item, files)


def _job(ledger: Ledger, item: ItemRow, files: ExitStack) -> Job:
    place = ledger.catalogue.objects([item.sha256])[item.sha256]
    name = item.names[0] if item.names else ""
    if item.size < SMALL:
        return Job(item.item, item.media_type, None, name, ledger.objects.read(place, item.sha256))
    return Job(item.item, item.media_type, files.enter_context(ledger.objects.as_file(place, item.sha256)), name)


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
