"""What a record carries: its HTTP head, its body without its encodings, its digests recomputed.

Everything is found out before anything is handed out, so that what is told of a child is known to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from muniment.read.webarchive import digests, http
from muniment.read.webarchive.encodings import LAYERS, LayerBroken, undone
from muniment.read.webarchive.http import Message
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.walk import Record

KEPT = 8 << 20
"""A decoded body up to this size is kept between finding out and handing out."""
CARRIES = frozenset({"response", "resource", "conversion"})
"""Kinds of records whose payload becomes a child."""


@dataclass(slots=True)
class Payload:
    """A record's payload: the body with the layers `undone` taken off."""

    record: Record
    message: Message | None = None
    start: int = 0
    undone: tuple[str, ...] = ()
    left: str = ""
    """The layer that is still on it, and why."""
    size: int = 0
    digest: str = ""
    """What came of comparing the stated digest, in words."""
    digest_is_of_child: bool = False
    _kept: list[bytes] | None = field(default=None, repr=False)

    def pieces(self) -> Iterator[bytes]:
        """The payload's bytes; can be asked for again."""
        if self._kept is not None:
            return iter(self._kept)
        return undone(self.record.block(self.start), self.undone)


def examined(record: Record, notes: Notes) -> Payload:
    """All there is to find out about one record's payload."""
    made = Payload(record, _message(record, notes))
    made.start = made.message.body if made.message else _body_of_request(record)
    made.size = record.size - made.start
    if made.message and made.size and record.head.kind in CARRIES:
        _undo(made, made.message, notes)
        _complete(made, made.message, notes)
    _check_block(record, notes)
    if record.head.kind != "revisit":
        _check_payload(made, notes)
    return made


def _message(record: Record, notes: Notes) -> Message | None:
    head = record.head
    if head.kind not in ("response", "revisit") or not record.size:
        return None
    start = record.head_of_block(8)
    if not start.startswith(b"HTTP/") and not _is_http(record):
        return None
    block = record.head_of_block(http.LONGEST_HEAD)
    found = http.message(block, len(block) == record.size)
    if found.fault:
        text = f"the answer recorded for {shown(head.url)} is not whole: {found.fault}; it was kept as it is"
        notes.add("http-broken", text, record.where)
    return found


def _is_http(record: Record) -> bool:
    head = record.head
    if head.version:
        return head.content_type.lower().startswith("application/http")
    return head.url.lower().startswith(("http:", "https:"))


def _body_of_request(record: Record) -> int:
    if record.head.kind != "request" or not record.head.content_type.lower().startswith("application/http"):
        return 0
    block = record.head_of_block(http.LONGEST_HEAD)
    end = block.find(b"\r\n\r\n")
    return end + 4 if end >= 0 else len(block)


def _undo(made: Payload, message: Message, notes: Notes) -> None:
    names = message.layers()
    unknown = next((index for index, name in enumerate(names) if name not in LAYERS), len(names))
    if unknown < len(names):
        made.left = f"{names[unknown]} (not known)"
        text = f"the body of {_of(made)} is encoded as “{names[unknown]}”, which is not known here; it was left encoded"
        notes.add("body-encoding-unknown", text, made.record.where)
        names = names[:unknown]
    while names:
        try:
            _try(made, names)
            return
        except LayerBroken as broken:
            made.left = f"{names[broken.layer]} ({broken.why})"
            _tell(made, names[broken.layer], broken, notes)
            names = names[: broken.layer]


def _try(made: Payload, names: tuple[str, ...]) -> None:
    kept: list[bytes] | None = []
    size = 0
    for piece in undone(made.record.block(made.start), names):
        size += len(piece)
        if kept is not None:
            kept = [*kept, piece] if size <= KEPT else None
    made.undone, made.size, made._kept = names, size, kept


def _tell(made: Payload, name: str, broken: LayerBroken, notes: Notes) -> None:
    if broken.begun:
        text = f"the body of {_of(made)} is encoded ({name}) and cannot be decoded: {broken.why}; it was left encoded"
        notes.add("body-encoding-broken", text, made.record.where)
    else:
        text = f"the server's answer for {_of(made)} says it is encoded ({name}), but it is not ({broken.why})"
        notes.add("body-not-encoded", text + "; many capture programs store it decoded", made.record.where, "note")


def _complete(made: Payload, message: Message, notes: Notes) -> None:
    """Compare with the length that the server announced."""
    said = message.fields.get("content-length")
    if not (said.isascii() and said.isdecimal() and len(said) < 19) or "chunked" in message.layers():
        return
    have = made.record.size - made.start
    if have < int(said) and not made.left and not made.record.damage:
        text = f"the server announced {int(said):,} bytes for {_of(made)}, and {have:,} were recorded"
        notes.add("body-incomplete", text, made.record.where)


def _check_block(record: Record, notes: Notes) -> None:
    stated = record.head.fields.get("warc-block-digest")
    if stated:
        known = _known(stated, record, notes)
        if known and digests.of(known[0], record.block()) != known[1]:
            _mismatch(record, stated, "block", notes)


def _check_payload(made: Payload, notes: Notes) -> None:
    """The body as transferred is tried first, then without chunks, then wholly decoded: programs differ."""
    record, stated = made.record, made.record.head.fields.get("warc-payload-digest")
    known = _known(stated, record, notes) if stated else None
    if known is None or record.head.fields.get("warc-segment-number"):
        return
    forms = {"as transferred": (), "without chunks": made.undone[:1], "decoded": made.undone}
    if made.undone[:1] != ("chunked",):
        del forms["without chunks"]
    for form, names in forms.items():
        pieces = made.pieces() if names == made.undone else undone(record.block(made.start), names)
        if digests.of(known[0], pieces) == known[1]:
            made.digest = f"agrees ({form})" if made.undone else "agrees"
            made.digest_is_of_child = names == made.undone
            return
    made.digest = "differs"
    _mismatch(record, stated, "payload", notes)


def _known(stated: str, record: Record, notes: Notes) -> tuple[str, bytes] | None:
    known = digests.parse(stated)
    if known is None:
        text = f"the digest “{stated[:100]}” is none that is known here; it was not checked"
        notes.add("digest-unknown", text, record.where, "note")
    return known


def _mismatch(record: Record, stated: str, what: str, notes: Notes) -> None:
    if record.damage:
        return  # told already, and no wonder
    text = f"the {what} of {shown(record.head.url)} does not have the digest that its record states ({stated[:100]}): "
    text += "the record was changed or damaged after it was written, or written wrongly"
    notes.add("digest-differs", text, f"{record.where}, {what}", "error")


def _of(made: Payload) -> str:
    return shown(made.record.head.url)


def shown(url: str) -> str:
    """An address inside a sentence."""
    return (url if len(url) <= 200 else url[:200] + "…") or "a record without an address"
