"""The text of a web archive's reading: a line for each record, and what the archive says of itself."""

from __future__ import annotations

import msgspec

from muniment.model.reading import Finding, Moment, Reading
from muniment.read.text.blocks import Block, Mark, compose
from muniment.read.text.links import state
from muniment.read.webarchive.fields import Fields, fields, words
from muniment.read.webarchive.http import method
from muniment.read.webarchive.payload import Payload
from muniment.read.webarchive.walk import Record

LISTED = 20_000
"""So many records are listed; the file keeps the others."""
LONGEST_URL = 2000
LONGEST_NOTE = 16 << 10
"""So much of the text of a `warcinfo` or `metadata` record is shown."""


def line(payload: Payload, child: str) -> Block:
    """One record: kind, address, status or method, type, length; linked to its child."""
    record, head = payload.record, payload.record.head
    url = head.url if len(head.url) <= LONGEST_URL else head.url[:LONGEST_URL] + "…"
    cells = [head.kind or "record", url, _status(payload), _type(payload), f"{payload.size:,} bytes"]
    text = "\t".join(cell for cell in cells if cell)
    start = len(cells[0]) + 1
    marks = []
    if url and child:
        marks = [Mark(start, start + len(url), child, child=True)]
    elif child:
        marks = [Mark(0, len(cells[0]), child, child=True)]
    elif leads_to_web(head.url):
        marks = [Mark(start, start + len(url), head.url)]
    return Block(text, "list", tight=True, marks=marks, where=record.where, at=head.edtf or None, notes=_notes(record))


def leads_to_web(url: str) -> bool:
    """Whether an address can stand as a link: well formed, and one of the web (no script, no file)."""
    return url.lower().startswith(("http://", "https://")) and state(url) == "ok"


def note(record: Record) -> Block | None:
    """The text of a record that says something about the archive or about another record."""
    if record.head.kind not in ("warcinfo", "metadata", "filedesc") or not record.size:
        return None
    text = words(record.head_of_block(LONGEST_NOTE)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if record.size > LONGEST_NOTE:
        text += "…"
    return Block(text, "field", tight=True, where=record.where, at=record.head.edtf or None) if text else None


def own_fields(record: Record) -> Fields:
    """What a `warcinfo` record says of the archive."""
    return fields(record.head_of_block(LONGEST_NOTE))


def listed(
    label: str, blocks: list[Block], metadata: dict[str, str], moments: tuple[Moment, ...],
    findings: tuple[Finding, ...], title: str | None,
) -> Reading:  # fmt: skip
    """The reading that the lines make. Addresses are in no language, and none of them is a title."""
    reading = compose(label, blocks, metadata=metadata, findings=findings, moments=moments)
    passages = tuple(msgspec.structs.replace(one, language=None) for one in reading.passages)
    return msgspec.structs.replace(reading, passages=passages, language=None, title=title, moments=moments)


def _status(payload: Payload) -> str:
    if payload.message is not None:
        return payload.message.status
    return method(payload.record.head_of_block(64)) if payload.record.head.kind == "request" else ""


def _type(payload: Payload) -> str:
    said = payload.message.content_type if payload.message else payload.record.head.content_type
    return said.replace("\t", " ")[:200]


def _notes(record: Record) -> tuple[str, ...]:
    get = record.head.fields.get
    made = []
    if record.head.kind == "revisit":
        earlier = get("warc-refers-to-date")
        made.append(f"same content as recorded {earlier}" if earlier else "same content as recorded earlier")
    if get("warc-truncated"):
        made.append(f"cut by the capture program: {get('warc-truncated')[:60]}")
    if record.damage:
        made.append(f"damaged: {record.damage}")
    return tuple(made)
