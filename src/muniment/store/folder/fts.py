"""The search port on SQLite FTS5: one file beside the vault that may be deleted at any time.

It keeps keys, their positions and the places of passages, never a text, and must never keep a
key of a passage that was removed: removal rewrites the index and empties the write-ahead log.
One process writes at a time; readers neither wait for it nor make it wait. A connection belongs
to one thread: open another for another thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import apsw

from muniment.store.folder import fts_match
from muniment.store.folder.fts_rank import Ranking, number_of, rowid
from muniment.store.folder.fts_schema import opened, usable
from muniment.store.search import Entry, Hit, KeysLeftBehind, Query


class FtsIndex:
    """`SearchIndex` on the SQLite file at `path`."""

    def __init__(self, path: Path, keys_version: str = "") -> None:
        """Opens the index, made where there is none.

        `keys_version` names the rules that make the keys (`find.keys_version()`). Raises
        `SearchIndexUnusable` for a file that is damaged, foreign, or made under other rules.
        """
        self._path = path
        self._connection = opened(path, keys_version)
        self._ranking = Ranking(self._connection)
        self._next = 0

    def add(self, entries: Iterable[Entry]) -> None:
        """Index passages; durable with `commit`."""
        with usable(self._path):
            self._begin()
            items: dict[str, int] = {}
            for entry in entries:
                if entry.item not in items:
                    items[entry.item] = self._item(entry.item)
                self._add(items[entry.item], entry)

    def remove(self, item: str) -> None:
        """Forget every passage of `item`; its keys leave the file with `commit`."""
        with usable(self._path):
            self._begin()
            number = self._connection.execute("SELECT id FROM item WHERE label = ?", (item,)).get
            if number is None:
                return
            of_item = "SELECT id FROM passage WHERE item = ?"
            self._connection.execute(f"DELETE FROM keys WHERE rowid IN ({of_item})", (number,))
            self._connection.execute("DELETE FROM passage WHERE item = ?", (number,))
            self._connection.execute("DELETE FROM item WHERE id = ?", (number,))
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES('erasing', '1')")

    def search(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """Exact hits, then the others, each by BM25 (`fts_rank`)."""
        with usable(self._path):
            wanted = list(islice(self._hits(query), offset, offset + limit))
            places = self._places([row for row, _, _ in wanted])
        return [Hit(*places[row], score, exact) for row, score, exact in wanted if row in places]

    def commit(self) -> None:
        """Make changes durable and visible, and rewrite the file where something was removed.

        Raises `KeysLeftBehind` where a reader kept the old keys in use for ten seconds; the
        next commit, by whichever process, tries again.
        """
        with usable(self._path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            if self._connection.execute("SELECT 1 FROM meta WHERE name = 'erasing'").get:
                self._erase()

    def close(self) -> None:
        """Release the file; what was not committed is lost."""
        self._connection.close()

    def _begin(self) -> None:
        if self._connection.in_transaction:
            return
        self._connection.execute("BEGIN IMMEDIATE")
        newest = self._connection.execute("SELECT max(id) FROM passage").get
        self._next = 0 if newest is None else number_of(newest) + 1

    def _item(self, label: str) -> int:
        self._connection.execute("INSERT OR IGNORE INTO item(label) VALUES(?)", (label,))
        number: int = self._connection.execute("SELECT id FROM item WHERE label = ?", (label,)).get
        return number

    def _add(self, item: int, entry: Entry) -> None:
        row = rowid(self._next, len(entry.exact))
        self._next += 1
        self._connection.execute(
            "INSERT INTO keys(rowid, exact, more) VALUES(?, ?, ?)",
            (row, fts_match.document(entry.exact), fts_match.document(entry.keys)),
        )
        place = (row, item, entry.start, entry.end, entry.page)
        self._connection.execute("INSERT INTO passage VALUES(?, ?, ?, ?, ?)", place)

    def _hits(self, query: Query) -> Iterator[tuple[int, float, bool]]:
        for match, exact in ((fts_match.exact(query), True), (fts_match.loose(query), False)):
            if match is not None:
                for row, score in self._ranking.hits(match):
                    yield row, score, exact

    def _places(self, rows: list[int]) -> dict[int, tuple[str, int, int, int | None]]:
        found = self._connection.execute(
            'SELECT passage.id, label, start, "end", page FROM passage JOIN item ON item.id = passage.item'
            " WHERE passage.id IN (SELECT value FROM json_each(?))",
            (json.dumps(rows),),
        )
        return {row: (label, start, end, page) for row, label, start, end, page in found}

    def _erase(self) -> None:
        # A removed passage is only marked until its segment is rewritten; secure_delete then
        # overwrites the old pages, and what the log still holds goes with its truncation.
        self._connection.execute("INSERT INTO keys(keys) VALUES('optimize')")
        try:
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except apsw.BusyError as error:
            raise KeysLeftBehind(
                f"Something was removed from the search index {self._path}, but another program is reading it,"
                " so its keys are still in the file. Close that program and try again."
            ) from error
        self._connection.execute("DELETE FROM meta WHERE name = 'erasing'")
