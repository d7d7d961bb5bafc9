"""A mailbox as a reading: one passage for each message, and each message handed out byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from muniment.model.reading import Reading, Told
from muniment.read.interface import Source
from muniment.read.mail.headers import parse
from muniment.read.mail.letter import LONGEST, Letter
from muniment.read.mail.mbox import Message, Quoting, messages
from muniment.read.mail.notes import Notes
from muniment.read.text.blocks import Block, Mark, compose

MOST_LISTED = 50_000
_HEAD = 64 << 10
_PIECE = 1 << 18
_ID = re.compile(r"<[^<>\s]{1,500}>")
_SHORT = 300


@dataclass
class _Listed:
    """What is kept of a message until all are known: its passage, and whom it answers."""

    block: Block
    answers: list[str]


@dataclass
class _Listing:
    """The passages, and the number of the message that has each Message-ID."""

    notes: Notes
    entries: list[_Listed] = field(default_factory=list)
    by_id: dict[str, int] = field(default_factory=dict)
    count: int = 0
    sized: int = 0
    run_on: int = 0

    def add(self, message: Message, letter: Letter, path: str) -> None:
        """One more message."""
        said = letter.headers.get("content-length").strip()
        if said.isdigit() and len(said) < 16:
            self.sized += 1
        self.run_on += not message.parted
        if (own := _ID.search(letter.text("message-id"))) is not None:
            self.by_id.setdefault(own.group(), message.number)
        answers = _ID.findall(letter.text("in-reply-to"))[:1] + _ID.findall(letter.text("references")[-2000:])[::-1]
        self.entries.append(_Listed(_block(message, letter, path), answers[:20]))

    def blocks(self) -> list[Block]:
        """The passages, with what each one answers where that is in the mailbox."""
        for number, entry in enumerate(self.entries, 1):
            known = (self.by_id[one] for one in entry.answers if self.by_id.get(one, number) != number)
            answered = next(known, None)
            if answered is not None:
                entry.block.notes = (f"reply to message {answered}",)
            elif entry.answers:
                entry.block.notes = (f"reply to {entry.answers[0]}",)
        return [entry.block for entry in self.entries]


def read_mailbox(source: Source, reader: str) -> Reading:
    """The reading of a mailbox; its messages go out as children while it is read."""
    notes, quoting = Notes(), Quoting()
    listing = _Listing(notes)
    giving = True
    with source.open() as file, source.open() as second:
        for message in messages(file, source.size, quoting):
            listing.count = message.number
            if message.number == 1 and message.begin:
                _say_before(message.begin, notes)
            if message.number <= MOST_LISTED:
                giving = _one(source, second, message, listing, giving)
    metadata = _metadata(listing, quoting)
    _say(listing, notes)
    return compose(reader, listing.blocks(), findings=notes.all(), metadata=metadata)


def _one(source: Source, file: BinaryIO, message: Message, listing: _Listing, giving: bool) -> bool:
    """List a message, and hand it out if that is still possible; whether it is for the next one."""
    file.seek(message.start)
    head = file.read(min(_HEAD, message.end - message.start))
    headers, _body = parse(head, 0, len(head))
    letter = Letter(headers, Notes())
    path = f"{message.number:05}.eml"
    listing.add(message, letter, path)
    return giving and source.give(path, _chunks(file, message), _told(message, letter))


def _chunks(file: BinaryIO, message: Message) -> Iterator[bytes]:
    """The bytes from behind the `From ` line to the next one: all of them, as they stand."""
    at = message.start
    while at < message.end:
        file.seek(at)
        piece = file.read(min(_PIECE, message.end - at))
        if not piece:
            return
        yield piece
        at += len(piece)


def _told(message: Message, letter: Letter) -> Told:
    told = letter.told()
    envelope = {"mbox:From": message.sender[:LONGEST], "mbox:Date": message.date}
    return Told(obtained=told.obtained, source=told.source, details={**told.details, **envelope})


def _block(message: Message, letter: Letter, path: str) -> Block:
    """Subject, sender and date in one line, the whole of it a link to the child."""
    cells = [letter.text(name)[:_SHORT] for name in ("subject", "from", "date")]
    text = "\t".join(cell for cell in cells if cell) or path
    return Block(
        text, "message", tight=message.number > 1, where=f"message {message.number}",
        by=letter.text("from")[:_SHORT] or None, at=letter.sent, marks=[Mark(0, len(text), path, child=True)],
    )  # fmt: skip


def _metadata(listing: _Listing, quoting: Quoting) -> dict[str, str]:
    """What kind of mailbox it is, as far as that can be seen."""
    said = {"mbox:messages": str(listing.count)}
    if quoting.once or quoting.more:
        said["mbox:quoting"] = "mboxrd (>>From)" if quoting.more else "mboxo or mboxrd (>From)"
    if listing.sized:
        said["mbox:Content-Length"] = f"{listing.sized} messages say their length (mboxcl)"
    return said


def _say_before(count: int, notes: Notes) -> None:
    words = f"{count:,} bytes stand before the first message and belong to none; they are in the mailbox only"
    notes.add("mbox-beginning", words)


def _say(listing: _Listing, notes: Notes) -> None:
    if not listing.count:
        notes.add("mbox-empty", "no message could be found in it")
    if listing.count > MOST_LISTED:
        words = f"it has {listing.count:,} messages; the first {MOST_LISTED:,} are listed"
        notes.add("mbox-too-long", words)
    if listing.run_on:
        words = (
            f"{listing.run_on:,} messages begin without an empty line before them; such a one may be text that was"
            " copied into the message before it"
        )
        notes.add("mbox-run-on", words, "note")
    twice = listing.count - len(listing.by_id)
    if listing.count <= MOST_LISTED and twice:
        words = f"{twice:,} messages have no Message-ID, or one that another message has too"
        notes.add("mbox-same-id", words, "note")
