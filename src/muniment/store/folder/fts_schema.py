"""The search file: how it is made, recognised and opened.

A file that is not ours, or of another version, must never be written to: it is reported, and
the caller deletes it and builds the index anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from muniment.store.search import SearchIndexUnusable

APPLICATION = 0x6D756E53
"""`munS`, as SQLite's application_id."""
VERSION = 1
BUSY_MILLISECONDS = 10_000

# Contentless: the index keeps keys and their positions, never a text. `detail=full` is what
# phrases need; a rowid ends in its passage's length so that sorting by it needs no look-up.
_TABLES = """
CREATE VIRTUAL TABLE keys USING fts5(
  exact, more, content='', contentless_delete=1, tokenize='ascii', detail=full);
INSERT INTO keys(keys, rank) VALUES('hashsize', 16777216);
CREATE TABLE item(id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE);
CREATE TABLE passage(
  id INTEGER PRIMARY KEY, item INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER);
CREATE INDEX passage_item ON passage(item);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Turns SQLite's complaints about a damaged file into `SearchIndexUnusable`."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise SearchIndexUnusable(f"The search index {path} is damaged ({error}). Build it anew.") from error


def opened(path: Path, keys_version: str) -> apsw.Connection:
    """A connection to the index at `path`, made where there is none.

    Raises `SearchIndexUnusable` for a file that is damaged, foreign or of another version.
    """
    connection = apsw.Connection(str(path))
    try:
        with usable(path):
            _prepare(connection, path, keys_version)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: apsw.Connection, path: Path, keys_version: str) -> None:
    connection.set_busy_timeout(BUSY_MILLISECONDS)
    if not _is_empty(connection):
        _recognise(connection, path, keys_version)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -32768")
    if _is_empty(connection):
        _create(connection, keys_version)
        _recognise(connection, path, keys_version)


def _create(connection: apsw.Connection, keys_version: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if _is_empty(connection):
            connection.execute(_TABLES)
            connection.execute("INSERT INTO meta VALUES('keys', ?)", (keys_version,))
            connection.pragma("application_id", APPLICATION)
            connection.pragma("user_version", VERSION)
    connection.execute("COMMIT")


def _is_empty(connection: apsw.Connection) -> bool:
    count: int = connection.execute("SELECT count(*) FROM sqlite_schema").get
    return count == 0


def _recognise(connection: apsw.Connection, path: Path, keys_version: str) -> None:
    found = (connection.pragma("application_id"), connection.pragma("user_version"))
    if found != (APPLICATION, VERSION):
        raise SearchIndexUnusable(f"{path} is not a search index of this version {found}. Build it anew.")
    try:
        keys = connection.execute("SELECT value FROM meta WHERE name = 'keys'").get
        connection.execute("SELECT rowid FROM keys LIMIT 0")
    except apsw.SQLError as error:
        raise SearchIndexUnusable(f"The search index {path} lacks a part ({error}). Build it anew.") from error
    if keys != keys_version:
        raise SearchIndexUnusable(f"The search index {path} has keys of {keys}, not {keys_version}. Build it anew.")
