"""From an act to what the catalogue shows of it: the only road, when writing and when rebuilding.

A pure function of the act and its parts, so that a rebuilt catalogue is the same catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from muniment.model.reading import HELD_BACK
from muniment.model.records import KINDS_OF_RECORD, ActRow, Place, ReadingRow, Record, StatementRow, label
from muniment.store.ports import Change
from muniment.verify.acts import Act, Part, object_reference

from .summaries import summary

ABOUT_TAKING_IN = frozenset({"modified", "reader", "formerly", "branch_reason"})
"""Fields that may differ between two runs over the same material without making another acquisition."""


HOLDS_BACK = "held-back"
"""Kind of the statement derived from a reading that found what holds its item back; no later one undoes it."""


def acquisition_key(fields: Mapping[str, Any]) -> bytes:
    """What makes two acquisitions the same one: every field that was given for them."""
    told = sorted((name, value) for name, value in fields.items() if name not in ABOUT_TAKING_IN)
    return sha256(msgspec.json.encode(told)).digest()


def project(
    act: Act,
    parts: Sequence[Part],
    fields: Sequence[Mapping[str, Any]],
    where: Place,
    places: Sequence[tuple[str, Place]],
) -> Change:
    """What one act does to the catalogue. `where` are its parts, `places` the objects that came with it.

    Items are new where their object came with this very act: `places` and nothing else decides it.
    """
    row = ActRow(act.index, act.kind, act.at, act.by, len(parts), "")
    change = Change(row, where, objects=list(places))
    for number, (part, values) in enumerate(zip(parts, fields, strict=True)):
        if part.erased_by is not None:
            change.erased.append(number)
            continue
        for value in values.values():
            if type(value) is dict and (reference := object_reference(value)):
                change.references.append((reference[0], number))
        _TAKE.get(act.kind, _take_statement)(change, act, number, values)
    change.act = ActRow(row.index, row.act, row.at, row.by, row.parts, summary(act, fields))
    return change


def _take_acquisition(change: Change, act: Act, number: int, values: Mapping[str, Any]) -> None:
    digest, size = values["item"]["object"], values["item"]["size"]
    fields = {name: value for name, value in values.items() if name not in ("item", "media_type")}
    change.items.append((number, digest, size, str(values.get("media_type", "application/octet-stream"))))
    change.acquisitions.append((number, digest, acquisition_key(values), fields))


def _take_reading(change: Change, act: Act, number: int, values: Mapping[str, Any]) -> None:
    if "derivative" in values:
        fields = {name: value for name, value in values.items() if name not in ("record", "made")}
        made, item = values["made"], label("item", *_record(values))
        change.derivatives.append((number, item, made["object"], made["size"], fields))
        return
    codes = sorted({str(finding["code"]) for finding in values.get("findings", ())} & HELD_BACK)
    if codes:
        record = str(values["record"])
        change.statements.append(
            StatementRow(record, act.index, number, HOLDS_BACK, {"record": record, "codes": codes})
        )
    reading, thumbnail = (values.get(name) for name in ("reading", "thumbnail"))
    change.readings.append(
        ReadingRow(
            item=label("item", *_record(values)),
            status=str(values["status"]),
            reader=str(values["reader"]),
            reading=reading["object"] if reading else None,
            thumbnail=thumbnail["object"] if thumbnail else None,
            title=values.get("title"),
            language=values.get("language"),
            findings=list(values.get("findings", [])),
        )
    )


def _record(values: Mapping[str, Any]) -> tuple[int, int]:
    act, _, part = str(values["record"]).partition(".")
    return int(act), int(part)


def _take_record(change: Change, act: Act, number: int, values: Mapping[str, Any]) -> None:
    """Something new on record, or the next version of what is: then it names that record."""
    word = KINDS_OF_RECORD[act.kind]
    at = _record(values) if "record" in values else (act.index, number)
    fields = {name: value for name, value in values.items() if name not in ("record", "prior")}
    withdrawn = fields.get("state") == "withdrawn"
    change.records.append(
        Record(label(word, *at), act.kind, act.at, act.by, fields, act.at, act.by, withdrawn=withdrawn)
    )
    _take_statement(change, act, number, values)


def _take_statement(change: Change, act: Act, number: int, values: Mapping[str, Any]) -> None:
    if "record" in values:
        change.statements.append(StatementRow(str(values["record"]), act.index, number, act.kind, dict(values)))


_TAKE = {"acquire": _take_acquisition, "read": _take_reading} | dict.fromkeys(KINDS_OF_RECORD, _take_record)
