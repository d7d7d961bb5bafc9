"""What people put on record: claims, accounts, ties, incidents, judgements. Superseded, never edited.

Rules:
1. A part without `record` begins a record; its label is the kind's word and the part's place in the log.
2. A later part of the same kind of act that names it in `record` is its next version, whole; `prior` names
   the version before it, so that none can be left out unseen.
3. Who withdraws a record says why; it stays in the log and stops counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from muniment.model.records import KINDS_OF_RECORD, Record, StatementRow, parse_label

from .ledger.ledger import Ledger, Written


class NoSuchRecord(Exception):
    """There is no such record, or it cannot be changed; the message says which and why."""


def enter(ledger: Ledger, kind: str, many: Sequence[Mapping[str, Any]], objects: Sequence[bytes] = ()) -> list[Record]:
    """Put new records of one kind on record, in one act. Raises StrictError for values that cannot be signed.

    `objects` are bytes that their fields refer to (`{"object": SHA-256, "size": …}`); likewise below.
    """
    draft = ledger.draft(kind)
    for body in objects:
        draft.put(body)
    for fields in many:
        draft.add(fields)
    written = draft.commit()
    return [_now(ledger, f"{written.index}.{part}") for part in range(len(many))]


def revise(ledger: Ledger, record: Record, fields: Mapping[str, Any], objects: Sequence[bytes] = ()) -> Record:
    """The next version of a record: all of its fields, as they stand from now on. Raises NoSuchRecord."""
    if record.withdrawn:
        raise NoSuchRecord(f"{record.label} has been withdrawn; put it on record anew.")
    state_about(ledger, record.kind, record, fields, objects)
    return _now(ledger, record.record)


def withdraw(ledger: Ledger, record: Record, reason: str) -> Record:
    """Withdraw a record: it stays in the log and no longer counts. Raises NoSuchRecord."""
    return revise(ledger, record, {**record.fields, "state": "withdrawn", "reason": reason})


def find_record(ledger: Ledger, text: str, *kinds: str) -> Record:
    """A record by its label; of one of these kinds of act, where any are given. Raises NoSuchRecord."""
    words = [KINDS_OF_RECORD[kind] for kind in kinds or KINDS_OF_RECORD]
    try:
        parse_label(text, *words)
    except ValueError as error:
        raise NoSuchRecord(str(error)) from error
    record = ledger.catalogue.record(text)
    if record is None or (kinds and record.kind not in kinds):
        raise NoSuchRecord(f"There is no {words[0] if kinds else 'record'} {text} in this vault.")
    return record


def versions(ledger: Ledger, record: Record) -> list[dict[str, Any]]:
    """Every version of a record, oldest first: its fields, and `entry`, `at`, `by` of the act that states it."""
    found = []
    for index, number in places_of(ledger, record):
        stated = ledger.act(index)
        found.append({**ledger.parts(index)[number].fields(), "entry": index, "at": stated.at, "by": stated.by})
    return found


def places_of(ledger: Ledger, record: Record) -> list[tuple[int, int]]:
    """(act, part) of every version of a record, oldest first."""
    return [parse_label(record.label), *((row.act, row.part) for row in _later(ledger, record))]


def carried_over(ledger: Ledger, record: Record) -> tuple[str, ...]:
    """Where a record stood in the logs before this one (`VAULT/act.part`), if a branch carried it over.

    What a record says of that itself is believed only of its first version, in a log whose charter names a log
    before it, signed by whoever branched, before anybody else was admitted: anybody can write the field later.
    """
    act, part = parse_label(record.label)
    charter = ledger.act(0)
    before = charter.payload.get("charter", {}).get("predecessor")
    admitted = next((row.index for row in ledger.catalogue.acts(offset=1) if row.act == "authority"), ledger.log.size)
    if not before or act >= admitted or ledger.act(act).by != charter.by:
        return ()
    vault = str(before["origin"]).rpartition("/")[2]
    former = ledger.parts(act)[part].fields().get("formerly", ())
    return tuple(former) if former and str(former[-1]).startswith(f"{vault}/") else ()


def state_about(
    ledger: Ledger, kind: str, record: Record, fields: Mapping[str, Any], objects: Sequence[bytes] = ()
) -> Written:
    """A statement of another kind about a record: it changes none of the record's fields (a review)."""
    draft = ledger.draft(kind)
    for body in objects:
        draft.put(body)
    draft.add({"record": record.record, "prior": _newest(ledger, record), **fields})
    return draft.commit()


def _later(ledger: Ledger, record: Record) -> list[StatementRow]:
    return [row for row in ledger.catalogue.statements(record.record) if row.kind == record.kind]


def _newest(ledger: Ledger, record: Record) -> str:
    """`act.part` of the newest version."""
    rows = _later(ledger, record)
    return f"{rows[-1].act}.{rows[-1].part}" if rows else record.record


def _now(ledger: Ledger, record: str) -> Record:
    found = ledger.catalogue.record(record)
    assert found is not None, f"entry {record} was just written"
    return found
