"""Records as the catalogue shows them: derived from acts, rebuilt at will, never the truth.

A record's identity is (act index, part). Its label is its kind and entry: `item-3.17`.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec


class Place(msgspec.Struct, frozen=True):
    """Where an object's bytes are: in a pack (`pack` ≥ 1, at `offset`) or, with pack 0, in a blob.

    `generation` 0 is the vault's own log; 1, 2 … are the logs before it, oldest first.
    """

    pack: int
    offset: int
    size: int
    generation: int = 0


class ActRow(msgspec.Struct, frozen=True):
    """One act: index, kind, claimed time, operator's code, number of parts, a line for people."""

    index: int
    act: str
    at: str
    by: str
    parts: int
    summary: str


class ItemRow(msgspec.Struct, frozen=True):
    """One item: bytes that somebody brought, under the record of their first acquisition."""

    item: str
    sha256: str
    size: int
    media_type: str
    names: list[str]
    acquisitions: int
    title: str | None = None
    language: str | None = None
    read: str = "pending"
    """`done`, `failed`, `pending` or `none` (no reader for its type)."""
    findings: int = 0


class AcquisitionRow(msgspec.Struct, frozen=True):
    """One acquisition with every field that was given; what is absent is unknown."""

    acquisition: str
    item: str
    at: str
    by: str
    fields: dict[str, Any]


class StatementRow(msgspec.Struct, frozen=True):
    """One statement about a record after it was made: a restriction, a hold, a reading …"""

    record: str
    """`act.part` of the record it is about."""
    act: int
    part: int
    kind: str
    fields: dict[str, Any]


KINDS_OF_RECORD = {
    "claim": "claim",
    "person": "person",
    "identity": "identity",
    "keeper": "keeper",
    "account": "account",
    "consent": "consent",
    "object": "object",
    "link": "link",
    "incident": "incident",
    "judge": "judgement",
    "dossier": "dossier",
    "date": "date",
    "element": "element",
    "codes": "codes",
    "coding": "coding",
}
"""Kind of act → the word in the label of what people put on record by it. Such a record is superseded by a later
act of its own kind that names it, and never edited."""

REFERS = ("item", "items", "claim", "claims", "account", "accounts", "person", "persons", "object", "incident",
          "between", "judgements", "about")  # fmt: skip
"""Fields of a record that name other records by their labels, one or a list."""


class Record(msgspec.Struct, frozen=True):
    """What a person put on record, as it stands now: the newest version's fields."""

    label: str
    kind: str
    """The kind of act: `claim`, `judge` …"""
    at: str
    by: str
    """Who put it on record first, and when they claim to have done so."""
    fields: dict[str, Any]
    now_at: str
    now_by: str
    """Who made the newest version, and when."""
    versions: int = 1
    withdrawn: bool = False

    @property
    def record(self) -> str:
        """`act.part` of its first version: what identifies it."""
        return self.label.partition("-")[2]


class ReadingRow(msgspec.Struct, frozen=True):
    """The newest reading of an item: where its object is and what it said in short."""

    item: str
    status: str
    reader: str
    reading: str | None
    """SHA-256 of the stored reading, or None where nothing was read."""
    thumbnail: str | None
    title: str | None
    language: str | None
    findings: list[dict[str, str]]


class DerivativeRow(msgspec.Struct, frozen=True):
    """Something a program made from an item at its newest reading: a frame of a video, a page's picture."""

    item: str
    sha256: str
    size: int
    fields: dict[str, Any]
    """`derivative` (its role), `media_type`, `tool`, `settings`, `where`, `pdq`; absent where there is none."""


class ChildRow(msgspec.Struct, frozen=True):
    """A file that was found inside an item: the acquisition that says so, and the item it became."""

    acquisition: str
    item: str
    sha256: str
    size: int
    fields: dict[str, Any]


def label(kind: str, act: int, part: int) -> str:
    """A record's label: `item-3.17`; act 3, part 17 (both counted from 0)."""
    return f"{kind}-{act}.{part}"


_LABEL = re.compile(r"(?:[a-z2-7]{5,26}/)?(?:(?P<kind>[a-z]+)-)?(?P<act>\d{1,15})(?:\.(?P<part>\d{1,9}))?\Z", re.ASCII)


def parse_label(text: str, *kinds: str) -> tuple[int, int]:
    """Act and part of a label (`item-3.17`, `3.17`, `k7f3q/item-3.17`). Raises ValueError in words.

    `kinds` are those that will do, where not every one does.
    """
    found = _LABEL.match(text)
    if not found or (kinds and found["kind"] and found["kind"] not in kinds):
        raise ValueError(f"{text!r} is not a record's label, which looks like {kinds[0] if kinds else 'item'}-3.17.")
    return int(found["act"]), int(found["part"] or 0)
