"""Takes bytes in: keeps them, drafts their acquisitions, commits in batches.

A file is acknowledged only when the batch it is in has been committed. The same bytes brought again
are one more acquisition of the same item; the same acquisition again changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from muniment.model.records import label
from muniment.store.ports import Stored, Stream
from muniment.verify.vault import SMALL

from .ledger.draft import Draft
from .ledger.ledger import Ledger
from .ledger.projection import acquisition_key

BATCH_PARTS = 16_000
BATCH_BYTES = 256 * 2**20
BATCH_SECONDS = 2.0

Sniff = Callable[[bytes, int], str]
"""`sniff(first bytes, size)`: the media type by content."""


class Deposited(NamedTuple):
    """What became of one file. `status`: added (new item), known (its bytes were here), failed."""

    path: str
    status: str
    item: str = ""
    acquisition: str = ""
    size: int = 0
    media_type: str = ""
    finding: str = ""
    unchanged: bool = False
    """Whether this very acquisition was here already, so that nothing was written."""


@dataclass
class _Waiting:
    """A file in the batch that is being drafted."""

    path: str
    digest: str
    size: int
    media_type: str
    part: int
    finding: str


class Deposit:
    """Deposits files one after the other; `report` is called for each once it is settled."""

    def __init__(self, ledger: Ledger, sniff: Sniff, report: Callable[[Deposited], None]) -> None:
        self._ledger, self._sniff, self._report = ledger, sniff, report
        self._draft: Draft | None = None
        self._waiting: list[_Waiting] = []
        self._keys: dict[bytes, int] = {}
        self._bytes = 0
        self._began = 0.0

    def take(
        self, path: str, head: bytes, rest: Stream | None, fields: Mapping[str, Any], look: Callable[[], str] = str
    ) -> None:
        """Keep one file: all of it in `head`, or its first bytes there and the rest in a stream.

        `look()` is asked once the file has been read to its end: a finding about it, or nothing.
        """
        draft = self._draft or self._begin()
        stored = self._store(draft, head, rest)
        media_type = self._sniff(head[:8192], stored.size)
        given, finding = _compare_hash(fields, stored.sha256, look())
        values: dict[str, Any] = {
            "item": {"object": stored.sha256, "size": stored.size},
            "media_type": media_type,
            **fields,
            **given,
        }
        if finding:
            values["intake_finding"] = finding
        self._add(draft, path, stored, media_type, values, finding)

    def _store(self, draft: Draft, head: bytes, rest: Stream | None) -> Stored:
        if rest is None and len(head) < SMALL:
            stored = draft.put(head, sha256(head).hexdigest())
        else:
            stored = draft.put_stream(rest or _Ended(), head)
        self._bytes += stored.size
        return stored

    def _add(
        self, draft: Draft, path: str, stored: Stored, media_type: str, values: dict[str, Any], finding: str
    ) -> None:
        key = acquisition_key(values)
        known = self._ledger.catalogue.known_acquisitions([key]).get(key)
        if known is not None:
            item = self._ledger.catalogue.item_of([stored.sha256])[stored.sha256]
            self._report(Deposited(path, "known", item, known, stored.size, media_type, finding, unchanged=True))
            return
        if key in self._keys:
            part = self._keys[key]
        else:
            part = self._keys[key] = draft.add(values)
        self._waiting.append(_Waiting(path, stored.sha256, stored.size, media_type, part, finding))
        if (
            len(self._waiting) >= BATCH_PARTS
            or self._bytes >= BATCH_BYTES
            or time.monotonic() - self._began > BATCH_SECONDS
        ):
            self.flush()

    def _begin(self) -> Draft:
        self._draft = self._ledger.draft("acquire")
        self._waiting, self._keys = [], {}
        self._bytes, self._began = 0, time.monotonic()
        return self._draft

    def flush(self) -> None:
        """Commit what is drafted and report it."""
        draft, self._draft = self._draft, None
        if draft is None or not draft.parts:
            return
        written = draft.commit()
        items = self._ledger.catalogue.item_of({waiting.digest for waiting in self._waiting})
        first = {waiting.digest: waiting for waiting in reversed(self._waiting)}
        for waiting in self._waiting:
            new = draft.is_new(waiting.digest) and first[waiting.digest] is waiting
            self._report(
                Deposited(
                    waiting.path,
                    "added" if new else "known",
                    items[waiting.digest],
                    label("acquisition", written.index, waiting.part),
                    waiting.size,
                    waiting.media_type,
                    waiting.finding,
                )
            )
        self._waiting = []


class _Ended:
    """A stream that has ended."""

    def readinto(self, buffer: memoryview) -> int:
        return 0


def _compare_hash(fields: Mapping[str, Any], digest: str, finding: str) -> tuple[dict[str, Any], str]:
    """Hold a hash given by the bringer against the bytes; a difference is a finding, never a refusal."""
    given = fields.get("given_hash")
    if not isinstance(given, str):
        return {}, finding
    agrees = given.lower() == digest
    if not agrees:
        finding = "; ".join(filter(None, [finding, "hash-differs: its SHA-256 is not the one given with it"]))
    return {"given_hash_agrees": agrees}, finding
