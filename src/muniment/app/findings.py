"""What readers found wrong in items, told under the path or name that the person knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from muniment.store.ports import ItemFilter

if TYPE_CHECKING:
    from .vault import Vault

SERIOUS = frozenset({"warning", "error"})
"""Levels worth a look; a `note` (such as that there is no reader for a type) is not."""


class Noticed(NamedTuple):
    """One finding of a reader on an item."""

    path: str
    item: str
    finding: str
    level: str


def noticed(vault: Vault, paths: Mapping[str, str]) -> list[Noticed]:
    """Findings of level warning or error on some items, in the order the items came.

    `paths` are item labels with the path each was brought under; where that is empty the item's
    own name stands for it.
    """
    found = []
    for row in vault.items(ItemFilter(findings=True)) if paths else ():
        if row.item in paths and (reading := vault.reading_row(row.item)):
            path = paths[row.item] or ", ".join(row.names)
            found += [
                Noticed(path, row.item, finding["text"], finding["level"])
                for finding in reading.findings
                if finding["level"] in SERIOUS
            ]
    return found
