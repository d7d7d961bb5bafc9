"""The PPTX reader on presentations made by python-pptx."""

from __future__ import annotations

from functools import lru_cache

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.pptx import PptxReader
from tests.read.office.samples_office import (
    ARABIC,
    HEBREW,
    LINK,
    codes,
    part,
    passage,
    png,
    read_with,
    repacked,
    slides,
    texts,
)

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@lru_cache
def whole() -> tuple[Reading, dict[str, bytes]]:
    return read_with(PptxReader(), slides())


EXPECTED = [
    ("heading", "The bridge at Orin"), ("list", "first point"), ("list", "the list"), ("note", "say this slowly"),
    ("heading", HEBREW), ("table", "Town\tHouses"), ("table", "Orin\t24"), ("paragraph", ARABIC),
    ("caption", "image.png"),
]  # fmt: skip


def test_slides_in_order_with_their_notes() -> None:
    reading = whole()[0]
    assert texts(reading) == EXPECTED
    assert [one.where for one in reading.passages] == [
        *["slide 1"] * 4, "slide 2", "slide 2, table 1, row 1", "slide 2, table 1, row 2", "slide 2", "slide 2",
    ]  # fmt: skip
    assert passage(reading, "say this slowly").marks == ("speaker's notes",)
    assert reading.metadata["pptx:slides"] == "2"
    assert reading.author == "Aila Toren"
    assert reading.findings == ()


def test_links_and_pictures() -> None:
    reading, files = whole()
    assert [(one.text, one.target, one.state) for one in reading.links] == [
        ("the list", LINK, "ok"),
        ("", "ppt/media/image1.png", "child"),
    ]
    assert files["ppt/media/image1.png"] == png()


def test_the_order_is_the_presentations_and_hidden_slides_are_said() -> None:
    data = slides()
    listed = part(data, "ppt/presentation.xml").decode()
    start, end = listed.index("<p:sldId "), listed.index("</p:sldIdLst>")
    first, second = listed[start:end].split("/>")[:2]
    swapped = listed[:start] + second + "/>" + first + "/>" + listed[end:]
    hidden = part(data, "ppt/slides/slide2.xml").replace(b"<p:sld ", b'<p:sld show="0" ', 1)
    changed = {"ppt/presentation.xml": swapped.encode(), "ppt/slides/slide2.xml": hidden}
    reading = read_with(PptxReader(), repacked(data, changed))[0]
    assert texts(reading)[0] == ("heading", HEBREW)
    assert passage(reading, HEBREW).marks == ("hidden slide",)
    assert [(one.code, one.where) for one in reading.findings] == [("hidden-text", "slide 1")]


def related(data: bytes, name: str, extra: str) -> bytes:
    return part(data, name).replace(b"</Relationships>", extra.encode() + b"</Relationships>")


def test_remarks_of_older_and_newer_programs() -> None:
    data = slides()
    authors = f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="Borin Vale"/></p:cmAuthorLst>'
    old = (f'<p:cmLst {P}><p:cm authorId="0" dt="2024-05-03T10:05:00" idx="1"><p:pos x="1" y="1"/>'
           "<p:text>Who took this?</p:text></p:cm></p:cmLst>")  # fmt: skip
    p188 = 'xmlns:n="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
    people = f'<n:authorLst {p188}><n:author id="{{A}}" name="Aila Toren"/></n:authorLst>'

    def words(said: str) -> str:
        return f"<n:txBody><a:p><a:r><a:t>{said}</a:t></a:r></a:p></n:txBody>"

    new = (f'<n:cmLst {p188} {A}><n:cm id="1" authorId="{{A}}" created="2024-05-04T11:00:00.000" status="resolved">'
           f'<n:replyLst><n:reply id="2" authorId="{{A}}" created="2024-05-05T11:00:00.000">{words("I did")}'
           f"</n:reply></n:replyLst>{words('And this?')}</n:cm></n:cmLst>")  # fmt: skip
    changed = {
        "ppt/commentAuthors.xml": authors, "ppt/comments/comment1.xml": old, "ppt/authors.xml": people,
        "ppt/comments/modern.xml": new,
    }  # fmt: skip
    top = (f'<Relationship Id="x1" Type="{RELS}commentAuthors" Target="commentAuthors.xml"/>'
           '<Relationship Id="x2" Type="http://schemas.microsoft.com/office/2018/10/relationships/authors" '
           'Target="authors.xml"/>')  # fmt: skip
    side = (f'<Relationship Id="x1" Type="{RELS}comments" Target="../comments/comment1.xml"/>'
            '<Relationship Id="x2" Type="http://schemas.microsoft.com/office/2018/10/relationships/comments" '
            'Target="../comments/modern.xml"/>')  # fmt: skip
    encoded = {name: source.encode() for name, source in changed.items()}
    encoded["ppt/_rels/presentation.xml.rels"] = related(data, "ppt/_rels/presentation.xml.rels", top)
    encoded["ppt/slides/_rels/slide1.xml.rels"] = related(data, "ppt/slides/_rels/slide1.xml.rels", side)
    reading = read_with(PptxReader(), repacked(data, encoded))[0]
    remarks = [one for one in reading.passages if one.kind == "comment"]
    assert [(reading.text[one.start : one.end], one.by, one.at, one.marks, one.where) for one in remarks] == [
        ("Who took this?", "Borin Vale", "2024-05-03T10:05:00", (), "slide 1"),
        ("And this?", "Aila Toren", "2024-05-04T11:00:00", ("resolved",), "slide 1"),
        ("I did", "Aila Toren", "2024-05-05T11:00:00", ("reply to Aila Toren",), "slide 1"),
    ]


def test_slides_that_the_presentation_does_not_list_are_read_last() -> None:
    data = slides()
    listed = part(data, "ppt/presentation.xml").decode()
    start = listed.index("<p:sldId ")
    cut = listed[:start] + listed[listed.index("/>", start) + 2 :]
    reading = read_with(PptxReader(), repacked(data, {"ppt/presentation.xml": cut.encode()}))[0]
    assert codes(reading) == ["slides-not-shown"]
    assert "The bridge at Orin" in reading.text


def test_damage_and_missing_parts() -> None:
    data = slides()
    for share in (0.2, 0.5, 0.8):
        assert codes(read_with(PptxReader(), data[: int(len(data) * share)])[0])[0] == "container-damaged"
    reading = read_with(PptxReader(), repacked(data, {"ppt/presentation.xml": None}))[0]
    assert "part-missing" in codes(reading)
    assert HEBREW in reading.text
    reading = read_with(PptxReader(), repacked(data, {"ppt/slides/slide1.xml": None}))[0]
    assert ("part-missing", "ppt/slides/slide1.xml") in [(one.code, one.where) for one in reading.findings]
    assert codes(read_with(PptxReader(), b"nothing")[0]) == ["container-damaged"]


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", min(PptxReader.media_types), data=slides())])
    assert texts(reading) == EXPECTED
