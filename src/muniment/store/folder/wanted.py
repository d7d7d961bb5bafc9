"""Which items to list: a filter as SQLite is asked for it."""

from __future__ import annotations

import json

import apsw

from muniment.store.ports import ItemFilter

_NO_BASIS = (
    "id IN (SELECT item FROM acquisitions WHERE unstated = 1) AND coalesce((SELECT json_extract(s.fields, '$.basis') "
    "FROM statements s WHERE s.record = items.act || '.' || items.part AND s.kind = 'amend' "
    "AND json_extract(s.fields, '$.basis') IS NOT NULL ORDER BY s.act DESC, s.part DESC LIMIT 1), "
    "'unstated') = 'unstated'"
)
"""The newest basis that an `amend` states counts for the item, whatever its acquisitions state."""


def asked_of(wanted: ItemFilter) -> tuple[str, list[str]]:
    """What a filter asks of the rows of `items`, behind WHERE, and the values in it."""
    asked = (
        ("media_type = ?", wanted.media_type),
        ("status = ?", wanted.read),
        ("language = ?", wanted.language),
        ("any_holds(names, ?)", wanted.name.casefold()),
    )
    flags = (("findings > 0", wanted.findings), (_NO_BASIS, wanted.no_basis))
    clauses = [clause for clause, value in (*asked, *flags) if value]
    return " AND ".join(["1", *clauses]), [value for _, value in asked if value]


def any_holds(*values: apsw.SQLiteValue) -> bool:
    """Whether one of the names (JSON) holds a text, upper and lower case alike in every script."""
    names, folded = (str(value) for value in values)
    return any(folded in name.casefold() for name in json.loads(names))
