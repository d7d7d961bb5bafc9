"""What in one claim cannot stand beside others of the same happening, or gives their meaning another turn.

Observations, in words that say nothing of what the claim holds; which of them is right is nobody's question here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import msgspec

from muniment.model.records import Record

from .days import apart
from .places import near, position, words_of

LITTLE = 3
"""Letters of a word that says little by itself: articles, many particles."""


class Contrary(msgspec.Struct, frozen=True):
    """One reason why a claim bears contrary information."""

    kind: str
    """`denial`, `affirmation`, `circumstance`, `count`, `party`, `place` or `time`."""
    code: str
    """Of which code the act is that it lies in."""
    than: str = ""
    """The claim that it stands against; empty for a circumstance, which bears on all of them."""


def contrary_to(claim: Record, others: Sequence[Record], circumstances: Collection[str]) -> list[Contrary]:
    """Every reason why a claim bears information contrary to others of its incident; each kind and code once.

    `circumstances` are codes that bear on how a happening is to be understood, such as a warning.
    """
    found = [Contrary("circumstance", code) for code in _codes(claim) if code in circumstances]
    for other in others:
        if other.label != claim.label:
            found += _against(claim, other)
    return list({(one.kind, one.code): one for one in reversed(found)}.values())[::-1]


def _codes(claim: Record) -> list[str]:
    return list(dict.fromkeys(str(act["code"]) for act in claim.fields.get("acts", ())))


def _against(claim: Record, other: Record) -> Iterator[Contrary]:
    said, theirs = (str(one.fields.get("polarity", "affirmed")) for one in (claim, other))
    for act in claim.fields.get("acts", ()):
        for beside in other.fields.get("acts", ()):
            if act["code"] != beside["code"]:
                continue
            if {said, theirs} == {"denied", "affirmed"}:
                yield Contrary("denial" if said == "denied" else "affirmation", act["code"], other.label)
            elif "denied" not in (said, theirs):
                yield from (Contrary(kind, act["code"], other.label) for kind, parts in _PARTS if parts(act, beside))


def _count_parts(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two counts of the same unit have no number in common."""
    a, b = one.get("count", {}), other.get("count", {})
    if str(a.get("unit", "")).casefold() != str(b.get("unit", "")).casefold():
        return False
    return _below(a, b) or _below(b, a)


def _below(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return "high" in a and "low" in b and int(a["high"]) < int(b["low"])


def _party_parts(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both name who did it, and nobody named by one can be somebody named by the other."""
    mine, theirs = one.get("perpetrators", ()), other.get("perpetrators", ())
    return bool(mine) and bool(theirs) and not any(_may_be_one(a, b) for a in mine for b in theirs)


def _may_be_one(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """By the same code, or by words of which a longer one is in both, or all of one in the other."""
    if a.get("code") and b.get("code"):
        return bool(a["code"] == b["code"])
    ours, theirs = (set(words_of(str(party.get("said", "")))) for party in (a, b))
    shared = ours & theirs
    return any(len(word) > LITTLE for word in shared) or shared in (ours, theirs)


def _place_parts(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two places are further apart than their uncertainty, or in two countries."""
    here, there = one.get("place", {}), other.get("place", {})
    a, b = position(here), position(there)
    if a and b:
        return not near(a, b)
    return bool(here.get("country") and there.get("country") and here["country"] != there["country"])


def _time_parts(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(apart(one.get("time", {}).get("edtf", ""), other.get("time", {}).get("edtf", "")))


_PARTS: tuple[tuple[str, Callable[[dict[str, Any], dict[str, Any]], bool]], ...] = (
    ("count", _count_parts),
    ("party", _party_parts),
    ("place", _place_parts),
    ("time", _time_parts),
)
