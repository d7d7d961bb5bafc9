"""Claims, judgements and a dossier as the descriptive files of a package tell of them: only what is shown.

As with exhibits: a field that is recorded and not shown is *withheld*; nothing here knows the vault.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from muniment.disclose.exhibit import JSON


class RecordShown(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of one record."""

    annex: str
    label: str
    """The record's label in this package, such as `k7f3q/claim-12.0`."""
    fields: Mapping[str, JSON]
    withheld: tuple[str, ...]
    """Names of the fields that are recorded and not shown."""
    at: str
    by: str
    """When it was put on record, and by whom."""
    now_at: str
    now_by: str
    versions: int


class ClaimShown(RecordShown, frozen=True, kw_only=True):
    """A claim, and which file of the package it stands in."""

    item: str | None
    """Its annex; None where that is not shown."""


class ReviewShown(msgspec.Struct, frozen=True, kw_only=True):
    """A review that a judgement stands on."""

    by: str
    at: str
    entry: int
    fields: Mapping[str, JSON]


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for or against: where it is in the package, and the judge's words."""

    annex: str
    words: str = ""


class JudgementShown(RecordShown, frozen=True, kw_only=True):
    """A judgement, who stands behind it, and what speaks for and against."""

    incident: str
    """Annex of its incident and its name, as far as shown."""
    people: tuple[str, ...]
    reviews: tuple[ReviewShown, ...]
    single_account: bool
    sides: Mapping[str, tuple[Ground, ...] | None]
    """`for`, `against`; None where it is withheld."""
    counts: Mapping[str, int]
    """How many records speak for and against, shown or not."""


class EntryShown(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the dossier: where it is in the package, and its note."""

    annex: str
    note: str = ""


class DossierShown(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier with all that is in it."""

    dossier: RecordShown
    entries: tuple[EntryShown, ...]
    claims: tuple[ClaimShown, ...]
    judgements: tuple[JudgementShown, ...]
    incidents: tuple[RecordShown, ...]
    left_out: str
    """The statement, in words."""
    words: Mapping[str, str] = {}
    """What codes, standards, propositions and outcomes are called."""
