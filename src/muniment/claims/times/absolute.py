"""Dates, months, seasons, years, decades: what they are in EDTF; empty where the words do not decide."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.lexing import Token

from . import calendar
from .dates import iso, numeric
from .points import Found, Point, quantity


def day(found: Found) -> list[Point]:
    """`7 March 2022`, `on the night from 3 to 4 March`, `3, 5 and 7 March`."""
    month, year = int(found.value("month", "month?", "month~")), found.value("year-number")
    days = [token for token in found.tokens if _day_said(token)]
    if len(days) == 1:
        return [_dated(found, found.tokens, year, month, _day_said(days[0]))]
    if found.has("or"):
        return [found.point("", relative=False)]
    if _is_range(found):
        first, last = (_dated(found, found.tokens, year, month, _day_said(day)) for day in (days[0], days[-1]))
        return [last._replace(edtf=calendar.interval(first.edtf, last.edtf), partial=None)]
    lead = [_dated(found, [day], year, month, _day_said(day)) for day in days[:-1]]
    rest = found.tokens[found.tokens.index(days[-1]) :]
    return [*lead, _dated(found, rest, year, month, _day_said(days[-1]))]


def day_in_words(found: Found) -> list[Point]:
    """`the seventh of March`."""
    month, day = int(found.value("month", "month?", "month~")), int(found.value("ordinal", "number"))
    return [_dated(found, found.tokens, found.value("year-number"), month, day)] if day < 32 else []


def _day_said(token: Token) -> int:
    """The day that a token says, in figures or in words of order; 0 for none."""
    said = int(token.sense("day") or token.sense("ordinal") or 0)
    return said if said < 32 else 0


def _is_range(found: Found) -> bool:
    days = [number for number, token in enumerate(found.tokens) if _day_said(token)]
    between = found.tokens[days[0] + 1 : days[-1]]
    joined = any(token.sense(sense) is not None for token in between for sense in ("dash", "to", "until"))
    return joined or any(found.has(sense) for sense in ("between", "night"))


def _dated(found: Found, tokens: Sequence[Token], year: str, month: int, day: int) -> Point:
    start, end = tokens[0].start, tokens[-1].end
    if year:
        return Point(start, end, calendar.written(int(year), month, day))
    edtf = calendar.latest_day(found.now, month, day) if found.now and not found.ahead else ""
    relative = f"document {found.clock.document}" if edtf else ""
    return Point(start, end, edtf, partial=(month, day), relative_to=relative)


def month(found: Found) -> list[Point]:
    """`March 2022`, `in March`."""
    month, year = int(found.value("month", "month?", "month~")), found.value("year-number")
    if year:
        return [found.point(calendar.written(int(year), month), relative=False)]
    edtf = calendar.latest_month(found.now, month) if found.now and not found.ahead else ""
    weak = "" if found.has("monthword") else "name"
    return [found.point(edtf, weak=weak)._replace(partial=(month, None))]


def season(found: Found) -> list[Point]:
    """`spring 2022`, `last winter` without its year."""
    season = found.value("season", "season?")
    if year := found.value("year-number"):
        return [found.point(f"{year}-{season}", relative=False)]
    edtf = calendar.latest_season(found.now, season) if found.now else ""
    return [found.point("" if found.ahead else edtf, weak="name")._replace(season=season)]


def year(found: Found) -> list[Point]:
    """`in 2022`."""
    return [found.point(found.value("year-number"), relative=False, weak="" if found.has("year") else "year")]


def about_year(found: Found) -> list[Point]:
    """`around 2012`."""
    return [found.point(f"{found.value('year-number')}~", relative=False)]


def decade(found: Found) -> list[Point]:
    """`the 1990s`, `the nineties` of the last century."""
    said = found.value("decade") or str(found.number() // 10)
    if not said.isdecimal() or int(said) == 0:
        return []
    decade = int(said) if int(said) >= 100 else (190 if int(said) >= 3 else 200) + int(said)
    return [found.point(f"{decade:03d}X", relative=False)]


def century(found: Found) -> list[Point]:
    """`the 20th century`."""
    numbers = [quantity(token) for token in found.tokens if token.sense("century") is None]
    number = next((number for number in numbers if number), 0)
    return [found.point(f"{number - 1:02d}XX", relative=False)] if 10 < number < 22 else []


def part_of_year(found: Found) -> list[Point]:
    """`the first quarter of 2022`, `the second half of 2022`."""
    length = {"quarter": 3, "half": 6}.get(found.value("unit", "two"), 0)
    number, year = found.number(), int(found.value("year-number"))
    if not length or not 1 <= number <= 12 // length:
        return []
    first = calendar.written(year, (number - 1) * length + 1)
    return [found.point(calendar.interval(first, calendar.written(year, number * length)), relative=False)]


def day_of_month(found: Found) -> list[Point]:
    """`the 3rd of last month`."""
    if found.value("unit") != "month" or found.now is None:
        return [] if found.value("unit") != "month" else [found.point("")]
    step = found.step()
    year, _, month = calendar.moved(found.now, step, "month").partition("-")
    return [found.point(calendar.written(int(year), int(month), int(found.value("day", "ordinal"))) if month else "")]


def day_dot_month(found: Found) -> list[Point]:
    """`17.3`, where the language writes so."""
    day, _, month = found.value("decimal").partition(".")
    if not month or not (0 < int(month) < 13 and 0 < int(day) < 32):
        return []
    return [_dated(found, found.tokens, "", int(month), int(day))]


def in_figures(found: Found) -> list[Point]:
    """`17/03/2022`; a weekday beside it, or another such date, may decide which figure is the month."""
    weekday = found.value("weekday", "weekday?")
    return [found.point(edtf, relative=False) for edtf in numeric(found.value("date"), weekday, found.order)]


def in_iso(found: Found) -> list[Point]:
    """`2022-03-17T14:30:00Z`."""
    return [found.point(iso(found.value("iso")), relative=False)]
