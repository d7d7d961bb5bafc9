"""An Outlook message file as a reading; messages inside it are read with it, their files handed out with its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from muniment.model.reading import Finding, Reading, Told
from muniment.read.interface import Source
from muniment.read.mail.letter import LONGEST
from muniment.read.mail.notes import Notes
from muniment.read.outlook.attachments import Attachment
from muniment.read.outlook.message import Message
from muniment.read.outlook.storage import PROPERTIES, Budget, Storage
from muniment.read.outlook.values import EMBEDDED, MESSAGE
from muniment.read.text.blocks import Block, Mark, compose

DEEPEST = 8
MOST_MESSAGES = 500
LARGEST = 400 << 20
_RTF_LONGEST = 8 << 20
_ROOM = 64 << 20


def read_message(source: Source, reader: str) -> Reading:
    """The reading of a message file; what is broken becomes a finding."""
    import olefile  # type: ignore[import-untyped]

    if source.size > LARGEST:
        return Reading(reader, findings=(_unread(f"it is larger than {LARGEST >> 20} MiB"),))
    try:
        ole = olefile.OleFileIO(source.open())
    except Exception as error:  # of the library, on a broken table of sectors; a tree without end
        return Reading(reader, findings=(_unread(type(error).__name__),))
    notes = Notes()
    budget = Budget(4 * source.size + _ROOM)
    storage = Storage(ole, ole.root, [], budget)
    if storage.stream(PROPERTIES) is None:
        return Reading(reader, findings=(_unread("it has no list of properties"),))
    messages = list(_messages(Message(storage, MESSAGE, notes), notes))
    return _composed(source, reader, messages, budget, notes)


def _composed(source: Source, reader: str, messages: list[Message], budget: Budget, notes: Notes) -> Reading:
    blocks: list[Block] = []
    for message in messages:
        blocks += message.blocks()
        blocks += [_name_of(one, index > 0) for index, one in enumerate(message.attachments)]
        message.say_what_it_is()
    metadata, moments = messages[0].metadata(), messages[0].moments()
    _give(source, messages, notes)
    if budget.broken or budget.left < 0:
        notes.add("msg-broken", "some of what it lists is missing or cut off in the file")
    subject, sender = messages[0].subject, messages[0].sender
    return compose(
        reader, blocks, findings=notes.all(), title=subject[:LONGEST] or None, author=sender or None,
        metadata=metadata, moments=moments,
    )  # fmt: skip


def _unread(why: str) -> Finding:
    return Finding("msg-unread", f"it cannot be taken apart as an Outlook message: {why}", "error")


def _messages(first: Message, notes: Notes) -> Iterator[Message]:
    """The file's message, and those inside it, each before what is inside it."""
    stack = [(first, 0)]
    count = 0
    while stack:
        message, depth = stack.pop()
        count += 1
        yield message
        below = [one for one in message.attachments if one.message is not None]
        if below and (depth >= DEEPEST or count + len(stack) + len(below) > MOST_MESSAGES):
            notes.add("messages-too-deep", "too many messages lie inside each other; the innermost were not read")
            continue
        if below:
            words = "messages lie inside it in Outlook's own form; they are read as part of it, not as files"
            notes.add("message-inside", words, "note")
        stack += [(_inner(one, notes), depth + 1) for one in reversed(below)]


def _inner(one: Attachment, notes: Notes) -> Message:
    assert one.message is not None
    return Message(one.message, EMBEDDED, notes, one.number)


def _name_of(one: Attachment, tight: bool) -> Block:
    marks = [] if one.message is not None else [Mark(0, len(one.name), one.path, child=True)]
    return Block(one.name, "field", tight=tight, where=one.number, marks=marks)


def _give(source: Source, messages: list[Message], notes: Notes) -> None:
    for message in messages:
        for path, raw, told in _files(message, notes):
            if not source.give(path, (raw,), told):
                return


def _files(message: Message, notes: Notes) -> Iterator[tuple[str, bytes, Told]]:
    """The files of one message; last its text as RTF, where that says more than the plain one."""
    sender, sent = message.sender, message.sent
    for one in message.attachments:
        if one.message is None:
            details = {"msg:AttachMimeTag": one.kind, "msg:AttachContentId": one.content_id}
            name = one.name if one.name and one.path.rpartition("/")[2] != one.name else ""
            details = {key: value for key, value in details.items() if value}
            yield one.path, one.bytes_(), Told(name=name, source=sender, obtained=sent, details=details)
    packed = message.rtf()
    if packed:
        raw = _unpacked(packed, notes, message.number)
        if raw:
            path = f"{message.number}/body.rtf".lstrip("/")
            notes.add("rtf-body", "its text is kept as RTF too, which is a file inside it now", "note", path)
            yield path, raw, Told(source=sender, obtained=sent, tool="Outlook")


def _unpacked(packed: bytes, notes: Notes, where: str) -> bytes:
    import compressed_rtf  # type: ignore[import-untyped]

    unpack: Any = compressed_rtf.decompress
    try:
        if len(packed) > _RTF_LONGEST:
            raise ValueError("too long")
        raw: bytes = unpack(packed)
    except Exception as error:  # it raises the bare class
        notes.add("rtf-unread", f"its text as RTF could not be unpacked: {error}", where=where)
        return b""
    return raw
