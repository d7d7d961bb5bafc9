"""The ports: what the program asks of any storage. Nothing above `store` knows paths or SQL.

Truth: `Objects` (packs and blobs) and `LogStore` (tiles and the checkpoint). Projections:
`Catalogue` here and `SearchIndex` in `search`. An adapter passes the contract suites in
`tests/store/`; what they ask is what may be relied upon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from muniment.model.claims import Suggestion
from muniment.model.records import (
    AcquisitionRow,
    ActRow,
    ChildRow,
    DerivativeRow,
    ItemRow,
    Place,
    ReadingRow,
    Record,
    StatementRow,
)
from muniment.verify.log import Tile


class StoreError(Exception):
    """The storage cannot do what was asked; the message tells a person what and what to do."""


class HeadMoved(StoreError):
    """Somebody else has written a checkpoint since it was read: nothing was changed."""


class CatalogueUnusable(StoreError):
    """The catalogue is damaged or of another version. It is derived: begin it anew."""


class Stored(NamedTuple):
    """An object that was put: its SHA-256 (hex), its size, and where it is."""

    sha256: str
    size: int
    place: Place


class Stream(Protocol):
    """Bytes that come one buffer after the other."""

    def readinto(self, buffer: memoryview) -> int:
        """Fill a buffer and say how far; 0 at the end."""


class Objects(Protocol):
    """Immutable bytes and the parts of acts. Written in the order of the log, never overwritten."""

    def put(self, act: int, body: bytes, sha256: str) -> Stored:
        """Keep a small object for the act being written. Durable after `sync`."""

    def put_stream(self, act: int, source: Stream, head: bytes = b"") -> Stored:
        """Keep `head` and the rest of a stream as one large object, hashed on the way."""

    def put_parts(self, act: int, body: bytes) -> Place:
        """Keep an act's parts; the last thing written for an act."""

    def sync(self) -> None:
        """Make everything put so far durable."""

    def committed(self) -> None:
        """The checkpoint over everything synced is durable: forget how to undo it."""

    def read(self, place: Place, sha256: str = "") -> bytes:
        """The bytes at a place; `sha256` names the blob where the place is one. Raises StoreError."""

    def chunks(self, place: Place, sha256: str) -> Iterator[bytes]:
        """An object's bytes in order, piece by piece."""

    def as_file(self, place: Place, sha256: str) -> AbstractContextManager[Path]:
        """A blob as a file that other programs may read."""

    def lacking(self, places: Iterable[tuple[str, Place]]) -> list[str]:
        """Names of what is gone or too short to hold these places; no bytes are read."""

    def scan(self, size: int, generation: int = 0) -> Iterator[tuple[int, str, Place]]:
        """(act, sha256, place) of every packed object and, with sha256 "", of every act's parts."""

    def drop_stream(self, stored: Stored) -> None:
        """Take back the stream that was put last: its bytes are here already."""

    def earlier(self) -> Iterator[tuple[str, Place]]:
        """(sha256, place) of every packed object of the logs that this one goes on from."""

    def erase(self, objects: set[str], parts: Mapping[int, bytes], tombstone: bytes, generation: int = 0) -> None:
        """Remove objects for good, leaving tombstones, and replace the parts of acts; safe to repeat."""

    def recover(self, size: int, known: Callable[[str], bool]) -> None:
        """Cut off what lies beyond a log of `size` entries; raise StoreError if something before is gone."""


class LogStore(Protocol):
    """Tiles, entry bundles and the checkpoint: one pointer that is compared and swapped."""

    def head(self) -> bytes | None:
        """The checkpoint as it was written, or None for a log that does not exist yet."""

    def read(self, tile: Tile) -> bytes:
        """A tile or bundle, also a partial one that the log has outgrown. Raises OSError."""

    def commit(self, tiles: Mapping[Tile, bytes], old: bytes | None, new: bytes) -> None:
        """Make tiles durable, then the checkpoint; raise HeadMoved if it is not `old` any more."""

    def tidy(self, old: int, new: int) -> None:
        """Remove the partial tiles of a log of `old` entries that one of `new` has superseded."""

    def recover(self, size: int) -> None:
        """Remove whatever an interrupted write has left beside a log of `size` entries."""


@dataclass
class Change:
    """What one act does to the catalogue."""

    act: ActRow
    parts: Place
    """Where the act's parts are."""
    objects: list[tuple[str, Place]] = field(default_factory=list)
    references: list[tuple[str, int]] = field(default_factory=list)
    """(sha256, part) of every object a part refers to."""
    items: list[tuple[int, str, int, str]] = field(default_factory=list)
    """(part, sha256, size, media type) of items new with this act."""
    acquisitions: list[tuple[int, str, bytes, dict[str, Any]]] = field(default_factory=list)
    """(part, sha256, key, fields)."""
    statements: list[StatementRow] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    """New ones, and later versions of those that are known: these name only label, kind, fields and by whom."""
    readings: list[ReadingRow] = field(default_factory=list)
    derivatives: list[tuple[int, str, str, int, dict[str, Any]]] = field(default_factory=list)
    """(part, item, sha256, size, fields)."""
    erased: list[int] = field(default_factory=list)
    """Parts of this act that were erased."""


class ItemFilter(NamedTuple):
    """Which items to list; empty strings do not filter."""

    media_type: str = ""
    read: str = ""
    language: str = ""
    name: str = ""
    findings: bool = False
    no_basis: bool = False
    """Only what people brought, at least once, without a stated basis, where no `amend` states one since.

    What was found inside others or made from them is not listed: it follows what it came out of.
    """


EVERY_ITEM = ItemFilter()


class Catalogue(Protocol):
    """Derived records. May be deleted at any time; `position` says up to where it reflects the log."""

    def position(self) -> tuple[int, bytes]:
        """Number of acts applied and leaf hash of the last; (0, b"") for an empty catalogue."""

    def apply(self, changes: Sequence[Change], leaf: bytes) -> None:
        """Take the acts that follow, all or none; `leaf` is the last one's hash.

        Does nothing where another process has already applied the first of them.
        """

    def objects(self, digests: Iterable[str]) -> dict[str, Place]:
        """Places of those objects that are known."""

    def parts(self, act: int) -> Place | None:
        """Where an act's parts are."""

    def extent(self) -> Iterator[tuple[str, Place]]:
        """(sha256, place) of each large object, and with sha256 "" the last place in each pack."""

    def references(self, digest: str) -> list[tuple[int, int]]:
        """(act, part) of every live part that refers to an object."""

    def known_acquisitions(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """Acquisition key → label, for those already here."""

    def item_of(self, digests: Iterable[str]) -> dict[str, str]:
        """SHA-256 → item label, for those already here."""

    def items(self, wanted: ItemFilter = EVERY_ITEM, limit: int = -1, offset: int = 0) -> list[ItemRow]:
        """Items in the order they came."""

    def count(self, wanted: ItemFilter = EVERY_ITEM) -> int:
        """How many items `items` lists."""

    def item(self, act: int, part: int) -> ItemRow | None:
        """One item by its record or by the record of one of its acquisitions."""

    def acquisitions(self, item: str) -> list[AcquisitionRow]:
        """All acquisitions of an item, oldest first."""

    def statements(self, record: str) -> list[StatementRow]:
        """All statements about a record (`act.part`), oldest first."""

    def records(self, kind: str = "", about: str = "") -> list[Record]:
        """What people put on record, as it stands now, in order: of one kind, or what refers to a label."""

    def record(self, label: str) -> Record | None:
        """One of them by its label (or `act.part` alone)."""

    def suggest(self, item: str, reading: str, marks: Sequence[Suggestion]) -> None:
        """Keep what a program suggests in the margin of an item's reading; replaces what it suggested before."""

    def suggestions(self, item: str = "") -> list[Suggestion]:
        """What is suggested for the newest readings, of one item or of all, in the order of items and text."""

    def suggestion(self, name: str) -> Suggestion | None:
        """One suggestion by its name."""

    def reading(self, item: str) -> ReadingRow | None:
        """The newest reading of an item."""

    def derivatives(self, item: str) -> list[DerivativeRow]:
        """What its newest reading made from an item beside text, in order."""

    def children(self, sha256: str) -> list[ChildRow]:
        """Files found inside the item of these bytes, in the order they were taken out."""

    def below(self, sha256: str) -> tuple[int, int]:
        """How many files, and of how many bytes, came out of the item of these bytes at any depth."""

    def brought_as(self) -> Iterator[tuple[dict[str, Any], str]]:
        """Fields and SHA-256 of every acquisition, oldest first."""

    def unread(self) -> Iterator[ItemRow]:
        """Items never read, in the order they came."""

    def unindexed(self, limit: int) -> list[tuple[str, str | None, bool]]:
        """(item, reading, whether an older reading is indexed) of readings that the search does not know."""

    def set_indexed(self, items: Iterable[str]) -> None:
        """The search knows the newest readings of these items."""

    def forget_index(self) -> None:
        """The search index is empty again."""

    def acts(self, limit: int = -1, offset: int = 0) -> list[ActRow]:
        """Acts in order."""

    def counts(self) -> dict[str, int]:
        """How many items, acquisitions, acts …"""

    def close(self) -> None:
        """Release the catalogue."""
