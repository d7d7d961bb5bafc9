"""Where a cue stands in its sentence, and who takes part in what it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.claims.acts.clauses import Clause
from muniment.claims.acts.phrases import Phrase


@dataclass(slots=True)
class Site:
    """Where a cue stands: its words, its clause, and for nouns the phrase and those it hangs on."""

    kind: str
    """verb, noun, adj, phrase."""
    first: int
    last: int
    clause: Clause | None
    phrase: Phrase | None = None
    holders: list[Phrase] = field(default_factory=list)
    following: list[Phrase] = field(default_factory=list)
    """Phrases with a preposition right behind the noun's own."""
    suffers: bool = False
    words: frozenset[int] = frozenset()
    """The cue's own words."""


@dataclass(slots=True)
class Cast:
    """Phrases by role, before it is judged whether they can have it."""

    agents: list[Phrase] = field(default_factory=list)
    patients: list[Phrase] = field(default_factory=list)
    methods: list[Phrase] = field(default_factory=list)
