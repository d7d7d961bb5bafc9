"""Keeps readings: what a reader made of an item, as objects beside the act that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from muniment.model.reading import HELD_BACK, Derivative, Finding, Reading

from .ledger.draft import Draft
from .ledger.ledger import Ledger

MAX_FINDINGS = 50
MAX_DERIVATIVES = 500
THUMBNAIL = "thumbnail"
NOT_READ = "not-read"


def keep_reading(draft: Draft, item: str, reading: Reading) -> str:
    """Add a reading to a `read` act; returns its status: done, failed or none."""
    status = status_of(reading)
    fields: dict[str, Any] = {
        "record": item.partition("-")[2],
        "reader": reading.reader,
        "status": status,
        "findings": [_finding_json(finding) for finding in _told(reading.findings)],
    }
    if reading.title:
        fields["title"] = reading.title
    if reading.language:
        fields["language"] = reading.language
    others = [one for one in reading.derivatives if one.role != THUMBNAIL]
    for thumbnail in (one for one in reading.derivatives if one.role == THUMBNAIL):
        fields[THUMBNAIL] = _kept(draft, thumbnail.data)
    if status != "none":
        body = msgspec.json.encode(msgspec.structs.replace(reading, derivatives=()))
        fields["reading"] = _kept(draft, body)
    draft.add(fields)
    for derivative in others[:MAX_DERIVATIVES]:
        draft.add(_derivative(draft, fields["record"], derivative))
    return status


def _told(findings: Sequence[Finding]) -> list[Finding]:
    """As many as are kept beside the reading; those that hold an item back are never among the rest."""
    return sorted(findings, key=lambda finding: finding.code not in HELD_BACK)[:MAX_FINDINGS]


def _derivative(draft: Draft, record: str, derivative: Derivative) -> dict[str, Any]:
    """The part that says what a program made from an item, and with what."""
    told = {name: getattr(derivative, name) for name in ("media_type", "tool", "settings", "where", "pdq")}
    named = {name: value for name, value in told.items() if value}
    return {"record": record, "derivative": derivative.role, **named, "made": _kept(draft, derivative.data)}


def _kept(draft: Draft, body: bytes) -> dict[str, Any]:
    stored = put_body(draft, body)
    return {"object": stored.sha256, "size": stored.size}


def put_body(draft: Draft, body: bytes) -> Any:
    """Keep bytes of any length as an object."""
    import io

    from muniment.verify.vault import SMALL

    return draft.put(body) if len(body) < SMALL else draft.put_stream(io.BytesIO(body))


def status_of(reading: Reading) -> str:
    """`done`, `failed`, or `none` where no reader took the item."""
    codes = {finding.code for finding in reading.findings}
    if NOT_READ in codes:
        return "none"
    failed = any(finding.level == "error" for finding in reading.findings)
    return "failed" if failed and not reading.text and not reading.metadata else "done"


def _finding_json(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "text": finding.text, "level": finding.level, "where": finding.where}


def load_reading(ledger: Ledger, item: str) -> Reading | None:
    """The newest reading of an item, or None."""
    row = ledger.catalogue.reading(item)
    if row is None or row.reading is None:
        return None
    place = ledger.catalogue.objects([row.reading])[row.reading]
    return msgspec.json.decode(ledger.objects.read(place, row.reading), type=Reading)
