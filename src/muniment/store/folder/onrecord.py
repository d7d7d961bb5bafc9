"""What people put on record, as it stands now; and what programs suggest, which stands nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import apsw
import msgspec

from muniment.model.claims import Suggestion
from muniment.model.records import KINDS_OF_RECORD, REFERS, Record, label, parse_label

from .asking import unusable
from .lineage import Lineage

_RECORD = "SELECT act, part, kind, at, by, fields, now_at, now_by, versions, withdrawn FROM records"
_CURRENT = (
    "SELECT s.body FROM suggestions s JOIN items i ON i.id = s.item "
    "JOIN readings r ON r.item = i.id AND r.reading = s.reading"
)


class OnRecord(Lineage):
    """The part of a `Catalogue` that knows claims, judgements and the like."""

    def _record(self, record: Record) -> None:
        """A new record, or a later version of a known one."""
        at = parse_label(record.label)
        fields = json.dumps(record.fields, ensure_ascii=False)
        self._db.execute(
            "INSERT INTO records VALUES(?,?,?,?,?,?,?,?,1,?) ON CONFLICT(act, part) DO UPDATE SET fields = "
            "excluded.fields, now_at = excluded.now_at, now_by = excluded.now_by, versions = versions + 1, "
            "withdrawn = excluded.withdrawn WHERE kind = excluded.kind",
            (*at, record.kind, record.at, record.by, fields, record.now_at, record.now_by, record.withdrawn),
        )
        self._db.execute("DELETE FROM refers WHERE act = ? AND part = ?", at)
        self._db.executemany(
            "INSERT OR IGNORE INTO refers VALUES(?,?,?)", [(target, *at) for target in _targets(record.fields)]
        )

    def records(self, kind: str = "", about: str = "") -> list[Record]:
        """Records as they stand now, in order."""
        where, values = ["1"], []
        if kind:
            where, values = ["kind = ?"], [kind]
        if about:
            where.append("(act, part) IN (SELECT act, part FROM refers WHERE target = ?)")
            values.append(about)
        return self.made(f"{_RECORD} WHERE {' AND '.join(where)} ORDER BY act, part", values, _made)

    def record(self, label: str) -> Record | None:
        """One record by its label."""
        rows = self.made(f"{_RECORD} WHERE act = ? AND part = ?", parse_label(label), _made)
        return rows[0] if rows else None

    def suggest(self, item: str, reading: str, marks: Sequence[Suggestion]) -> None:
        """Replace what is suggested for an item."""
        try:
            with self._db:
                of = self.all("SELECT id FROM items WHERE act = ? AND part = ?", parse_label(item))[0][0]
                self._db.execute("DELETE FROM suggestions WHERE item = ?", (of,))
                self._db.executemany(
                    "INSERT OR REPLACE INTO suggestions VALUES(?,?,?,?,?)",
                    [(mark.suggestion, of, reading, mark.passage.start, msgspec.json.encode(mark)) for mark in marks],
                )
        except apsw.Error as error:
            raise unusable(error) from error

    def suggestions(self, item: str = "") -> list[Suggestion]:
        """What is suggested for the newest readings."""
        where, values = ("i.act = ? AND i.part = ?", parse_label(item)) if item else ("1", ())
        return self.made(f"{_CURRENT} WHERE {where} ORDER BY s.item, s.start, s.name", values, _suggestion)

    def suggestion(self, name: str) -> Suggestion | None:
        """One suggestion by its name."""
        rows = self.made(f"{_CURRENT} WHERE s.name = ?", (name,), _suggestion)
        return rows[0] if rows else None


def _targets(fields: dict[str, Any]) -> Iterable[str]:
    for name in REFERS:
        value = fields.get(name)
        yield from ([value] if isinstance(value, str) else value if isinstance(value, list) else ())


def _made(row: tuple[Any, ...]) -> Record:
    act, part, kind, at, by, fields, now_at, now_by, versions, withdrawn = row
    name = label(KINDS_OF_RECORD[kind], act, part)
    return Record(name, kind, at, by, json.loads(fields), now_at, now_by, versions, bool(withdrawn))


def _suggestion(row: tuple[Any, ...]) -> Suggestion:
    return msgspec.json.decode(row[0], type=Suggestion)
