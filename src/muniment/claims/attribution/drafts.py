"""An attribution while it is being made: one link, its place, whom it nests in not yet known."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.model.claims import Basis, Polarity, Span

from .types import Kind


@dataclass(frozen=True)
class Draft:
    """One link of attribution: who says a stretch, without those in whose words it lies."""

    start: int
    end: int
    name: str
    """As said, or whom a pronoun stands for; empty for somebody unnamed."""
    said: Span | None
    cue: Span | None
    kind: Kind
    language: str
    polarity: Polarity = "affirmed"
    anchor: int = 0
    """Where its cue stands: it nests in whatever stretch holds this place."""
    basis: Basis = "unknown"
    hedges: tuple[Span, ...] = ()
    page: int | None = None
