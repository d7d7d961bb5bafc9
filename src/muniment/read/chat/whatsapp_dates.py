"""Which number of a WhatsApp date is the day: decided from the whole file, never from one message.

In order of strength: a year of four digits in front; a number over 12; points between the numbers (nobody writes
the month first with points); files named by their day; the order of the messages. Where all that leaves two ways,
neither is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from muniment.read.chat.whatsapp_lines import Entry, runs_back

Order = Literal["year-month-day", "day-month-year", "month-day-year", "unknown", "mixed", "calendar"]
Numbers = tuple[int, int, int]
_FILE_DAY = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?!\d)")
_FOREIGN_YEARS = range(1300, 1500)
"""Years of the Islamic calendars: WhatsApp writes dates in the calendar of the telephone."""


@dataclass(frozen=True)
class Decision:
    """The order, and what it was decided by, in words."""

    order: Order
    reason: str


def decide(entries: list[Entry], part: str) -> Decision:
    """In which order all dates of a file are written; `part` is what stands between their numbers."""
    written = [entry.date for entry in entries]
    if any(entry.foreign or _foreign(entry.date) for entry in entries):
        return Decision("calendar", "the dates are of another calendar")
    if all(entry.year_first for entry in entries):
        return Decision("year-month-day", "the year comes first")
    fits: list[Order] = [
        order for order in ("day-month-year", "month-day-year") if all(day_of(one, order) for one in set(written))
    ]
    if not fits:
        return Decision("mixed", "some dates have a number over 12 in front, others behind")
    if len(fits) == 1:
        return Decision(fits[0], "a number over 12")
    if part == ".":
        return Decision("day-month-year", "points between the numbers")
    if all(one[0] == one[1] for one in written):
        return Decision("day-month-year", "day and month are the same number")
    return _by_files(entries, written) or _by_sequence(entries, written) or Decision("unknown", "")


def day_of(written: Numbers, order: Order) -> Numbers | None:
    """Year, month, day; None where there is no such day or the order is not known."""
    if order == "year-month-day":
        year, month, day = written
    elif order == "day-month-year":
        day, month, year = written
    elif order == "month-day-year":
        month, day, year = written
    else:
        return None
    year += 2000 if year < 100 else 0
    try:
        date(year, month, day)
    except ValueError:
        return None
    return year, month, day


def edtf(entry: Entry, order: Order) -> str | None:
    """The local time, without an offset, for none is written; one without seconds is the whole minute."""
    day = day_of(entry.date, order)
    hour, minute, second = entry.clock
    if day is None or hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    moment = f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}T{hour:02d}:{minute:02d}"
    return f"{moment}:00/{moment}:59" if second is None else f"{moment}:{second:02d}"


def _foreign(written: Numbers) -> bool:
    return written[0] in _FOREIGN_YEARS or written[2] in _FOREIGN_YEARS


def _by_files(entries: list[Entry], written: list[Numbers]) -> Decision | None:
    """Attached files are named by the day they were made or sent."""
    hits = {"day-month-year": 0, "month-day-year": 0}
    for entry, one in zip(entries, written, strict=True):
        named = _FILE_DAY.search(entry.body[:300]) if one[0] != one[1] else None
        if named is not None:
            day = int(named[1]), int(named[2]), int(named[3])
            hits["day-month-year"] += day == day_of(one, "day-month-year")
            hits["month-day-year"] += day == day_of(one, "month-day-year")
    if hits["day-month-year"] > 3 * hits["month-day-year"]:
        return Decision("day-month-year", "the names of attached files")
    if hits["month-day-year"] > 3 * hits["day-month-year"]:
        return Decision("month-day-year", "the names of attached files")
    return None


def _by_sequence(entries: list[Entry], written: list[Numbers]) -> Decision | None:
    """Messages follow one another; the program's own remarks may not."""
    sent = [one for entry, one in zip(entries, written, strict=True) if entry.by is not None]
    back_day = runs_back([day_of(one, "day-month-year") for one in sent])
    back_month = runs_back([day_of(one, "month-day-year") for one in sent])
    reason = "the order of the messages"
    if back_day * 10 < back_month:
        return Decision("day-month-year", reason)
    if back_month * 10 < back_day:
        return Decision("month-day-year", reason)
    return None
