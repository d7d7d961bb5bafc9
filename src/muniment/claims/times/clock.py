"""What a relative time is counted from: the document's date, and dates that people named with their source."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?\Z", re.ASCII)


class Reference(NamedTuple):
    """A date that a person entered: its name, EDTF, and the words that may stand for it in texts."""

    name: str
    edtf: str
    words: tuple[str, ...] = ()


class Clock(NamedTuple):
    """The date of a document (EDTF, or None where it is not known) and the reference dates; none is built in."""

    document: str | None = None
    references: tuple[Reference, ...] = ()


class Known(NamedTuple):
    """As much of a date as is certain: a year, perhaps a month, perhaps a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


@lru_cache(maxsize=1024)
def known(edtf: str | None) -> Known | None:
    """What an EDTF says without doubt; None for an interval, a season, or anything uncertain."""
    found = _POINT.match(edtf or "")
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month > 12:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Known(year, month or None, day or None)
