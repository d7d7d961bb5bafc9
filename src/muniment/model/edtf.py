"""Dates that may be uncertain: EDTF (ISO 8601-2), levels 0 and 1, checked but never guessed."""

from __future__ import annotations

import re
from datetime import date

_YEAR = r"-?\d{4}"
_DATE = re.compile(
    rf"(?P<year>{_YEAR}|\d{{3}}X|\d{{2}}XX)(?:-(?P<month>\d{{2}}|XX)(?:-(?P<day>\d{{2}}|XX))?)?[?~%]?\Z", re.ASCII
)
_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})?\Z", re.ASCII)
SEASONS = range(21, 25)


def is_edtf(text: str) -> bool:
    """Whether a text is a date, time or interval of EDTF level 0 or 1."""
    if "/" not in text:
        return _is_point(text)
    start, _, end = text.partition("/")
    return all(side in ("", "..") or _is_point(side) for side in (start, end)) and (start, end) != ("", "")


def _is_point(text: str) -> bool:
    if time := _TIME.match(text):
        numbers = [int(part) for part in time.groups()[:6]]
        return _exists(*numbers[:3]) and numbers[3] < 24 and numbers[4] < 60 and numbers[5] < 61
    found = _DATE.match(text)
    if not found:
        return False
    year, month, day = found["year"], found["month"], found["day"]
    if month is None or month == "XX":
        return day in (None, "XX")
    if int(month) in SEASONS:
        return day is None
    known = int(year) if "X" not in year else 2000
    return _exists(known, int(month), 1 if day in (None, "XX") else int(day))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(max(year, 1), month, day)
    except ValueError:
        return False
    return True
