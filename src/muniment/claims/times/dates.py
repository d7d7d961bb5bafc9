"""Dates and times of day written in figures. Which of two figures is the month is never guessed."""

from __future__ import annotations

import re
from datetime import date

from muniment.model.edtf import is_edtf

_CLOCK = re.compile(r"(\d{1,2})(?:\s?[:h.]\s?(\d\d))?(?::(\d\d))?\s?h?\s?([ap])?\.?m?\.?\Z", re.IGNORECASE)
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


def numeric(said: str, weekday: str = "") -> list[str]:
    """EDTF of `17/03/2022` or `2022.03.17`: empty where it could be two days, nothing where it is no date.

    Dots put the day first. A weekday said beside it decides between the two.
    """
    first, middle, last = (int(part) for part in re.split(r"[./-]", said))
    if len(re.split(r"[./-]", said)[0]) == 4:
        return _existing([(first, middle, last)])
    year = last if last > 99 else last + (2000 if last <= _YOUNGEST else 1900)
    ways = (
        [(year, middle, first)] if "." in said else list(dict.fromkeys([(year, middle, first), (year, first, middle)]))
    )
    days = _existing(ways)
    if weekday and len(days) > 1:
        days = [day for day in days if date.fromisoformat(day).weekday() == int(weekday)] or days
    return days if len(days) < 2 else [""]


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
