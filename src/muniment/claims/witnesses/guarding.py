"""No name of a sealed identity in anything that a keeper puts on record: in no note, reason or party of a claim.

Only a keeper can be helped so, for nobody else's program can know the names. What is quoted out of an item is left
as it stands: it is in the item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muniment.preserve import Ledger

from .identity import identity_if_mine
from .naming import refuse_names
from .persons import persons_on_record

UNGUARDED = frozenset({"acquire", "read", "charter", "authority", "identity", "keeper", "codes", "stamp", "restore"})
"""Acts that hold what others wrote, sealed bytes, or no words."""
QUOTED = frozenset({"passage", "language"})


class NamesGuard:
    """Set as a ledger's guard; opens the identities when first something is put on record."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._identities: list[Mapping[str, Any]] | None = None

    def __call__(self, kind: str, fields: Mapping[str, Any]) -> None:
        """Raises ClaimError where a sealed word stands in an open field."""
        if kind in UNGUARDED or not self._ledger.catalogue.records("identity"):
            return
        if self._identities is None:
            persons = persons_on_record(self._ledger)
            self._identities = [found for one in persons if (found := identity_if_mine(self._ledger, one))]
        for identity in self._identities:
            refuse_names({name: value for name, value in fields.items() if name not in QUOTED}, identity)
