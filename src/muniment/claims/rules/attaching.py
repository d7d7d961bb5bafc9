"""Where, when and how many: what stands in an act's sentence, taken only where it is plainly the act's."""

from __future__ import annotations

import re
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
        place=_nearest(text, places, act.trigger),
        time=_nearest(text, around.times, act.trigger),
        count=_count(text, act, around.counts),
    )


def _nearest(text: str, found: Sequence[Found], trigger: Span) -> Found | None:
    return min(found, key=lambda one: _away(text, one.said, trigger), default=None)


def _away(text: str, one: Span, trigger: Span) -> int:
    """How far words stand from an act: further in another clause, and a little further before it than behind it."""
    before = one.end <= trigger.start
    between = text[one.end : trigger.start] if before else text[trigger.end : one.start]
    return _gap(one, trigger) + CLAUSE * len(_CUT.findall(between)) + (BEFORE if before else 0)


CLAUSE, BEFORE = 80, 15
_CUT = re.compile(
    r"[;—:]|\b(?:while|whereas|although|but|because|which|who|mientras|aunque|pero|porque|que|tandis|alors|mais|parce|qui|"
    r"поки|тоді як|хоча|але|бо|який|яка|які|пока|тогда как|хотя|но|потому|который|которая|которые)\b|"
    r"(?<!\w)(?:بينما|لكن|ولكن|لأن|الذي|التي|الذين|בעוד|אבל|אך|כי|אשר|למרות)(?!\w)"
)
"""Where another clause begins: a sign or a word that joins clauses."""


def _count(text: str, act: Act, counts: Sequence[Count]) -> Count | None:
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
    return _nearest(text, near, act.trigger)


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
