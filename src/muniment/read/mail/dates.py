"""Dates of mails (RFC 5322, with the older forms) as EDTF; what cannot be is left as written.

`-0000` and an unknown zone name mean that the zone is not known: then no offset is given.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)}  # fmt: skip
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = {"ut": "Z", "utc": "Z", "gmt": "Z", "z": "Z", "est": "-05:00", "edt": "-04:00", "cst": "-06:00",
          "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00"}  # fmt: skip
"""Zone names that RFC 5322 gives a meaning; no other name has one."""
_MONTH = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
_COMMENT = re.compile(r"\([^()]*\)")
_RFC = re.compile(
    rf"(?:(?P<day_name>[a-z]{{3,9}})\.?,?\s*)?(?P<day>\d{{1,2}})[\s-]+{_MONTH}\.?[\s-]+(?P<year>\d{{4}}|\d{{2}})"
    rf"[\s,]+{_TIME}(?:\s*(?P<zone>[+-]\d{{4}}|[a-z]{{1,5}}))?",
    re.IGNORECASE,
)
_ASCTIME = re.compile(
    rf"(?P<day_name>[a-z]{{3}}),?\s+{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}"
    rf"(?:\s+(?P<zone>[+-]\d{{4}}|[a-z]{{1,5}}))?\s+(?P<year>\d{{4}})(?:\s+(?P<zone_after>[+-]\d{{4}}))?",
    re.IGNORECASE,
)
"""As `ctime` writes it; mailboxes use it on the line before each message."""


def edtf(written: str) -> str | None:
    """The date as EDTF, or None where it is none, impossible, or of a year of two figures that is unclear."""
    parts = _parts(written)
    if parts is None:
        return None
    day = _day(parts)
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if day is None or hour > 23 or minute > 59 or second > 59:
        return None
    offset = _offset(parts)
    return None if offset is None else f"{day.isoformat()}T{hour:02}:{minute:02}:{second:02}{offset}"


def wrong_day(written: str) -> str:
    """The day of the week that is written although it was another; "" where it fits or none is written."""
    parts = _parts(written)
    day = _day(parts) if parts is not None else None
    said = (parts or {}).get("day_name") or ""
    if day is None or said[:3].lower() not in _DAYS or _DAYS[day.weekday()] == said[:3].lower():
        return ""
    return said


def _parts(written: str) -> dict[str, str | None] | None:
    bare = _COMMENT.sub(" ", written[:200]).strip()
    match = _RFC.fullmatch(bare) or _ASCTIME.fullmatch(bare)
    return match.groupdict() if match is not None else None


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if year < 100:
        if 49 < year < 69:  # the standard and common practice differ
            return None
        year += 2000 if year < 50 else 1900
    try:
        return date(year, _MONTHS[(parts["month"] or "")[:3].lower()], int(parts["day"] or 0))
    except ValueError:
        return None


def _offset(parts: dict[str, str | None]) -> str | None:
    """`Z`, an offset, "" where it is not known, None where it cannot be."""
    said = parts.get("zone") or parts.get("zone_after") or ""
    if said[:1] not in ("+", "-"):
        return _NAMED.get(said.lower(), "")
    if said == "-0000":
        return ""
    if said == "+0000":
        return "Z"
    return f"{said[:3]}:{said[3:]}" if int(said[1:3]) <= 15 and int(said[3:]) <= 59 else None
