"""The RTF reader: encodings, changes, links, objects; files of LibreOffice and by hand."""

from __future__ import annotations

import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.rtf import RtfReader
from tests.read.office.samples_office import (
    ARABIC,
    HEBREW,
    LINK,
    RUSSIAN,
    UKRAINIAN,
    codes,
    converted,
    passage,
    png,
    read_with,
    report,
    texts,
)  # fmt: skip

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset178 Arial;}{\f3\fcharset177 Arial;}}"


def read(body: str | bytes) -> Reading:
    data = (
        body if isinstance(body, bytes) else (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + "}").encode("latin-1")
    )
    return read_with(RtfReader(), data)[0]


def escaped(text: str, page: str) -> str:
    return "".join(rf"\'{one:02x}" if one > 127 else chr(one) for one in text.encode(page))


def unicode(text: str) -> str:
    return "".join(one if one < "\x80" else rf"\u{ord(one) - (65536 if ord(one) > 32767 else 0)}?" for one in text)


@pytest.mark.parametrize(
    ("font", "page", "words"),
    [(1, "cp1251", RUSSIAN), (1, "cp1251", UKRAINIAN), (2, "cp1256", ARABIC), (3, "cp1255", HEBREW)],
)
def test_scripts_in_code_pages_and_in_unicode(font: int, page: str, words: str) -> None:
    reading = read(rf"\f{font} {escaped(words, page)}\par\f0 {unicode(words)}\par")
    assert texts(reading) == [("paragraph", words)] * 2


def test_the_documents_own_code_page_and_pairs_of_surrogates() -> None:
    data = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'b3\'f2 {\uc2\u1071\'df\'df}\u-10179?\u-8704?!\par}"
    assert texts(read(data)) == [("paragraph", "Привіт Я😀!")]


def test_a_document_of_libreoffice() -> None:
    data = converted(report(), "docx", "rtf")
    reading, files = read_with(RtfReader(), data)
    found = texts(reading)
    for expected in (
        ("paragraph", "For the commission only"), ("heading", "What was seen"),
        ("paragraph", "The mill of Orin was burnt at night."), ("comment", "Who said so?"), ("list", "bread"),
        ("list", "1. the ferry"), ("table", "Orin\t24\t2"), ("paragraph", ARABIC), ("paragraph", HEBREW),
    ):  # fmt: skip
        assert found.count(expected) == 1
    at = found.index(("paragraph", "He did"))
    assert found[at : at + 4] == [
        ("paragraph", "He did"), ("deletion", "not"), ("paragraph", "shoot"), ("insertion", ", they say"),
    ]  # fmt: skip
    assert passage(reading, "not").by == "Aila Toren"
    assert passage(reading, "not").at == "2024-05-03T10:05:00"
    assert passage(reading, "Who said so?").by == "Borin Vale"
    assert ("the list", LINK) in [(one.text, one.target) for one in reading.links]
    assert png() in files.values()
    assert (reading.title, reading.author) == ("Night at the mill", "Aila Toren")


def test_facts_links_notes_and_headings() -> None:
    reading = read(
        r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\info{\title Mill}{\author Aila}"
        r"{\creatim\yr2024\mo5\dy3\hr10\min5}}"
        r"\pard\s1 Seen\par\pard See {\field{\*\fldinst HYPERLINK \"\"}{\fldrslt nothing}}".replace(r"\"", '"')
        + r" here{\footnote below}\par"
    )
    assert texts(reading) == [("heading", "Seen"), ("paragraph", "See nothing here"), ("note", "below")]
    assert (reading.title, reading.author) == ("Mill", "Aila")
    assert [(one.what, one.written, one.edtf) for one in reading.moments] == [
        ("created", r"\yr2024\mo5\dy3\hr10\min5", "2024-05-03T10:05:00")
    ]
    assert [(one.text, one.state) for one in reading.links] == [("nothing", "no-target")]


def test_objects_and_things_outside_are_findings() -> None:
    reading = read(
        r"{\*\template http://example.org/x.dot}{\object\objemb{\*\objclass Equation.3}"
        r"{\*\objdata 0105}{\result shown}}"
        r'{\field{\*\fldinst INCLUDEPICTURE "http://example.org/p.png"}{\fldrslt }}\par'
    )
    assert sorted(set(codes(reading))) == ["embedded-object", "external-reference"]
    assert texts(reading) == [("paragraph", "shown")]


def test_damage_and_depth_and_size() -> None:
    reading = read(rb"{\rtf1\ansi The mill of Orin {\b was bu")
    assert texts(reading) == [("paragraph", "The mill of Orin was bu")]
    assert codes(reading) == ["container-damaged"]
    reading = read("{" * 100_000 + "deep" + "}" * 100_000 + r"\par after\par")
    assert "nested-too-deep" in codes(reading)
    assert "deep" in reading.text
    assert "after" in reading.text
    assert len(read(r"The ferry at Orin was closed.\par " * 100_000).passages) == 100_000
    for at in range(0, 200, 3):
        read(
            (r"{\rtf1\ansi" + FONTS + r"{\*\shppict{\pict\pngblip 8950}}\u123?\'aa{\footnote x}\bin5 abc}").encode()[
                :at
            ]
        )


def test_in_a_confined_worker() -> None:
    data = (r"{\rtf1\ansi" + FONTS + r"\f2 " + escaped(ARABIC, "cp1256") + "}").encode()
    with ReadingPool(workers=1) as pool:
        ((_job, reading),) = pool.read_all([Job("a", "text/rtf", data=data)])
    assert texts(reading) == [("paragraph", ARABIC)]
