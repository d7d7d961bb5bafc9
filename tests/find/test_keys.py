"""Keys by language and by script, and that nothing heavy is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.find import keys_version, search_keys
from muniment.find.keys import languages_of


def meet(one: str, other: str, language: str | None = None) -> bool:
    return not set(search_keys(one, language)).isdisjoint(search_keys(other, language))


def test_the_folded_form_comes_first_and_none_is_empty() -> None:
    keys = search_keys("Лікарнями", "uk")
    assert keys[0] == "лікарнями"
    assert "лікарня" in keys
    assert len(set(keys)) == len(keys)
    assert "" not in keys
    assert search_keys("ـ", "ar") == ()


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("والمستشفيات", "مستشفى", "ar"),
        ("للمدرسة", "مدرسة", "ar"),
        ("فالسيارة", "سيارة", "ar"),
        ("כשהגיעו", "הגיעו", "he"),
        ("ובבית", "בית", "he"),
        ("Häuser", "Häusern", "de"),
        ("hopitaux", "hôpital", "fr"),
        ("ребенка", "ребёнок", "ru"),
        ("сім’єю", "сім'я", "uk"),
    ],
)
def test_words_that_find_each_other(one: str, other: str, language: str) -> None:
    assert meet(one, other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("كتاب", "تاب", "ar"),
        ("ولد", "لد", "ar"),
        ("בית", "ית", "he"),
        ("mill", "million", "en"),
        ("село", "сіль", "uk"),
    ],
)
def test_words_that_do_not(one: str, other: str, language: str) -> None:
    assert not meet(one, other, language)


def test_languages_of_a_word() -> None:
    assert languages_of("село", "uk") == ("uk",)
    assert languages_of("село", None) == ("uk", "ru")
    assert languages_of("mill", "uk") == ("en", "es", "fr")
    assert languages_of("mill", "de") == ("de",)
    assert languages_of("село", "en") == ("uk", "ru")
    assert languages_of("2023", None) == ()
    assert languages_of("東", "zh") == ()


def test_a_query_of_unknown_language_meets_text_of_a_known_one() -> None:
    assert not set(search_keys("больницами", None)).isdisjoint(search_keys("больница", "ru"))
    assert not set(search_keys("лікарнями", "uk")).isdisjoint(search_keys("лікарня", None))


def test_a_language_without_rules_still_folds() -> None:
    assert search_keys("ΆΝΘΡΩΠΟΣ", "xx") == ("ανθρωποσ",)
    assert search_keys("Mühle", "xx") == ("muhle",)


def test_importing_loads_no_dictionary() -> None:
    code = (
        "import sys, muniment.find;"
        "print([m for m in ('simplemma', 'snowballstemmer', 'py3langid') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_version_names_what_keys_depend_on() -> None:
    assert "simplemma/" in keys_version()
    assert "snowball/" in keys_version()


@given(st.text(), st.sampled_from([None, "uk", "ru", "ar", "he", "en", "es", "fr", "de", "zz"]))
@settings(max_examples=500, deadline=None)
def test_any_word_has_keys_and_none_is_an_error(word: str, language: str | None) -> None:
    assert "" not in search_keys(word, language)
