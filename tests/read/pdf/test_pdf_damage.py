"""Encrypted, damaged, truncated, endless and mutated PDFs: findings in words, never an exception."""

from __future__ import annotations

import pytest

from muniment.read.pdf.opening import page_list
from muniment.read.pdf.pages import _oddities
from tests.read.pdf.pdf_checks import (
    FIRST,
    SECOND,
    codes,
    read,
    shaping,
    survives,
    three_pages,
)
from tests.read.pdf.samples_pdf import Sheet, build, lines, shaped


def test_an_encrypted_file_is_a_finding() -> None:
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="secret of Oakdale")
    pdf.set_encryption(owner_password="o", user_password="u")
    reading = read(bytes(pdf.output()))
    assert codes(reading) == ["encrypted"]
    assert "password" in reading.findings[0].text
    assert reading.text == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty-file"), (b"%PDF-1.4\nrubbish\n%%EOF", "damaged-pdf"), (b"no PDF at all", "damaged-pdf")],
)
def test_what_cannot_be_opened_is_a_finding(data: bytes, code: str) -> None:
    reading = read(data)
    assert code in codes(reading)
    assert reading.findings[-1].level == "error"


def test_a_truncated_file_keeps_what_is_left() -> None:
    data = three_pages()
    reading = read(data[: data.index(b"xref\n") + 40])
    assert "truncated-pdf" in codes(reading)
    assert "On the morning" in reading.text


def test_pages_without_text_are_named() -> None:
    drawn = Sheet(drawing="0 0 0 rg 100 100 200 200 re f")
    reading = read(build([drawn, Sheet(lines(FIRST, 100)), drawn, drawn, Sheet()]))
    told = {finding.code: (finding.where, finding.level) for finding in reading.findings}
    assert told["no-text-page"] == ("pages 1, 3, 4", "warning")
    assert told["blank-page"] == ("page 5", "note")


def test_too_many_pages_are_read_as_far_as_the_limit() -> None:
    reading = read(build([Sheet(lines([f"Page {n} of it."], 100)) for n in range(5)]), max_pages=2)
    assert codes(reading) == ["too-long"]
    assert "first 2 of 5" in reading.findings[0].text
    assert reading.pages == 5
    assert "Page 1" in reading.text
    assert "Page 2" not in reading.text


def test_too_much_text_is_read_as_far_as_the_limit() -> None:
    reading = read(build([Sheet(lines(FIRST, 100))] * 3), max_characters=300)
    assert codes(reading) == ["too-long"]


def test_signs_that_stand_for_no_letter_are_told() -> None:
    broken = b"/Encoding << /Type /Encoding /Differences [65 " + b"/g1 /g2 /g3 /g4 /g5" + b"] >>"
    data = build([Sheet(lines(["ABCDE ABCDE"], 100))]).replace(b"/Encoding /WinAnsiEncoding", broken, 1)
    assert read(data).pages == 1  # PDFium may or may not name such glyphs; it must not fail
    assert _oddities("a\ufffdb\uf02a") == 2


def test_page_lists() -> None:
    assert page_list([3]) == "page 3"
    assert page_list([9, 1, 2, 4, 5, 6]) == "pages 1, 2, 4–6, 9"


def test_mutants_of_a_plain_file() -> None:
    links = [("https://oakdale.example/", (72, 90, 160, 104))]
    data = build([Sheet(lines(FIRST, 100), links), Sheet(lines(SECOND, 60))], {"CreationDate": "D:20210304115444Z"})
    survives(data, "PdfReader", "muniment.read.readers.pdf", "application/pdf")


def test_mutants_of_a_shaped_file() -> None:
    shaping()
    text = "سمع سكان قرية وادي السنديان دوي ثلاثة انفجارات (قرب المدرسة) عند الساعة 05:40."
    survives(
        shaped(text),
        "PdfReader",
        "muniment.read.readers.pdf",
        "application/pdf",
        200,
    )
