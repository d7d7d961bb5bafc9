"""The catalogue's tables in SQLite. A change here raises VERSION: the catalogue is then rebuilt."""

VERSION = 6

TABLES = """
CREATE TABLE acts(idx INTEGER PRIMARY KEY, act TEXT, at TEXT, by TEXT, parts INTEGER, summary TEXT,
    pack INTEGER, offset INTEGER, size INTEGER) STRICT;
CREATE TABLE objects(sha BLOB PRIMARY KEY, pack INTEGER, offset INTEGER, size INTEGER, generation INTEGER)
    STRICT, WITHOUT ROWID;
CREATE TABLE refs(sha BLOB, act INTEGER, part INTEGER, PRIMARY KEY(sha, act, part)) STRICT, WITHOUT ROWID;
CREATE TABLE items(id INTEGER PRIMARY KEY, act INTEGER, part INTEGER, sha BLOB UNIQUE, size INTEGER,
    media_type TEXT, names TEXT, acquisitions INTEGER, status TEXT, title TEXT, language TEXT,
    findings INTEGER, UNIQUE(act, part)) STRICT;
CREATE INDEX items_status ON items(status) WHERE status = 'pending';
CREATE TABLE acquisitions(act INTEGER, part INTEGER, item INTEGER, key BLOB, fields TEXT,
    parent BLOB, root BLOB, unstated INTEGER, PRIMARY KEY(act, part)) STRICT, WITHOUT ROWID;
CREATE INDEX acquisitions_parent ON acquisitions(parent) WHERE parent IS NOT NULL;
CREATE INDEX acquisitions_root ON acquisitions(root) WHERE root IS NOT NULL;
CREATE INDEX acquisitions_unstated ON acquisitions(item) WHERE unstated = 1;
CREATE INDEX acquisitions_item ON acquisitions(item);
CREATE INDEX acquisitions_key ON acquisitions(key);
CREATE TABLE statements(record TEXT, act INTEGER, part INTEGER, kind TEXT, fields TEXT,
    PRIMARY KEY(record, act, part)) STRICT, WITHOUT ROWID;
CREATE TABLE records(act INTEGER, part INTEGER, kind TEXT, at TEXT, by TEXT, fields TEXT, now_at TEXT, now_by TEXT,
    versions INTEGER, withdrawn INTEGER, PRIMARY KEY(act, part)) STRICT, WITHOUT ROWID;
CREATE INDEX records_kind ON records(kind, act, part);
CREATE TABLE refers(target TEXT, act INTEGER, part INTEGER, PRIMARY KEY(target, act, part)) STRICT, WITHOUT ROWID;
CREATE TABLE suggestions(name TEXT PRIMARY KEY, item INTEGER, reading TEXT, start INTEGER, body BLOB)
    STRICT, WITHOUT ROWID;
CREATE INDEX suggestions_item ON suggestions(item, start);
CREATE TABLE readings(item INTEGER PRIMARY KEY, status TEXT, reader TEXT, reading TEXT, thumbnail TEXT,
    title TEXT, language TEXT, findings TEXT,
    indexed INTEGER) STRICT;
CREATE INDEX readings_indexed ON readings(indexed) WHERE indexed != 1;
CREATE TABLE derivatives(act INTEGER, part INTEGER, item INTEGER, sha BLOB, size INTEGER, fields TEXT,
    PRIMARY KEY(act, part)) STRICT, WITHOUT ROWID;
CREATE INDEX derivatives_item ON derivatives(item);
CREATE TABLE erased(act INTEGER, part INTEGER, PRIMARY KEY(act, part)) STRICT, WITHOUT ROWID;
CREATE TABLE position(only INTEGER PRIMARY KEY CHECK(only = 1), acts INTEGER, leaf BLOB) STRICT;
INSERT INTO position VALUES(1, 0, x'');
"""
