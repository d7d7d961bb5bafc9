"""`All 12 children`, where the lines before spoke of 14."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.claims.prose import fold
from muniment.model.claims import Count

from .observation import Observation
from .said import Said, cut, pattern
from .sums import exact

CODE = "all-of-another-number"
_NEAR = 3
"""Sentences of the same passage that are looked back at."""
_MOST = 20
"""Numbers of the same sentence that are."""


def alls(text: str, item: str, prose: Sequence[Said]) -> Iterator[Observation]:
    """*All* of a number, right behind another number of the same thing."""
    for at, said in enumerate(prose):
        for number, count in enumerate(said.counts):
            if _is_all(text, said, count) and (before := _before(prose, at, number, count)):
                words = (
                    f"«{count.said.text} {count.unit}» are said to be all; just before, the text counts "
                    f"{before.low:,} {before.unit}."
                )
                yield Observation(CODE, item, words, (cut(text, before.said), cut(text, count.said)))


def _is_all(text: str, said: Said, count: Count) -> bool:
    before = text[max(said.sentence.start, count.said.start - 20) : count.said.start]
    counted = count.unit not in ("", "%") and exact(count, said.sentence.language) is not None
    return counted and pattern(said.sentence.language, "all", r"(?<!\w)WORDS\s+\Z").search(before) is not None


def _before(prose: Sequence[Said], at: int, number: int, count: Count) -> Count | None:
    """The nearest other number of the same thing in the passage, unless this one was said there too."""
    passage, unit = prose[at].sentence.passage, fold(count.unit)
    near = [one for one in prose[max(0, at - _NEAR) : at] if one.sentence.passage == passage]
    earlier = [one for said in near for one in said.counts] + list(prose[at].counts[max(0, number - _MOST) : number])
    same = [one for one in earlier if fold(one.unit) == unit]
    language = prose[at].sentence.language
    if not same or any(exact(one, language) in (None, count.low) for one in same):
        return None
    return same[-1]
