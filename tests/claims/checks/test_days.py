"""Two dates for one day, and weekdays that are not their date's, in seven languages."""

from __future__ import annotations

import pytest

from muniment.claims.checks import observations
from muniment.model.reading import Moment, Reading

from .making import BLOCKADE, codes, observed, reading

DAY, WEEKDAY = "two-dates-for-one-day", "date-and-weekday"
RELEASED = {
    "en": ("Released on {} March 2031", "Today, on the 10th day of the blockade, Veldra holds out."),
    "uk": ("Опубліковано {} березня 2031 року", "Сьогодні, на 10-й день блокади, Велдра тримається."),
    "ru": ("Опубликовано {} марта 2031 года", "Сегодня, на 10-й день блокады, Велдра держится."),
    "ar": ("نُشر في {} مارس 2031", "اليوم، في اليوم العاشر من الحصار، تصمد فيلدرا."),
    "he": ("פורסם ב-{} במרץ 2031", "היום, ביום העשירי למצור, ולדרה מחזיקה מעמד."),
    "es": ("Publicado el {} de marzo de 2031", "Hoy, en el décimo día del bloqueo, Veldra resiste."),
    "fr": ("Publié le {} mars 2031", "Aujourd'hui, au dixième jour du blocus, Veldra tient bon."),
}


@pytest.mark.parametrize("language", RELEASED)
def test_a_day_counted_and_the_date_of_the_document_differ(language: str) -> None:
    line, body = RELEASED[language]
    assert codes(line.format(12), body, language=language) == [DAY]


@pytest.mark.parametrize("language", RELEASED)
def test_a_day_counted_and_the_date_of_the_document_agree(language: str) -> None:
    line, body = RELEASED[language]
    assert codes(line.format(5), body, language=language) == []


def test_the_words_say_both_days_and_where_each_is_from() -> None:
    [found] = observed("Released on 12 March 2031", "Today, on the 10th day of the blockade, Veldra holds out.")
    assert "its line «Released on 12 March 2031» says 2031-03-12" in found.words
    assert "Counted from the start of the blockade (2031-02-24, a date entered here)" in found.words
    assert [span.text for span in found.spans] == [
        "Today", "on the 10th day of the blockade", "Released on 12 March 2031",
    ]  # fmt: skip


def test_the_date_may_be_of_the_metadata() -> None:
    made = reading("Today, on the 10th day of the blockade, Veldra holds out.")
    dated = Reading(
        made.reader, made.text, made.passages, language="en", moments=(Moment("published", "", "2031-03-12"),)
    )
    [found] = observations("item-1.0", dated, (BLOCKADE,))
    assert "its metadata say 2031-03-12" in found.words


def test_without_a_reference_date_nothing_is_counted() -> None:
    made = reading("Released on 12 March 2031", "Today, on the 10th day of the blockade, Veldra holds out.")
    assert observations("item-1.0", made) == []


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2031, the 10th day of the blockade, the mill burned.",
        "12 March 2031 was the 10th day of the blockade.",
        "Since the start of the blockade on 5 March 2031 nobody came.",
        "The start of the blockade (5 March 2031) was cold.",
    ],
)
def test_two_dates_in_one_sentence(text: str) -> None:
    assert codes(text) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "On 5 March 2031, the 10th day of the blockade, the mill burned.",
        "On 12 March 2031, 14 March 2031 and 15 March 2031 the mill burned.",
        "They came on 12 March 2031, and on the 10th day of the blockade they had already been hungry.",
        "On 12 March 2031 they spoke of what they had seen on the 10th day of the blockade.",
        "The start of the blockade (24 February 2031) was cold.",
        "The blockade on 12 March 2031 was quiet.",
        "Yesterday, on 12 March, the mill burned.",
        "In March 2031, on the 10th day of the blockade, it burned.",
    ],
)
def test_what_is_no_two_dates_for_one_day(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "He was released on 12 March 2031.",
        "On 12 March 2031 the army published a list.",
        "Released on 12 March 2031, and again later that year",
    ],
)
def test_a_sentence_with_a_date_is_no_date_of_the_document(line: str) -> None:
    assert codes(line, "Today, on the 10th day of the blockade, Veldra holds out.") == []


def test_two_lines_with_other_dates_leave_it_open() -> None:
    assert codes("Ostrivka, 12 March 2031", "Today, on the 10th day of the blockade, it rained.", "13 March 2031") == []
    assert codes("Ostrivka, 12 March 2031", "Today, on the 10th day of the blockade, it rained.") == [DAY]


SIXTH_OF_MAY = {
    "en": ("It was hit on Monday, 6 May 2031.", "It was hit on Tuesday, 6 May 2031."),
    "uk": ("У понеділок, 6 травня 2031 року, її обстріляли.", "У вівторок, 6 травня 2031 року, її обстріляли."),
    "ru": ("В понедельник, 6 мая 2031 года, её обстреляли.", "Во вторник, 6 мая 2031 года, её обстреляли."),
    "ar": ("قُصفت يوم الاثنين 6 مايو 2031.", "قُصفت يوم الثلاثاء 6 مايو 2031."),
    "he": ("היא הופגזה ביום שני, 6 במאי 2031.", "היא הופגזה ביום שלישי, 6 במאי 2031."),
    "es": ("Fue atacada el lunes 6 de mayo de 2031.", "Fue atacada el martes 6 de mayo de 2031."),
    "fr": ("Elle a été touchée le lundi 6 mai 2031.", "Elle a été touchée le mardi 6 mai 2031."),
}


@pytest.mark.parametrize("language", SIXTH_OF_MAY)
def test_a_weekday_that_is_not_its_dates(language: str) -> None:
    wrong, right = SIXTH_OF_MAY[language]
    assert codes(wrong, language=language) == [WEEKDAY]
    assert codes(right, language=language) == []


def test_the_weekday_is_named() -> None:
    [found] = observed("It was hit on Monday, 6 May 2031.")
    assert found.words == "«Monday, 6 May 2031» names Monday; 2031-05-06 is a Tuesday in the Gregorian calendar."


def test_a_weekday_without_a_year_or_of_an_old_calendar_is_left_alone() -> None:
    assert codes("Released on 12 March 2031", "It was hit on Tuesday, 6 May.") == []
    assert codes("He was born on Monday, 7 May 1901.") == []


@pytest.mark.parametrize("language", ["pt", ""])
def test_other_languages_are_passed_over(language: str) -> None:
    assert codes("Publicado em 12 de março de 2031", "Hoje, no 10.º dia do bloqueio.", language=language) == []
