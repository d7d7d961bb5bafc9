"""What a PDF holds beside its pages' text: files, remarks, fields, bookmarks, scripts, versions; scans; drawing."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from muniment.model.reading import Passage, Reading
from muniment.model.words import unpack_words
from muniment.read.interface import Drawing, Source
from muniment.read.pdf import engine
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.pdf import PdfReader
from tests.read.ocr.samples_ocr import ENGLISH, gravel, needs, page, photographed
from tests.read.pdf.pdf_checks import codes, read, text_of, texts
from tests.read.pdf.samples_pdf import Sheet, Words, build, lines

PLAIN = Sheet(lines(["The committee of Orin met at noon."], 100))
CATALOG = b"<< /Type /Catalog /Pages 2 0 R /Lang (en-LR) >>"


def with_objects(objects: dict[int, bytes], catalog: bytes = b"", annotations: str = "", sheet: Sheet = PLAIN) -> bytes:
    """A one-page file with further objects, told to PDFium through a rebuilt table (it is looked for)."""
    data = build([sheet])
    data = data[: data.rindex(b"xref\n0 ")]
    data = data.replace(CATALOG, CATALOG[:-2] + catalog + b" >>")
    if annotations:
        data = data.replace(b" /Rotate 0", f" /Rotate 0 /Annots [{annotations}]".encode())
    for number, body in objects.items():
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    places = {int(found[1]): found.start() for found in re.finditer(rb"(?m)^(\d+) 0 obj$", data)}
    size = max(places) + 1
    start = len(data)
    rows = [b"0000000000 65535 f \n"]
    rows += [b"%010d 00000 %s \n" % (places.get(n, 0), b"n" if n in places else b"f") for n in range(1, size)]
    data += b"xref\n0 %d\n%s" % (size, b"".join(rows))
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def of_kind(reading: Reading, kind: str) -> list[Passage]:
    return [one for one in reading.passages if one.kind == kind]


def stream(body: bytes, head: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(body), body)


def scan(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)
    return out.getvalue()


def source(data: bytes, *wishes: str) -> Source:
    return Source(media_type="application/pdf", data=data, wishes=frozenset(wishes))


def test_attached_files_become_children() -> None:
    data = with_objects(
        {
            20: stream(b"names of the witnesses", b"/Type /EmbeddedFile /Subtype /text#2Fplain"),
            21: b"<< /Type /Filespec /F (../list.txt) /UF (../list.txt) /EF << /F 20 0 R >> >>",
            22: b"<< /Type /Annot /Subtype /FileAttachment /Rect [10 10 30 30] /Contents (see here) /FS 21 0 R >>",
        },
        b"/Names << /EmbeddedFiles << /Names [(list) 21 0 R] >> >>",
        "22 0 R",
    )
    given = source(data)
    reading = PdfReader().read(given)
    assert [(part.path, body) for part, body in given.collected.parts] == [
        ("../list.txt", b"names of the witnesses"),
        ("page 1/../list.txt", b"names of the witnesses"),
    ]
    assert given.collected.parts[0][0].told.details["pdf:Subtype"] == "text/plain"
    assert [text_of(reading, one) for one in of_kind(reading, "comment")] == ["see here"]


def test_an_attachment_that_cannot_be_unpacked_is_told() -> None:
    data = with_objects(
        {21: b"<< /Type /Filespec /UF (gone.txt) /EF << /F 99 0 R >> >>"},
        b"/Names << /EmbeddedFiles << /Names [(gone) 21 0 R] >> >>",
    )
    finding = next(one for one in read(data).findings if one.code == "attachment-damaged")
    assert "gone.txt" in finding.text


def test_remarks_have_their_author_date_and_place() -> None:
    data = with_objects(
        {
            20: b"<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /Contents (Who said so?) /T (Ana Dorne) "
            b"/M (D:20260312101500+02'00') >>",
            21: b"<< /Type /Annot /Subtype /Link /Rect [1 1 2 2] /Contents (no remark) >>",
        },
        annotations="20 0 R 21 0 R",
    )
    reading = read(data)
    (comment,) = of_kind(reading, "comment")
    assert text_of(reading, comment) == "Who said so?"
    assert (comment.by, comment.at, comment.page, comment.marks) == (
        "Ana Dorne", "2026-03-12T10:15:00+02:00", 1, ("note",),
    )  # fmt: skip
    box = comment.boxes[0]
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((72, 122, 90, 142))


def test_fields_of_a_form_with_their_values() -> None:
    data = with_objects(
        {
            20: b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (place) /V (Tamsk) /Rect [72 600 200 620] /P 6 0 R >>",
            21: b"<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (send) /Rect [72 500 200 520] >>",
        },
        b"/AcroForm << /Fields [20 0 R 21 0 R] >>",
        "20 0 R 21 0 R",
    )
    reading = read(data)
    (field,) = of_kind(reading, "field")
    assert text_of(reading, field) == "place: Tamsk"
    assert (field.where, field.page) == ("field place", 1)


def test_bookmarks_are_metadata_and_those_that_say_more_are_text() -> None:
    data = with_objects(
        {
            20: b"<< /Type /Outlines /First 21 0 R /Last 22 0 R /Count 2 >>",
            21: b"<< /Title (The committee of Orin) /Parent 20 0 R /Next 22 0 R >>",
            22: b"<< /Title (Names withheld) /Parent 20 0 R /Prev 21 0 R /Next 21 0 R >>",
        },
        b"/Outlines 20 0 R",
    )
    reading = read(data)
    assert reading.metadata["pdf:Outline"].startswith("The committee of Orin; Names withheld")
    assert [text_of(reading, one) for one in of_kind(reading, "note")] == ["Names withheld"]
    assert of_kind(reading, "note")[0].where == "bookmark"


@pytest.mark.parametrize(
    ("catalog", "code", "word"),
    [
        (b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "active-content", "JavaScript"),
        (b"/OpenAction << /S /Launch /F (calc.exe) >>", "active-content", "start a program"),
        (b"/OpenAction << /S /GoToR /F (other.pdf) /D [0 /Fit] >>", "external-reference", "other files"),
        (b"/AcroForm << /Fields [] /XFA [(a) 4 0 R] >>", "xfa-form", "XFA"),
    ],
)
def test_what_a_pdf_would_do_is_told_and_not_done(catalog: bytes, code: str, word: str) -> None:
    reading = read(with_objects({}, catalog))
    assert word in next(one.text for one in reading.findings if one.code == code)
    assert texts(reading)[0] == "The committee of Orin met at noon."
    assert code not in codes(read(build([PLAIN])))


def test_scripts_in_compressed_objects_are_found() -> None:
    import zlib

    packed = zlib.compress(b"30 0 << /S /J#61vaScript /J#53 (x) >>")
    data = with_objects({20: stream(packed, b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode")})
    assert "active-content" in codes(read(data))


def test_earlier_versions_are_told() -> None:
    first = build([PLAIN])
    second = first + first[first.rindex(b"xref\n0 ") :]
    finding = next(one for one in read(second).findings if one.code == "earlier-versions")
    assert finding.text.startswith("The PDF was changed")
    assert finding.where == f"byte {len(first) - 1}"
    assert "earlier-versions" not in codes(read(first))


def test_signatures_are_told_and_not_checked() -> None:
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>"
    data = with_objects(
        {20: signature, 21: b"<< /FT /Sig /T (seal) /V 20 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] >>"},
        b"/AcroForm << /Fields [21 0 R] /SigFlags 3 >>",
        "21 0 R",
    )
    assert "signature-not-checked" in codes(read(data))


def test_a_page_is_drawn() -> None:
    reader = PdfReader()
    assert isinstance(reader, Drawing)
    data = build([PLAIN, Sheet([Words("second", 72, 100, 30)], rotate=90)])
    drawn = reader.draw(source(data), 2)
    picture = Image.open(io.BytesIO(drawn.data))
    assert (drawn.role, drawn.media_type, drawn.where) == ("page", "image/png", "page 2")
    assert max(picture.size) in (1600, 1601)
    assert picture.width > picture.height
    for number in (0, 3):
        with pytest.raises(IndexError):
            reader.draw(source(data), number)
    with pytest.raises(ValueError, match="damaged"):
        reader.draw(source(b"%PDF-1.4 nothing"), 1)


def test_a_scan_is_recognised() -> None:
    needs("eng")
    reading = read(scan(page(ENGLISH, room=200)))
    assert reading.text.casefold().split() == " ".join(ENGLISH).casefold().split()
    assert all(one.confidence and one.confidence > 80 for one in reading.passages)
    assert "recognised-text" in codes(reading)
    assert "no-text-page" not in codes(reading)
    assert reading.metadata["ocr:Languages"].startswith("eng")
    first = next(unpack_words(reading.words))
    assert first.box.left == pytest.approx(200 / 200 * 72, abs=3)


def test_scanned_and_printed_pages_together_in_a_confined_worker() -> None:
    needs("eng")
    pypdfium2 = engine.pypdfium2()
    whole = pypdfium2.PdfDocument(build([PLAIN]))
    whole.import_pages(pypdfium2.PdfDocument(scan(photographed(page(ENGLISH)))))
    out = io.BytesIO()
    whole.save(out)
    with ReadingPool(workers=1) as pool:
        ((_, reading),) = list(pool.read_all([Job(1, "application/pdf", data=out.getvalue())]))
    assert reading.text.startswith("The committee of Orin met at noon.")
    assert "Three witnesses saw a grey lorry" in reading.text
    assert reading.passages[0].confidence is None
    assert next(one for one in reading.findings if one.code == "recognised-text").where == "page 2"


def test_an_empty_page_is_not_recognised() -> None:
    reading = read(scan(Image.new("L", (800, 1000), 255)))
    assert reading.text == ""
    assert "recognised-text" not in codes(reading)
    assert "no-text-page" in codes(reading)
    assert next(one.where for one in reading.findings if one.code == "blank-page") == "page 1"
    assert "no-letters-found" not in codes(reading)  # it was not looked for any


def test_a_drawing_without_letters_is_said_to_have_none() -> None:
    needs("eng")
    reading = read(scan(gravel()))
    assert (reading.text, "recognised-text" in codes(reading)) == ("", False)
    found = next(one for one in reading.findings if one.code == "no-letters-found")
    assert (found.where, found.level) == ("page 1", "note")
    assert "found no letters on page 1" in found.text
