"""What a number and the words about it say of how many: a least and a most, each perhaps unknown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from muniment.claims.lexing import Token

ABOUT = 0.1
"""How far *about* and *nearly* reach, as a share of the number: a convention, since the words say no bound."""


class Bounds(NamedTuple):
    """The least and the most that words allow; None where they set no bound."""

    low: int | None
    high: int | None


def number(tokens: Sequence[Token]) -> int | None:
    """The value of one number: figures or words, with the size behind them (`3 million`, `two dozen`)."""
    value: float | None = None
    for token in tokens:
        said = token.number()
        if group := token.sense("group"):
            value = (value or 1) * int(group)
        elif said is not None and token.sense("scale") is not None and value is not None:
            value *= said
        elif said is not None:
            value = said
        elif decimal := token.sense("decimal"):
            value = _decimal(decimal)
    return None if value is None else round(value)


def _decimal(figures: str) -> float | None:
    parts = figures.replace(",", ".").replace("٫", ".").split(".")
    return float(f"{int(parts[0])}.{parts[1]}") if len(parts) == 2 and all(part.isdecimal() for part in parts) else None


def bounded(value: int, qualifier: str) -> Bounds:
    """The bounds of a number with the word before it: `more` than 300 begins at 301."""
    reach = math.floor(value * ABOUT)
    match qualifier:
        case "more":
            return Bounds(value + 1, None)
        case "atleast":
            return Bounds(value, None)
        case "less":
            return Bounds(None, value - 1)
        case "atmost":
            return Bounds(None, value)
        case "about":
            return Bounds(value - reach, value + reach)
        case "nearly":
            return Bounds(value - reach, value)
        case _:
            return Bounds(value, value)
