"""Where sentences end, in every script; and that nothing of a text is lost between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.claims.prose import sentences
from muniment.claims.prose.sentences import split
from muniment.model.reading import Passage, Reading


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Mara Osk spoke. Nobody answered.", 2),
        ("He said no. Then he left.", 2),
        ("See no. 14 of the list. It is long.", 2),
        ("J. Tarn came to the U.N. office in Ostrivka.", 1),
        ("“Why?” she asked. “We are few.”", 2),
        ("“We stay.” They stayed.", 2),
        ("Homes, schools, etc. Nothing was left.", 2),
        ("«Ми лишимося!» — сказала вона. Ніхто не пішов.", 2),
        ("Це було у 2031 р. Війська пішли.", 2),
        ("Вона жила на вул. Садовій у м. Острівка.", 1),
        ("Школа им. Тарна разрушена. Погибли трое.", 2),
        ("—¿Por qué? —preguntó la vecina. Nadie respondió.", 2),
        ("El Sr. Tarn lo negó. La Sra. Osk calló.", 2),
        ("M. Tarn a refusé. Mme Osk aussi.", 2),
        ("ماذا حدث؟ قصفوا البيت. لم يبق أحد.", 3),
        ("הוא שאל מדוע. איש לא ענה.", 2),
        ("First line\n\nSecond block", 2),
        ("Needed:\n- water\n- bread", 3),
        ("wrapped in\nthe middle of a sentence.", 1),
        ("It fell… and nobody came.", 1),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_a_sentence_never_crosses_a_passage() -> None:
    reading = Reading("test/1", "Title\nBody of it", (Passage(0, 5, "heading"), Passage(6, 16, language="en")))
    found = list(sentences(reading))
    assert [(one.start, one.end, one.passage) for one in found] == [(0, 5, 0), (6, 16, 1)]
    assert found[1].language == "en"


def test_a_reading_without_passages_is_one() -> None:
    reading = Reading("test/1", "One. Two.", language="en")
    assert [(one.start, one.end, one.language) for one in sentences(reading)] == [(0, 4, "en"), (5, 9, "en")]


@given(st.text(alphabet='aB ج.!?…\n"»—-', max_size=60))
def test_nothing_is_lost_but_white_space(text: str) -> None:
    found = list(split(text, 0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
