"""Place, time and count of a claim: as said beside as resolved, and by whom it was resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from muniment.model.edtf import is_edtf

from .refusing import ClaimError, known_keys, text

_COUNTRY = re.compile(r"[A-Z]{2}\Z")
LARGEST = 2**53
PLACE = ("said", "name", "record", "country", "latitude", "longitude", "uncertainty", "by")
TIME = ("said", "edtf", "relative_to", "by")
COUNT = ("said", "low", "high", "unit", "by")


def place(given: Mapping[str, Any], where: str, by: str) -> dict[str, Any]:
    """A place. Degrees are kept as decimal text: nothing that is signed holds a fraction."""
    known_keys(given, PLACE, where)
    found: dict[str, Any] = {name: text(given.get(name), f"{where}, {name}") for name in ("said", "name", "record")}
    found["country"] = text(given.get("country"), f"{where}, country").upper()
    if found["country"] and not _COUNTRY.match(found["country"]):
        raise ClaimError(f"{where}, country: two letters are wanted (ISO 3166), not {found['country']!r}.")
    for name, most in (("latitude", 90), ("longitude", 180), ("uncertainty", 20_040_000)):
        if given.get(name) not in (None, ""):
            found[name] = _decimal(given[name], most, f"{where}, {name}")
    if ("latitude" in found) != ("longitude" in found):
        raise ClaimError(f"{where}: latitude and longitude stand together or not at all.")
    return _resolved(found, given, ("name", "record", "country", "latitude"), by)


def time(given: Mapping[str, Any], where: str, by: str) -> dict[str, Any]:
    """A time; `edtf` is checked and never guessed."""
    known_keys(given, TIME, where)
    found: dict[str, Any] = {
        name: text(given.get(name), f"{where}, {name}") for name in ("said", "edtf", "relative_to")
    }
    if found["edtf"] and not is_edtf(found["edtf"]):
        raise ClaimError(
            f"{where}: {found['edtf']!r} is no date as EDTF writes it: 2024-05-03, 2024-05, 2024-05-03/2024-05-04, "
            "2024-05-03? (uncertain), 2024~ (about)."
        )
    return _resolved(found, given, ("edtf",), by)


def count(given: Mapping[str, Any], where: str, by: str) -> dict[str, Any]:
    """A count with its bounds and its unit; one number alone is both bounds."""
    known_keys(given, COUNT, where)
    found: dict[str, Any] = {name: text(given.get(name), f"{where}, {name}") for name in ("said", "unit")}
    for name in ("low", "high"):
        if given.get(name) not in (None, ""):
            found[name] = _number(given[name], f"{where}, {name}")
    if found.get("low", 0) > found.get("high", LARGEST):
        raise ClaimError(f"{where}: from {found['low']} to {found['high']} is no range.")
    return _resolved(found, given, ("low", "high"), by)


def _resolved(found: dict[str, Any], given: Mapping[str, Any], names: tuple[str, ...], by: str) -> dict[str, Any]:
    """Without what is not said; whoever resolved it is named where something was resolved."""
    kept = {name: value for name, value in found.items() if value != ""}
    if any(name in kept for name in names):
        kept["by"] = text(given.get("by"), "by") or by
    return kept


def _decimal(value: Any, most: int, where: str) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ClaimError(f"{where}: {value!r} is no number.") from None
    if not number.is_finite() or abs(number) > most or (where.endswith("uncertainty") and number < 0):
        raise ClaimError(f"{where}: {value} is out of range (at most {most:,}).")
    return f"{number:f}"


def _number(value: Any, where: str) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise ClaimError(f"{where}: {value!r} is no whole number.") from None
    if not 0 <= number < LARGEST:
        raise ClaimError(f"{where}: {number} is out of range.")
    return number
