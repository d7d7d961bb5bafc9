"""Numbers, hashes, addresses and code are in no language, and make no title."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.text import TextReader
from muniment.read.text.language import languages
from muniment.read.text.speech import is_title, speech

HASHES = [hashlib.sha256(bytes([number])).hexdigest() for number in range(60)]
SAID = {
    "uk": "Солдати вигнали мешканців долини з їхніх домівок",
    "ar": "طرد الجنود سكان الوادي من بيوتهم قبل الحصاد",
    "en": "The soldiers drove the people of the valley out of their houses",
}
LISTS = {
    "hashes": "\n".join(HASHES),
    "hashes in capitals": "\n".join(HASHES).upper(),
    "hashes of files": "\n".join(f"{one}  photos/the-mill-{number}.jpg" for number, one in enumerate(HASHES)),
    "measures": "\n".join(f"{number * 7.5} kg {number}.3 m" for number in range(80)),
    "addresses": "https://orin.example/the-people-of-the-valley/\n" * 40,
    "base64": base64.encodebytes("".join(HASHES).encode()).decode(),
    "bytes": "\n".join(" ".join(one[at : at + 2] for at in range(0, 32, 2)) for one in HASHES),
    "JSON": json.dumps({"records": [{"sha256": one, "created_at": 7} for one in HASHES]}, indent=1),
}


def read(text: str, media_type: str = "text/plain") -> Reading:
    return TextReader().read(Source(media_type=media_type, data=text.encode()))


@pytest.mark.parametrize("what", LISTS)
def test_lists_of_what_nobody_says_have_neither_language_nor_title(what: str) -> None:
    reading = read(LISTS[what])
    assert (reading.title, reading.language) == (None, None)
    assert {(one.language, one.kind) for one in reading.passages} == {(None, "paragraph")}
    assert reading.text.split() == LISTS[what].split()


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("code", SAID)
def test_json_is_in_the_language_of_its_values_and_has_no_title(code: str, indent: int | None) -> None:
    records = [{"sha256": one, "text": SAID[code]} for one in HASHES[:20]]
    reading = read(json.dumps(records, ensure_ascii=False, indent=indent), "application/json")
    assert (reading.title, reading.language) == (None, code)


@pytest.mark.parametrize("code", SAID)
def test_a_list_under_words_leaves_their_language_alone(code: str) -> None:
    found, whole = languages([f"{SAID[code]}: https://orin.example/list, 12 files of 2031", *HASHES])
    assert (found[0], whole) == (code, code)
    assert set(found[1:]) == {None}


def test_rows_of_numbers_are_in_the_language_of_their_words() -> None:
    assert languages(["Северный район\t12\t14\t15\t3", "Мельница у реки\t120\t2\t7\t8"]) == (["ru", "ru"], "ru")


def test_writing_without_spaces_is_words_around_its_numbers() -> None:
    text = "2031年3月12日奥林村的人们来到了河边的磨坊"
    assert speech(text).replace(" ", "") == text.replace("2031", "").replace("3", "").replace("12", "")


@pytest.mark.parametrize(
    "line",
    ["Report of the council", "Звіт 2031", "12 March 2031", "COVID-19 report", "[Draft]", "序", "דוח 7", "تقرير ٢٠٣١",
     "Statement of the U.S. delegation", "Report (final)", "Annex B"],
)  # fmt: skip
def test_titles(line: str) -> None:
    assert is_title(line)
    assert read(f"{line}\n\nThe people of the valley came.").title == line


@pytest.mark.parametrize(
    "line",
    ["{", "}}", "[", "---", "2031", "12 kg", HASHES[0], HASHES[0].upper(), f"{HASHES[0]} mill.jpg", "#!/bin/sh",
     '{"name": "Orin"}', "<?xml version='1.0'?>", "https://orin.example/report", "x = open(file)", "function list() {",
     "deadbeefcafe", "It was said:"],
)  # fmt: skip
def test_no_titles(line: str) -> None:
    assert not is_title(line)
    assert read(f"{line}\n\nThe people of the valley came.").title is None
