"""What single times become together: ranges, `since`, `until`, nights, parts of a year, times of day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from muniment.claims.lexing import Token

from . import calendar
from .clock import Clock, known
from .dates import clock_time
from .points import Point

Item = Token | Point
ANY = "<point|year-point|name-point>"
HOURS = "<hour><hour-unit>?<to|until|dash|and>{1,2}<in|clock>{0,2}<hour><hour-unit>?"
INSIDE = "<in|within|of|skip|year|years|unit>{0,3}"


def _points(items: Sequence[Item]) -> list[Point]:
    return [item for item in items if isinstance(item, Point)]


def _wide(items: Sequence[Item], point: Point, edtf: str) -> Point:
    """A point over all the items; its words are no longer weak."""
    relative = point.relative_to if edtf else ""
    return Point(items[0].start, items[-1].end, edtf, partial=point.partial, relative_to=relative)


def _same(items: Sequence[Item], _: Clock) -> Point | None:
    [point] = _points(items)
    return _wide(items, point, point.edtf)


def _at(items: Sequence[Item], _: Clock) -> Point | None:
    """A day with a time of day."""
    [point] = _points(items)
    said = next(said for item in items if isinstance(item, Token) and (said := item.sense("hour")))
    time = clock_time(said)
    exact = len(point.edtf) == 10 and point.edtf[-1].isdigit() and "/" not in point.edtf
    return _wide(items, point, f"{point.edtf}T{time}" if exact and time else point.edtf) if time else None


def _hours(items: Sequence[Item], _: Clock) -> Point | None:
    """A day with the hours from one to another."""
    [point] = _points(items)
    said = [clock_time(said) for item in items if isinstance(item, Token) and (said := item.sense("hour"))]
    exact = len(point.edtf) == 10 and point.edtf[-1].isdigit()
    if not exact or not all(said):
        return _wide(items, point, point.edtf)
    begin, end = (f"{point.edtf}T{time}" for time in said)
    return _wide(items, point, f"{begin}/{end}" if begin < end else point.edtf)


def _night_before(items: Sequence[Item], _: Clock) -> Point | None:
    """The night that ends in a day: both days."""
    [point] = _points(items)
    start = known(point.edtf)
    day = start.exact if start else None
    return _wide(items, point, f"{(day - timedelta(days=1)).isoformat()}/{point.edtf}") if day else None


def _range(items: Sequence[Item], _: Clock) -> Point | None:
    first, last = _points(items)
    if first.weak == last.weak == "year" and not first.edtf < last.edtf:
        return None
    first, last = _year_from(last, first), _year_from(first, last)
    last = _behind(first, last)
    edtf = calendar.interval(first.edtf, last.edtf)
    if edtf and edtf.partition("/")[0] > edtf.partition("/")[2]:
        edtf = ""
    return _wide(items, last, edtf)._replace(relative_to=(first.relative_to or last.relative_to) if edtf else "")


def _behind(first: Point, last: Point) -> Point:
    """Of two weekdays, the last one is the next behind the first (`from Monday to Tuesday`)."""
    relative = first.relative_to and first.relative_to == last.relative_to
    if not relative or len(first.edtf) != 10 or len(last.edtf) != 10 or first.edtf <= last.edtf:
        return last
    return last._replace(edtf=(date.fromisoformat(last.edtf) + timedelta(days=7)).isoformat())


def _year_from(other: Point, point: Point) -> Point:
    """A month, day or season said without a year takes that of what it stands together with."""
    if not other.edtf[:4].isdecimal() or (point.partial is None and not point.season):
        return point
    if other.partial is not None and not (other.start > point.start):
        return point
    year = int(other.edtf[:4])
    if point.season:
        return point._replace(edtf=f"{year}-{point.season}", relative_to="")
    month, day = point.partial or (0, None)
    edtf = calendar.written(year, month, day)
    if other.start > point.start and edtf > other.edtf:
        edtf = calendar.written(year - 1, month, day)
    if other.start < point.start and edtf < other.edtf:
        edtf = calendar.written(year + 1, month, day)
    return point._replace(edtf=edtf, relative_to="")


def _since(items: Sequence[Item], clock: Clock) -> Point | None:
    point = _only(items, clock)
    return _wide(items, point, f"{point.edtf.partition('/')[0]}/.." if _closed(point) else "")


def _until(items: Sequence[Item], clock: Clock) -> Point | None:
    point = _only(items, clock)
    return _wide(items, point, f"../{point.edtf.rpartition('/')[2]}" if _closed(point) else "")


def _closed(point: Point) -> bool:
    return bool(point.edtf) and ".." not in point.edtf


def _only(items: Sequence[Item], clock: Clock) -> Point:
    """The one time among the items, or the reference date."""
    if points := _points(items):
        return points[0]
    said = next(said for item in items if isinstance(item, Token) and (said := item.sense("reference")))
    reference = clock.references[int(said)]
    return Point(items[0].start, items[-1].end, reference.edtf, relative_to=reference.name)


def with_company(items: list[Item]) -> list[Item]:
    """Times beside one another share what is said once: `in 2022 and 2023`, `in March and April 2022`."""
    points = [at for at, item in enumerate(items) if isinstance(item, Point)]
    pairs = [first for first, last in pairwise(points) if last == first + 2]
    if not pairs:
        return items
    items = list(items)
    for at in reversed(pairs):
        items[at] = _lent(items[at], items[at + 1], items[at + 2], forwards=True)
    for at in pairs:
        items[at + 2] = _lent(items[at + 2], items[at + 1], items[at], forwards=False)
    return items


def _lent(point: Item, between: Item, other: Item, *, forwards: bool) -> Item:
    if not (isinstance(point, Point) and isinstance(other, Point) and isinstance(between, Token)):
        return point
    if all(between.sense(sense) is None for sense in ("and", "or", "comma")):
        return point
    if (
        forwards
        and point.partial is not None
        and other.partial is None
        and len(other.edtf) == 7
        and not point.partial[1]
    ):
        return _year_from(other, point)._replace(weak="")
    alike = point.weak == "year" and not other.weak and len(other.edtf) == 4
    return point._replace(weak="") if alike and between.sense("comma") is None else point


Join = tuple[str, Callable[[Sequence[Item], Clock], Point | None]]
PASSES: tuple[tuple[Join, ...], ...] = (
    ((f"<part>{INSIDE}{ANY}", _same),),
    (
        ("<night><to><in|within>?<point>", _night_before),
        ("<night|daypart><comma>?<of|in|from|within|to|since>{0,2}<point>", _same),
        ("<point><comma>?<in|within>?<night|daypart>", _same),
    ),
    (
        (f"<from|since|in|within|between|clock>{{0,2}}{HOURS}<comma|of|in|within>{{0,2}}<point>", _hours),
        (f"<point><comma>?<from|since|of|in|within|between|clock>{{0,2}}{HOURS}", _hours),
        ("<point><comma>?<in|within|clock|of>{0,2}<hour>(?:<hour-unit>)?", _at),
        ("<clock|in|within>{0,2}<hour><comma|of|in|within|from|to>{0,2}<point>", _at),
    ),
    (
        (f"<between>{INSIDE}{ANY}(?:<and|to|dash>){INSIDE}{ANY}", _range),
        (f"<from|of|since|night>{INSIDE}{ANY}(?:<until|to|dash>{{1,2}}){INSIDE}{ANY}", _range),
        (f"{ANY}<dash>{ANY}", _range),
        (f"<point><until|to>{{1,2}}{INSIDE}<point>|<name-point><until|to>{INSIDE}<point>", _range),
        (f"<since>{INSIDE}(?:{ANY}|(?:<part><of>?)?<reference>)", _since),
        (f"<from|in>?{ANY}<onwards>", _since),
        (f"<until>{INSIDE}(?:{ANY}|<reference>)", _until),
        (f"<after><of|skip>{{0,2}}(?:{ANY}|<reference>)", _since),
        (f"<before><of|skip>{{0,2}}(?:{ANY}|<reference>)", _until),
    ),
    (
        ("<in|within|part>{1,2}<skip|year|of>{0,2}<name-point>", _same),
        ("<in|within|of|year>{1,3}<year-point>", _same),
    ),
)
"""Each pass replaces what it joins by one time, which the next pass may join again."""
