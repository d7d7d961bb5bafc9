"""Words that stand in too many documents: what two documents share must be more than these."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .kept import Places
from .promise import LEAST
from .spans import Spans


class Crowded(NamedTuple):
    """Runs in more documents than the last limit allows."""

    length: int
    """Words of each."""
    places: Places
    """One place of each run, in order."""
    documents: Places
    """In how many documents it stands."""
    everywhere: Places
    """All places of all of them, in order; some may come twice."""


def uncrowded(spans: Spans, crowded: Crowded) -> Spans:
    """Spans without those that are little else than such runs."""
    in_a = _own(spans.a_start, spans.a_end, crowded)
    in_b = _own(spans.b_start, spans.b_end, crowded)
    return spans.only((np.minimum(in_a, in_b) >= LEAST) | (in_a + in_b == spans.words()))


def _own(starts: Places, ends: Places, crowded: Crowded) -> Places:
    """How many words from each start to its end stand in no crowded run."""
    places = crowded.everywhere
    if not len(places):
        return ends - starts
    # Each run covers what the one before it has not: so the sums tell what is covered up to any word.
    lengths = np.minimum(np.diff(places, append=places[-1] + crowded.length), crowded.length)
    sums = np.concatenate(([0], np.cumsum(lengths)))

    def covered(until: Places) -> Places:
        at = np.searchsorted(places, until)
        inside = np.minimum(until - places[at - 1], lengths[at - 1])
        return np.where(at > 0, sums[at - 1] + inside, 0)

    return ends - starts - (covered(ends) - covered(starts))
