"""Cells: what they are called (`B7`), and what they say as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

Value = int | float | str | bool | time | date | datetime | timedelta
_EXACT = 2.0**53
"""Whole numbers below are exact in a spreadsheet, and are written without a decimal point."""


@lru_cache(maxsize=1024)
def column(number: int) -> str:
    """The letters of a column; 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def number_of(letters: str) -> int:
    """The column that letters stand for; A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def sheet_prefix(name: str) -> str:
    """A sheet's name as it stands before a cell's: quoted where it is no plain word."""
    if not name:
        return ""
    return f"{name}!" if name.replace("_", "a").isalnum() else "'" + name.replace("'", "''") + "'!"


def text_of(value: Value) -> str:
    """A cell's stored value as text: dates in ISO 8601 without a zone, numbers as short as they are exact."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is float:
        return _number(value)  # type: ignore[arg-type]
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if kind is datetime:
        return value.isoformat(" ")  # type: ignore[union-attr, call-arg]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(value)
