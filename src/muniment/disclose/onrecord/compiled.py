"""What is to be handed out as a dossier, put together by whoever may: nothing here decides whether it may go out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from muniment.model.records import Record


class Judged(NamedTuple):
    """A judgement that stands, with what it stands on."""

    record: Record
    reviews: tuple[str, ...]
    """`act.part` of the reviews in agreement with its newest version."""
    people: tuple[str, ...]
    """Codes of those who stand behind it."""
    single_account: bool


class Compiled(NamedTuple):
    """A dossier with everything in it that is no item, in the order in which it is shown."""

    dossier: Record
    claims: tuple[Record, ...]
    judgements: tuple[Judged, ...]
    incidents: tuple[Record, ...]
    left_out: Mapping[str, Any]
    """What the hand-over states of what was linked and left out: counts, kinds, whose decision, and in words."""
    words: Mapping[str, str]
    """What codes, standards, propositions and outcomes are called."""

    @property
    def labels(self) -> frozenset[str]:
        """Of every record in it."""
        return frozenset(
            record.label
            for record in (self.dossier, *self.claims, *(one.record for one in self.judgements), *self.incidents)
        )
