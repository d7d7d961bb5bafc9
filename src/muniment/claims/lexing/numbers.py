"""Numbers: what figures mean, and how the words of a number add up (`two hundred and forty-five`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f.,٬'’]\d{3})+\Z")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d{1,2})\Z")
TEENS = (60, 80)
"""Tens that some languages count on from, up to nineteen."""


def whole(figures: str) -> int | None:
    """What figures say, in any script, with groups of three divided by a mark; None for anything else."""
    if figures.isdecimal():
        return int(figures)
    if _GROUPED.match(figures) and len(set(re.findall(r"\D", figures))) == 1:
        return int(re.sub(r"\D", "", figures))
    return None


def decimal(figures: str) -> float | None:
    """What `1.5` or `1,5` says; None for anything else."""
    found = _DECIMAL.match(figures)
    return float(f"{int(found[1])}.{int(found[2])}") if found and int(found[2]) >= 0 else None


def add(parts: Sequence[tuple[str, int]]) -> int:
    """The value of the words of one number, each `number`, `ordinal` or `scale` with its own value."""
    total = current = 0
    for kind, value in parts:
        if kind == "scale" and value == 100:
            current = max(1, current) * value if current < 10 else current + value
        elif kind == "scale":
            total, current = total + max(1, current) * value, 0
        else:
            current += value
    return total + current


def goes_on(before: Sequence[tuple[str, int]], kind: str, value: int, *, joined: bool) -> bool:
    """Whether a word carries a number on: `forty` then `five`, not `two` then `three`."""
    last_kind, last = before[-1]
    if last_kind == "ordinal":
        if kind == "number" and not joined:
            return last < 10 and value == 10
        return kind in ("ordinal", "number") and joined and last < 10 and value >= 20
    if kind == "scale":
        return value > last or (last_kind == "scale" and value < last and joined)
    if last_kind == "scale" or last >= 100:
        return value < last
    if last in TEENS:
        return value < 20
    if last < 10:
        return value == 10 if not joined else value >= 20 and value % 10 == 0 and value < 100
    return last % 10 == 0 and last >= 20 and value < 10
