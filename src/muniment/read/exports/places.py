"""Places in survey rows: four columns for one question, or `latitude longitude altitude accuracy` in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.model.reading import Position
from muniment.read.exports.gathered import Gathered

_PART = re.compile(r"(.*?)[_-](latitude|longitude|altitude|precision|accuracy)", re.IGNORECASE)
_ONE_CELL = re.compile(r"(-?\d{1,3}\.\d+)[ ,]\s*(-?\d{1,3}\.\d+) (-?\d{1,5}(?:\.\d+)?) (\d{1,7}(?:\.\d+)?)")
_METRES = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


@dataclass
class _Columns:
    """Where the parts of one question stand."""

    name: str
    latitude: int = -1
    longitude: int = -1
    altitude: int = -1
    accuracy: int = -1


class Places:
    """The places in the rows of one table."""

    def __init__(self, header: Sequence[str], gathered: Gathered) -> None:
        self._gathered = gathered
        self._header = header
        found: dict[str, _Columns] = {}
        for at, name in enumerate(header):
            if match := _PART.fullmatch(name.strip()):
                stem, part = match.group(1), match.group(2).lower()
                columns = found.setdefault(stem, _Columns(stem.rpartition("/")[2].strip("_")))
                setattr(columns, "accuracy" if part == "precision" else part, at)
        self._columns = [one for one in found.values() if one.latitude >= 0 and one.longitude >= 0]
        self._named = {one.name for one in self._columns}
        self._skip = {at for one in self._columns for at in (one.latitude, one.longitude, one.altitude, one.accuracy)}

    def row(self, cells: Sequence[str], where: str) -> None:
        """Take the places out of one row."""
        for one in self._columns:
            parts = [_cell(cells, at) for at in (one.latitude, one.longitude, one.altitude, one.accuracy)]
            if parts[0] or parts[1]:
                self._take(parts, one.name, where)
        for at, cell in enumerate(cells):
            if len(cell) >= 11 and cell[0] in "-0123456789" and at not in self._skip:
                match = _ONE_CELL.fullmatch(cell.strip())
                name = self._header[at].rpartition("/")[2].strip("_") if at < len(self._header) else ""
                if match is not None and name not in self._named:
                    self._take(list(match.groups()), name, where)

    def _take(self, parts: list[str], name: str, where: str) -> None:
        numbers = [float(part) if _METRES.fullmatch(part) else None for part in parts]
        latitude, longitude, altitude, accuracy = numbers
        place = f"{name} in {where}"
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            text = f"the position {' '.join(parts)[:80]} is impossible and was not used"
            self._gathered.findings.add("impossible-position", text, where=place)
            return
        if latitude == 0 and longitude == 0:
            text = "the position is exactly 0, 0, which devices write when they know none"
            self._gathered.findings.add("doubtful-position", text, "note", place)
        known = accuracy if accuracy is not None and 0 < accuracy < 1e7 else None
        high = altitude if altitude is not None and -12_000 < altitude < 100_000 else None
        self._gathered.place(Position(latitude, longitude, known, high, place))


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if 0 <= at < len(cells) else ""
