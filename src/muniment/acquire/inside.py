"""Files found inside items: each becomes an item of its own, whose acquisition names what it came out of.

Nothing is decided here about who gave it: what was told of the item that was brought holds for whatever
is inside it. Limits over all that comes out of one brought item are kept here; those of one item by its
reader.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from muniment.model.edtf import is_edtf
from muniment.model.reading import Part, Told
from muniment.model.records import parse_label
from muniment.preserve import Deposit, Deposited, Ledger, Sniff

DEPTH = 16
COUNT = 500_000
"""Files out of one item that somebody brought, at all depths."""
COUNT_OF_ONE = 100_000
RATIO = 200
LEAST = 1 << 30
"""Bytes that may come out of an item however small it is; beyond it, `RATIO` times its size."""
_IN_MEMORY = 1 << 20
_DETAILS, _LONGEST = 100, 2_000


class Origin(NamedTuple):
    """Where a child comes from: the item it is inside of, and the one that somebody brought."""

    parent: str
    """SHA-256 of the item it is inside of."""
    root: str
    root_size: int
    depth: int
    """Containers around it; 1 for what lies in an item that was brought."""
    path: str
    """Path of the parent, as the acquisition has it that this goes by."""
    within: str | None
    """SHA-256 of the item that the parent is inside of, if it is in one."""
    terms: str
    """What was told when the parent was brought: what lies beside it was brought under the same terms."""
    reader: str


class Room(NamedTuple):
    """What may still come out of an item: levels, files, bytes."""

    depth: int
    files: int
    size: int


class Inside:
    """Takes files out of items into the vault. `report` hears of every one of them."""

    def __init__(self, ledger: Ledger, sniff: Sniff, report: Callable[[Deposited], None]) -> None:
        self._ledger = ledger
        self._deposit = Deposit(ledger, sniff, report)
        self._spent: dict[str, tuple[int, int]] = {}
        self._had: dict[str, set[tuple[str, int]]] = {}
        self._beside: _Beside | None = None

    def origin(self, item: str, sha256: str, size: int, reader: str) -> Origin:
        """Where what is inside an item comes from; by the shortest way, if it came in several."""
        ways = [row.fields for row in self._ledger.catalogue.acquisitions(item)]
        way = min(ways, key=lambda fields: int(fields.get("depth", 0)), default={})
        root = str(way.get("root", sha256))
        return Origin(
            sha256,
            root,
            size if root == sha256 else self._size(root),
            int(way.get("depth", 0)) + 1,
            str(way.get("path", "")),
            way.get("parent") if "depth" in way else None,  # a translation does not lie inside what it translates
            terms_of(way),
            reader,
        )

    def _size(self, sha256: str) -> int:
        place = self._ledger.catalogue.objects([sha256]).get(sha256)
        return place.size if place else 0

    def room(self, origin: Origin) -> Room:
        """What may still come out of an item. What came out of it before, when it was read, is not counted."""
        count, size = self._spent_of(origin.root)
        had = self._had_of(origin.parent)
        count, size = count - len(had), size - sum(each for _, each in had)
        most = max(LEAST, RATIO * origin.root_size)
        return Room(DEPTH - origin.depth + 1, min(COUNT_OF_ONE, max(0, COUNT - count)), max(0, most - size))

    def outlet(self, origin: Origin) -> Outlet:
        """Where the parts of one item go."""
        return Outlet(self, origin)

    def take(self, origin: Origin, part: Part, body: tempfile.SpooledTemporaryFile[bytes], size: int) -> None:
        """Keep one whole file."""
        if (part.path, size) not in self._had_of(origin.parent):
            count, total = self._spent_of(origin.root)
            self._spent[origin.root] = count + 1, total + size
        body.seek(0)
        rest = _Rest(body) if size > _IN_MEMORY else None
        head = body.read(_IN_MEMORY)
        self._deposit.take(part.path, head, rest, fields_of(origin, part))

    def mention(self, origin: Origin, part: Part) -> None:
        """An item here that another speaks of, by hash or by its path beside it: one more acquisition of it."""
        self._beside = self._beside or _Beside(self._ledger)
        found = self._beside.find(origin, part)
        if found is not None:
            self._deposit.mention(part.path, found, fields_of(origin, part))

    def scratch(self) -> tempfile.SpooledTemporaryFile[bytes]:
        """A file for what is on its way: in memory while small, else beside the vault and without a name."""
        return tempfile.SpooledTemporaryFile(_IN_MEMORY, mode="w+b", dir=str(self._ledger.store.scratch()))

    def flush(self) -> None:
        """Commit what was taken."""
        self._deposit.flush()

    def _had_of(self, parent: str) -> set[tuple[str, int]]:
        """(path, size) of what came out of an item before this run."""
        if parent not in self._had:
            children = self._ledger.catalogue.children(parent)
            self._had[parent] = {(str(row.fields.get("path")), row.size) for row in children if "depth" in row.fields}
        return self._had[parent]

    def _spent_of(self, root: str) -> tuple[int, int]:
        if root not in self._spent:
            self._spent[root] = self._ledger.catalogue.below(root)
        return self._spent[root]


class Outlet:
    """The parts of one item, one after the other, into the vault."""

    def __init__(self, inside: Inside, origin: Origin) -> None:
        self._inside, self._origin = inside, origin
        self._part: Part | None = None
        self._body: tempfile.SpooledTemporaryFile[bytes] | None = None
        self._size = 0

    def begin(self, part: Part) -> None:
        """A part begins."""
        self._part, self._size = part, 0
        self._body = self._inside.scratch() if part.held else None

    def data(self, piece: bytes) -> None:
        """More of its bytes."""
        if self._body is not None:
            self._body.write(piece)
            self._size += len(piece)

    def end(self) -> None:
        """It is whole."""
        part, body = self._part, self._body
        if part is not None and body is not None:
            with body:
                self._inside.take(self._origin, part, body, self._size)
        elif part is not None:
            self._inside.mention(self._origin, part)
        self._part = self._body = None

    def drop(self) -> None:
        """Forget it."""
        if self._body is not None:
            self._body.close()
        self._part = self._body = None


class _Rest:
    """What follows the head of a spooled file, as a stream."""

    def __init__(self, body: tempfile.SpooledTemporaryFile[bytes]) -> None:
        self._body = body

    def readinto(self, buffer: memoryview) -> int:
        data = self._body.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Beside:
    """Items by the path that they were brought under, and by what they came out of."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._paths: dict[tuple[str | None, str, str], str] = {}
        for fields, sha256 in ledger.catalogue.brought_as():
            if not fields.get("mentioned"):
                within = fields.get("parent") if "depth" in fields else None
                self._paths[within, str(fields.get("path")), terms_of(fields)] = sha256

    def find(self, origin: Origin, part: Part) -> tuple[str, int, str] | None:
        """(SHA-256, size, media type) of the item that is meant, if it is here."""
        for sha256 in self._candidates(origin, part):
            label = self._ledger.catalogue.item_of([sha256]).get(sha256)
            item = self._ledger.catalogue.item(*parse_label(label)) if label else None
            if item is not None:
                return sha256, item.size, item.media_type
        return None

    def _candidates(self, origin: Origin, part: Part) -> Iterator[str]:
        if part.told.sha256:
            yield part.told.sha256
        folder = origin.path.rpartition("/")[0]
        path = "/".join(filter(None, [folder, part.path.removeprefix("./")]))
        if (origin.within, path, origin.terms) in self._paths:
            yield self._paths[origin.within, path, origin.terms]


TERMS = ("obtained_by", "source", "role", "method", "basis", "consent", "restrictions", "custody", "root")


def terms_of(fields: Mapping[str, Any]) -> str:
    """Who gave something under which terms, by an acquisition: as text, to be compared."""
    return json.dumps([fields.get(name) for name in TERMS], sort_keys=True)


def fields_of(origin: Origin, part: Part) -> dict[str, Any]:
    """The fields of the acquisition of a child."""
    told = part.told
    name = told.name or part.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or part.path
    # What another item calls it is no name of its own.
    fields: dict[str, Any] = {
        **({"name": name} if part.held else {}),
        "path": part.path,
        "parent": origin.parent,
        "root": origin.root,
        "depth": origin.depth,
        "reader": origin.reader,
        **_texts(told),
    }
    if part.path_bytes:
        fields["path_bytes"] = part.path_bytes
    if not part.held:
        fields["mentioned"] = True
    if told.obtained and is_edtf(told.obtained):
        fields["obtained"] = told.obtained
    if len(told.sha256) == 64:
        fields["given_hash"] = told.sha256
    if told.restricted:
        fields["restrictions"] = [{"rule": "never"}]
    return fields


def _texts(told: Told) -> Mapping[str, Any]:
    """What the item says in words; names and values of any length are cut."""
    texts: dict[str, Any] = {name: getattr(told, name)[:_LONGEST] for name in ("reference", "tool", "source")}
    details = {name[:100]: value[:_LONGEST] for name, value in list(told.details.items())[:_DETAILS]}
    return {name: value for name, value in (*texts.items(), ("details", details)) if value}
