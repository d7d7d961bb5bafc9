"""Keeps readings: what a reader made of an item, as objects beside the act that says so."""

from __future__ import annotations

from typing import Any

import msgspec

from muniment.model.reading import Finding, Reading

from .ledger.draft import Draft
from .ledger.ledger import Ledger

MAX_FINDINGS = 50
NOT_READ = "not-read"


def keep_reading(draft: Draft, item: str, reading: Reading) -> str:
    """Add a reading to a `read` act; returns its status: done, failed or none."""
    status = _status(reading)
    fields: dict[str, Any] = {
        "record": item.partition("-")[2],
        "reader": reading.reader,
        "status": status,
        "findings": [_finding_json(finding) for finding in reading.findings[:MAX_FINDINGS]],
    }
    if reading.title:
        fields["title"] = reading.title
    if reading.language:
        fields["language"] = reading.language
    for derivative in reading.derivatives:
        stored = draft.put(derivative.data) if len(derivative.data) < 2**17 else None
        if stored is not None:
            fields[derivative.role] = {"object": stored.sha256, "size": stored.size}
    if status != "none":
        body = msgspec.json.encode(msgspec.structs.replace(reading, derivatives=()))
        stored = put_body(draft, body)
        fields["reading"] = {"object": stored.sha256, "size": stored.size}
    draft.add(fields)
    return status


def put_body(draft: Draft, body: bytes) -> Any:
    """Keep bytes of any length as an object."""
    import io

    from muniment.verify.vault import SMALL

    return draft.put(body) if len(body) < SMALL else draft.put_stream(io.BytesIO(body))


def _status(reading: Reading) -> str:
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
