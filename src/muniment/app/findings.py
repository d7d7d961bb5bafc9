"""What is worth telling of items just taken: what readers found wrong in them, and which lack a basis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from muniment.disclose import lacks_basis
from muniment.store.ports import ItemFilter

if TYPE_CHECKING:
    from muniment.model.records import ItemRow

    from .vault import Vault

SERIOUS = frozenset({"warning", "error"})
"""Levels worth a look; a `note` (such as that there is no reader for a type) is not."""


LETTERS = frozenset({"recognised-text", "no-letters-found", "blank-page"})
"""Codes of the notes that answer whoever asked to look for letters."""


class Noticed(NamedTuple):
    """One finding of a reader on an item."""

    path: str
    item: str
    finding: str
    level: str


def noticed(vault: Vault, paths: Mapping[str, str], notes: frozenset[str] = frozenset()) -> list[Noticed]:
    """Findings of level warning or error on some items, and notes of these codes, in the order the items came.

    `paths` are item labels with the path each was brought under; where that is empty the item's
    own name stands for it.
    """
    found = []
    for row in vault.items(ItemFilter(findings=True)) if paths else ():
        if row.item in paths and (reading := vault.reading_row(row.item)):
            path = paths[row.item] or way_to(vault, row)
            found += [
                Noticed(path, row.item, finding["text"], finding["level"])
                for finding in reading.findings
                if finding["level"] in SERIOUS or finding["code"] in notes
            ]
    return found


def way_to(vault: Vault, item: ItemRow) -> str:
    """Where an item lies: its names, or for what was found inside others the way down to it."""
    steps: list[str] = []
    seen: set[str] = set()
    digest: str | None = item.sha256
    while digest is not None and digest not in seen:
        seen.add(digest)
        label = vault.ledger.catalogue.item_of([digest]).get(digest)
        rows = vault.acquisitions(label) if label else []
        if not rows:
            break
        fields = min((row.fields for row in rows), key=lambda fields: int(fields.get("depth", 0)))
        steps.append(str(fields.get("path") or fields.get("name", "")))
        digest = fields.get("parent") if "depth" in fields else None
    return " → ".join(reversed(steps)) if len(steps) > 1 else ", ".join(item.names)


def without_basis(vault: Vault, items: Iterable[str]) -> int:
    """How many of some items (by label) cannot be handed out because nobody has stated their basis."""
    return sum(lacks_basis(vault.ledger, item) for item in items)
