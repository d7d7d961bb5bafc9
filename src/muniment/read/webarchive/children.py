"""Payloads become children: under which path, and what the archive tells of them."""

from __future__ import annotations

import re

from muniment.model.reading import Told
from muniment.read.interface import Source
from muniment.read.webarchive.dialect import Head
from muniment.read.webarchive.digests import parse
from muniment.read.webarchive.payload import CARRIES, Payload

LONGEST_PATH = 4000
MOST_FIELDS, LONGEST_VALUE = 100, 2000
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}")
_LAST_PART = re.compile(
    r"[a-z][a-z0-9+.-]*://[^/?#]*/(?:[^?#]*/)?([^/?#]{1,255})(?:[?#]|\Z)", re.IGNORECASE | re.DOTALL
)
_OF_RECORD = (
    "Record-ID", "IP-Address", "Payload-Digest", "Block-Digest", "Concurrent-To", "Truncated", "Refers-To",
    "Refers-To-Target-URI", "Refers-To-Date", "Identified-Payload-Type", "Segment-Number", "Segment-Origin-ID",
    "Protocol", "Cipher-Suite", "Page-ID", "JSON-Metadata",
)  # fmt: skip


class Children:
    """Gives payloads. Paths are addresses; of several with one address the later ones also name their place."""

    def __init__(self, source: Source, prefix: str) -> None:
        self._source, self._prefix = source, prefix
        self._paths: set[str] = set()

    def give(self, payload: Payload, tool: str) -> str:
        """Give it, and return its path; "" where it carries nothing, or nothing more is taken."""
        head = payload.record.head
        if head.kind not in CARRIES or not payload.size or self._source.giving.stopped:
            return ""
        path = self._path(head.url, payload.record.where)
        if self._source.give(path, payload.pieces(), self._told(payload, tool)):
            self._paths.add(path)
            return path
        return ""

    def _path(self, url: str, where: str) -> str:
        path = url if len(url) <= LONGEST_PATH else url[:LONGEST_PATH] + "…"
        return f"{path} (record at {where})" if not path or path in self._paths else path

    def _told(self, payload: Payload, tool: str) -> Told:
        head = payload.record.head
        name = _LAST_PART.match(head.url[:LONGEST_PATH])
        return Told(
            name=name.group(1) if name else "",
            reference=head.url if len(head.url) <= LONGEST_PATH else head.url[:LONGEST_PATH] + "…",
            obtained=head.edtf,
            tool=tool,
            sha256=_sha256(payload),
            details={**self._of_record(payload), **_of_answer(payload)},
        )

    def _of_record(self, payload: Payload) -> dict[str, str]:
        head, record = payload.record.head, payload.record
        made = {"Type": head.kind if head.kind != "response" else "", "Date": head.date, "Place": record.where}
        made |= {name: _stated(head, name, self._prefix)[:LONGEST_VALUE] for name in _OF_RECORD}
        made |= {"Payload-Digest-Check": payload.digest, "Damage": record.damage}
        if payload.message is None:
            made["Content-Type"] = head.content_type[:LONGEST_VALUE]
        return {f"{self._prefix}:{name}": value for name, value in made.items() if value}


def _stated(head: Head, name: str, prefix: str) -> str:
    return head.fields.get(f"warc-{name.lower()}" if prefix == "warc" else name.lower())


def _of_answer(payload: Payload) -> dict[str, str]:
    """The HTTP head, and what was done to the body. Names in one spelling, for HTTP knows no case."""
    message = payload.message
    if message is None or message.fault:
        return {}
    made = {"http:Status": message.status}
    for name, value in message.fields.pairs:
        key = "http:" + "-".join(part.capitalize() for part in name.split("-"))
        if not _NAME.fullmatch(name) or (key not in made and len(made) > MOST_FIELDS):
            continue
        value = f"{made[key]}\n{value}" if key in made and key != "http:Status" else value
        made[key] = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    if payload.undone:
        made["body:Undone"] = ", ".join(payload.undone)
    if payload.left:
        made["body:Left"] = payload.left
    return made


def _sha256(payload: Payload) -> str:
    """A stated SHA-256, where it is one of the very bytes that are given."""
    known = parse(payload.record.head.fields.get("warc-payload-digest"))
    if known is None or known[0] != "sha256" or not (payload.digest_is_of_child or not payload.undone):
        return ""
    return known[1].hex()
