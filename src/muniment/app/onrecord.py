"""What people put on record, for machines: the same head for every kind, then the fields as they stand."""

from __future__ import annotations

from typing import Any

from muniment.model.records import KINDS_OF_RECORD, Record


def record_json(record: Record) -> dict[str, Any]:
    """A record as documented: its label under the word for its kind."""
    return {
        KINDS_OF_RECORD[record.kind]: record.label,
        "at": record.at,
        "by": record.by,
        "now_at": record.now_at,
        "now_by": record.now_by,
        "versions": record.versions,
        "withdrawn": record.withdrawn,
        **record.fields,
    }
