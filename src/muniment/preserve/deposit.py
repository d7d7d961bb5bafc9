"""Takes bytes in: keeps them, drafts their acquisitions, commits in batches.

A file is acknowledged only when the batch it is in has been committed. The same bytes brought again
are one more acquisition of the same item; the same acquisition again changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from muniment.model.records import label
from muniment.store.ports import Stream
from muniment.verify.vault import SMALL

from .ledger.draft import Draft
from .ledger.ledger import Ledger
from .ledger.projection import acquisition_key

BATCH_PARTS = 16_000
BATCH_BYTES = 4 * 2**30
BATCH_SECONDS = 5.0
AT_ONCE = 200
"""Small files that are held together, so that the catalogue is asked once about all of them …"""
AT_ONCE_BYTES = 4 * 2**20
"""… up to so many bytes."""

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


class _File(NamedTuple):
    """A file on its way: what was read of it and what is told about it."""

    path: str
    digest: str
    size: int
    head: bytes
    """All of a small file; once it is kept, nothing."""
    media_type: str
    values: dict[str, Any]
    finding: str
    key: bytes

    def without_bytes(self) -> _File:
        """The same once its bytes are kept."""
        return self._replace(head=b"", values={})

    def deposited(self, status: str, item: str, acquisition: str) -> Deposited:
        """What became of it."""
        return Deposited(self.path, status, item, acquisition, self.size, self.media_type, self.finding)


class Deposit:
    """Deposits files one after the other; `report` is called for each once it is settled."""

    def __init__(self, ledger: Ledger, sniff: Sniff, report: Callable[[Deposited], None]) -> None:
        self._ledger, self._sniff, self._report = ledger, sniff, report
        self._draft: Draft | None = None
        self._held: list[_File] = []
        self._held_bytes = 0
        self._waiting: list[tuple[_File, int]] = []
        """Files of the batch that are kept, with the numbers of their parts."""
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
        if rest is None and len(head) < SMALL:
            digest = sha256(head).hexdigest()
            self._held.append(self._file(path, digest, len(head), head, fields, look()))
            self._held_bytes += len(head)
            self._bytes += len(head)
        else:
            self._settle(draft)
            stored = draft.put_stream(rest or _Ended(), head)
            file = self._file(path, stored.sha256, stored.size, head, fields, look())
            self._add(draft, file, *self._known([file]))
            self._bytes += stored.size
        if len(self._held) >= AT_ONCE or self._held_bytes >= AT_ONCE_BYTES:
            self._settle(draft)
        if self._is_due():
            self.flush()

    def mention(self, path: str, item: tuple[str, int, str], fields: Mapping[str, Any]) -> None:
        """One more acquisition of an item that is here: (SHA-256, size, media type); no bytes are brought."""
        digest, size, media_type = item
        draft = self._draft or self._begin()
        given, finding = _compare_hash(fields, digest, "")
        values = _values(digest, size, media_type, {**fields, **given}, finding)
        file = _File(path, digest, size, b"", media_type, values, finding, acquisition_key(values))
        self._add(draft, file, *self._known([file]))
        if self._is_due():
            self.flush()

    def _is_due(self) -> bool:
        parts = len(self._waiting) + len(self._held)
        late = time.monotonic() - self._began > BATCH_SECONDS
        return late or parts >= BATCH_PARTS or self._bytes >= BATCH_BYTES

    def _file(self, path: str, digest: str, size: int, head: bytes, fields: Mapping[str, Any], finding: str) -> _File:
        media_type = self._sniff(head[:8192], size)
        given, finding = _compare_hash(fields, digest, finding)
        values = _values(digest, size, media_type, {**fields, **given}, finding)
        return _File(path, digest, size, head, media_type, values, finding, acquisition_key(values))

    def _settle(self, draft: Draft) -> None:
        """Keep what is held, and draft its acquisitions."""
        held, self._held, self._held_bytes = self._held, [], 0
        draft.ask(file.digest for file in held)
        known = self._known(held)
        for file in held:
            draft.put(file.head, file.digest)
            self._add(draft, file, *known)

    def _known(self, files: list[_File]) -> tuple[dict[bytes, str], dict[str, str]]:
        """Labels of the acquisitions that are here already by key, and of their items by digest."""
        acquisitions = self._ledger.catalogue.known_acquisitions([file.key for file in files])
        items = self._ledger.catalogue.item_of([file.digest for file in files if file.key in acquisitions])
        return acquisitions, items

    def _add(self, draft: Draft, file: _File, acquisitions: Mapping[bytes, str], items: Mapping[str, str]) -> None:
        if file.key in acquisitions:
            self._report(file.deposited("known", items[file.digest], acquisitions[file.key])._replace(unchanged=True))
            return
        if file.key not in self._keys:
            self._keys[file.key] = draft.add(file.values)
        self._waiting.append((file.without_bytes(), self._keys[file.key]))

    def _begin(self) -> Draft:
        self._draft = self._ledger.draft("acquire")
        self._waiting, self._keys = [], {}
        self._bytes, self._began = 0, time.monotonic()
        return self._draft

    def flush(self) -> None:
        """Commit what is drafted and report it."""
        if self._draft is not None:
            self._settle(self._draft)
        draft, self._draft = self._draft, None
        if draft is None or not draft.parts:
            return
        written = draft.commit()
        items = self._ledger.catalogue.item_of({file.digest for file, _ in self._waiting})
        first = {file.digest: file for file, _ in reversed(self._waiting)}
        for file, part in self._waiting:
            new = draft.is_new(file.digest) and first[file.digest] is file
            acquisition = label("acquisition", written.index, part)
            self._report(file.deposited("added" if new else "known", items[file.digest], acquisition))
        self._waiting = []


def _values(digest: str, size: int, media_type: str, told: Mapping[str, Any], finding: str) -> dict[str, Any]:
    """The fields of an acquisition."""
    values = {"item": {"object": digest, "size": size}, "media_type": media_type, **told}
    return {**values, "intake_finding": finding} if finding else values


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
