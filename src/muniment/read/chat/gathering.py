"""Messages on their way into a reading: laid out, counted, bounded, and their files told of.

An encoded reading may have 64 MiB. So messages are taken in until they would need more than `ROOM`; the text of those
beyond is left out, and said so. Their files are told of all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import msgspec

from muniment.model.reading import Finding, Level, Moment, Position, Reading, Told
from muniment.read.chat.message import Message
from muniment.read.text.blocks import Block, compose

ROOM = 60 << 20
"""Bytes that the encoded messages of one reading may take."""
NO_WORDS = "(no words)"
"""Stands for a message that has none, so that its sender and time have a place."""
MOST_PEOPLE = 100_000
MOST_POSITIONS = 10_000
MOST_IDS = 1_000
"""So many senders' numbers are listed in the metadata."""
_FIXED = 60
"""Bytes a passage takes beside its texts: names of its fields, offsets, language."""

Tell = Callable[[str, Told], bool]
"""Takes a file's path and what is told of it; false: no more."""


class Gathering:
    """Takes messages one after the other, and makes the reading of them."""

    def __init__(self, tell: Tell | None = None, room: int = ROOM) -> None:
        self.messages = 0
        """All that were there, also those beyond the limit."""
        self._tell = tell
        self._room = room
        self._blocks: list[Block] = []
        self._senders: list[str] = []
        """For each block the sender's number."""
        self._people: dict[str, set[str]] = {}
        self._positions: list[Position] = []
        self._first: Message | None = None
        self._last: Message | None = None
        self._left_out = ""
        self._left_count = 0

    def add(self, message: Message) -> None:
        """The next message, or remark of the program."""
        if message.kind in ("message", "note"):
            self.messages += 1
            self._note_time(message)
        if message.kind == "message":
            self._note_sender(message)
        if message.position is not None and len(self._positions) < MOST_POSITIONS:
            self._positions.append(message.position)
        self._tell_of_files(message)
        text = message.text if not message.text.isspace() and message.text else "; ".join(message.notes) or NO_WORDS
        block = Block(text, message.kind, marks=message.marks, where=message.where, by=message.by or None,
                      at=message.at, notes=tuple(message.notes))  # fmt: skip
        self._take(block, message.by_id)

    def add_block(self, block: Block) -> None:
        """Something that is no message: a heading, a row of a list, words before the first message."""
        self._take(block, "")

    def reading(
        self,
        label: str,
        *,
        metadata: dict[str, str],
        findings: tuple[Finding, ...] = (),
        title: str | None = None,
    ) -> Reading:
        """All of it."""
        more = (*self._beyond(), *self._namesakes())
        composed = compose(
            label,
            self._blocks,
            findings=(*findings, *more),
            title=title or self._between() or None,
            metadata={**metadata, **self._counts()},
            moments=self._moments(),
        )
        return msgspec.structs.replace(composed, positions=tuple(self._positions))

    def _take(self, block: Block, by_id: str) -> None:
        if self._left_count:
            self._left_count += 1
            return
        self._room -= _cost(block)
        if self._room < 0:
            self._left_out, self._left_count = block.where, 1
            return
        self._blocks.append(block)
        self._senders.append(by_id)

    def _note_time(self, message: Message) -> None:
        if message.kind == "message" and (message.at or message.written):
            self._first = self._first or _head(message)
            self._last = message

    def _note_sender(self, message: Message) -> None:
        name = message.by or message.by_id
        if name in self._people:
            self._people[name].add(message.by_id)
        elif name and len(self._people) < MOST_PEOPLE:
            self._people[name] = {message.by_id}

    def _tell_of_files(self, message: Message) -> None:
        for attachment in message.attachments:
            if self._tell is not None and not self._tell(attachment.path, message.told(attachment)):
                self._tell = None

    def _beyond(self) -> tuple[Finding, ...]:
        if not self._left_count:
            return ()
        words = (
            f"too long to be read whole: the text ends before {self._left_out or 'its last part'}, and "
            f"{self._left_count:,} messages or lines from there on are only in the file; export the chat in parts"
        )
        return (Finding("chat-too-long", words, where=self._left_out),)

    def _namesakes(self) -> tuple[Finding, ...]:
        """Senders who share a name are told apart by their numbers."""
        shared = {name for name, ids in self._people.items() if len(ids) > 1}
        if not shared:
            return ()
        for block, by_id in zip(self._blocks, self._senders, strict=True):
            if block.by in shared and by_id:
                block.notes = (*block.notes, f"from {by_id}")
        some = ", ".join(sorted(shared)[:5])
        words = f"several senders share a name ({some[:200]}); their messages are marked with the sender's number"
        return (Finding("same-name", words, "note"),)

    def _counts(self) -> dict[str, str]:
        counts = {"chat:Messages": str(self.messages), "chat:Participants": str(len(self._people))}
        numbered = ((by_id, name) for name, ids in self._people.items() for by_id in sorted(ids - {""}))
        for by_id, name in islice(numbered, MOST_IDS):
            counts[f"chat:Sender:{by_id[:100]}"] = name[:200]
        return counts

    def _moments(self) -> tuple[Moment, ...]:
        return tuple(
            Moment(what, (message.written or message.at or "")[:100], message.at, message.where)
            for what, message in (("first message", self._first), ("last message", self._last))
            if message is not None
        )

    def _between(self) -> str:
        """The senders' names, for a chat that has no name of its own."""
        names = [name[:100] for name in list(self._people)[:3]]
        return ", ".join(names) + (" …" if len(self._people) > 3 else "")


def counted(code: str, count: int, words: str, where: str, level: Level = "warning") -> tuple[Finding, ...]:
    """A finding about several messages, of which the first is at `where`; none where there are none.

    `words` has `{count}` in it.
    """
    return (Finding(code, words.format(count=f"{count:,}"), level, where),) if count else ()


def _head(message: Message) -> Message:
    """What of a message is needed later, without its text."""
    return Message(message.where, "", at=message.at, written=message.written)


def _cost(block: Block) -> int:
    """About how many bytes the block needs in an encoded reading; rather too many."""
    text = _size(block.text)
    links = sum(60 + _size(block.text[mark.start : mark.end]) + _size(mark.target) for mark in block.marks)
    lower = block.text.lower() if "." in block.text else ""
    bare = 60 * (lower.count("://") + lower.count("www."))
    bare += 2 * text if bare else 0
    beside = sum(_size(one) + 3 for one in (block.where, block.by or "", block.at or "", *block.notes))
    return _FIXED + text + links + bare + beside


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
