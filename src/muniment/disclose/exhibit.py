"""What the descriptive files of a package are made from: exhibits as disclosed, and the hand-over.

These hold only what has already been chosen for showing. Nothing here knows the vault, so nothing
hidden can slip from it into a report. Whoever fills them in decides what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

JSON = Any
"""A JSON value: None, bool, int, float, str, list or dict of these."""


class CameFrom(msgspec.Struct, frozen=True, kw_only=True):
    """What a file came out of, was spoken of in, or was made from."""

    how: Literal["inside", "spoken of", "made"]
    of: str | None = None
    """Annex of that item; None where it is not in the package."""
    made_as: str = ""
    """`translation` or `transcript`; of what was made alone."""
    made_by: str | None = None
    """Who made it; None where that is withheld."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The disclosed fields of one acquisition.

    Three states that a reader must be able to tell apart:
    a field with a value is shown; a field that is there and None (or the word "unknown") is
    not recorded, or recorded as unknown; a field that is not there is *withheld*: it is recorded, and
    not shown. A field that never was recorded belongs in as None.
    """

    label: str
    """The record's label in this package, such as `k7f3q/acquisition-12`."""
    fields: Mapping[str, JSON]
    """By name: item, size, name, path, obtained_by, source, role, method, tool, reference,
    obtained (EDTF), given_hash, custody (list of {date, holder, note, gap}), basis, restrictions,
    consent. Names not known here are shown last, as they are."""
    stated_later: Mapping[str, str] = {}
    """Field → act, time and operator, for what was stated after the acquisition and replaces what it said."""
    came_from: CameFrom | None = None
    """Of what somebody brought as it is: None."""
    inherited: tuple[str, ...] = ()
    """Fields that were stated not of this file but of what it came out of."""

    @property
    def found(self) -> bool:
        """Whether the fields are what another item says of it, and not what people stated who brought it."""
        return self.came_from is not None and self.came_from.how != "made"


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a package, with what is told of it."""

    annex: str
    """Annex number, such as `A0001`."""
    path: str
    """From the root of the package, with slashes: `data/items/A0001/statement.md`."""
    size: int
    """Bytes."""
    sha256: str
    """Of the file as it is in the package; 64 lower-case hexadecimal digits."""
    media_type: str
    label: str
    """The item's record label in this package."""
    title: str | None = None
    language: str | None = None
    """BCP 47, such as `uk` or `ar`."""
    date: str | None = None
    """The date the exhibit bears or speaks of; EDTF."""
    acquisitions: tuple[Shown, ...] = ()
    findings: tuple[str, ...] = ()
    """What was noticed on the file, as sentences: "The file ends early." """


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """Who hands what to whom, and for what."""

    vault: str
    """The vault's id."""
    mark: str
    """The vault's short mark, such as `k7f3q`."""
    vault_name: str
    to: str
    purpose: str
    prepared: str
    """RFC 3339, UTC: `2031-05-02T09:00:00Z`."""
    prepared_by: str
    program: str
    """Name and version of the program."""
    fingerprint: str
    """Of the vault's log key, as printed for comparing over the telephone."""
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Sentences: what is not in this package, as far as that may be told."""


class PackageFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the package that is not an exhibit: a list, a proof, a specification."""

    path: str
    """From the root of the package: `data/exhibits.csv`."""
    title: str
    media_type: str
    size: int | None = None
    sha256: str | None = None
