"""Which of several places a name stands for: by people, by context; none where nothing decides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .gazetteer import Entry, Named
from .keys import key

APART = 30_000
"""Metres within which two entries are one place for the purpose of deciding."""
NEAR, NEAR_DEGREES = 200_000, 2
"""Metres that count as beside one another, and degrees of latitude that are surely more."""
MARGIN = 0.9
"""How far ahead the best must be, in powers of ten of people."""
NAMESAKES, SMALL_NAMESAKES = 1.5, 2.5
"""How far ahead it must be of others of that name in the same country, or a small country of any other: a known
town, and one of fewer people than `KNOWN_NAMESAKE`."""
KNOWN_NAMESAKE = 50_000
SMALL_COUNTRY = 500_000
OWN, HINTED, BESIDE, NAMED_REGION, SAME_COUNTRY = 0.8, 3.0, 1.0, 2.5, 2.0
SMALL, LARGE, LESS = 15_000, 100_000, 0.4
"""People of a small and of a large town, and how much less the small one's own name weighs against a foreign name of
the large one."""
WIDESPREAD, SIZEABLE = 3, 50_000
"""In so many countries of the text's language a name is borne by towns of so many people, and nothing else decides."""
BEARERS = 3
"""Where so many bear a name as their own, one that bears it beside another name of its own is not what is meant."""
KNOWN_EVERYWHERE = 100_000
"""People: a smaller town outside all countries of the document is left undecided."""
KNOWN_WITHOUT_CONTEXT = 2_000
"""People: a smaller town is left undecided where nothing else in the document points to its country."""


class Surroundings(NamedTuple):
    """What speaks for one country or neighbourhood: hints, and what the same document names."""

    hinted: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[tuple[str, str]] = frozenset()
    points: tuple[tuple[float, float], ...] = ()
    spoken: frozenset[str] = frozenset()
    """Countries where the language of the text is spoken."""
    document: frozenset[str] = frozenset()
    """Countries of the whole document, without those that only the same stretch names."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the document that could decide."""
        return not (self.hinted or self.countries or self.regions or self.points)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points given in degrees, good enough to compare."""
    east = (one[1] - other[1] + 180) % 360 - 180
    return 111_320 * math.hypot(one[0] - other[0], east * math.cos(math.radians((one[0] + other[0]) / 2)))


def weight(named: Named, around: Surroundings) -> float:
    """How much speaks for one bearer of a name: a power of ten of people, and what the context adds."""
    entry = named.entry
    found = math.log10(entry.people + 100) + (OWN if named.own else 0)
    if entry.country in around.hinted:
        found += HINTED
    elif entry.country in around.countries:
        found += SAME_COUNTRY / len(around.countries)
    if entry.kind == "town" and (entry.country, entry.region) in around.regions:
        found += NAMED_REGION
    if around.points and entry.kind == "town" and _beside(entry, around.points):
        found += BESIDE
    return found


def _beside(entry: Entry, points: Iterable[tuple[float, float]]) -> bool:
    here = (entry.latitude, entry.longitude)
    return any(abs(here[0] - point[0]) < NEAR_DEGREES and metres(here, point) < NEAR for point in points)


def decide(candidates: Sequence[Named], around: Surroundings) -> Entry | None:
    """The place that a name stands for; None where the context does not decide."""
    if not candidates:
        return None
    if len(candidates) == 1:
        [(only, _)] = candidates
        return only if _plausible(only, around) else None
    if around.is_empty and _is_widespread(candidates, around.spoken):
        return None
    foreign = max((each.entry.people for each in candidates if not each.own), default=0) >= LARGE
    ranked = sorted(
        (
            (weight(each, around) - (LESS if foreign and each.own and each.entry.people < SMALL else 0), each.entry)
            for each in candidates
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    best_weight, best = ranked[0]
    if not around.points and _is_byname(best, candidates):
        return None
    here = (best.latitude, best.longitude)
    told = bool(around.points) or (best.country, best.region) in around.regions
    for other_weight, other in ranked[1:]:
        if best_weight - other_weight >= SMALL_NAMESAKES:
            break
        apart = metres(here, (other.latitude, other.longitude)) > APART or other.country != best.country
        alike = other.country == best.country and not told
        narrow = SMALL_NAMESAKES if best.people < KNOWN_NAMESAKE else NAMESAKES
        margin = narrow if alike or (best.kind == "country" and best.people < SMALL_COUNTRY) else MARGIN
        if apart and best_weight - other_weight < margin:
            return None
    if best.kind == "region":
        best = next((other for _, other in ranked if other.kind == "town" and _together(best, other)), best)
    return best if _plausible(best, around) else None


def _is_widespread(candidates: Sequence[Named], spoken: frozenset[str]) -> bool:
    if len(candidates) < WIDESPREAD:
        return False
    bearers = (each.entry for each in candidates if each.entry.kind == "town" and each.entry.people >= SIZEABLE)
    return len({entry.country for entry in bearers if entry.country in spoken}) >= WIDESPREAD


def _is_byname(best: Entry, candidates: Sequence[Named]) -> bool:
    """Whether a place has another name of its own, and several others in its country have one name in common."""
    if len(candidates) <= BEARERS or any(each.own for each in candidates if each.entry == best):
        return False
    own = key(best.name)
    names = Counter(key(each.entry.name) for each in candidates if each.entry.country == best.country)
    return own not in names or any(name != own and many >= BEARERS > names[own] for name, many in names.items())


def _together(one: Entry, other: Entry) -> bool:
    """Whether an area and a town of the same name are beside one another: the town is meant, or said just as well."""
    apart = metres((one.latitude, one.longitude), (other.latitude, other.longitude))
    return one.country == other.country and apart <= APART


def _plausible(best: Entry, around: Surroundings) -> bool:
    if best.kind == "country" or best.people >= KNOWN_EVERYWHERE:
        return True
    countries = around.document
    return best.country in countries if countries else best.people >= KNOWN_WITHOUT_CONTEXT
