"""The catalogue in SQLite, through apsw: rows derived from acts, to be deleted at will.

Not durable on purpose beyond what SQLite's WAL gives: what is lost is projected again from the log.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import apsw

from muniment.model.records import (
    AcquisitionRow,
    ActRow,
    ItemRow,
    Place,
    ReadingRow,
    StatementRow,
    label,
    parse_label,
)
from muniment.store.ports import EVERY_ITEM, CatalogueUnusable, Change, ItemFilter

from .asking import unusable
from .onrecord import OnRecord
from .schema import TABLES, VERSION
from .wanted import any_holds, asked_of

BUSY_MILLISECONDS = 10_000
MOST_NAMES = 100
"""Names kept with an item; every acquisition keeps its own."""
_ITEM = "SELECT act, part, sha, size, media_type, names, acquisitions, title, language, status, findings FROM items"


class SqliteCatalogue(OnRecord):
    """A `Catalogue` in one file. Raises CatalogueUnusable where the file cannot serve."""

    def __init__(self, path: Path) -> None:
        deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
        while not self._opened(path, time.monotonic() > deadline):
            time.sleep(0.01)

    def _opened(self, path: Path, last: bool) -> bool:
        """Open the file; False where it is to be tried again.

        SQLite does not wait for others while a new file becomes one with a write-ahead log.
        """
        self._db = apsw.Connection(str(path))
        try:
            self._db.set_busy_timeout(BUSY_MILLISECONDS)
            self._db.create_scalar_function("any_holds", any_holds, 2, deterministic=True)
            self._prepare()
        except (apsw.Error, CatalogueUnusable) as error:
            self._db.close()
            if isinstance(error, apsw.BusyError | apsw.LockedError) and not last:
                return False
            raise unusable(error) from error
        return True

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000")
        version = self._db.pragma("user_version")
        if version == 0:
            with self._db:
                if self._db.pragma("user_version") == 0:
                    self._db.execute(TABLES)
                    self._db.pragma("user_version", VERSION)
        elif version != VERSION:
            raise CatalogueUnusable(f"The catalogue is of version {version}, not {VERSION}. Run `muniment rebuild`.")

    def position(self) -> tuple[int, bytes]:
        """How many acts are applied, and the last one's leaf hash."""
        rows = self.all("SELECT acts, leaf FROM position")
        if len(rows) != 1 or type(rows[0][0]) is not int or type(rows[0][1]) is not bytes:
            raise CatalogueUnusable("The catalogue is damaged. Run `muniment rebuild`.")
        return rows[0][0], rows[0][1]

    # Writing

    def apply(self, changes: Sequence[Change], leaf: bytes) -> None:
        """Take acts in order, in one transaction."""
        try:
            with self._db:
                # Taking the write lock first: what another process has applied is seen before anything is done.
                self._db.execute("UPDATE position SET leaf = leaf")
                if self.position()[0] == changes[0].act.index:
                    for change in changes:
                        self._apply(change)
                    self._db.execute("UPDATE position SET acts = acts + ?, leaf = ?", (len(changes), leaf))
        except apsw.Error as error:
            raise unusable(error) from error

    def _apply(self, change: Change) -> None:
        act = change.act
        many = self._db.executemany
        self._db.execute(
            "INSERT INTO acts VALUES(?,?,?,?,?,?,?,?,?)",
            (
                *(act.index, act.act, act.at, act.by, act.parts, act.summary),
                *(change.parts.pack, change.parts.offset, change.parts.size),
            ),
        )
        many(
            "INSERT OR IGNORE INTO objects VALUES(?,?,?,?,?)",
            [(bytes.fromhex(sha), p.pack, p.offset, p.size, p.generation) for sha, p in change.objects],
        )
        many(
            "INSERT OR IGNORE INTO refs VALUES(?,?,?)",
            [(bytes.fromhex(sha), act.index, part) for sha, part in change.references],
        )
        self._items(change)
        for row in change.statements:
            fields = json.dumps(row.fields, ensure_ascii=False)
            self._db.execute(
                "INSERT INTO statements VALUES(?,?,?,?,?)", (row.record, row.act, row.part, row.kind, fields)
            )
        for record in change.records:
            self._record(record)
        for reading in change.readings:
            self._reading(reading)
        self._derivatives(change)
        many("INSERT OR IGNORE INTO erased VALUES(?,?)", [(act.index, part) for part in change.erased])

    def _items(self, change: Change) -> None:
        act = change.act.index
        self._db.executemany(
            "INSERT OR IGNORE INTO items(act, part, sha, size, media_type, names, acquisitions, status, findings) "
            "VALUES(?,?,?,?,?,'[]',0,'pending',0)",
            [(act, part, bytes.fromhex(sha), size, media) for part, sha, size, media in change.items],
        )
        rows = [
            (*(act, part, bytes.fromhex(sha), key), json.dumps(fields, ensure_ascii=False), *_terms(fields))
            for part, sha, key, fields in change.acquisitions
        ]
        self._db.executemany("INSERT INTO acquisitions SELECT ?,?,id,?4,?5,?6,?7,?8 FROM items WHERE sha = ?3", rows)
        brought: dict[str, list[Any]] = {}
        for _, sha, _, fields in change.acquisitions:
            brought.setdefault(sha, []).append(fields.get("name"))
        for sha, names in brought.items():
            self._count(bytes.fromhex(sha), names)

    def _count(self, sha: bytes, brought: Sequence[Any]) -> None:
        """Acquisitions of one item in one act: counted, and the first of its names kept with it."""
        for (held,) in self.all("SELECT names FROM items WHERE sha = ?", (sha,)):
            names = json.loads(held)
            room = max(0, MOST_NAMES - len(names))
            new = [name for name in dict.fromkeys(brought) if name is not None and name not in names][:room]
            text = json.dumps([*names, *new], ensure_ascii=False, separators=(",", ":"))
            self._db.execute(
                "UPDATE items SET acquisitions = acquisitions + ?, names = ? WHERE sha = ?", (len(brought), text, sha)
            )

    def _derivatives(self, change: Change) -> None:
        self._db.executemany(
            "INSERT INTO derivatives SELECT ?,?,id,?,?,? FROM items WHERE act = ? AND part = ?",
            [
                (change.act.index, part, bytes.fromhex(sha), size, json.dumps(fields, ensure_ascii=False), *of)
                for part, of, sha, size, fields in (
                    (part, parse_label(item), sha, size, fields) for part, item, sha, size, fields in change.derivatives
                )
            ],
        )

    def _reading(self, row: ReadingRow) -> None:
        act, part = parse_label(row.item)
        self._db.execute(
            "DELETE FROM derivatives WHERE item = (SELECT id FROM items WHERE act = ? AND part = ?)", (act, part)
        )
        findings = json.dumps(row.findings, ensure_ascii=False)
        self._db.execute(
            "INSERT OR REPLACE INTO readings SELECT id,?,?,?,?,?,?,?, coalesce((SELECT CASE indexed WHEN 0 THEN 0 "
            "ELSE 2 END FROM readings WHERE item = items.id), 0) FROM items WHERE act = ? AND part = ?",
            (row.status, row.reader, row.reading, row.thumbnail, row.title, row.language, findings, act, part),
        )
        self._db.execute(
            "UPDATE items SET status = ?, title = ?, language = ?, findings = ? WHERE act = ? AND part = ?",
            (row.status, row.title, row.language, len(row.findings), act, part),
        )

    # Reading

    def objects(self, digests: Iterable[str]) -> dict[str, Place]:
        """Places of the objects that are known."""
        rows = self.all_of("SELECT sha, pack, offset, size, generation FROM objects WHERE sha", _raw(digests))
        return {digest.hex(): Place(*row) for digest, *row in rows}

    def parts(self, act: int) -> Place | None:
        """Where an act's parts are."""
        rows = self.all("SELECT pack, offset, size FROM acts WHERE idx = ?", (act,))
        return Place(*rows[0]) if rows else None

    def extent(self) -> Iterator[tuple[str, Place]]:
        """(sha256, place) of each large object, and with sha256 "" the last place in each pack."""
        last: dict[tuple[int, int], Place] = {}
        # Of several columns beside one MAX, SQLite takes those of the row with the greatest.
        for table, generation in (("objects WHERE pack > 0", "generation"), ("acts WHERE pack > 0", "0")):
            sql = f"SELECT pack, offset, size, {generation}, MAX(offset + size) FROM {table} GROUP BY 4, pack"
            for *place, end in self.all(sql):
                one = Place(*place)
                known = last.setdefault((one.generation, one.pack), one)
                if end > known.offset + known.size:
                    last[one.generation, one.pack] = one
        yield from (("", place) for place in last.values())
        for digest, *place in self.all("SELECT sha, pack, offset, size, generation FROM objects WHERE pack = 0"):
            yield digest.hex(), Place(*place)

    def references(self, digest: str) -> list[tuple[int, int]]:
        """(act, part) of every live part that refers to an object."""
        sql = "SELECT act, part FROM refs WHERE sha = ? ORDER BY act, part"
        return [(act, part) for act, part in self.all(sql, (bytes.fromhex(digest),))]

    def known_acquisitions(self, keys: Iterable[bytes]) -> dict[bytes, str]:
        """Labels of the acquisitions that are here already."""
        rows = self.all_of("SELECT key, act, part FROM acquisitions WHERE key", list(keys))
        return {key: label("acquisition", act, part) for key, act, part in rows}

    def item_of(self, digests: Iterable[str]) -> dict[str, str]:
        """Labels of the items that are here already."""
        rows = self.all_of("SELECT sha, act, part FROM items WHERE sha", _raw(digests))
        return {digest.hex(): label("item", act, part) for digest, act, part in rows}

    def items(self, wanted: ItemFilter = EVERY_ITEM, limit: int = -1, offset: int = 0) -> list[ItemRow]:
        """Items in the order they came."""
        where, values = asked_of(wanted)
        return self.made(f"{_ITEM} WHERE {where} ORDER BY id LIMIT ? OFFSET ?", (*values, limit, offset), _item)

    def count(self, wanted: ItemFilter = EVERY_ITEM) -> int:
        """How many items `items` lists."""
        where, values = asked_of(wanted)
        return int(self.all(f"SELECT count(*) FROM items WHERE {where}", values)[0][0])

    def item(self, act: int, part: int) -> ItemRow | None:
        """An item by its own record or that of an acquisition of it."""
        rows = self.made(f"{_ITEM} WHERE act = ? AND part = ?", (act, part), _item) or self.made(
            f"{_ITEM} WHERE id = (SELECT item FROM acquisitions WHERE act = ? AND part = ?)", (act, part), _item
        )
        return rows[0] if rows else None

    def acquisitions(self, item: str) -> list[AcquisitionRow]:
        """All acquisitions of an item, oldest first."""

        def made(row: tuple[Any, ...]) -> AcquisitionRow:
            act, part, at, by, fields = row
            return AcquisitionRow(label("acquisition", act, part), item, at, by, json.loads(fields))

        sql = (
            "SELECT a.act, a.part, acts.at, acts.by, a.fields FROM acquisitions a JOIN acts ON acts.idx = a.act "
            "WHERE a.item = (SELECT id FROM items WHERE act = ? AND part = ?) ORDER BY a.act, a.part"
        )
        return self.made(sql, parse_label(item), made)

    def statements(self, record: str) -> list[StatementRow]:
        """All statements about a record, oldest first."""
        sql = "SELECT record, act, part, kind, fields FROM statements WHERE record = ? ORDER BY act, part"
        return self.made(sql, (record,), _statement)

    def reading(self, item: str) -> ReadingRow | None:
        """The newest reading of an item."""
        sql = (
            "SELECT status, reader, reading, thumbnail, title, language, findings FROM readings "
            "WHERE item = (SELECT id FROM items WHERE act = ? AND part = ?)"
        )

        def made(row: tuple[Any, ...]) -> ReadingRow:
            status, reader, reading, thumbnail, title, language, findings = row
            return ReadingRow(item, status, reader, reading, thumbnail, title, language, json.loads(findings))

        rows = self.made(sql, parse_label(item), made)
        return rows[0] if rows else None

    def unindexed(self, limit: int) -> list[tuple[str, str | None, bool]]:
        """(item, reading, whether an older reading is indexed) of readings that the search does not know."""
        rows = self.all(
            "SELECT i.act, i.part, r.reading, r.indexed FROM readings r JOIN items i ON i.id = r.item "
            "WHERE r.indexed != 1 LIMIT ?",
            (limit,),
        )
        return [(label("item", act, part), reading, indexed == 2) for act, part, reading, indexed in rows]

    def set_indexed(self, items: Iterable[str]) -> None:
        """The search knows the newest readings of these items."""
        try:
            with self._db:
                self._db.executemany(
                    "UPDATE readings SET indexed = 1 WHERE item = (SELECT id FROM items WHERE act = ? AND part = ?)",
                    [parse_label(item) for item in items],
                )
        except apsw.Error as error:
            raise unusable(error) from error

    def forget_index(self) -> None:
        """The search index is empty again."""
        self.all("UPDATE readings SET indexed = 0")

    def unread(self) -> Iterator[ItemRow]:
        """Items never read, in the order they came."""
        last = 0
        sql = f"{_ITEM.replace('SELECT', 'SELECT id,')} WHERE status = 'pending' AND id > ? ORDER BY id LIMIT 500"
        while rows := self.made(sql, (last,), lambda row: (row[0], _item(row[1:]))):
            last = rows[-1][0]
            yield from (row for _, row in rows)

    def acts(self, limit: int = -1, offset: int = 0) -> list[ActRow]:
        """Acts in order."""
        sql = "SELECT idx, act, at, by, parts, summary FROM acts ORDER BY idx LIMIT ? OFFSET ?"
        return self.made(sql, (limit, offset), lambda row: ActRow(*row))

    def counts(self) -> dict[str, int]:
        """How much is here."""
        counted = {}
        for name in ("items", "acquisitions", "acts", "erased"):
            counted[name] = self.all(f"SELECT count(*) FROM {name}")[0][0]
        for status, count in self.all("SELECT status, count(*) FROM items GROUP BY status"):
            counted[f"read_{status}"] = count
        counted["bytes"] = self.all("SELECT coalesce(sum(size), 0) FROM items")[0][0]
        counted["with_findings"] = self.all("SELECT count(*) FROM items WHERE findings > 0")[0][0]
        return counted

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _terms(fields: Mapping[str, Any]) -> tuple[bytes | None, bytes | None, bool]:
    """SHA-256 of the item that a child came out of, and of the one that somebody brought; and whether somebody
    brought it and said nothing of its basis: what came out of others follows those."""
    parent, root = (fields.get(name) for name in ("parent", "root"))
    unstated = parent is None and fields.get("basis", "unstated") == "unstated"
    return bytes.fromhex(parent) if parent else None, bytes.fromhex(root) if root else None, unstated


def _raw(digests: Iterable[str]) -> list[bytes]:
    return [bytes.fromhex(digest) for digest in digests]


def _statement(row: tuple[Any, ...]) -> StatementRow:
    record, act, part, kind, fields = row
    return StatementRow(record, act, part, kind, json.loads(fields))


def _item(row: tuple[Any, ...]) -> ItemRow:
    act, part, sha, size, media_type, names, acquisitions, title, language, status, findings = row
    return ItemRow(
        label("item", act, part),
        sha.hex(),
        size,
        media_type,
        json.loads(names),
        acquisitions,
        title,
        language,
        status,
        findings,
    )
