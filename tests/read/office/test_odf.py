"""The OpenDocument reader on documents that LibreOffice wrote."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.odt import OdtReader
from tests.read.office.samples_office import (
    ARABIC,
    HEBREW,
    LINK,
    codes,
    converted,
    part,
    passage,
    png,
    read_with,
    repacked,
    report,
    slides,
    texts,
)  # fmt: skip

TEXT = "application/vnd.oasis.opendocument.text"


@lru_cache
def written(ending: str = "odt") -> bytes:
    return converted(slides(), "pptx", "odp") if ending == "odp" else converted(report(), "docx", "odt")


@lru_cache
def whole() -> tuple[Reading, dict[str, bytes]]:
    return read_with(OdtReader(), written(), TEXT)


def content(old: str, new: str) -> bytes:
    """The text with something in its content changed."""
    source = part(written(), "content.xml").decode()
    assert old in source
    return repacked(written(), {"content.xml": source.replace(old, new, 1).encode()})


def test_all_words_in_order() -> None:
    found = texts(whole()[0])
    for expected in (
        ("paragraph", "For the commission only"), ("heading", "What was seen"),
        ("paragraph", "The mill of Orin was burnt at night."), ("comment", "Who said so?"), ("list", "bread"),
        ("list", "1. the ferry"), ("list", "2. the bridge"), ("table", "Orin\t24\t2"), ("paragraph", ARABIC),
        ("paragraph", HEBREW), ("paragraph", "Veldra, page"),
    ):  # fmt: skip
        assert found.count(expected) == 1
    order = [whole()[0].text.index(words) for words in ("mill of Orin", "bread", "2. the bridge", "Orin\t24", HEBREW)]
    assert order == sorted(order)


def test_tracked_changes_stand_apart() -> None:
    reading = whole()[0]
    found = texts(reading)
    at = found.index(("paragraph", "He did"))
    assert found[at : at + 5] == [
        ("paragraph", "He did"), ("deletion", "not"), ("paragraph", "shoot"), ("insertion", ", they say"),
        ("paragraph", "."),
    ]  # fmt: skip
    assert (passage(reading, "not").by, passage(reading, "not").at) == ("Aila Toren", "2024-05-03T10:05:00")
    assert passage(reading, ", they say").by == "Borin Vale"
    assert "tracked-changes" in codes(reading)


def test_remarks_links_pictures_and_facts() -> None:
    reading, files = whole()
    remark = passage(reading, "Who said so?")
    assert remark.by == "Borin Vale"
    assert remark.marks == ("about: The mill of Orin was burnt",)
    links = {one.text: one.target for one in reading.links}
    assert links["the list"] == LINK
    assert links["a field"] == f"{LINK}#two"
    (picture,) = (one.target for one in reading.links if one.state == "child")
    assert files[picture] == png()
    assert (reading.title, reading.author) == ("Night at the mill", "Aila Toren")
    assert [one.what for one in reading.moments] == ["created", "modified"]
    assert passage(reading, "Orin\t24\t2").where == "table 1, row 2"


def test_slides_with_notes() -> None:
    reading, files = read_with(OdtReader(), written("odp"), TEXT.replace("text", "presentation"))
    found = [(one.kind, reading.text[one.start : one.end], one.where) for one in reading.passages]
    assert ("heading", "The bridge at Orin", "slide 1") in found
    assert ("list", "first point", "slide 1") in found
    assert ("note", "say this slowly", "slide 1") in found
    assert ("heading", HEBREW, "slide 2") in found
    assert ("table", "Orin\t24", "slide 2, table 1, row 2") in found
    assert any(words == ARABIC and where == "slide 2" for _kind, words, where in found)
    assert png() in files.values()


DECK = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:presentation>
<draw:page draw:name="page1"><draw:frame presentation:class="title"><draw:text-box><text:p>The bridge</text:p>
</draw:text-box></draw:frame><draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item>
<text:p>first <text:a xlink:href="https://example.org/">point</text:a></text:p></text:list-item></text:list>
</draw:text-box></draw:frame><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>
<presentation:notes><draw:page-thumbnail/><draw:frame presentation:class="notes"><draw:text-box><text:p>say it slowly
</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
<draw:page><draw:custom-shape><text:p>HEBREW</text:p></draw:custom-shape></draw:page>
</office:presentation></office:body></office:document-content>"""


def test_slides_by_hand() -> None:
    """As the standard has it; LibreOffice may come without its presentation program."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", DECK.replace("HEBREW", HEBREW))
        archive.writestr("Pictures/a.png", png())
    reading, files = read_with(OdtReader(), buffer.getvalue(), TEXT.replace("text", "presentation"))
    found = [(one.kind, reading.text[one.start : one.end], one.where) for one in reading.passages]
    assert found == [
        ("heading", "The bridge", "slide 1"), ("list", "first point", "slide 1"), ("note", "say it slowly", "slide 1"),
        ("paragraph", HEBREW, "slide 2"),
    ]  # fmt: skip
    assert [(one.text, one.target) for one in reading.links] == [
        ("point", "https://example.org/"), ("", "Pictures/a.png"),
    ]  # fmt: skip
    assert files == {"Pictures/a.png": png()}
    assert (reading.title, reading.metadata["odf:slides"]) == ("The bridge", "2")


def test_a_locked_document_is_a_finding() -> None:
    source = part(written(), "META-INF/manifest.xml").decode()
    locked = source.replace("<manifest:file-entry ", "<manifest:file-entry><manifest:encryption-data/>"
                            "</manifest:file-entry><manifest:file-entry ", 1)  # fmt: skip
    data = repacked(written(), {"META-INF/manifest.xml": locked.encode(), "content.xml": b"\x8f\x00 noise"})
    reading, files = read_with(OdtReader(), data, TEXT)
    assert codes(reading) == ["encrypted"]
    assert (reading.text, files) == ("", {})


def test_what_lies_outside_is_named_and_not_loaded() -> None:
    reading, _ = read_with(OdtReader(), content('xlink:href="Pictures/', 'xlink:href="http://example.org/'), TEXT)
    assert any("http://example.org/" in one.text for one in reading.findings if one.code == "external-reference")


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_file(share: float) -> None:
    reading, _ = read_with(OdtReader(), written()[: int(len(written()) * share)], TEXT)
    assert codes(reading)[0] == "container-damaged"


def test_missing_parts_and_rubbish() -> None:
    reading, _ = read_with(OdtReader(), repacked(written(), {"styles.xml": None, "meta.xml": None}), TEXT)
    assert "The mill of Orin was burnt at night." in reading.text
    reading, _ = read_with(OdtReader(), repacked(written(), {"content.xml": None}), TEXT)
    assert "part-missing" in codes(reading)
    assert codes(read_with(OdtReader(), b"nothing", TEXT)[0]) == ["container-damaged"]


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", TEXT, data=written())])
    assert texts(reading) == texts(whole()[0])
