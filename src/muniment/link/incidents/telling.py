"""What an act of a claim tells, so that it can be compared with another's: place, time, parties, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from .days import apart
from .places import Position, near, position, words_of

DAYS = 1
"""Dates that differ by so much may be of one night."""


class Told(msgspec.Struct, frozen=True):
    """One act of one claim (or of a suggestion: its form has the same fields)."""

    claim: str
    """Label of the claim, or name of the suggestion."""
    code: str
    place: str
    at: Position | None
    edtf: str
    parties: frozenset[str]
    """Words of who acted, to whom, and of what was hit."""
    words: frozenset[str]
    """Words of the passage."""


def told(label: str, fields: Mapping[str, Any]) -> Iterator[Told]:
    """Each act of a claim's fields."""
    words = frozenset(words_of(fields["passage"].get("text", "")))
    for act in fields.get("acts", ()):
        place, parties = act.get("place", {}), [*act.get("perpetrators", ()), *act.get("victims", ())]
        said = [one.get("code") or one.get("said", "") for one in (*parties, act.get("target", {}))]
        yield Told(
            label,
            act["code"],
            " ".join(words_of(place.get("name") or place.get("said", ""))),
            position(place),
            act.get("time", {}).get("edtf", ""),
            frozenset(word for one in said for word in words_of(one)),
            words,
        )


def same_place(a: Told, b: Told) -> bool | None:
    """Whether two acts may have been in one place; None where one of them does not say."""
    if not a.place or not b.place:
        return None
    if a.at and b.at:
        return near(a.at, b.at)
    return a.place == b.place


def same_time(a: Told, b: Told) -> bool | None:
    """Whether two acts may have been on one day; None where one of them does not say."""
    days = apart(a.edtf, b.edtf)
    return None if days is None else days <= DAYS


def wording(a: Told, b: Told) -> float:
    """Of the shorter passage's words, the share that stands in the other, too."""
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
