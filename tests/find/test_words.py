"""Splitting and folding, over every script."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.find.words import LONGEST, fold, folded, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill, burned—down!", ["The", "mill", "burned", "down"]),
        ("сім'я сім’я сімʼя", ["сім'я", "сім’я", "сімʼя"]),
        ("l’hôpital qu'elle", ["hôpital", "elle"]),
        ("the children's don't", ["the", "children", "don"]),
        ("'quoted' word", ["quoted", "word"]),
        ('צה"ל בתי־ספר צ׳יפס', ['צה"ל', "בתי", "ספר", "צ׳יפס"]),
        ("بِالمُستَشفى، والقرية", ["بِالمُستَشفى", "والقرية"]),
        ("co\u00adop\u200berate\u200b", ["co\u00adop\u200berate"]),
        ("東京へ", ["東", "京", "へ"]),
        ("ไทยมาก", ["ไ", "ท", "ย", "ม", "า", "ก"]),
        ("हिन्दी शब्द", ["हिन्दी", "शब्द"]),
        ("snake_case 1,000 a1", ["snake", "case", "1", "000", "a1"]),
        ("e\u0301te", ["e\u0301te"]),
        ("", []),
        (" \0\ud800 ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word for word, _, _ in words(text)] == expected


@given(st.text())
def test_offsets_are_those_of_the_text(text: str) -> None:
    end = 0
    for word, start, stop in words(text):
        assert text[start:stop] == word
        assert end <= start < stop
        end = stop


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МИНУЛИЙ", "минулий"),
        ("Straße", "STRASSE"),
        ("Hôpital", "hopital"),
        ("ﬁn", "fin"),
        ("ＡＢＣ", "abc"),
        ("сім'я", "сім’я"),
        ("сім'я", "сімʼя"),
        ("ребёнок", "ребенок"),
        ("за́мок", "замок"),
        ("ґанок", "ганок"),
        ("O'Brannoch", "obrannoch"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("آلة", "اله"),
        ("مؤتمر", "موتمر"),
        ("كتـــاب", "كتاب"),
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("کتاب", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("צה״ל", "צהל"),
        ("כפר", "כפר"),
        ("Łódź", "lodz"),
        ("œuvre", "oeuvre"),
        ("İzmir", "izmir"),
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳", "2023"),
        ("२०२३", "2023"),
        ("co\u00adop", "coop"),
    ],
)
def test_spellings_that_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("мій", "мии"), ("їжа", "іжа"), ("кит", "кіт"), ("हिन्दी", "हन्द"), ("ガ", "カ"), ("ไม้", "ไม")],
)
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    once = fold(word)
    assert fold(once) == once


@given(st.text())
def test_folding_does_not_depend_on_normal_form(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))


def test_a_word_beyond_all_language_is_cut() -> None:
    assert len(fold("a" * 100_000)) == LONGEST
    assert len(fold("я" * 100_000)) == LONGEST
    assert folded("ـ mill") == ["mill"]
