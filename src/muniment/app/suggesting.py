"""Suggestions for a vault's items, kept in the catalogue. The log is not touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from muniment.model.claims import Suggestion
from muniment.model.records import ItemRow

if TYPE_CHECKING:
    from .vault import Vault


def suggest(
    vault: Vault,
    items: Sequence[ItemRow],
    extractor: str,
    progress: Callable[[int], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Suggestion]:
    """What an extractor suggests for these items, in their order; replaces what stood in their margins before.

    `tell` hears what the extractor has to say to a person.
    """
    from muniment.claims import background_of, checked_marks, find_extractor

    program = find_extractor(extractor, vault.ledger.store.config, vault.ledger.keyring.folder)
    found: list[Suggestion] = []
    catalogue = vault.ledger.catalogue
    for item in items:
        reading, row = vault.reading(item.item), catalogue.reading(item.item)
        if reading is not None and row is not None and row.reading is not None:
            known = background_of(vault.ledger, item)._replace(tell=tell)
            marks = list(checked_marks(program, item.item, reading, known))
            catalogue.suggest(item.item, row.reading, marks)
            found += marks
        progress(1)
    return found
