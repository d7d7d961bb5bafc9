"""What an RTF file says about itself, and the tables it refers to: fonts, styles, authors of changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from muniment.model.reading import Moment
from muniment.read.office.properties import About
from muniment.read.text.page import edtf

from .halves import whole

TEXTS = frozenset(
    {"title", "subject", "author", "manager", "company", "operator", "category", "keywords", "comment", "doccomm",
     "hlinkbase", "generator"}
)  # fmt: skip
TIMES = {"creatim": "created", "revtim": "modified", "printim": "", "buptim": ""}
_PIECES = {"yr": "year", "mo": "month", "dy": "day", "hr": "hour", "min": "minute", "sec": "second"}


@dataclass
class Facts:
    """Everything but the text."""

    about: About = field(default_factory=About)
    page: str = "cp1252"
    """The document's own code page."""
    fonts: dict[int, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    authors: list[str] = field(default_factory=list)
    _time: dict[str, int] = field(default_factory=dict)

    def told(self, name: str, value: str) -> None:
        """A field of the information group."""
        value = whole(" ".join(value.split()))[:2000]
        again = f"rtf:{name}" in self.about.metadata  # LibreOffice names who saved it last as a second author
        self.about.put(f"rtf:{name} (again)" if again else f"rtf:{name}", value)
        if name == "title":
            self.about.title = self.about.title or value or None
        elif name == "author":
            self.about.author = self.about.author or value or None

    def time_piece(self, name: str, number: int | None) -> None:
        """A year, a month …"""
        if name in _PIECES and number is not None:
            self._time[name] = number

    def time_ends(self, name: str) -> None:
        """The pieces make a moment."""
        pieces, self._time = self._time, {}
        written = "".join(f"\\{key}{pieces[key]}" for key in _PIECES if key in pieces)
        if not written or not pieces.get("yr"):
            return
        self.about.put(f"rtf:{name}", written)
        if TIMES[name]:
            self.about.moments.append(Moment(TIMES[name], written, _edtf(pieces), f"rtf:{name}"))

    def author_of(self, number: int) -> str | None:
        """Who made a tracked change."""
        return self.authors[number] if 0 <= number < len(self.authors) else None


def _edtf(pieces: dict[str, int]) -> str | None:
    parts = [pieces.get(name, 0) for name in _PIECES]
    if not parts[2]:
        return f"{parts[0]:04d}-{parts[1]:02d}" if 1 <= parts[1] <= 12 else f"{parts[0]:04d}"
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None
    return edtf(moment.isoformat() if "hr" in pieces else moment.date().isoformat())


def packed_time(number: int) -> str | None:
    """A time packed into a number (DTTM): minute 6 bits, hour 5, day 5, month 4, year since 1900 9."""
    number &= 0xFFFFFFFF
    minute, hour, day = number & 63, number >> 6 & 31, number >> 11 & 31
    month, year = number >> 16 & 15, 1900 + (number >> 20 & 511)
    try:
        return edtf(datetime(year, month, day, hour, minute).isoformat())
    except ValueError:
        return None
