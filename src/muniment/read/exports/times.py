"""Times as survey exports write them. Where no zone is written it is local time of nobody knows where."""

from __future__ import annotations

import re
from datetime import datetime

from muniment.read.text.page import edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BRIEFCASE = re.compile(
    r"([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?[ \u202f]?([AP]M)?", re.IGNORECASE
)


def edtf_of(written: str) -> str | None:
    """EDTF of an ISO 8601 time, or of `May 3, 2024 7:05:00 PM` as ODK Briefcase writes it; None for all else."""
    bare = written.strip()
    if not bare:
        return None
    match = _BRIEFCASE.fullmatch(bare)
    return _named_month(match) if match is not None else edtf(bare)


def _named_month(match: re.Match[str]) -> str | None:
    name, day, year, hour, minute, second, half = match.groups()
    if name.lower() not in _MONTHS:
        return None
    hours = int(hour)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    try:
        month = _MONTHS.index(name.lower()) + 1
        return datetime(int(year), month, int(day), hours, int(minute), int(second or 0)).isoformat()
    except ValueError:
        return None
