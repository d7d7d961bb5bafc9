"""Where, when and how many: what stands in an act's sentence, taken only where it is plainly the act's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from muniment.model.claims import Act, Count, Place, Span, Time

Found = TypeVar("Found", Place, Time, Count)
NEAR = 45
"""Characters between the words of an act and a number that counts what it did to them."""


class Circumstances(NamedTuple):
    """Places, times and counts of one sentence."""

    places: Sequence[Place] = ()
    times: Sequence[Time] = ()
    counts: Sequence[Count] = ()


def attached(text: str, act: Act, around: Circumstances) -> Act:
    """The act with the nearest of each that fits it."""
    if act.trigger is None:
        return act
    actors = [party.said for party in act.perpetrators]
    places = [one for one in around.places if not any(_overlap(one.said, span) for span in actors)]
    return replace(
        act,
        place=_nearest(places, act.trigger),
        time=_nearest(around.times, act.trigger),
        count=_count(act, around.counts),
    )


def _nearest(found: Sequence[Found], trigger: Span) -> Found | None:
    return min(found, key=lambda one: _gap(one.said, trigger), default=None)


def _count(act: Act, counts: Sequence[Count]) -> Count | None:
    """The number of those it happened to, or of what was hit; else one right beside the words that name the act."""
    assert act.trigger is not None
    people = [one for one in counts if one.unit != "%"]
    suffered = [party.said for party in act.victims] + ([act.target] if act.target else [])
    for one in people:
        if any(_overlap(one.said, span) or 0 <= span.start - one.said.end <= 2 for span in suffered):
            return one
    if suffered:
        return None
    acting = [party.said for party in act.perpetrators]
    near = [
        one
        for one in people
        if _gap(one.said, act.trigger) <= NEAR and not any(_overlap(one.said, span) for span in acting)
    ]
    return _nearest(near, act.trigger)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
