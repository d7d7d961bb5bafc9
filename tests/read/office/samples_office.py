"""Invented documents, written with python-docx, python-pptx and LibreOffice, and ways to damage them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from muniment.model.reading import Passage, Reading
from muniment.read.interface import Reader, Source

ARABIC = "طرد الجنود سكان الوادي وساروا على الأقدام إلى المدينة ولم يلتقوا بأحد."
HEBREW = "החיילים גירשו את תושבי העמק מבתיהם לפני הקציר."
UKRAINIAN = "Мешканців долини вигнали солдати. Вони йшли пішки до міста Орін і нікого не зустріли."
RUSSIAN = "Жителей долины выгнали солдаты. Они шли пешком в город Тамск и никого не встретили."
LINK = "https://example.org/list"


def read_with(reader: Reader, data: bytes, media_type: str = "") -> tuple[Reading, dict[str, bytes]]:
    """The reading of `data`, and the files that were handed out."""
    source = Source(media_type=media_type or min(reader.media_types), data=data)
    reading = reader.read(source)
    for passage, after in zip(reading.passages, reading.passages[1:], strict=False):
        assert passage.end <= after.start
    assert all(reading.text[link.start : link.end] == link.text for link in reading.links)
    return reading, {part.path: data for part, data in source.collected.parts}


def texts(reading: Reading) -> list[tuple[str, str]]:
    """Kind and words of each passage."""
    return [(one.kind, reading.text[one.start : one.end]) for one in reading.passages]


def passage(reading: Reading, words: str) -> Passage:
    """The one passage that has exactly these words."""
    (found,) = (one for one in reading.passages if reading.text[one.start : one.end] == words)
    return found


def codes(reading: Reading) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in reading.findings]


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (3, 3), "red").save(buffer, "PNG")
    return buffer.getvalue()


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xml(source: str) -> Any:
    """An element with the usual namespaces declared."""
    first, rest = source.split(">", 1)
    slash = "/" if first.endswith("/") else ""
    spaces = nsdecls("w", "r", "wp", "a", "pic")
    return parse_xml(f"{first.removesuffix('/')} {spaces}{slash}>{rest}")


def report() -> bytes:
    """A DOCX with a bit of everything that python-docx can write, and tracked changes."""
    document = docx.Document()
    document.core_properties.title = "Night at the mill"
    document.core_properties.author = "Aila Toren"
    document.core_properties.last_modified_by = "Borin Vale"
    document.add_heading("What was seen", 1)
    first = document.add_paragraph("The mill of Orin was ")
    first.add_run("burnt").bold = True
    first.add_run(" at night.")
    document.add_comment(first.runs[:2], text="Who said so?", author="Borin Vale", initials="BV")
    changed = document.add_paragraph("He did ")
    changed._p.append(xml('<w:del w:id="1" w:author="Aila Toren" w:date="2024-05-03T10:05:00Z"><w:r><w:delText '
                          'xml:space="preserve">not </w:delText></w:r></w:del>'))  # fmt: skip
    changed.add_run("shoot")
    changed._p.append(xml('<w:ins w:id="2" w:author="Borin Vale" w:date="2024-05-04T11:00:00Z"><w:r><w:t '
                          'xml:space="preserve">, they say</w:t></w:r></w:ins>'))  # fmt: skip
    changed.add_run(".")
    for words in ("bread", "water"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("the ferry", "the bridge"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(2, 3)
    for place, words in enumerate(("Town", "Houses", "Mills", "Orin", "24", "2")):
        table.cell(place // 3, place % 3).text = words
    linked = document.add_paragraph("See ")
    key = document.part.relate_to(LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    linked._p.append(xml(f'<w:hyperlink r:id="{key}"><w:r><w:t>the list</w:t></w:r></w:hyperlink>'))
    linked._p.append(xml('<w:hyperlink><w:r><w:t xml:space="preserve"> or nothing</w:t></w:r></w:hyperlink>'))
    for code, words in ((f'HYPERLINK "{LINK}#two"', "a field"), ('HYPERLINK ""', "a dead field")):
        fielded = document.add_paragraph("Also ")
        for piece in ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{code}</w:instrText>",
                      '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{words}</w:t>",
                      '<w:fldChar w:fldCharType="end"/>'):  # fmt: skip
            fielded._p.append(xml(f"<w:r>{piece}</w:r>"))
    document.add_picture(io.BytesIO(png()))
    broken = document.add_paragraph("one")
    broken.add_run().add_break(WD_BREAK.LINE)
    broken.add_run("two")
    hidden = document.add_paragraph().add_run("not meant to be seen")
    hidden.font.hidden = True
    document.add_paragraph(ARABIC)
    document.add_paragraph(HEBREW)
    document.sections[0].header.paragraphs[0].text = "For the commission only"
    document.sections[0].footer.paragraphs[0].text = "Veldra, page"
    return saved(document)


def slides() -> bytes:
    """A PPTX with titles, points, a table, a picture, notes and links."""
    deck = Presentation()
    deck.core_properties.author = "Aila Toren"
    one = deck.slides.add_slide(deck.slide_layouts[1])
    one.shapes.title.text = "The bridge at Orin"
    frame = one.placeholders[1].text_frame
    frame.text = "first point"
    run = frame.add_paragraph().add_run()
    run.text = "the list"
    run.hyperlink.address = LINK
    one.notes_slide.notes_text_frame.text = "say this slowly"
    two = deck.slides.add_slide(deck.slide_layouts[5])
    two.shapes.title.text = HEBREW
    table = two.shapes.add_table(2, 2, 0, 0, Inches(3), Inches(1)).table
    for place, words in enumerate(("Town", "Houses", "Orin", "24")):
        table.cell(place // 2, place % 2).text = words
    box = two.shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.text_frame.text = ARABIC
    two.shapes.add_picture(io.BytesIO(png()), 0, 0)
    return saved(deck)


def repacked(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The package with parts replaced, added, or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in changes:
                new.writestr(info, old.read(info))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def converted(data: bytes, ending: str, to: str) -> bytes:
    """The document as LibreOffice writes it in another format; skips where LibreOffice is missing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"given.{ending}"
        given.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to,
                   "--outdir", f"{folder}/out", str(given)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
        made = Path(folder) / "out" / f"given.{to.partition(':')[0]}"
        if not made.exists():
            pytest.skip(f"LibreOffice did not convert: {done.stderr.decode(errors='replace')[:200]}")
        return made.read_bytes()
