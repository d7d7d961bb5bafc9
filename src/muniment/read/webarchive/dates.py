"""Dates as web archives write them, as EDTF and as seconds; only what is written, no clock."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1990
"""There was no web before."""
_WARC = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII
)
_FOURTEEN = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", re.ASCII)
_HTTP = re.compile(r"\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII)
_MONTHS = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)  # noqa: SIM905
}


def from_warc(written: str) -> tuple[str, int | None]:
    """EDTF and seconds since 1970 of a WARC-Date (or of a page's `ts`); "" where it is no possible date.

    Fractions of a second are left out: EDTF has none. A date without a time has no seconds.
    """
    match = _WARC.fullmatch(written)
    if match is None:
        return "", None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        parts = [int(part) if part else 1 for part in (year, month, day)]
        return ("", None) if _seconds(*parts) is None else (written, None)
    seconds = _seconds(*map(int, (year, month, day, hour, minute, second or 0)))
    if seconds is None:
        return "", None
    edtf = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"
    return edtf, seconds - _away(zone)


def from_fourteen(written: str) -> tuple[str, int | None]:
    """The same of fourteen digits, as in ARC and CDX files: by those formats Greenwich time."""
    match = _FOURTEEN.fullmatch(written)
    seconds = _seconds(*map(int, match.groups())) if match else None
    if match is None or seconds is None:
        return "", None
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z", seconds


def from_http(written: str) -> int | None:
    """Seconds since 1970 of an HTTP date, or None."""
    match = _HTTP.fullmatch(written)
    if match is not None:
        day, month, year, hour, minute, second = match.groups()
        return _seconds(int(year), _MONTHS.get(month, 0), int(day), int(hour), int(minute), int(second))
    try:
        moment = parsedate_to_datetime(written)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def in_words(seconds: int) -> str:
    """Seconds since 1970 as a person reads them."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _away(zone: str) -> int:
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return (-60 if zone[0] == "-" else 60) * minutes


def _seconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int | None:
    try:
        datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return None
    return timegm((year, month, day, hour, minute, second)) if second <= 60 and year >= EARLIEST else None
