"""How far two dates are apart that may be uncertain: as days between the spans that EDTF gives them."""

from __future__ import annotations

import calendar
import re
from datetime import date

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?")


def apart(a: str, b: str) -> int | None:
    """Days between two EDTF dates or intervals, 0 where they overlap; None where one of them says nothing."""
    first, second = span(a), span(b)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def span(edtf: str) -> tuple[date, date] | None:
    """First and last day that a date can mean; None for what is open on both sides or no date."""
    start, _, end = edtf.partition("/")
    if not end:
        return _point(start) if "/" not in edtf else None
    before, after = _point(start), _point(end)
    if before is None or after is None:
        return None if start in ("", "..") or end not in ("", "..") or before is None else (before[0], date.max)
    return before[0], after[1]


def _point(text: str) -> tuple[date, date] | None:
    found = _POINT.match(text)
    if not found:
        return None
    year, month, day = found.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not first:
        return None
    if month is None or not month.isdigit():
        return date(first, 1, 1), date(last, 12, 31)
    return _within(first, int(month), day)


def _within(year: int, month: int, day: str | None) -> tuple[date, date] | None:
    if 21 <= month <= 24:  # seasons differ between hemispheres: any of them is somewhere in its year
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None or not day.isdigit():
        return date(year, month, 1), date(year, month, last)
    return (date(year, month, int(day)),) * 2 if 1 <= int(day) <= last else None
