"""Times counted from the document's date: `yesterday`, `last week`, `on Friday`, `three days ago`."""

from __future__ import annotations

from datetime import date, timedelta

from . import calendar
from .points import Away, Found, Point


def named_day(found: Found) -> list[Point]:
    """`yesterday`, `last night`."""
    day = found.now.exact if found.now else None
    offsets = [int(offset) for offset in (found.value("relative-day") or found.value("span")).split("/")]
    said = [(day + timedelta(days=offset)).isoformat() for offset in offsets] if day else [""]
    return [found.point(said[0] if len(said) == 1 else calendar.interval(*said))]


def weekday(found: Found) -> list[Point]:
    """`on Friday`, `last Thursday`, `Thursday of last week`."""
    day = found.now.exact if found.now else None
    number = int(found.value("weekday", "weekday?"))
    if found.value("unit", "two") == "week" and day:
        weeks = found.step()
        first, _ = calendar.week(day, weeks, found.language)
        return [found.point((first + timedelta(days=(number - first.weekday()) % 7)).isoformat())]
    if day is None:
        return [found.point("")]
    if found.has("this"):
        first, _ = calendar.week(day, 0, "")
        return [found.point((first + timedelta(days=number)).isoformat())]
    ahead = found.has("next") or (found.ahead and not found.has("last"))
    return [found.point(calendar.weekday(day, number, ahead=ahead).isoformat())]


def in_that_year(found: Found) -> list[Point]:
    """`7 March last year`, `in March this year`, `in spring of last year`."""
    if (found.value("unit") or "year") != "year":
        return []
    if found.now is None:
        return [found.point("")]
    year = found.now.year + (int(found.value("named-year")) if found.has("named-year") else found.step())
    if season := found.value("season", "season?"):
        return [found.point(f"{year}-{season}")]
    day = found.value("day", "ordinal", "number")
    if day and int(day) > 31:
        return []
    return [found.point(calendar.written(year, int(found.value("month", "month?")), int(day) if day else None))]


def named_year(found: Found) -> list[Point]:
    """A word of its own for last year."""
    return [found.point(calendar.moved(found.now, int(found.value("named-year")), "year") if found.now else "")]


def ahead(found: Found) -> list[Point]:
    """`in three days`: from the document's date, where the words or the sentence speak of what is to come.

    Some languages say *after three days* with the same word: of the past, that is counted from a time said before.
    """
    if found.has("lapse") and not found.ahead:
        return [] if found.value("unit", "two") in ("hour", "minute") else [_away(found, found.number())]
    if found.now is None or not (found.has("ahead") or found.ahead):
        return [found.point("")] if found.has("ahead") else []
    return [found.point(calendar.moved(found.now, found.number(), found.value("unit", "two") or "year"))]


def last_unit(found: Found) -> list[Point]:
    """`last week`, `this month`, `next year`, `last weekend`."""
    step = found.step()
    unit, now = found.value("unit", "this-unit") or "year", found.now
    if now is None:
        return [found.point("")]
    if unit in ("week", "weekend"):
        return [found.point(_week(now.exact, step, unit, found.language) if now.exact else "")]
    if unit in ("month", "year"):
        return [found.point(calendar.moved(now, step, unit).rstrip("~"))]
    return [found.point("")] if unit in ("day", "quarter", "half", "decade") and step < 0 else []


def _week(day: date, step: int, unit: str, language: str) -> str:
    first, last = calendar.week(day, step, language)
    if unit == "weekend":
        first = last - timedelta(days=1)
    return f"{first.isoformat()}/{last.isoformat()}"


def last_named(found: Found) -> list[Point]:
    """`last March`, `last summer`, `this autumn`."""
    now, last = found.now, found.has("last")
    if now is None or now.month is None or not (last or found.has("this")):
        return [found.point("")]
    if month := int(found.value("month", "month?") or 0):
        return [found.point(calendar.written(now.year - (last and month >= now.month), month))]
    season = found.value("season", "season?")
    if last:
        return [found.point(calendar.latest_season(now, season))]
    begun = calendar.FIRST_MONTH.get(season, 13) <= now.month
    return [found.point(f"{now.year}-{season}" if begun else "")]


def last_several(found: Found) -> list[Point]:
    """`in the last three days`: up to the document's date."""
    unit, day = found.value("unit", "two"), found.now.exact if found.now else None
    length = calendar.DAYS.get(unit)
    if day is None or length is None or found.has("some"):
        return [found.point("")]
    step = timedelta(days=found.number() * length)
    if found.has("next"):
        return [found.point(f"{day.isoformat()}/{(day + step).isoformat()}")]
    return [found.point(f"{(day - step).isoformat()}/{day.isoformat()}")]


def ago(found: Found) -> list[Point]:
    """`three days ago`; hours and what is not counted stay unresolved."""
    if found.has("some") or found.now is None:
        return [found.point("")]
    return [found.point(calendar.moved(found.now, -found.number(), found.value("unit", "two") or "year"))]


def later(found: Found) -> list[Point]:
    """`two days later`, `three years earlier`: from a time said before."""
    side = next((value for token in found.tokens if (value := token.sense("later")) is not None), "")
    return [_away(found, int(side) * found.number()) if side else found.point("", relative=False)]


def _away(found: Found, number: int) -> Point:
    point = found.point("", relative=False)
    unit = found.value("unit", "two") or "year"
    return point if found.has("some") else point._replace(away=Away(number, unit))


def following(found: Found) -> list[Point]:
    """`the following autumn`, `the following week`: from a time said before."""
    for kind, meanings in (("season", ("season", "season?")), ("month-name", ("month", "month?"))):
        if number := found.value(*meanings):
            return [found.point("", relative=False)._replace(away=Away(int(number), kind))]
    if weekday := found.value("weekday", "weekday?"):
        return [found.point("", relative=False)._replace(away=Away(int(weekday), "weekday"))]
    return [_away(found, 1)]


def other_day(found: Found) -> list[Point]:
    """`the next day`, `the same day`: from a day said before."""
    away = Away(int(found.value("days-on")), "day")
    return [found.point("", relative=False)._replace(away=away)]


def night_between(found: Found) -> list[Point]:
    """`the night of Friday to Saturday`: an interval of both days, the last one up to the document's date."""
    first, last = [
        int(said)
        for token in found.tokens
        if (said := token.sense("weekday") or token.sense("weekday?") or token.sense("weekday-pair")) is not None
    ]
    if (first + 1) % 7 != last:
        return []
    day = found.now.exact if found.now else None
    if day is None:
        return [found.point("")]
    end = calendar.weekday(day + timedelta(days=1), last, ahead=found.ahead)
    return [found.point(f"{(end - timedelta(days=1)).isoformat()}/{end.isoformat()}")]


def vague(found: Found) -> list[Point]:
    """A time that the words do not fix: `recently`, `a week later`."""
    return [found.point("", relative=False)]
