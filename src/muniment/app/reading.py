"""The reading stage: pending items to the readers, readings and what was found inside to the vault.

Resumable: what has been read is logged in batches; whatever is pending is read by the next run. What
is found inside an item is kept before the reading that found it, so that a reading never names what
is not there; then it is pending itself, and read in the next round.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import msgspec

from muniment.acquire import Inside, Outlet
from muniment.model.reading import Finding, Reading
from muniment.model.records import ItemRow
from muniment.preserve import Draft, Ledger, is_closed, keep_reading, status_of
from muniment.read import Allowance, Job, ReadingPool
from muniment.verify.vault import SMALL

from .indexing import update_search

BATCH = 500
BATCH_BYTES = 32 << 20
SECONDS = 3.0
Progress = Callable[[str, str], None]
"""`progress(item, status)`: after each item."""


def read_pending(
    ledger: Ledger, pool: ReadingPool, inside: Inside, progress: Progress, wishes: frozenset[str] = frozenset()
) -> Counter[str]:
    """Read every pending item, and what is found inside it; returns how many ended as done, failed and none."""
    stage = _Stage(ledger, pool, inside, progress, wishes)
    # Listed first: what is read meanwhile changes what is pending.
    while pending := list(ledger.catalogue.unread()):
        stage.read(pending)
    update_search(ledger)
    return stage.counted


def read_again(
    ledger: Ledger,
    pool: ReadingPool,
    inside: Inside,
    progress: Progress,
    items: Iterable[ItemRow],
    wishes: frozenset[str] = frozenset(),
) -> Counter[str]:
    """Read items that have been read before; their earlier readings stay in the log."""
    stage = _Stage(ledger, pool, inside, progress, wishes)
    stage.read(list(items))
    return stage.counted + read_pending(ledger, pool, inside, progress)


def improvable(ledger: Ledger, pool: ReadingPool, items: Iterable[ItemRow], every: bool) -> Iterator[ItemRow]:
    """Those of some items that were read by another reader than would read them now; or `every` one."""
    for item in items:
        row = ledger.catalogue.reading(item.item)
        label = pool.label_of(item.media_type)
        if row is not None and label is not None and (every or row.reader != label):
            yield item


class _Stage:
    """One run: reads items and logs what came of them in batches."""

    def __init__(
        self, ledger: Ledger, pool: ReadingPool, inside: Inside, progress: Progress, wishes: frozenset[str]
    ) -> None:
        self._ledger, self._pool, self._inside = ledger, pool, inside
        self._progress, self._wishes = progress, wishes
        self.counted: Counter[str] = Counter()
        self._held: list[tuple[str, Reading]] = []
        self._held_bytes = 0
        self._began = time.monotonic()
        self._rows: dict[str, ItemRow] = {}

    def read(self, items: list[ItemRow]) -> None:
        """Read these items."""
        with ExitStack() as files:
            for job, reading in self._pool.read_all(self._jobs(items, files), self._outlet):
                self._hold(job.key, reading if job.allowance else with_closing(reading))
                del self._rows[job.key]
            self._commit()

    def _jobs(self, items: list[ItemRow], files: ExitStack) -> Iterator[Job]:
        for item in items:
            self._rows[item.item] = item
            yield self._job(item, files)

    def _job(self, item: ItemRow, files: ExitStack) -> Job:
        name = item.names[0] if item.names else ""
        place = self._ledger.catalogue.objects([item.sha256])[item.sha256]
        allowance = self._allowance(item)
        data, path = None, None
        if item.size < SMALL:
            data = self._ledger.objects.read(place, item.sha256)
        else:
            path = files.enter_context(self._ledger.objects.as_file(place, item.sha256))
        return Job(item.item, item.media_type, path, name, data, allowance, self._wishes)

    def _allowance(self, item: ItemRow) -> Allowance | None:
        """What may be taken out of an item: nothing, once something out of it was erased."""
        if is_closed(self._ledger, item):
            return None
        room = self._inside.room(self._inside.origin(item.item, item.sha256, item.size, ""))
        return Allowance(room.depth, room.files, room.size)

    def _outlet(self, job: Job) -> Outlet:
        item = self._rows[job.key]
        label = self._pool.label_of(job.media_type) or ""
        return self._inside.outlet(self._inside.origin(item.item, item.sha256, item.size, label))

    def _hold(self, item: str, reading: Reading) -> None:
        self._held.append((item, reading))
        self._held_bytes += len(reading.text) + sum(len(one.data) for one in reading.derivatives)
        late = time.monotonic() - self._began > SECONDS
        if late or len(self._held) >= BATCH or self._held_bytes >= BATCH_BYTES:
            self._commit()

    def _commit(self) -> None:
        """First what was found inside, then the readings that found it."""
        self._inside.flush()
        if self._held:
            draft = self._ledger.draft("read")
            done = [(item, self._keep(draft, item, reading)) for item, reading in self._held]
            if draft.parts:
                draft.commit()
            for item, status in done:
                self.counted[status] += 1
                self._progress(item, status)
        self._held, self._held_bytes, self._began = [], 0, time.monotonic()

    def _keep(self, draft: Draft, item: str, reading: Reading) -> str:
        """Keep a reading; one that failed never takes the place of one that did not."""
        before = self._ledger.catalogue.reading(item)
        status = status_of(reading)
        if before is not None and before.status == "done" and status != "done":
            return status
        return keep_reading(draft, item, reading)


def with_closing(reading: Reading) -> Reading:
    """The reading of an item out of which something was erased: nothing is taken out of it any more."""
    words = "something found inside it was erased, so nothing is taken out of it any more; it still holds what it held"
    return msgspec.structs.replace(reading, findings=(*reading.findings, Finding("closed-container", words, "note")))
