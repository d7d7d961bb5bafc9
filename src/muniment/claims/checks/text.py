"""All observations on one text by itself."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.prose import sentences
from muniment.claims.times import Clock, Reference
from muniment.model.reading import Reading

from .alls import alls
from .days import begun_on, side_by_side
from .links import links
from .observation import Observation
from .said import said_in
from .shares import shares
from .stated import stated_day
from .sums import listed, part_and_whole, parts_and_total
from .weekdays import weekdays


def observations(item: str, reading: Reading, references: Sequence[Reference] = ()) -> list[Observation]:
    """What does not fit together in a text, in its order; `references` are dates that people entered."""
    text, known = reading.text, tuple(references)
    lines = list(sentences(reading))
    stated = stated_day(reading, lines)
    clock = Clock(stated.day if stated else None, known)
    prose = [said_in(text, sentence, clock) for sentence in lines]
    found = [*links(item, reading), *listed(text, item, prose), *alls(text, item, prose)]
    for said in prose:
        found += side_by_side(text, item, said, stated, clock)
        found += begun_on(text, item, said.sentence, known)
        found += weekdays(text, item, said)
        found += parts_and_total(text, item, said)
        found += part_and_whole(text, item, said)
        found += shares(text, item, said)
    return sorted(found, key=lambda one: (one.spans[0].start, one.code))
