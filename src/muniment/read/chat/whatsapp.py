"""A WhatsApp export as messages: what each says, who sent it, which files went with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from muniment.model.reading import Finding, Position, Reading
from muniment.read.chat import whatsapp_words as words
from muniment.read.chat.gathering import Gathering, counted
from muniment.read.chat.message import MARKS, Attachment, Message, bare
from muniment.read.chat.whatsapp_dates import Decision, day_of, decide, edtf
from muniment.read.chat.whatsapp_lines import Entry, entries, preamble, style
from muniment.read.text.blocks import Block, Mark
from muniment.read.text.decode import Decoded

KEPT = 1_000_000
"""So many entries of one file are looked at."""
_MAP = re.compile(r"https://maps\.google\.com/\?q=(-?\d{1,2}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})")
_VOICE = re.compile(r"(?:\A|/)PTT-|-AUDIO-[\d-]+\.opus\Z", re.IGNORECASE)
_UNDECIDED = {
    "unknown": "day and month of its dates cannot be told apart; times are left as they are written: ask whoever "
    "exported it which comes first",
    "mixed": "its dates are not all in one order ({reason}); times are left as they are written: was it put together "
    "from several exports?",
    "calendar": "its dates seem to be of another calendar than the Gregorian; times are left as they are written",
}


@dataclass
class _Seen:
    """What is odd about a file, counted: how often, and where first."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, what: str, where: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1
        self.first.setdefault(what, where)

    def finding(self, what: str, said: str) -> tuple[Finding, ...]:
        return counted(what, self.counts.get(what, 0), said, self.first.get(what, ""), "note")


def read(label: str, decoded: Decoded, gathering: Gathering, name: str = "") -> Reading:
    """The reading of an export. `name` is the chat's name, where the place it was found in says it."""
    form = style(decoded.text)
    if form is None:
        gathering.add_block(Block(decoded.text))
        none = Finding("chat-empty", "no message was found in it; the text is given as it is")
        return gathering.reading(label, metadata={"text:encoding": decoded.encoding},
                                 findings=(*decoded.findings, none))  # fmt: skip
    before = bare(preamble(decoded.text, form))
    if before:
        gathering.add_block(Block(before))
    found, cut = _bounded(entries(decoded.text, form))
    decision = decide(found, form[1])
    seen = _Seen()
    title = name
    for index, entry in enumerate(found, 1):
        message = message_of(entry, index, decision)
        if message.kind == "note" and entry.by and message.by is None:
            title = title or entry.by
        _note(message, entry, seen)
        gathering.add(message)
    findings = (*decoded.findings, *_of_dates(decision, found), *_of_messages(seen), *cut)
    return gathering.reading(label, metadata=_metadata(decoded, form, decision, title),
                             findings=findings, title=title or None)  # fmt: skip


def message_of(entry: Entry, index: int, decision: Decision) -> Message:
    """One entry as a message, or as a note where it is the program's own."""
    text = entry.body.lstrip(MARKS).rstrip()
    at = edtf(entry, decision.order)
    message = Message(f"message {index}", text, by=entry.by, at=at, written=entry.written)
    if at is None:
        message.note(f"written {entry.written}")
    own = entry.body[:1] in MARKS and bool(entry.body)
    if entry.by is None:
        message.kind = "note"
    elif own and not _explained(message, entry.body) and words.remark(text):
        message.kind = "note"
        message.by = None if words.encrypted(text) else entry.by
    elif not own:
        _explained(message, entry.body)
    if message.kind == "message":
        _look_for_place(message)
    return message


def _explained(message: Message, body: str) -> bool:
    """Add what the program's words say of the message; whether they said anything."""
    before = len(message.notes) + len(message.attachments)
    if "<" in body or " (" in body:
        _attach(message)
    if words.deleted(body):
        message.note("deleted")
    if words.left_out(body):
        message.note("file left out")
    if words.edited(body):
        message.note("edited")
    if words.forwarded(body):
        message.note("forwarded")
    return len(message.notes) + len(message.attachments) > before


def _attach(message: Message) -> None:
    found = words.ADDED.match(message.text) or None
    for match in [found] if found else words.ATTACHED.finditer(message.text):
        group = "named" if match["named"] else "numbered"
        path = match[group].strip(MARKS)
        start = match.start(group) + match[group].index(path)
        message.marks.append(Mark(start, start + len(path), path, child=True))
        message.attachments.append(Attachment(path))
        if _VOICE.search(path):
            message.note("voice note")


def _look_for_place(message: Message) -> None:
    found = _MAP.search(message.text) if "maps.google" in message.text else None
    if found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180:
        message.position = Position(float(found[1]), float(found[2]), said_by=f"{message.where}: location sent")
        message.note("location")


def _note(message: Message, entry: Entry, seen: _Seen) -> None:
    for what, mark in (("file-not-exported", "file left out"), ("message-deleted", "deleted")):
        if mark in message.notes:
            seen.note(what, message.where)


def _bounded(found: Iterator[Entry]) -> tuple[list[Entry], tuple[Finding, ...]]:
    kept: list[Entry] = []
    for entry in found:
        if len(kept) == KEPT:
            words_ = f"it has more than {KEPT:,} messages; what comes after them is only in the file itself"
            return kept, (Finding("chat-too-many-messages", words_),)
        kept.append(entry)
    return kept, ()


def _of_dates(decision: Decision, found: list[Entry]) -> tuple[Finding, ...]:
    if decision.order in _UNDECIDED:
        said = _UNDECIDED[decision.order].format(reason=decision.reason)
        return (Finding("date-order-unknown", said),)
    days = [(entry, day_of(entry.date, decision.order)) for entry in found]
    sent = [(index, day) for index, (entry, day) in enumerate(days, 1) if entry.by is not None and day is not None]
    back = [later[0] for earlier, later in pairwise(sent) if later[1] < earlier[1]]
    said = ("messages dated before the one above them: {count}; a clock that was set, messages that arrived late, or "
            "text that was pasted or changed")  # fmt: skip
    return counted("time-runs-back", len(back), said, f"message {back[0]}" if back else "", "note")


def _of_messages(seen: _Seen) -> tuple[Finding, ...]:
    return (
        *seen.finding("file-not-exported", "messages whose file the export leaves out: {count}; ask for an export "
                      "with media, from the telephone it was made on"),
        *seen.finding("message-deleted", "messages deleted before the export: {count}; their text is not in it"),
    )  # fmt: skip


def _metadata(decoded: Decoded, form: tuple[str, str], decision: Decision, name: str) -> dict[str, str]:
    made = {
        "text:encoding": decoded.encoding,
        "chat:Kind": "WhatsApp, iOS form" if form[0] else "WhatsApp, Android form",
        "chat:DateOrder": f"{decision.order}: {decision.reason}" if decision.reason else decision.order,
    }
    return {**made, "chat:Name": name[:1000]} if name else made
