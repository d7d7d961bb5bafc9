"""XML and SVG, and older Office files that are named but not read."""

from __future__ import annotations

import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.legacy import LegacyReader
from muniment.read.readers.xml import XmlReader
from tests.read.office.samples_office import RUSSIAN, codes, converted, read_with, report, slides, texts


def read(source: str | bytes) -> Reading:
    return read_with(XmlReader(), source if isinstance(source, bytes) else source.encode(), "text/xml")[0]


def test_words_in_order_with_their_paths() -> None:
    reading = read(
        '<list><title>Of Orin</title><p>He <b>said</b> so.</p><x>a<y href="https://example.org/">b</y>c</x></list>'
    )
    assert [(one.where, reading.text[one.start : one.end]) for one in reading.passages] == [
        ("/list/title", "Of Orin"), ("/list/p", "He said so."), ("/list/x", "a"), ("/list/x/y", "b"), ("/list/x", "c"),
    ]  # fmt: skip
    assert reading.title == "Of Orin"
    assert [(one.text, one.target) for one in reading.links] == [("b", "https://example.org/")]
    assert reading.findings == ()


def test_a_drawing_and_what_it_would_load() -> None:
    reading = read('<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><title>Map</title>'
                   '<text>Orin <tspan>mill</tspan></text><image x:href="http://example.org/p.png"/><script>bad()</script>'
                   "</svg>")  # fmt: skip
    assert texts(reading) == [("heading", "Map"), ("paragraph", "Orin mill")]
    assert codes(reading) == ["scripts-inside", "external-reference"]


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    reading = read(f'<!DOCTYPE w SYSTEM "http://example.org/w.dtd" [<!ENTITY l0 "ha">{laughs}'
                   '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
                   '<w><p>first</p><p>a&l9;b&f;</p><q>last</q></w>')  # fmt: skip
    assert texts(reading) == [("paragraph", "first"), ("paragraph", "a&l9;b&f;"), ("paragraph", "last")]
    assert codes(reading) == ["entities-declared", "external-reference", "external-reference"]


def test_encodings_damage_and_depth() -> None:
    declared = '<?xml version="1.0" encoding="windows-1251"?>'
    assert texts(read(f"{declared}<a>{RUSSIAN}</a>".encode("cp1251"))) == [("paragraph", RUSSIAN)]
    reading = read("<a><p>whole</p><p>bro")
    assert texts(reading) == [("paragraph", "whole"), ("paragraph", "bro")]
    assert codes(reading) == ["part-damaged"]
    reading = read("<a>" * 50_000 + "deep")
    assert "part-damaged" in codes(reading)
    assert "part-damaged" in codes(read("no markup at all"))
    assert "no markup at all" in read("no markup at all").text


@pytest.mark.parametrize("broken", ["<a><p>x</q></a>", "<a>x</a> more</a>", "<a b='1' b='2'>x</a>", "<a>x<\x01/></a>"])
def test_what_is_not_well_formed_is_said(broken: str) -> None:
    reading = read(broken)
    assert "x" in reading.text
    assert codes(reading) == ["part-damaged"]
    assert "line 1" in reading.findings[0].text


@pytest.mark.parametrize("whole", ["<a>x</a>\0\0\0", "<a>x</a>\n", "<a>x<y:p/></a>", "<a xmlns='near'>x</a>"])
def test_what_costs_nothing_is_not_said(whole: str) -> None:
    assert codes(read(whole)) == []


def test_in_a_confined_worker() -> None:
    with ReadingPool(workers=1) as pool:
        jobs = [Job("a", "text/xml", data=b"<a>x</a>"), Job("b", "application/msword", data=b"\xd0\xcf\x11\xe0rubbish")]
        found = {job.key: reading for job, reading in pool.read_all(jobs)}
    assert found["a"].reader == "xml/2"
    assert codes(found["b"]) == ["not-read", "container-damaged"]


@pytest.mark.parametrize(
    ("ending", "to", "words", "advice"),
    [("docx", "doc", "Word document", ".docx"), ("pptx", "ppt", "PowerPoint", ".pptx")],
)
def test_older_documents_are_named_and_say_who_wrote_them(ending: str, to: str, words: str, advice: str) -> None:
    data = converted(report() if ending == "docx" else slides(), ending, to)
    reading, _ = read_with(LegacyReader(), data, "application/x-ole-storage")
    assert reading.text == ""
    assert codes(reading) == ["not-read"]
    assert words in reading.findings[0].text
    assert advice in reading.findings[0].text
    assert reading.author == "Aila Toren"
    assert reading.moments[0].what == "created"
