"""Times counted from a date that a person entered: `the 40th day of …`, `the second anniversary of …`."""

from __future__ import annotations

from datetime import timedelta

from . import calendar
from .clock import known
from .points import Found, Point, quantity


def _counted(found: Found, edtf: str) -> list[Point]:
    return [found.point(edtf, relative=False)._replace(relative_to=found.reference().name if edtf else "")]


def nth(found: Found) -> list[Point]:
    """`the 40th day of …`: the day itself is the first."""
    start, number = known(found.reference().edtf), found.number()
    unit, day = found.value("unit", "two"), start.exact if start else None
    if day is None or unit not in ("day", "week") or number < 1:
        return _counted(found, "")
    first = day + timedelta(days=(number - 1) * calendar.DAYS[unit])
    last = first + timedelta(days=6)
    return _counted(found, first.isoformat() if unit == "day" else f"{first.isoformat()}/{last.isoformat()}")


def anniversary(found: Found) -> list[Point]:
    """`the second anniversary of …`; without a number, which one stays unknown."""
    start = known(found.reference().edtf)
    numbered = any(quantity(token) for token in found.tokens)
    if start is None or not numbered:
        return _counted(found, "")
    return _counted(found, calendar.written(start.year + found.number(), start.month, start.day))


def away_from(found: Found) -> list[Point]:
    """`100 days after …`, `a week before …`."""
    start = known(found.reference().edtf)
    unit, step = found.value("unit", "two"), found.number() * (1 if found.has("after") else -1)
    if start is None or found.has("some"):
        return _counted(found, "")
    if unit in ("month", "year") and start.exact:
        months = start.year * 12 + (start.month or 1) - 1 + step * (12 if unit == "year" else 1)
        return _counted(found, calendar.written(months // 12, months % 12 + 1))
    return _counted(found, calendar.moved(start, step, unit))


def on_it(found: Found) -> list[Point]:
    """`the day of …`."""
    return _counted(found, found.reference().edtf)
