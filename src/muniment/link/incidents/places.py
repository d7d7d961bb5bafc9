"""How far two places are apart, as far as what they were resolved to tells; and which words two texts share."""

from __future__ import annotations

import math
import re
from typing import Any

NEAR_METRES = 30_000
"""Two places this near to one another, or as their uncertainty says, may be one."""
Position = tuple[float, float, float]
"""Latitude, longitude, and the radius of uncertainty in metres."""
_WORD = re.compile(r"\w{3,}")


def position(place: dict[str, Any]) -> Position | None:
    """Where a place of a claim is; None where it was not resolved."""
    if "latitude" not in place:
        return None
    return float(place["latitude"]), float(place["longitude"]), float(place.get("uncertainty", 0))


def near(a: Position, b: Position) -> bool:
    """Whether two places may be one."""
    return metres(a, b) <= NEAR_METRES + a[2] + b[2]


def metres(a: Position, b: Position) -> float:
    """Along a great circle (haversine), on a sphere of 6,371 km."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, one[:2]) for one in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def words_of(text: str) -> list[str]:
    """Words of three letters or more, in small letters."""
    return _WORD.findall(text.casefold())
