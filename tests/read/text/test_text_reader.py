"""The plain text reader on invented letters, lists, mails and mixed scripts."""

from __future__ import annotations

import pytest

from muniment.model.reading import Reading
from muniment.read.interface import Source
from muniment.read.readers.text import TextReader


def read(text: str | bytes, media_type: str = "text/plain") -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return TextReader().read(Source(media_type=media_type, data=data))


def passages(reading: Reading) -> list[str]:
    return [reading.text[passage.start : passage.end] for passage in reading.passages]


WRAPPED = """\
Report of the village council

The soldiers came to the village of Verba before dawn and ordered the inhab-
itants to leave their houses. The right to self-
determination was mentioned by the north-
eastern council, which wrote of it in its re-
port. Nobody came back.
    A new paragraph begins here, and it goes on for more than a single line of
the page.

Kind regards,
Olena Koval
Verba, School Street 3
"""


def test_wrapped_lines_become_paragraphs_and_short_lines_stay() -> None:
    reading = read(WRAPPED)
    assert passages(reading) == [
        "Report of the village council",
        "The soldiers came to the village of Verba before dawn and ordered the inhabitants to leave their houses."
        " The right to self-determination was mentioned by the north-eastern council, which wrote of it in its"
        " report. Nobody came back.",
        "A new paragraph begins here, and it goes on for more than a single line of the page.",
        "Kind regards,",
        "Olena Koval",
        "Verba, School Street 3",
    ]
    assert reading.title == "Report of the village council"
    assert reading.language == "en"
    assert "Kind regards,\nOlena Koval" in reading.text


def test_every_word_is_kept() -> None:
    reading = read(WRAPPED)
    squeezed = "".join(WRAPPED.replace("-\n", "-").split())
    assert "".join(reading.text.split()) == squeezed.replace("inhab-itants", "inhabitants").replace("re-port", "report")


def test_a_page_break_in_a_sentence_is_healed() -> None:
    reading = read("The council of the valley met in the school of\n\f\nVerba and in the mill.\n\n2. Next.")
    assert passages(reading)[0] == "The council of the valley met in the school of"  # a capital: no evidence of a cut
    reading = read("The council of the valley met in the school and\n\f\nin the mill.\n\n2. Next.")
    assert passages(reading) == ["The council of the valley met in the school and in the mill.", "2. Next."]


def test_languages_differ_by_passage() -> None:
    reading = read(
        "Солдати вигнали мешканців долини з їхніх домівок ще до жнив, і ніхто не повернувся.\n\n"
        "طرد الجنود سكان الوادي من بيوتهم قبل الحصاد ولم يعد أحد منهم إلى القرية.\n\n"
        "החיילים גירשו את תושבי העמק מבתיהם לפני הקציר ואיש לא חזר אל הכפר.\n\n"
        "Мешканці долини чекали на відповідь до самої зими, але її не було.\n"
    )
    assert [passage.language for passage in reading.passages] == ["uk", "ar", "he", "uk"]
    assert reading.language == "uk"


def test_quoted_mail_and_lists_stay_lines() -> None:
    reading = read("> We saw the lorries.\n> There were nine.\n\n- bread\n- water\n\n1. first\n2. second\n")
    assert [passage.kind for passage in reading.passages] == ["quotation"] * 2 + ["list"] * 4
    assert reading.text == "> We saw the lorries.\n> There were nine.\n\n- bread\n- water\n\n1. first\n2. second"


def test_bare_links_and_the_date_of_publication() -> None:
    reading = read("Notice\n\nPublished on 3 May 2023\n\nSee https://example.org/verba.\n")
    (link,) = reading.links
    assert reading.text[link.start : link.end] == link.target == "https://example.org/verba"
    (moment,) = reading.moments
    assert (moment.what, moment.edtf) == ("published", "2023-05-03")


def test_a_guessed_encoding_is_a_finding() -> None:
    reading = read("Жителей долины выгнали солдаты, и никто не вернулся в село.".encode("cp1251"))
    assert reading.text.startswith("Жителей долины")
    assert [finding.code for finding in reading.findings] == ["encoding-guessed"]
    assert reading.metadata["text:encoding"] == "windows-1251"


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", b"\xff\xfe", b"\x00" * 9, bytes(range(256)) * 9, b"\xed\xa0\x80"])
def test_any_bytes_give_a_reading(data: bytes) -> None:
    reading = read(data)
    assert all(0 <= one.start < one.end <= len(reading.text) for one in reading.passages)
    reading.text.encode()


def test_data_is_not_unwrapped() -> None:
    rows = "name,place\n" + "a person whose name is quite long indeed,Verba\n" * 3
    assert read(rows, "text/csv").text == rows.strip()
