"""Times as said in seven languages, and what they are in EDTF."""

from __future__ import annotations

import time

import pytest

from muniment.claims.times import Clock, Reference, find_times
from muniment.model.claims import Time
from muniment.model.edtf import is_edtf
from tests.claims.times.phrases import PHRASES

MONDAY = Clock("2024-11-25")
CLOSURE = {
    "en": (
        "closure",
        "the closure of the port",
        {
            "On the 100th day of the closure of the port": "2022-06-03",
            "100 days after the closure of the port": "2022-06-04",
            "two weeks before the closure of the port": "2022-02-10~",
            "the second anniversary of the closure of the port": "2024-02-24",
            "since the closure of the port": "2022-02-24/..",
            "the closure of the port was bad": None,
        },
    ),
    "uk": ("закриття", "закриття порту", {"на сороковий день закриття порту": "2022-04-04"}),
    "ru": ("осада", "осада порта", {"во вторую годовщину осады порта": "2024-02-24", "на осаду порта": None}),
    "ar": ("إغلاق", "إغلاق الميناء", {"في الذكرى الثانية لإغلاق الميناء": "2024-02-24"}),
    "he": ("סגירה", "סגירת הנמל", {"ביום הארבעים לסגירת הנמל": "2022-04-04"}),
    "es": ("cierre", "cierre del puerto", {"cien días después del cierre del puerto": "2022-06-04"}),
    "fr": ("fermeture", "la fermeture du port", {"depuis la fermeture du port": "2022-02-24/.."}),
}
"""A reference date's name, the words that stand for it, and phrases with them."""


def found(text: str, language: str, clock: Clock = MONDAY) -> list[Time]:
    """The times of a whole text."""
    return find_times(text, 0, len(text), language, clock)


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [(language, text, edtf) for language, phrases in PHRASES.items() for text, edtf in phrases.items()],
)
def test_a_phrase_means_what_it_says(language: str, text: str, edtf: str | None) -> None:
    assert [each.edtf for each in found(text, language)] == ([] if edtf is None else [edtf])


@pytest.mark.parametrize("language", PHRASES)
def test_spans_stand_in_the_text_and_every_date_is_edtf(language: str) -> None:
    for text in PHRASES[language]:
        padded = f"XX {text} 7"
        for each in find_times(padded, 3, 3 + len(text), language, MONDAY):
            assert padded[each.said.start : each.said.end] == each.said.text
            assert 3 <= each.said.start < each.said.end <= 3 + len(text)
            assert each.edtf == "" or is_edtf(each.edtf)


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [(language, text, edtf) for language, (_, _, phrases) in CLOSURE.items() for text, edtf in phrases.items()],
)
def test_times_are_counted_from_dates_that_people_entered(language: str, text: str, edtf: str | None) -> None:
    name, words, _ = CLOSURE[language]
    clock = Clock(None, (Reference(name, "2022-02-24", (words,)),))
    times = found(text, language, clock)
    assert [(each.edtf, each.relative_to) for each in times] == ([] if edtf is None else [(edtf, name)])


def test_no_reference_date_is_built_in() -> None:
    assert found("On the 100th day of the closure of the port", "en", Clock("2024-11-25")) == []


@pytest.mark.parametrize("text", ["It rained yesterday.", "It rained on Friday.", "It rained on 7 March."])
def test_without_a_date_of_the_document_nothing_is_guessed(text: str) -> None:
    assert [each.edtf for each in found(text, "en", Clock())] == [""]


def test_what_a_time_was_counted_from_is_said() -> None:
    assert [each.relative_to for each in found("yesterday, not on 7 March 2022", "en")] == ["document 2024-11-25", ""]


def test_a_document_known_to_the_month_resolves_no_days() -> None:
    said = found("It rained yesterday, last month and last year.", "en", Clock("2024-11"))
    assert [each.edtf for each in said] == ["", "2024-10", "2023"]


def test_days_that_share_a_month_are_times_of_their_own() -> None:
    said = found("It rained on 5, 7 and 9 May 2022.", "en")
    assert [(each.said.text, each.edtf) for each in said] == [
        ("5", "2022-05-05"),
        ("7", "2022-05-07"),
        ("9 May 2022", "2022-05-09"),
    ]


def test_years_and_months_share_what_is_said_once() -> None:
    assert [each.edtf for each in found("in 2022 and 2023", "en")] == ["2022", "2023"]
    assert [each.edtf for each in found("in March and April 2022", "en")] == ["2022-03", "2022-04"]


def test_another_language_has_no_times() -> None:
    assert found("7 March 2022", "xx") == []


def test_long_text_takes_linear_time() -> None:
    text = "it rained on 7 March and 3 " * 4000
    began = time.perf_counter()
    assert len(found(text, "en")) == 4000
    assert time.perf_counter() - began < 6
