"""A mail's own statements: who, to whom, when, about what; every header line as metadata, none of them judged.

`DKIM-Signature`, `Authentication-Results` and the like are kept as they stand; nothing is verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment.model.reading import Moment, Told
from muniment.read.mail import dates
from muniment.read.mail.encoded import header_text
from muniment.read.mail.headers import Headers
from muniment.read.mail.notes import Notes, shown
from muniment.read.text.blocks import Block
from muniment.read.text.words import words

MOST_LINES = 200
LONGEST = 4_000
_SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date")
_ONCE = ("from", "sender", "to", "cc", "subject", "date", "message-id", "content-type")
_SPACE = re.compile(r"\s+")
_KNOWN = {
    name.lower(): name
    for name in words(
        "From Sender Reply-To To Cc Bcc Subject Date Message-ID In-Reply-To References Received Return-Path",
        " Delivered-To MIME-Version Content-Type Content-Transfer-Encoding Content-Disposition Content-ID",
        " DKIM-Signature Authentication-Results ARC-Seal ARC-Message-Signature ARC-Authentication-Results Received-SPF",
        " X-Mailer User-Agent List-ID List-Unsubscribe X-Originating-IP Thread-Topic Thread-Index",
        " Importance Auto-Submitted",
    )
}
"""Header lines by their usual spelling, however a mail spells them."""


@dataclass
class Letter:
    """What the header lines of one mail say, as text."""

    headers: Headers
    notes: Notes
    charset: str = ""
    """What the mail says its body is encoded in: the best guess for raw bytes in its header lines."""
    _texts: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The first value of that name (lower case) on one line, or ""."""
        if name not in self._texts:
            raw = self.headers.get(name)[: 16 * LONGEST]
            self._texts[name] = _SPACE.sub(" ", header_text(raw, self.notes, self.charset)).strip() if raw else ""
        return self._texts[name]

    @property
    def sent(self) -> str | None:
        """The `Date` line as EDTF."""
        return dates.edtf(self.text("date"))

    def told(self) -> Told:
        """What is told about a file of which this is the letter."""
        details = {f"mail:{_KNOWN[name]}": self.text(name)[:LONGEST]
                   for name in ("message-id", "from", "date", "subject") if self.text(name)}  # fmt: skip
        return Told(obtained=self.sent or "", source=self.text("from")[:LONGEST], details=details)

    def moments(self) -> tuple[Moment, ...]:
        """When it was written, by the clock of the sender's program."""
        written = self.text("date")
        if not written:
            return ()
        day = dates.wrong_day(written)
        if day:
            text = f"its date says {shown(day)}, but that day was another day of the week"
            self.notes.add("date-odd", text, "note", "Date")
        if self.sent is None:
            self.notes.add("date-unread", f"its date cannot be one: {shown(written)}", "note", "Date")
        return (Moment("created", written[:LONGEST], self.sent, "mail Date"),)

    def blocks(self) -> list[Block]:
        """Subject, people and date, as a mail program shows them above the text."""
        made = [Block(self.text("subject"), "heading", where="Subject")]
        for name in _SHOWN:
            if value := self.text(name.lower()):
                made.append(Block(f"{name}: {value}", "field", tight=len(made) > 1, where=name))
        return made

    def metadata(self) -> dict[str, str]:
        """All header lines, decoded, in order; what stands there more than once is numbered."""
        said: dict[str, str] = {}
        seen: dict[str, int] = {}
        for name, raw in self.headers.lines[:MOST_LINES]:
            lower = name.lower()
            seen[lower] = count = seen.get(lower, 0) + 1
            value = header_text(raw[: 16 * LONGEST], self.notes, self.charset).strip()
            key = f"mail:{_KNOWN.get(lower, name[:100])}"
            said[key if count == 1 else f"{key} ({count})"] = value[:LONGEST] + ("…" if len(value) > LONGEST else "")
        if len(self.headers.lines) > MOST_LINES:
            text = f"only the first {MOST_LINES} of its {len(self.headers.lines):,} header lines are among its metadata"
            self.notes.add("headers-not-shown", text, "note")
        self._say_twice(seen)
        return said

    def _say_twice(self, seen: dict[str, int]) -> None:
        twice = [_KNOWN[name] for name in _ONCE if seen.get(name, 0) > 1]
        if twice:
            text = (
                f"it has more than one line {', '.join(twice)}: programs differ in which of them they show;"
                " here the first counts, all are in the metadata"
            )
            self.notes.add("header-twice", text)
