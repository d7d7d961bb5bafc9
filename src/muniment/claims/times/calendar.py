"""Counting days, weeks, months and years, and writing them as EDTF. An empty text is *not known*."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from .clock import Known

SUNDAY_FIRST = frozenset(("he",))
"""Languages in whose usage a week begins on Sunday."""
DAYS = {"day": 1, "week": 7, "fortnight": 14}
FIRST_MONTH = {"21": 3, "22": 6, "23": 9}
SEASONS = ("21", "22", "23", "24")


def written(year: int, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a date; empty where there is no such day."""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def interval(first: str, last: str) -> str:
    """From the beginning of one EDTF to the end of another; empty where either is not known."""
    first, last = first.partition("/")[0], last.rpartition("/")[2]
    return f"{first}/{last}" if first and last else ""


def latest_day(now: Known, month: int, day: int) -> str:
    """The latest day of that name, up to the day it is counted from."""
    if now.month is None or (now.day is None and now.month == month):
        return ""
    year = now.year if (month, day) <= (now.month, now.day or 0) else now.year - 1
    return written(year, month, day)


def latest_month(now: Known, month: int) -> str:
    """The latest month of that name, this one too."""
    if now.month is None:
        return ""
    return written(now.year if month <= now.month else now.year - 1, month)


def latest_season(now: Known, season: str) -> str:
    """The latest season that has ended; a winter lies in two years, so it stays unknown."""
    first = FIRST_MONTH.get(season)
    if first is None or now.month is None:
        return ""
    return f"{now.year if now.month > first + 2 else now.year - 1:04d}-{season}"


def weekday(day: date, number: int, *, ahead: bool = False) -> date:
    """The nearest such day before (Monday is 0), or after, the day itself left out."""
    if ahead:
        return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)
    return day - timedelta(days=(day.weekday() - number - 1) % 7 + 1)


def week(day: date, weeks: int, language: str) -> tuple[date, date]:
    """The first and last day of the week that lies so many weeks ahead."""
    first = day - timedelta(days=(day.weekday() + (language in SUNDAY_FIRST)) % 7) + timedelta(weeks=weeks)
    return first, first + timedelta(days=6)


def moved(now: Known, count: int, unit: str) -> str:
    """So many units on (or back): days to the day, weeks about the day, months as such, several years about it."""
    if unit in DAYS and (day := now.exact):
        try:
            return (day + timedelta(days=count * DAYS[unit])).isoformat() + ("" if unit == "day" else "~")
        except OverflowError:
            return ""
    if unit == "month" and now.month:
        years, month = divmod(now.year * 12 + now.month - 1 + count, 12)
        return written(years, month + 1) if 0 < years < 10000 else ""
    years = now.year + count * (10 if unit == "decade" else 1)
    about = "~" if abs(count) > 1 or unit == "decade" else ""
    return written(years) + about if unit in ("year", "decade") and 0 < years < 10000 else ""
