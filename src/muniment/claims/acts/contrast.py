"""Who did it where a sentence sets right who did not."""

from __future__ import annotations

from .clauses import Clause
from .phrases import Group, Mark, Phrase
from .reading import Reading
from .roles import Site


def set_right(reading: Reading, site: Site) -> Phrase | None:
    """`It was not A who did it, it was B`, `not A did it but B`: B."""
    clause = site.clause
    if clause is None:
        return None
    cleft = clause.link == "rel" and clause.parent is not None and clause.parent.group.form == "cop"
    refused = any(part is not None and part.refused for part in (clause.subject, clause.antecedent))
    if not cleft and not refused:
        return None
    return _behind_but(reading, clause) or (_later_cleft(reading, clause) if cleft else None)


def _behind_but(reading: Reading, clause: Clause) -> Phrase | None:
    """Of `not A did it but B` the B, unless a clause of its own begins there."""
    rest = reading.chunks[clause.at + 1 :]
    for at, chunk in enumerate(rest[:-1]):
        if isinstance(chunk, Group):
            return None
        held = rest[at + 1]
        if isinstance(chunk, Mark) and chunk.key in reading.lexicon.grammar["but"] and isinstance(held, Phrase):
            follows = rest[at + 2] if at + 2 < len(rest) else None
            return None if isinstance(follows, Group) else held
    return None


def _later_cleft(reading: Reading, clause: Clause) -> Phrase | None:
    rest = reading.clauses[reading.clauses.index(clause) + 1 :]
    for later in rest:
        if any(other.link == "rel" and other.parent is later for other in rest):
            continue
        if later.group.form == "cop" and not later.group.negated and later.subject is not None and later.objects:
            if reading.tokens[later.subject.head].key in reading.lexicon.grammar["cleft_pronouns"]:
                return later.objects[0]
    return None
