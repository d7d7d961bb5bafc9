"""Whose words a place in the text is: the innermost attribution that covers it, under the document's author."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from muniment.claims.attribution import Attribution
from muniment.claims.prose import Sentence
from muniment.model.claims import Span, Speaker


class Voices:
    """All attributions of a document, asked by place."""

    def __init__(self, author: Speaker, attributions: Sequence[Attribution]) -> None:
        self._author = author
        self._sorted = sorted(attributions, key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self._sorted]
        longest = max((one.end - one.start for one in self._sorted), default=0)
        self._reach = longest

    def of(self, place: Span | Sentence) -> Attribution | None:
        """The innermost attribution around a place; None where it is the author's own voice."""
        at = bisect_right(self._starts, place.start) - 1
        best: Attribution | None = None
        while at >= 0 and self._starts[at] >= place.start - self._reach:
            one = self._sorted[at]
            if place.start < one.end and (best is None or one.end - one.start < best.end - best.start):
                best = one
            at -= 1
        return best

    def chain(self, voice: Attribution | None) -> tuple[Speaker, ...]:
        """The author, then whom the attribution names."""
        return (self._author, *(voice.chain if voice else ()))
