"""One Outlook message: who, to whom, when, its text, its files. Nothing is verified or deciphered."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.model.reading import Moment
from muniment.read.mail.bodies import chosen
from muniment.read.mail.headers import Headers, parse
from muniment.read.mail.letter import LONGEST, Letter
from muniment.read.mail.notes import Notes, shown
from muniment.read.mail.page import Inside, html_blocks, html_text
from muniment.read.mail.plain import plain_blocks
from muniment.read.outlook.attachments import Attachment, attachments
from muniment.read.outlook.storage import Storage
from muniment.read.outlook.values import OTHER, Values
from muniment.read.text.blocks import Block

_CLASS, _SUBJECT, _BODY, _HTML, _RTF, _HEADERS = 0x001A, 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_FLAGS, _UNSENT = 0x0E07, 0x08
_SENDER = (0x0C1A, (0x5D01, 0x0C1F))
_BEHALF = (0x0042, (0x5D02, 0x0065))
_RECIPIENT = (0x3001, (0x39FE, 0x3003))
_KINDS = {1: "To", 2: "Cc", 3: "Bcc"}
_TYPE = 0x0C15
_TEXTS = {
    "MessageClass": _CLASS, "Subject": _SUBJECT, "SenderName": 0x0C1A, "SenderEmailAddress": 0x0C1F,
    "SentRepresentingName": 0x0042, "SentRepresentingEmailAddress": 0x0065, "DisplayTo": 0x0E04, "DisplayCc": 0x0E03,
    "DisplayBcc": 0x0E02, "InternetMessageId": 0x1035, "InReplyToId": 0x1042, "InternetReferences": 0x1039,
    "ConversationTopic": 0x0070, "ReceivedByName": 0x0040, "ReceivedByEmailAddress": 0x0076,
    "LastModifierName": 0x3FFA,
}  # fmt: skip
_TIMES = {"ClientSubmitTime": 0x0039, "MessageDeliveryTime": 0x0E06, "CreationTime": 0x3007,
          "LastModificationTime": 0x3008}  # fmt: skip
_LONGEST = 8 << 20


@dataclass
class Message:
    """What one message says; `number` is "" for the file's own, else that of the attachment it is."""

    storage: Storage
    head: int
    notes: Notes
    number: str = ""
    values: Values = field(init=False)
    letter: Letter = field(init=False)
    attachments: list[Attachment] = field(init=False)

    def __post_init__(self) -> None:
        self.values = Values(self.storage, self.head, self.notes)
        raw = self.values.text(_HEADERS)[: 1 << 20].lstrip("\r\n").encode("utf-8", "replace")
        headers, _body = parse(raw + b"\r\n\r\n", 0, len(raw) + 4) if raw else (Headers(), 0)
        self.letter = Letter(headers, self.notes)
        self.attachments = attachments(self.storage, self.number, self.values.codepage, self.notes)

    @property
    def subject(self) -> str:
        """Its subject on one line."""
        return " ".join((self.values.text(_SUBJECT) or self.letter.text("subject")).split())

    @property
    def sender(self) -> str:
        """Name and address of who sent it."""
        return self.letter.text("from") or _person(self.values, *_BEHALF) or _person(self.values, *_SENDER)

    @property
    def sent(self) -> str:
        """When: as its Date line has it, with the offset, else as Outlook has it, in UTC."""
        return self.letter.sent or self.values.time(_TIMES["ClientSubmitTime"])

    def moments(self) -> tuple[Moment, ...]:
        """When it was written, and when the file was changed."""
        found = list(self.letter.moments())
        times = [("created", "ClientSubmitTime")] if not found else []
        for what, name in [*times, ("modified", "LastModificationTime")]:
            if written := self.values.time(_TIMES[name]):
                found.append(Moment(what, written, written, f"msg:{name}"))
        return tuple(found)

    def metadata(self) -> dict[str, str]:
        """Outlook's fields, then all header lines where it has them."""
        said = {f"msg:{name}": self.values.text(pid)[:LONGEST] for name, pid in _TEXTS.items()}
        said |= {f"msg:{name}": self.values.time(pid) for name, pid in _TIMES.items()}
        return {name: value for name, value in said.items() if value} | self.letter.metadata()

    def blocks(self) -> list[Block]:
        """Subject, people, date, text, in the order in which they are shown."""
        text = self._text()
        for block in text:
            if block.kind != "quotation":
                block.by, block.at = self.sender[:200] or None, self.sent or None
        place = f"message {self.number}" if self.number else ""
        shown_first = [*self._shown(), *text]
        for block in shown_first:
            block.where = place or block.where
        return shown_first

    def rtf(self) -> bytes:
        """Its text as RTF where it has it in no other form with links; b"" otherwise."""
        return b"" if self._page() else self.values.binary(_RTF)

    def _shown(self) -> list[Block]:
        if self.letter.headers.lines:
            made = self.letter.blocks()
            made[0].text = self.subject
            return made
        made = [Block(self.subject, "heading", where="Subject")]
        people: dict[str, list[str]] = {"From": [self.sender], "To": [], "Cc": [], "Bcc": []}
        for storage in self.storage.iter_recipient_storages():
            values = Values(storage, OTHER, self.notes, self.values.codepage)
            people.setdefault(_KINDS.get(values.number(_TYPE) or 1, "To"), []).append(_person(values, *_RECIPIENT))
        people["Date"] = [self.sent]
        for name, all_of in people.items():
            if line := "; ".join(one for one in all_of if one):
                made.append(Block(f"{name}: {line}", "field", tight=len(made) > 1, where=name))
        return made

    def _page(self) -> str:
        raw = self.values.binary(_HTML)
        if raw:
            return html_text(raw[:_LONGEST], self.values.label(), self.notes, self.number)
        return self.values.text(_HTML)[:_LONGEST]

    def _text(self) -> list[Block]:
        plain, page = self.values.text(_BODY), self._page()
        if max(len(plain), len(page)) >= _LONGEST:
            self.notes.add("text-too-long", "only the beginning of its text was read", where=self.number)
        ways = [plain_blocks(plain[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n"))]
        if page:
            ways.append(html_blocks(page, self._inside(), self.notes, self.number))
        return chosen([blocks for blocks in ways if blocks], self.notes, self.number)

    def _inside(self) -> Inside:
        made = Inside()
        for one in self.attachments:
            if one.content_id:
                made.by_id.setdefault(one.content_id, one.path)
        return made

    def say_what_it_is(self) -> None:
        """Findings about a draft, about what is encrypted or signed, and about items that are no mail."""
        kind = self.values.text(_CLASS)
        if self.values.number(_FLAGS) is not None and (self.values.number(_FLAGS) or 0) & _UNSENT:
            self.notes.add("draft", "it is a draft: Outlook has it as not sent", "note", self.number)
        if kind.upper().startswith("IPM.NOTE.SMIME.MULTIPARTSIGNED"):
            words = "it is signed (S/MIME); that was not checked"
            self.notes.add("signature-not-checked", words, "note", self.number)
        elif kind.upper().startswith("IPM.NOTE.SMIME") or any(one.is_locked for one in self.attachments):
            self.notes.add("encrypted", "it is encrypted; it was not deciphered", where=self.number)
        elif kind and not kind.upper().startswith(("IPM.NOTE", "REPORT.")):
            words = f"it is no mail but an item of the kind {shown(kind)}; only what it shares with mails was read"
            self.notes.add("msg-kind", words, "note", self.number)


def _person(values: Values, name: int, addresses: tuple[int, ...]) -> str:
    said = values.text(name).strip()
    address = next((found for pid in addresses if (found := values.text(pid).strip())), "")
    if not address or address == said:
        return said[:LONGEST]
    return (f"{said} <{address}>" if said else f"<{address}>")[:LONGEST]
