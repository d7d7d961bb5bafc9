"""Dates and times of day written in figures. Which of two figures is the month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from muniment.model.edtf import is_edtf

_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:h.]\s?(\d\d))?(?::(\d\d))?\s?h?\s?([ap])?\.?m?\.?\Z", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ROMAN = {numeral: number for number, numeral in enumerate(_ROMAN, start=1)}
"""Months in Roman figures."""
_LATIN = str.maketrans("ІХ", "IX")
_YOUNGEST = 40
"""Two figures up to this are a year of the twenty-first century."""


def iso(said: str) -> str:
    """EDTF of a date as ISO 8601 writes it; empty where there is none such."""
    day, _, time = said.partition("T")
    parts = re.fullmatch(r"(\d\d:\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", time)
    if not time or parts is None:
        return day if is_edtf(day) else ""
    zone = parts[3] or ""
    zone = zone if ":" in zone or len(zone) < 5 else f"{zone[:3]}:{zone[3:]}"
    whole = f"{day}T{parts[1]}:{parts[2] or '00'}{zone}"
    return whole if is_edtf(whole) else ""


def numeric(said: str, weekday: str = "", order: str = "") -> list[str]:
    """EDTF of `17/03/2022`, `2022.03.17`, `17-III-2022`: empty where it could be two days, nothing where it is no date.

    Dots put the day first. A weekday said beside it decides between the two, and so does `order` (see `order_of`).
    """
    figures = re.split(r"[./-]", said)
    if roman := ROMAN.get(figures[1].translate(_LATIN)):
        return _existing([(int(figures[2]), roman, int(figures[0]))])
    if not all(part.isdecimal() for part in figures):
        return []
    first, middle, last = (int(part) for part in figures)
    if len(figures[0]) == 4:
        return _existing([(first, middle, last)])
    year = last if last > 99 else last + (2000 if last <= _YOUNGEST else 1900)
    ways = (
        [(year, middle, first)] if "." in said else list(dict.fromkeys([(year, middle, first), (year, first, middle)]))
    )
    days = _existing(ways)
    if weekday and len(days) > 1:
        days = [day for day in days if date.fromisoformat(day).weekday() == int(weekday)] or days
    if order and len(days) > 1:
        days = days[:1] if order == "day" else days[1:]
    return days if len(days) < 2 else [""]


def order_of(dates: Iterable[str]) -> str:
    """What dates beside one another show to come first: `day`, `month`, or nothing where they do not agree."""
    found = {order for said in dates if "." not in said and (order := _order(re.split(r"[/-]", said)))}
    return found.pop() if len(found) == 1 else ""


def _order(figures: list[str]) -> str:
    if len(figures) != 3 or len(figures[0]) > 2 or not all(part.isdecimal() for part in figures):
        return ""
    first, second = int(figures[0]), int(figures[1])
    return "day" if 12 < first < 32 and second < 13 else "month" if first < 13 < second < 32 else ""


def _existing(ways: list[tuple[int, int, int]]) -> list[str]:
    found = []
    for year, month, day in ways:
        try:
            found.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    return found


def clock_time(said: str) -> str:
    """`14:30:00` of a time of day; empty where there is none such."""
    found = _CLOCK.match(said)
    if found is None:
        return ""
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if half := (found[4] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}:{second:02d}" if hour < 24 and minute < 60 and second < 60 else ""
