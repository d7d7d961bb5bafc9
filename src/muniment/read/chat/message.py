"""One message of a chat, whichever program wrote it out, and what is told of the files that were sent with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.model.reading import PassageKind, Position, Told
from muniment.read.text.blocks import Mark

LONGEST_TOLD = 2_000
"""So many characters of a message go with each of its files; the message itself is whole in the reading."""
LONGEST_NOTE = 300
MOST_LINKS = 300
"""So many links of one message are listed with their targets; programs allow 100."""
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Characters that turn the direction of writing. Chat programs put them around names and their own words."""


@dataclass(slots=True)
class Attachment:
    """A file that was sent: its path as the export writes it, a name of its own, and what else is said of it."""

    path: str
    name: str = ""
    details: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Message:
    """What somebody sent, or what the program remarks about the chat (`note`)."""

    where: str
    text: str
    kind: PassageKind = "message"
    by: str | None = None
    by_id: str = ""
    """The program's own number for the sender, where it gives one."""
    at: str | None = None
    """EDTF."""
    written: str = ""
    """The time as it is written."""
    notes: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    position: Position | None = None

    def note(self, words: str) -> None:
        """Something the export says about the message; cut where it is longer than any name."""
        self.notes.append(words if len(words) <= LONGEST_NOTE else words[:LONGEST_NOTE] + "…")

    def write(self, lines: Lines) -> None:
        """Take over text and links."""
        self.text, self.marks = lines.text, lines.marks
        if lines.links > MOST_LINKS:
            self.note(f"{lines.links:,} links, of which {MOST_LINKS} are listed")

    def told(self, attachment: Attachment) -> Told:
        """What the message tells of a file that was sent with it."""
        details = {
            "message:Where": self.where,
            "message:Sender": self.by or "",
            "message:SenderID": self.by_id,
            "message:Written": self.written,
            "message:Text": self.text[:LONGEST_TOLD],
            "message:Marks": "; ".join(self.notes)[:LONGEST_TOLD],
            **attachment.details,
        }
        kept = {name: value for name, value in details.items() if value}
        return Told(name=attachment.name, source=self.by or "", obtained=self.at or "", details=kept)


class Lines:
    """Writes the text of a message line by line, with its links."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.links = 0
        """Links that there were, also those beyond the limit."""
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def add(self, text: str, target: str = "") -> None:
        """More of the line; `target`: it is a link."""
        if target and text and self._may_mark():
            self.marks.append(Mark(self._length, self._length + len(text), target))
        self._pieces.append(text)
        self._length += len(text)

    def line(self, text: str, target: str = "", child: bool = False) -> None:
        """A line of its own; nothing where `text` is empty. `child`: the text is the path of a file."""
        if not text:
            return
        if self._length:
            self.add("\n")
        if child:
            self.marks.append(Mark(self._length, self._length + len(text), text, child=True))
        self.add(text, target)

    def block(self, text: str, marks: list[Mark]) -> None:
        """Lines that have links of their own."""
        if self._length:
            self.add("\n")
        for mark in marks:
            if self._may_mark():
                self.marks.append(Mark(mark.start + self._length, mark.end + self._length, mark.target, mark.child))
        self.add(text)

    def _may_mark(self) -> bool:
        self.links += 1
        return self.links <= MOST_LINKS


def bare(text: str) -> str:
    """Without the turning characters and blanks around it; those inside stay."""
    return text.strip(MARKS + " \t\n\u00a0\u202f")
