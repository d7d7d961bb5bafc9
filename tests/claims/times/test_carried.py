"""Times that an earlier time of the same sentence decides, and what the next words rule out."""

from __future__ import annotations

import pytest

from muniment.claims.times import Clock, Reference, find_times

CLOCK = Clock("2024-11-25")


def edtf(text: str, language: str = "en", clock: Clock = CLOCK) -> list[str]:
    """The times of a text, as EDTF."""
    return [each.edtf for each in find_times(text, 0, len(text), language, clock)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It closed on 7 March 2022 and opened three days later.", "2022-03-10"),
        ("It closed on 7 March 2022 and had opened two days earlier.", "2022-03-05"),
        ("It closed on 7 March 2022 and opened the next day.", "2022-03-08"),
        ("It closed on 7 March 2022; it rained the same day.", "2022-03-07"),
        ("It closed on 7 March 2022 and opened the following Monday.", "2022-03-14"),
        ("It closed in March 2022 and opened the following January.", "2023-01"),
        ("It closed in autumn 2021 and opened the following spring.", "2022-21"),
        ("It closed in March 2022 and opened three days later.", ""),
        ("It closed on 7 March 2022 and opened several days later.", ""),
        ("It closed from 7 to 9 March 2022 and opened two days later.", ""),
    ],
)
def test_times_are_counted_from_one_said_before(text: str, last: str) -> None:
    assert edtf(text)[-1] == last


def test_what_it_was_counted_from_is_said() -> None:
    text = "It closed on 7 March 2022 and opened three days later."
    assert [each.relative_to for each in find_times(text, 0, len(text), "en", CLOCK)] == ["", "said 2022-03-07"]


@pytest.mark.parametrize(
    "text", ["Three days later it opened.", "It opened the next day.", "It opened the following Monday."]
)
def test_without_an_earlier_time_they_stay_unresolved(text: str) -> None:
    assert edtf(text) == [""]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Міст закрили 7 березня 2022 року, а через три дні відкрили."),
        ("ru", "Мост закрыли 7 марта 2022 года, а спустя три дня открыли."),
        ("ar", "أُغلق الجسر في 7 آذار 2022 وفُتح بعد ثلاثة أيام."),
        ("he", "הגשר נסגר ב-7 במרץ 2022 ונפתח כעבור שלושה ימים."),
        ("es", "El puente cerró el 7 de marzo de 2022 y abrió tres días después."),
        ("fr", "Le pont ferma le 7 mars 2022 et rouvrit trois jours plus tard."),
    ],
)
def test_each_language_counts_on(language: str, text: str) -> None:
    assert edtf(text, language) == ["2022-03-07", "2022-03-10"]


def test_an_event_that_something_is_counted_from_is_no_earlier_time() -> None:
    assert edtf("El puente cerró el 7 de marzo de 2022 y abrió tres días después de la feria.", "es") == [
        "2022-03-07",
        "",
    ]
    assert edtf("Le pont ferma le 7 mars 2022 et rouvrit trois jours après la foire.", "fr")[0] == "2022-03-07"
    assert "2022-03-10" not in edtf("Le pont ferma le 7 mars 2022 et rouvrit trois jours après la foire.", "fr")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It closed on 7 March 2022 and opened on 9 July.", "2022-07-09"),
        ("It closed on 7 December 2022 and opened on 9 July.", "2023-07-09"),
        ("It closed on 7 March 2022 and opened in July.", "2022-07"),
        ("Under the law of 7 March 1998 it closed on 9 July.", "2024-07-09"),
        ("It closed on 7 December 2024 and opened on 9 July.", "2024-07-09"),
        ("It closed yesterday and had opened on 9 July.", "2024-07-09"),
    ],
)
def test_a_day_without_a_year_takes_that_of_an_earlier_date(text: str, last: str) -> None:
    assert edtf(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Signed on 02/03/2021 and on 25/03/2021.", ["2021-03-02", "2021-03-25"]),
        ("Signed on 02/03/2021 and on 03/25/2021.", ["2021-02-03", "2021-03-25"]),
        ("Signed on 02/03/2021, 25/03/2021 and 03/25/2021.", ["", "2021-03-25", "2021-03-25"]),
        ("Signed on 02/03/2021 and on 05/05/2021.", ["", "2021-05-05"]),
        ("Signed on 12-IV-2021.", ["2021-04-12"]),
        ("Signed on 12-XIV-2021.", []),
    ],
)
def test_the_order_of_figures_is_shown_by_other_dates(text: str, found: list[str]) -> None:
    assert edtf(text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "At 1000 days it rained.", []),
        ("en", "It rained in 1200 homes.", []),
        ("en", "It rained in 1845.", ["1845"]),
        ("ru", "За 1700 дней построили мост.", []),
        ("ru", "В 1700 году построили мост.", ["1700"]),
        ("uk", "За 2000 років нічого не змінилося.", []),
        ("uk", "У 2014 та 2018 роках ішов дощ.", ["2014", "2018"]),
        ("fr", "En 1700 heures, on a bâti le pont.", []),
        ("he", "תוך 1500 שעות נבנה הגשר.", []),
        ("ar", "خلال 1600 ساعة بُني الجسر.", []),
    ],
)
def test_a_number_with_a_unit_is_no_year(language: str, text: str, found: list[str]) -> None:
    assert edtf(text, language) == found


@pytest.mark.parametrize(
    ("language", "name", "text", "found"),
    [
        ("he", "המצור", "ביום ה-10 למצור ירד גשם.", ["2024-01-10"]),
        ("he", "המצור", "ביום המאה למצור ירד גשם.", ["2024-04-09"]),
        ("he", "המצור", "היום, ביום ה-10 למצור, ירד גשם.", ["2024-11-25", "2024-01-10"]),
        ("ar", "الحصار", "في اليوم المئة للحصار هطل المطر.", ["2024-04-09"]),
        ("en", "the siege", "Today, the 10th day of the siege, it rained.", ["2024-11-25", "2024-01-10"]),
    ],
)
def test_a_day_that_is_numbered_is_not_today(language: str, name: str, text: str, found: list[str]) -> None:
    assert edtf(text, language, Clock("2024-11-25", (Reference(name, "2024-01-01", (name,)),))) == found


@pytest.mark.parametrize(("language", "text"), [("he", "היום ה-10 היה קר."), ("ar", "كان اليوم العاشر باردا.")])
def test_without_a_reference_date_a_numbered_day_is_no_time(language: str, text: str) -> None:
    assert edtf(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On the night of Friday to Saturday it rained."),
        ("en", "It rained overnight into Saturday."),
        ("uk", "У ніч із п’ятниці на суботу йшов дощ."),
        ("ru", "В ночь на субботу шёл дождь."),
        ("ar", "هطل المطر ليل الجمعة السبت."),
        ("he", "בלילה שבין שישי לשבת ירד גשם."),
        ("es", "Llovió en la noche del viernes al sábado."),
        ("fr", "Il a plu dans la nuit de vendredi à samedi."),
    ],
)
def test_a_night_is_an_interval_of_both_days(language: str, text: str) -> None:
    assert edtf(text, language) == ["2024-11-22/2024-11-23"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From 9:00 to 11:15 on 7 March 2022 it rained.", "2022-03-07T09:00:00/2022-03-07T11:15:00"),
        ("On 7 March 2022 from 9:00 to 11:15 it rained.", "2022-03-07T09:00:00/2022-03-07T11:15:00"),
        ("From 22:00 to 3:15 on 7 March 2022 it rained.", "2022-03-07"),
    ],
)
def test_hours_from_one_to_another_belong_to_their_day(text: str, found: str) -> None:
    assert edtf(text) == [found]
