"""When a picture says it was taken, digitised, changed: as written, and as EDTF.

A camera's clock without an offset is local time of nobody knows where; no offset is made up.
"""

from __future__ import annotations

import re
from datetime import datetime

from muniment.model.reading import Finding, Moment
from muniment.read.picture.exif import name_of, text_value
from muniment.read.picture.tiff import Block, Directory

_TIMES: tuple[tuple[str, Directory, int, int, int], ...] = (
    ("taken", "Exif", 0x9003, 0x9011, 0x9291),
    ("digitised", "Exif", 0x9004, 0x9012, 0x9292),
    ("modified", "IFD0", 0x0132, 0x9010, 0x9290),
)
"""What, directory and tag of the time, tags of its offset and its fraction of a second (always in Exif)."""
_TIME = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_DAY = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_UNKNOWN = re.compile(r"[\s:0/-]*")
"""The standard writes an unknown time with blanks; many cameras use zeros."""
_GPS_TIME, _GPS_DATE = 7, 29


def moments_of(block: Block) -> tuple[list[Moment], list[Finding]]:
    """Times by the camera's clock, then by the satellites'; those that are none are findings."""
    moments: list[Moment] = []
    findings: list[Finding] = []
    for what, directory, tag, offset_tag, fraction_tag in _TIMES:
        written = text_value(block.value(directory, tag))
        if _UNKNOWN.fullmatch(written):
            continue
        edtf = edtf_of(written, text_value(block.value("Exif", offset_tag)))
        name = name_of(directory, tag)
        moments.append(Moment(what, written[:100] + _fraction(block, fraction_tag), edtf, f"EXIF {name}"))
        if edtf is None:
            findings.append(_no_time(name, written))
    satellite, trouble = _gps(block)
    return moments + satellite, findings + trouble


def _fraction(block: Block, tag: int) -> str:
    """The digits behind the second, which EDTF has no place for."""
    digits = text_value(block.value("Exif", tag))
    return f".{digits}" if digits.isascii() and digits.isdigit() and len(digits) <= 9 else ""


def edtf_of(written: str, offset: str = "") -> str | None:
    """EDTF of an EXIF time such as `2008:10:22 16:28:39`, or None where it is no time.

    The offset is carried where `offset` is one (`+03:00`), else there is none.
    """
    match = _TIME.fullmatch(written.strip())
    if match is None:
        return None
    try:
        time = datetime(*map(int, match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    zone = _OFFSET.fullmatch(offset.strip())
    known = zone is not None and int(zone[2]) <= 14 and int(zone[3]) < 60
    return time.isoformat() + (offset.strip() if known else "")


def _gps(block: Block) -> tuple[list[Moment], list[Finding]]:
    """The satellites' time, which is UTC (CIPA DC-008, GPSTimeStamp)."""
    day, clock = text_value(block.value("GPS", _GPS_DATE)), block.value("GPS", _GPS_TIME)
    if _UNKNOWN.fullmatch(day):
        return [], []  # a time of day without its day is none; the metadata keep it
    written = f"{day} {_clock_written(clock)}".strip()
    edtf = _gps_edtf(day, clock)
    moment = Moment("gps", written[:100], edtf, "EXIF GPSDateStamp, GPSTimeStamp")
    return [moment], [] if edtf else [_no_time("GPSDateStamp", written)]


def _clock_written(clock: object) -> str:
    if not isinstance(clock, tuple):
        return ""
    return ":".join(f"{one[0]}/{one[1]}" if isinstance(one, tuple) else str(one) for one in clock[:3])


def _gps_edtf(day: str, clock: object) -> str | None:
    match = _DAY.fullmatch(day)
    if match is None:
        return None
    try:
        date = datetime(*map(int, match.groups()))  # type: ignore[arg-type]
        if not isinstance(clock, tuple) or len(clock) != 3:
            return date.date().isoformat()
        hour, minute, second = (one[0] // one[1] for one in clock)
        return date.replace(hour=hour, minute=minute, second=second).isoformat() + "Z"
    except (ValueError, ZeroDivisionError, TypeError, OverflowError):
        return None


def _no_time(name: str, written: str) -> Finding:
    text = f"The EXIF entry {name} is no possible time: {written[:60]!r}. It was kept as written."
    return Finding("broken-metadata", text, "warning", f"exif:{name}")
