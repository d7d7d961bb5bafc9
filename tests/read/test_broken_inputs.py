"""Found by changing bytes at random: each of these once ended in an exception instead of a finding."""

from __future__ import annotations

import struct

import pytest

from muniment.model.reading import Finding
from muniment.read.interface import Source, Undrawable
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.pdf import PdfReader
from muniment.read.readers.rtf import RtfReader
from muniment.read.readers.sheet import SheetReader
from muniment.read.readers.table import TableReader
from tests.read.office.samples_office import read_with
from tests.read.pdf.samples_pdf import Sheet, Words, build

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cut_workbook() -> bytes:
    """A compound file whose directory ends after 29 bytes."""
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0) + b"\xff" * (108 * 4)
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    return head + fat + b"R\x00o\x00o\x00t" + bytes(24)


def damaged_page() -> bytes:
    data = build([Sheet([Words("words", 72, 100, 30)])])
    assert data.count(b"/Type /Page ") == 1
    return data.replace(b"/Type /Page ", b"/Type /Bage ")


def test_a_time_that_is_no_literal_costs_the_time_only() -> None:
    about = "{'url': 'https://example.org/a', '_processed_at': datetime.datetime(2031, 4, 5, !!), 'x': <Object>}"
    reading = TableReader().read(
        Source(media_type="text/csv", data=f'status,metadata,media\nok,"{about}","[]"\nok,"{about}","[]"\n'.encode())
    )
    assert "https://example.org/a" in reading.text


def test_a_workbook_on_which_the_library_panics_is_damaged() -> None:
    reading = SheetReader().read(Source(media_type="application/x-ole-storage", data=cut_workbook()))
    assert Finding("workbook-damaged", "no sheet could be read: it is damaged", "error") in reading.findings


def test_half_a_character_in_rtf_is_replaced_and_said() -> None:
    body = rb"{\rtf1\ansi{\info{\title Orin \u-9273 1}{\author \u-10179 ?\u-8704 ?}}a\u-9273 ?b\par}"
    reading = read_with(RtfReader(), body)[0]
    assert (reading.title, reading.author) == ("Orin \ufffd", "\U0001f600")
    assert reading.text == "a\ufffdb"
    assert "encoding-broken" in {finding.code for finding in reading.findings}


def test_a_page_that_cannot_be_drawn_is_said_in_words() -> None:
    with pytest.raises(Undrawable, match="Page 1 is damaged and cannot be drawn"):
        PdfReader().draw(Source(media_type="application/pdf", data=damaged_page()), 1)
    with ReadingPool(1) as pool:
        page = pool.draw(Job("page", "application/pdf", data=damaged_page(), page=1))
        picture = pool.draw(Job("picture", "image/png", data=b"\x89PNG\r\n\x1a\n", page=1))
    assert isinstance(page, Finding)
    assert isinstance(picture, Finding)
    assert (page.code, picture.code) == ("no-picture", "no-picture")
    assert page.text == "Page 1 is damaged and cannot be drawn; the bytes are kept as they came"
    assert "gave up" not in picture.text
