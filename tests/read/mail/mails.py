"""What the tests of mails share: mails written by Python's own `email`, and how they are read."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from typing import Any

from muniment.model.reading import Reading, Told
from muniment.read.interface import Reader, Source
from muniment.read.readers.mail import MailReader

UKRAINIAN = "Мешканців долини вигнали солдати. Вони йшли пішки до міста Орін і нікого не зустріли дорогою."
RUSSIAN = "Жителей долины выгнали солдаты. Они шли пешком в город Орин и никого не встретили по дороге."
ARABIC = "طرد الجنود سكان الوادي وساروا على الأقدام إلى مدينة أورين ولم يلتقوا بأحد في الطريق."
HEBREW = "החיילים גירשו את תושבי העמק והם הלכו ברגל אל העיר אורין ולא פגשו איש בדרך."
ENGLISH = "The people of the valley walked to Orin and met nobody on the road."
HEAD = (
    b"From: Maria <maria@orin.example>\r\nTo: archive@tamsk.example\r\nSubject: the valley\r\n"
    b"Date: Mon, 02 Jan 2023 10:00:00 +0200\r\nMessage-ID: <1@orin.example>\r\nMIME-Version: 1.0\r\n"
)


class Read:
    """A reading with the files that came out."""

    def __init__(self, reader: Reader, data: bytes, media_type: str) -> None:
        source = Source(media_type=media_type, data=data)
        self.reading: Reading = reader.read(source)
        self.files: dict[str, bytes] = {part.path: raw for part, raw in source.collected.parts}
        self.told: dict[str, Told] = {part.path: part.told for part, _raw in source.collected.parts}

    @property
    def codes(self) -> list[str]:
        """The codes of its findings."""
        return [finding.code for finding in self.reading.findings]

    def passages(self, *kinds: str) -> list[str]:
        """The texts of its passages of these kinds; of all without any."""
        return [
            self.reading.text[one.start : one.end] for one in self.reading.passages if not kinds or one.kind in kinds
        ]

    def body(self) -> list[tuple[str, str]]:
        """Kind and text of what is neither heading nor field."""
        return [
            (one.kind, self.reading.text[one.start : one.end])
            for one in self.reading.passages
            if one.kind not in ("heading", "field")
        ]

    def links(self) -> list[tuple[str, str, str]]:
        """Words, target and state of its links."""
        return [(link.text, link.target, link.state) for link in self.reading.links]


def read(mail: bytes | EmailMessage) -> Read:
    """The reading of a mail."""
    return Read(MailReader(), mail if isinstance(mail, bytes) else mail.as_bytes(), "message/rfc822")


def letter(how: Any = policy.SMTP, subject: str = "the valley") -> EmailMessage:
    """A mail without a text."""
    made = EmailMessage(policy=how)
    made["From"] = "Марія Коваль <maria@orin.example>"
    made["To"] = "Archive of Tamsk <archive@tamsk.example>"
    made["Subject"] = subject
    made["Date"] = "Mon, 02 Jan 2023 10:00:00 +0200"
    made["Message-ID"] = "<1@orin.example>"
    return made
