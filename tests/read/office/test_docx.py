"""The DOCX reader on documents made by python-docx."""

from __future__ import annotations

import io
from functools import lru_cache

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.docx import DocxReader
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
    report,
    saved,
    texts,
    xml,
)

KIND = min(DocxReader.media_types)


def read(data: bytes) -> Reading:
    return read_with(DocxReader(), data)[0]


@lru_cache
def whole() -> tuple[Reading, dict[str, bytes]]:
    return read_with(DocxReader(), report())


def test_all_words_in_order() -> None:
    assert texts(whole()[0]) == [
        ("paragraph", "For the commission only"),
        ("heading", "What was seen"),
        ("paragraph", "The mill of Orin was burnt at night."),
        ("comment", "Who said so?"),
        ("paragraph", "He did"),
        ("deletion", "not"),
        ("paragraph", "shoot"),
        ("insertion", ", they say"),
        ("paragraph", "."),
        ("list", "bread"),
        ("list", "water"),
        ("list", "1. the ferry"),
        ("list", "2. the bridge"),
        ("table", "Town\tHouses\tMills"),
        ("table", "Orin\t24\t2"),
        ("paragraph", "See the list or nothing"),
        ("paragraph", "Also a field"),
        ("paragraph", "Also a dead field"),
        ("paragraph", "one\ntwo"),
        ("paragraph", "not meant to be seen"),
        ("paragraph", ARABIC),
        ("paragraph", HEBREW),
        ("paragraph", "Veldra, page"),
    ]


def test_who_changed_what_and_when() -> None:
    reading = whole()[0]
    gone, new = passage(reading, "not"), passage(reading, ", they say")
    assert (gone.by, gone.at) == ("Aila Toren", "2024-05-03T10:05:00Z")
    assert (new.by, new.at) == ("Borin Vale", "2024-05-04T11:00:00Z")
    assert passage(reading, "shoot").marks == ("continued",)
    assert passage(reading, "He did").marks == ()
    (finding,) = (one for one in reading.findings if one.code == "tracked-changes")
    assert "1 insertions, 1 deletions" in finding.text


def test_remarks_have_author_time_and_what_they_are_about() -> None:
    remark = passage(whole()[0], "Who said so?")
    assert remark.by == "Borin Vale"
    assert remark.at is not None
    assert remark.at.endswith("Z")
    assert remark.marks == ("about: The mill of Orin was burnt",)
    assert remark.where == "comment 0"


def test_places_and_languages() -> None:
    reading = whole()[0]
    assert passage(reading, "Orin\t24\t2").where == "table 1, row 2"
    assert passage(reading, "For the commission only").where == "header"
    assert passage(reading, "Veldra, page").where == "footer"
    assert (passage(reading, ARABIC).language, passage(reading, HEBREW).language) == ("ar", "he")


def test_links_dead_ones_too() -> None:
    assert [(one.text, one.target, one.state) for one in whole()[0].links if one.state != "child"] == [
        ("the list", LINK, "ok"),
        (" or nothing", "", "no-target"),
        ("a field", f"{LINK}#two", "ok"),
        ("a dead field", "", "no-target"),
    ]


def test_pictures_are_handed_out_and_linked_where_they_stand() -> None:
    reading, files = whole()
    assert files["word/media/image1.png"] == png()
    (link,) = (one for one in reading.links if one.state == "child")
    assert link.target in files
    before = passage(reading, "Also a dead field")
    assert before.end <= link.start < passage(reading, "one\ntwo").end


def test_what_it_says_of_itself() -> None:
    reading = whole()[0]
    assert (reading.title, reading.author) == ("Night at the mill", "Aila Toren")
    assert reading.metadata["docx:lastModifiedBy"] == "Borin Vale"
    assert [(one.what, one.edtf, one.said_by) for one in reading.moments] == [
        ("created", "2013-12-23T23:15:00Z", "docx:created"),
        ("modified", "2013-12-23T23:15:00Z", "docx:modified"),
    ]


def test_hidden_words_are_read_and_said_to_be_hidden() -> None:
    assert codes(whole()[0]) == ["tracked-changes", "hidden-text"]


def body(*elements: str) -> bytes:
    """A document whose body has these elements."""
    document = docx.Document()
    for element in elements:
        document.element.body.insert_element_before(xml(element), "w:sectPr")
    return saved(document)


def test_moved_text_and_an_insertion_that_somebody_deleted() -> None:
    reading = read(body(
        '<w:p><w:moveFrom w:id="1" w:author="A"><w:r><w:t>away</w:t></w:r></w:moveFrom></w:p>',
        '<w:p><w:moveTo w:id="2" w:author="A"><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>',
        '<w:p><w:ins w:id="3" w:author="A"><w:del w:id="4" w:author="B"><w:r><w:delText>both</w:delText></w:r></w:del>'
        "</w:ins></w:p>",
    ))  # fmt: skip
    assert texts(reading) == [("deletion", "away"), ("insertion", "here"), ("deletion", "both")]
    assert passage(reading, "away").marks == ("moved away",)
    assert passage(reading, "both").by == "B"
    assert passage(reading, "both").marks == ("insertion by A",)


def test_changes_in_a_table_keep_to_their_row() -> None:
    changed = '<w:p><w:r><w:t>2</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>4</w:t></w:r></w:ins></w:p>'
    reading = read(body(f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Orin</w:t></w:r></w:p></w:tc><w:tc>{changed}</w:tc></w:tr>"
                        "</w:tbl>"))  # fmt: skip
    assert texts(reading) == [("table", "Orin\t2"), ("insertion", "4")]
    assert passage(reading, "4").where == "table 1, row 1"


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = ('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
           "<mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
           "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
           "</mc:AlternateContent></w:r>")  # fmt: skip
    reading = read(body(f"<w:p><w:r><w:t>before </w:t></w:r>{box}<w:r><w:t>behind</w:t></w:r></w:p>"))
    assert texts(reading) == [("paragraph", "before behind"), ("paragraph", "boxed")]
    assert passage(reading, "boxed").where == "text box"


def test_nested_tables_controls_and_merged_cells() -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<w:tc>{more}<w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    inner = f"<w:tbl><w:tr>{cell('deep')}{cell('deeper')}</w:tr></w:tbl>"
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    reading = read(body(
        f"<w:tbl><w:tr>{cell('a', wide)}{cell('b')}</w:tr><w:sdt><w:sdtContent><w:tr><w:tc>{inner}<w:p/></w:tc>"
        f"{cell('c')}</w:tr></w:sdtContent></w:sdt></w:tbl>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>chosen</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ))  # fmt: skip
    assert texts(reading) == [("table", "a\t\tb"), ("table", "c"), ("table", "deep\tdeeper"), ("paragraph", "chosen")]


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>Said by the miller.</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Nothing refers to this.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_footnotes_follow_their_paragraph_and_none_is_lost() -> None:
    made = body('<w:p><w:r><w:t>The mill</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>',
                "<w:p><w:r><w:t>next</w:t></w:r></w:p>")  # fmt: skip
    reading = read(repacked(made, {"word/footnotes.xml": FOOTNOTES.encode()}))
    assert texts(reading) == [
        ("paragraph", "The mill"),
        ("note", "Said by the miller."),
        ("paragraph", "next"),
        ("note", "Nothing refers to this."),
    ]
    assert passage(reading, "Said by the miller.").where == "footnote 1"


TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def test_what_would_be_loaded_from_outside_is_named_and_not_loaded() -> None:
    document = docx.Document(io.BytesIO(body(
        '<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;http://example.org/in.docx&quot;"><w:r><w:t>old</w:t></w:r>'
        "</w:fldSimple></w:p>"
    )))  # fmt: skip
    document.part.relate_to("http://example.org/spy.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.part._settings_part.relate_to("http://example.org/x.dotm", TEMPLATE, True)
    reading = read(saved(document))
    said = [one.text for one in reading.findings if one.code == "external-reference"]
    assert len(said) == 3
    for target in ("http://example.org/spy.png", "http://example.org/x.dotm", "http://example.org/in.docx"):
        assert any(target in text for text in said)
    assert texts(reading) == [("paragraph", "old")]


def test_macros_are_named_and_handed_out() -> None:
    reading, files = read_with(DocxReader(), repacked(body(), {"word/vbaProject.bin": b"program"}))
    assert codes(reading) == ["macros"]
    assert files["word/vbaProject.bin"] == b"program"


def test_numbers_go_on_by_level_as_a_word_processor_counts() -> None:
    def numbered(level: int, words: str) -> str:
        return (f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
                f"<w:r><w:t>{words}</w:t></w:r></w:p>")  # fmt: skip

    made = body(*(numbered(level, words) for level, words in ((0, "a"), (1, "b"), (1, "c"), (0, "d"), (1, "e"))))
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, form, text in ((0, "upperRoman", "%1."), (1, "decimal", "%1.%2)"))
    )
    numbering = part(made, "word/numbering.xml").decode()
    start = numbering.index("<w:num ")
    extra = f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'
    last = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num></w:numbering>'
    changed = (numbering[:start] + extra + numbering[start:]).replace("</w:numbering>", last)
    reading = read(repacked(made, {"word/numbering.xml": changed.encode()}))
    assert [words for _kind, words in texts(reading)] == ["I. a", "I.1) b", "I.2) c", "II. d", "II.1) e"]


def test_names_of_the_strict_standard_are_understood() -> None:
    made = report()
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = part(made, "word/document.xml").replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert strict != part(made, "word/document.xml")
    assert texts(read(repacked(made, {"word/document.xml": strict}))) == texts(whole()[0])


def test_the_same_bytes_give_the_same_reading() -> None:
    data = report()
    assert read(data) == read(data)


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", KIND, data=report())])
    assert reading.reader == f"docx/{DocxReader.version}"
    assert texts(reading) == texts(whole()[0])
