"""Where a picture says it was taken.

A position that cannot be is a finding and never a point on a map.
"""

from __future__ import annotations

import math

from muniment.model.reading import Finding, Position
from muniment.read.picture.exif import text_value
from muniment.read.picture.tiff import Block, Value

_LATITUDE, _LONGITUDE = (1, 2, "NS", 90.0), (3, 4, "EW", 180.0)
_ALTITUDE_REF, _ALTITUDE, _STATUS, _DATUM, _ERROR = 5, 6, 9, 18, 31
_DILUTION = 11
_METRES_A_DILUTION = 5.0
"""What a receiver in the open is usually off by, for each unit of dilution."""
_SAID_BY = "EXIF GPS"
_METRES_A_DEGREE = 111_320.0
_COARSE = 10.0
"""Metres. A finer last digit says nothing of how good the fix was, so it is not used."""
_WGS84 = frozenset(("", "WGS84", "WGS1984"))


class Impossible(ValueError):
    """A position that cannot be, and why, in words."""


def position_of(block: Block) -> tuple[Position | None, list[Finding]]:
    """The position in the GPS entries, or None; with findings where it cannot be or is doubtful.

    Uncertainty in metres: `GPSHPositioningError` where the device gave it; else half of the last
    written digit where that alone is 10 m or more (degrees or minutes without seconds), or `GPSDOP`
    times 5 m, whichever is more; else None.
    """
    degrees = [block.value("GPS", axis[1]) for axis in (_LATITUDE, _LONGITUDE)]
    if degrees == [None, None]:
        return None, []
    try:
        latitude, longitude = (_axis(block, *axis) for axis in (_LATITUDE, _LONGITUDE))
    except Impossible as error:
        text = f"The position in the picture's metadata is impossible: {error}. It was not used."
        return None, [Finding("impossible-position", text, "warning", "EXIF GPS")]
    uncertainty, said_by = _uncertainty(block, degrees)
    position = Position(latitude, longitude, uncertainty, _altitude(block), said_by)
    return position, _doubts(block, position)


def _axis(block: Block, ref_tag: int, tag: int, letters: str, most: float) -> float:
    name = "latitude" if most == 90.0 else "longitude"
    parts = _fractions(block.value("GPS", tag))
    if parts is None or not 1 <= len(parts) <= 3:
        raise Impossible(f"the {name} is not given as degrees, minutes and seconds")
    if any(bottom == 0 for _, bottom in parts):
        raise Impossible(f"the {name} has a fraction with 0 below the line ({_written(parts)})")
    numbers = [top / bottom for top, bottom in parts]
    value: float = sum(number / float(60**index) for index, number in enumerate(numbers))
    if not 0 <= value <= most or any(not 0 <= number < 60 for number in numbers[1:]):
        raise Impossible(f"the {name} is out of range ({_written(parts)})")
    letter = text_value(block.value("GPS", ref_tag)).upper()[:1]
    if not letter or letter not in letters:
        raise Impossible(f"the {name} does not say whether it is {letters[0]} or {letters[1]}")
    return round(-value if letter == letters[1] else value, 8)


def _fractions(value: Value | None) -> list[tuple[int, int]] | None:
    if not isinstance(value, tuple):
        return None
    parts = [one for one in value if isinstance(one, tuple)]
    return parts if len(parts) == len(value) else None


def _written(parts: list[tuple[int, int]]) -> str:
    return ", ".join(f"{top}/{bottom}" for top, bottom in parts)


def _single(block: Block, tag: int) -> float | None:
    parts = _fractions(block.value("GPS", tag))
    if not parts or parts[0][1] == 0:
        return None
    return parts[0][0] / parts[0][1]


def _altitude(block: Block) -> float | None:
    """Metres above sea level, negative below; the reference is 1 or 3 there."""
    metres = _single(block, _ALTITUDE)
    if metres is None or not -12_000 < metres < 100_000:
        return None
    reference = block.value("GPS", _ALTITUDE_REF)
    below = reference in ((1,), (3,), b"\x01", b"\x03")
    return round(-metres if below else metres, 3)


def _stated_error(block: Block) -> float | None:
    metres = _single(block, _ERROR)
    return round(metres, 3) if metres is not None and metres > 0 else None


def _uncertainty(block: Block, degrees: list[Value | None]) -> tuple[float | None, str]:
    """Metres, and the words that say where from: a dilution is a factor, and its 5 m are ours."""
    if stated := _stated_error(block):
        return stated, _SAID_BY
    coarse, dilution = _coarseness(degrees), _single(block, _DILUTION)
    diluted = dilution * _METRES_A_DILUTION if dilution and 0 < dilution < 100 else 0.0
    if diluted > (coarse or 0.0):
        return round(diluted, 1), f"{_SAID_BY}; radius: GPSDOP {round(dilution or 0, 2):g} × 5 m"
    return coarse, _SAID_BY


def _coarseness(degrees: list[Value | None]) -> float | None:
    """Half of the last digit's step in metres, the coarser of both axes, if that is 10 m or more."""
    steps = [_step(parts) for value in degrees if (parts := _fractions(value))]
    half = max(steps, default=0.0) / 2
    return float(math.ceil(half)) if half >= _COARSE else None


def _step(parts: list[tuple[int, int]]) -> float:
    """The last written digit in metres: the finest part that is not a bare 0/1 tells."""
    finest = next((index for index in range(len(parts) - 1, 0, -1) if parts[index] not in ((0, 1),)), 0)
    return _METRES_A_DEGREE / float(60**finest) / abs(parts[finest][1])


def _doubts(block: Block, position: Position) -> list[Finding]:
    doubts = []
    if position.latitude == 0 and position.longitude == 0:
        doubts.append("it is exactly 0, 0, which devices write when they know none")
    if text_value(block.value("GPS", _STATUS)).upper() == "V":
        doubts.append("the device says that it had no valid fix")
    datum = text_value(block.value("GPS", _DATUM))
    if datum.upper().replace("-", "").replace(" ", "").replace("_", "") not in _WGS84:
        doubts.append(f"its datum is {datum[:40]}, not WGS 84, and it was not converted")
    return [Finding("doubtful-position", f"The position is doubtful: {why}.", "note", "EXIF GPS") for why in doubts]
