"""What these groups share: telling, listing, showing, retracting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from muniment.app.cli.common import emit, not_empty, open_vault, page, say, table
from muniment.model.records import Record

reason_option = click.option("--reason", required=True, callback=not_empty, help="Why.")


def given(**values: Any) -> dict[str, Any]:
    """Those options that were given."""
    return {name: value for name, value in values.items() if value is not None and value != ()}


def told(record: Record, as_json: bool, done: str, **more: Any) -> None:
    """Say what became of a record."""
    from muniment.app.onrecord import record_json

    if as_json:
        emit(record_json(record) | more)
    else:
        say(f"{record.label} {done}.")


def listed(
    records: Sequence[Record],
    limit: int,
    offset: int,
    as_json: bool,
    head: Sequence[str],
    row: Callable[[Record], tuple[object, ...]],
) -> None:
    """A page of records."""
    from muniment.app.onrecord import record_json

    shown = page(list(records[offset : offset + limit + 1]), limit, offset)
    if as_json:
        for record in shown:
            emit(record_json(record))
    elif shown:
        table(head, [row(record) for record in shown])
    else:
        say("Nothing of the kind is on record here.")


def shown(label: str, kind: str, vault_path: Path | None, as_json: bool) -> None:
    """One record with every version of it."""
    from muniment.app.onrecord import record_json
    from muniment.app.witnesses import record_lines
    from muniment.preserve import find_record, record_versions

    with open_vault(vault_path) as vault:
        record = find_record(vault.ledger, label, kind)
        history = record_versions(vault.ledger, record)
    if as_json:
        emit(record_json(record) | {"history": history})
        return
    for line in record_lines(record, history):
        say(line)


def retracted(label: str, kind: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw a record that was entered by mistake."""
    from muniment.preserve import find_record, withdraw_record

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = withdraw_record(vault.ledger, find_record(vault.ledger, label, kind), reason)
    told(record, as_json, "is retracted; it stays in the log and says nothing any more")
