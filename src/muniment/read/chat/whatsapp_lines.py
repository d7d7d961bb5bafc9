"""WhatsApp's exported text → entries: where each begins, its time as written, its sender.

There is no description of the format; forms are as WhatsApp for iOS and Android write them in many languages:
`[12/03/2024, 14:05:11] Name: text`, `12/03/2024, 14:05 - Name: text`, and before 2016
`12/03/14 14:05:11: Name: text`. A line that does not begin with a time
belongs to the message before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from muniment.read.chat.message import MARKS, bare

_D = "[0-9٠-٩۰-۹]"
_M = f"[{MARKS}]{{0,4}}"
"""Bounded, for a line may be nothing but them."""
_BLANK = "[ \u00a0\u202f]"
MORNING = ("am", "a.m.", "a.m", "ص", "дп", "לפנה״צ", 'לפנה"צ', "ق.ظ", "ق.ظ.")
"""Words for the first half of the day, without blanks, in lower case."""
_BLANKS = re.compile("[ \u00a0\u202f]")
_HALF = rf"[AaPp]\.?{_BLANK}?[Mm]\.?|[صم]|[дп]п|לפנה[״\"]צ|אחה[״\"]צ|[قب]\.ظ\.?"
HEADER = re.compile(
    rf"^{_M}(?P<open>\[?){_M}"
    rf"(?P<first>{_D}{{1,4}}){_M}(?P<part>[./-]){_M}(?P<second>{_D}{{1,2}}){_M}(?P=part){_M}(?P<third>{_D}{{1,4}})"
    rf"(?P<era>{_BLANK}?(?:BE|AH|AP|هـ))?{_M}(?P<gap>[,،]|{_BLANK}à|){_M}{_BLANK}{_M}"
    rf"(?P<hour>{_D}{{1,2}}){_M}(?:[:.]|{_BLANK}?h{_BLANK}?){_M}(?P<minute>{_D}{{2}})"
    rf"(?:{_M}[:.]{_M}(?P<sec>{_D}{{2}}))?{_M}{_BLANK}?{_M}(?P<half>{_HALF}|){_M}"
    rf"(?P<close>\]{_BLANK}|{_BLANK}[-–]{_BLANK}|:{_BLANK})",
    re.MULTILINE,
)
"""The time at the beginning of an entry, up to where its text begins."""
_LOOKED_AT = 500
LONGEST_NAME = 150
_QUOTES = (("“", "”"), ("«", "»"), ("„", "“"))


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(slots=True)
class Entry:
    """One entry: its time as written and in numbers, its sender if it has one, and what follows."""

    written: str
    """Without brackets and turning characters."""
    date: tuple[int, int, int]
    """The three numbers of the date, in the order in which they are written."""
    clock: tuple[int, int, int | None]
    """Hour of 24, minute, second where there is one; the hour is 99 where it cannot be."""
    foreign: bool
    """Whether an era is written: it is no Gregorian date."""
    year_first: bool
    by: str | None
    body: str


_UNTURNED = dict.fromkeys(map(ord, MARKS))


def style(text: str) -> tuple[str, str] | None:
    """Bracket and separator of the date that most of the first entries have; None where there are no entries."""
    found = Counter(_style(match) for match in islice(headers(text), _LOOKED_AT))
    return found.most_common(1)[0][0] if found else None


def headers(text: str) -> Iterator[re.Match[str]]:
    """Everything that looks like the time of an entry."""
    return (match for match in HEADER.finditer(text) if _is_whole(match))


def entries(text: str, form: tuple[str, str]) -> Iterator[Entry]:
    """The entries that have the form of most, in order; what is in another form is text of the one before."""
    found = (match for match in headers(text) if _style(match) == form)
    before: re.Match[str] | None = None
    for match in found:
        if before is not None:
            yield _entry(before, text[before.end() : match.start()])
        before = match
    if before is not None:
        yield _entry(before, text[before.end() :])


def preamble(text: str, form: tuple[str, str]) -> str:
    """What stands before the first entry."""
    first = next((match for match in headers(text) if _style(match) == form), None)
    return text[: first.start()] if first else text


def _is_whole(match: re.Match[str]) -> bool:
    """Whether brackets come in pairs; a colon closes only a time with seconds."""
    close = match["close"]
    return bool(match["open"]) == close.startswith("]") and (match["sec"] is not None or not close.startswith(":"))


def _style(match: re.Match[str]) -> tuple[str, str]:
    return match["open"], match["part"]


def _entry(time: re.Match[str], rest: str) -> Entry:
    rest = rest.rstrip("\n")
    end = _name_end(rest)
    by, body = (None, rest) if end < 0 else (bare(rest[:end]), rest[end + 1 :].removeprefix(" "))
    first, second, third = (int(time[name].translate(_DIGITS)) for name in ("first", "second", "third"))
    written = time.group().translate(_UNTURNED).strip("[] \u00a0\u202f").rstrip("-–:").rstrip()
    return Entry(written, (first, second, third), _clock(time), time["era"] is not None and time["era"] != "",
                 len(time["first"]) == 4, by, body)  # fmt: skip


def _clock(time: re.Match[str]) -> tuple[int, int, int | None]:
    hour, minute = int(time["hour"].translate(_DIGITS)), int(time["minute"].translate(_DIGITS))
    second = int(time["sec"].translate(_DIGITS)) if time["sec"] else None
    half = _BLANKS.sub("", time["half"]).translate(_UNTURNED).lower()
    if half:
        hour = 99 if hour > 12 else hour % 12 + (0 if half in MORNING else 12)
    return hour, minute, second


def _name_end(rest: str) -> int:
    """Where the colon behind the sender's name is, or −1 where no sender is named."""
    line = rest[: LONGEST_NAME + 1].split("\n", 1)[0]
    at = line.find(":")
    while at >= 0:
        if at + 1 == len(rest) or rest[at + 1] in f" \n\u00a0{MARKS}":
            name = line[:at]
            return at if bare(name) and not _quotes(name) else -1
        at = line.find(":", at + 1)
    return -1


def _quotes(name: str) -> bool:
    """Whether a quotation is open: then the colon is inside what somebody renamed a group to."""
    return name.count('"') % 2 == 1 or any(name.count(left) > name.count(right) for left, right in _QUOTES)


def runs_back(days: list[tuple[int, int, int] | None]) -> int:
    """How often a day is before the one before it."""
    known = [day for day in days if day is not None]
    return sum(later < earlier for earlier, later in pairwise(known))
