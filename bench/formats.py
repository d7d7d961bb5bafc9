"""Material and bare peers for the readers of single formats. Everything is made here, of invented words."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

Made = tuple[str, Callable[[], object], Callable[[], object], str]
"""Peer in words, our work, the peer's work, what is read."""

WORDS = [
    "the",
    "boats",
    "of",
    "orin",
    "lay",
    "behind",
    "a",
    "mill",
    "for",
    "two",
    "days",
    "before",
    "anybody",
    "asked",
    "where",
    "their",
    "crew",
    "had",
    "gone",
    "and",
    "who",
    "had",
    "seen",
    "them",
    "last",
    "on",
    "that",
    "river",
    "under",
    "heavy",
    "rain",
    "near",
    "tamsk",
    "while",
    "letters",
    "from",
    "relatives",
    "kept",
    "coming",
]
_TIMES = 20


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 22))).capitalize() + "."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))


def _ours(reader: Any, media_type: str, data: bytes) -> Callable[[], object]:
    from muniment.read.interface import Source

    reader.warm()
    return lambda: [reader.read(Source(media_type=media_type, data=data)).text for _ in range(_TIMES)]


def html() -> Made:
    """A page of news with menus, links and a footer."""
    import trafilatura

    from muniment.read.readers.html import HtmlReader

    chance = random.Random("html")
    menu = "".join(f"<li><a href='/section/{number}'>{_sentence(chance)[:20]}</a></li>" for number in range(40))
    body = "".join(
        f"<p>{_paragraph(chance)} <a href='https://example.org/{number}'>{_sentence(chance)[:30]}</a></p>"
        for number in range(40)
    )
    page = (
        f"<html lang=en><head><title>Harbour</title><meta name=author content='A. Veld'></head><body><nav><ul>"
        f"{menu}</ul></nav><article><h1>Harbour</h1><time datetime='2031-04-05'>5 April</time>{body}</article>"
        f"<footer>{menu}"
        "</footer></body></html>"
    )
    peer = lambda: [trafilatura.extract(page, include_links=True, with_metadata=True) for _ in range(_TIMES)]  # noqa: E731
    work = f"HTML, a page of {len(page) // 1000} KB"
    return "`trafilatura.extract`", _ours(HtmlReader(), "text/html", page.encode()), peer, work


def mail() -> Made:
    """A letter with both forms of body and an attachment."""
    from muniment.read.readers.mail import MailReader

    chance = random.Random("mail")
    letter = EmailMessage(policy=policy.SMTP)
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", "Човни в Оріні"
    letter["Date"], letter["Message-ID"] = "Sat, 05 Apr 2031 06:07:08 +0300", "<1@example.org>"
    text = "\n\n".join(_paragraph(chance) for _ in range(12))
    letter.set_content(text)
    letter.add_alternative("<p>" + text.replace("\n\n", "</p><p>") + "</p>", subtype="html")
    letter.add_attachment(chance.randbytes(60_000), maintype="image", subtype="jpeg", filename="IMG.jpg")
    data = letter.as_bytes()

    def peer() -> object:
        found = []
        for _ in range(_TIMES):
            parsed = message_from_bytes(data, policy=policy.default)
            body = parsed.get_body(("plain", "html"))
            found.append(
                (body.get_content() if body else "", [part.get_content() for part in parsed.iter_attachments()])
            )
        return found

    return "`email`, body and attachments", _ours(MailReader(), "message/rfc822", data), peer, "EML, 90 KB"


def docx() -> Made:
    """A report with headings and tables."""
    import docx as bare

    from muniment.read.readers.docx import DocxReader

    chance = random.Random("docx")
    document = bare.Document()
    for number in range(60):
        document.add_heading(_sentence(chance), 1 + number % 3)
        for _ in range(4):
            document.add_paragraph(_paragraph(chance))
        if number % 10 == 0:
            table = document.add_table(8, 4)
            for row in table.rows:
                for cell in row.cells:
                    cell.text = chance.choice(WORDS)
    held = io.BytesIO()
    document.save(held)
    data = held.getvalue()

    def peer() -> object:
        found = []
        for _ in range(_TIMES):
            opened = bare.Document(io.BytesIO(data))
            found.append([paragraph.text for paragraph in opened.paragraphs])
            found.append([cell.text for table in opened.tables for row in table.rows for cell in row.cells])
        return found

    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "`python-docx`, paragraphs and cells", _ours(DocxReader(), kind, data), peer, "DOCX, 300 paragraphs"


def table() -> Made:
    """A list of five thousand rows."""
    from muniment.read.readers.table import TableReader

    data = _rows()

    def peer() -> object:
        return [list(csv.reader(io.StringIO(data.decode()))) for _ in range(_TIMES)]

    return "`csv.reader`", _ours(TableReader(), "text/csv", data), peer, "CSV, 5,000 rows"


def sheet() -> Made:
    """The same list as a workbook."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    from muniment.read.readers.sheet import SheetReader

    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        page = book.add_worksheet()
        for number, row in enumerate(csv.reader(io.StringIO(_rows().decode()))):
            page.write_row(number, 0, row)
    data = held.getvalue()

    def peer() -> object:
        return [
            CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python() for _ in range(_TIMES)
        ]

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "`python-calamine`", _ours(SheetReader(), kind, data), peer, "XLSX, 5,000 rows"


def _rows() -> bytes:
    chance = random.Random("rows")
    held = io.StringIO()
    out = csv.writer(held)
    out.writerow(["id", "place", "day", "count", "note"])
    for number in range(5_000):
        out.writerow(
            [number, chance.choice(WORDS), f"2031-04-{number % 28 + 1:02}", chance.randint(1, 99), _sentence(chance)]
        )
    return held.getvalue().encode()


FORMATS: dict[str, Callable[[], Made]] = {"html": html, "mail": mail, "docx": docx, "csv": table, "xlsx": sheet}
"""Name → what makes the material and both sides."""
