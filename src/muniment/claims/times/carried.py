"""Times that an earlier time of the same stretch decides: `two days later`, `the next day`, `on 9 July` behind `2020`.

The nearest one before counts. Without one they stay unresolved, as other sentences are not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.lexing import Token

from . import calendar
from .clock import Known, known
from .points import Away, Point

Item = Token | Point


def counted_on(items: list[Item]) -> list[Item]:
    """The items, with what is said to lie some time away from an earlier time counted from that."""
    if not any(isinstance(item, Point) and item.away for item in items):
        return items
    found: list[Item] = []
    earlier = ""
    for item in items:
        if isinstance(item, Point) and item.away and earlier:
            edtf = _moved(earlier, item.away)
            item = item._replace(edtf=edtf, relative_to=f"said {earlier}" if edtf else "")
        if isinstance(item, Point) and item.edtf and not item.weak:
            earlier = item.edtf
        found.append(item)
    return found


def _moved(earlier: str, away: Away) -> str:
    """An EDTF so far away from another; empty where that is not known well enough."""
    year, _, season = earlier.partition("-")
    if away.kind == "season" and season in calendar.SEASONS:
        return f"{int(year) + (away.number <= int(season))}-{away.number}"
    start = known(earlier)
    if start is None:
        return ""
    if away.kind == "season":
        first = calendar.FIRST_MONTH.get(str(away.number))
        return f"{start.year + (start.month >= first)}-{away.number}" if first and start.month else ""
    if away.kind == "month-name":
        return calendar.written(start.year + (start.month >= away.number), away.number) if start.month else ""
    if away.kind == "weekday":
        return calendar.weekday(start.exact, away.number, ahead=True).isoformat() if start.exact else ""
    return calendar.moved(start, away.number, away.kind) if _fine_enough(start, away.kind) else ""


def _fine_enough(start: Known, unit: str) -> bool:
    return unit in ("month", "year") or (unit in calendar.DAYS and start.exact is not None)


def with_year_said(items: list[Item], document: str | None) -> list[Item]:
    """The items, with the year of an earlier date for later days and months that are said without one.

    Not of a date that names something (`the law of 3 May 1998`), and not where that would lie after the document.
    """
    year_of: Known | None = None
    for at, item in enumerate(items):
        if not isinstance(item, Point) or item.weak:
            continue
        if item.partial is None or not item.relative_to.startswith("document"):
            if not item.relative_to and "/" not in item.edtf and not _names_something(items, at):
                year_of = known(item.edtf) if len(item.edtf) >= len("2020-06") else None
        elif year_of is not None and "/" not in item.edtf and (edtf := _next(year_of, *item.partial)):
            if not document or edtf <= document:
                items[at] = item._replace(edtf=edtf, relative_to="")
    return items


def _next(earlier: Known, month: int, day: int | None) -> str:
    """The next day or month of that name after another; empty where a month alone is that of the earlier one."""
    if not month or not earlier.month or (earlier.month == month and (not day or not earlier.day)):
        return ""
    later = (month, day or 0) >= (earlier.month, earlier.day or 0)
    return calendar.written(earlier.year + (not later), month, day)


def _names_something(items: Sequence[Item], at: int) -> bool:
    before = items[at - 1] if at else None
    return isinstance(before, Token) and any(before.sense(sense) is not None for sense in ("of", "from"))
