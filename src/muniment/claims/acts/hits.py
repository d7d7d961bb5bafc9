"""What the cues of a sentence make of it, and which of several at one place counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .found import FoundAct
from .lexicon import Cue
from .roles import Cast, Site


class Hit(NamedTuple):
    """A cue that was met, where it stands, and who takes part."""

    cue: Cue
    site: Site
    roles: Cast


_HIDDEN, _KNOWN = "disappearance", "detention"
"""Who is taken is held somewhere; where nobody knows where, it is the first of these alone."""


def clusters(hits: list[Hit]) -> list[list[Hit]]:
    """Hits whose words overlap stand together: one place in the sentence."""
    clusters: list[list[Hit]] = []
    taken: list[frozenset[int]] = []
    for hit in sorted(hits, key=lambda one: min(one.site.words)):
        at = next((n for n, words in enumerate(taken) if words & hit.site.words), -1)
        if at < 0:
            clusters.append([hit])
            taken.append(hit.site.words)
        else:
            clusters[at].append(hit)
            taken[at] |= hit.site.words
    return clusters


def best(cluster: list[Hit]) -> list[Hit]:
    """Those whose needs are met, one a code; without any, the longest, and of equals the one that is its code's own."""
    needed = {hit.cue.code: hit for hit in reversed(cluster) if hit.cue.needs}
    longer = {code: hit for code, hit in needed.items() if not any(_within(hit, other) for other in needed.values())}
    needed = longer if _HIDDEN not in longer else {code: hit for code, hit in longer.items() if code != _KNOWN}
    longest = max(cluster, key=lambda hit: len(hit.site.words))
    shorter = all(len(hit.site.words) < len(longest.site.words) for hit in needed.values())
    if longest.site.kind == "verb" and needed and shorter:
        return [longest]  # `shot dead` is more than `shot`
    if needed:
        own = [hit for hit in needed.values() if "property" in hit.cue.needs]
        return own or list(needed.values())[::-1]
    return sorted(cluster, key=_rank)[:1]


def _within(hit: Hit, other: Hit) -> bool:
    """`Hit` inside `hit with the butt of a rifle`."""
    return hit.site.words < other.site.words


def _rank(hit: Hit) -> tuple[int, bool, bool]:
    return (hit.site.first - hit.site.last, hit.cue.pos == "phrase", hit.cue.shared)


def twice(made: FoundAct, found: Sequence[FoundAct]) -> bool:
    """Whether the same act was found at the same words."""
    return any(
        other.act.code == made.act.code and other.act.trigger == made.act.trigger and other.polarity == made.polarity
        for other in found
    )
