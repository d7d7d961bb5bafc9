"""Suggestions for a vault's items, kept in the catalogue. The log is not touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from muniment.model.claims import Suggestion
from muniment.model.records import ItemRow

if TYPE_CHECKING:
    from muniment.claims import Extractor

    from .vault import Vault


def suggest(
    vault: Vault,
    items: Sequence[ItemRow],
    extractor: str,
    progress: Callable[[int], None] = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Suggestion]:
    """What an extractor suggests for these items, in their order; replaces what stood in their margins before.

    `tell` hears what the extractor has to say to a person.
    """
    from muniment.claims import find_extractor

    program = find_extractor(extractor, vault.ledger.store.config, vault.ledger.keyring.folder)
    marked = _apart if getattr(program, "works_apart", False) and len(items) > 1 else _here
    for label, marks in marked(vault, items, extractor, program, tell):
        row = vault.ledger.catalogue.reading(label)
        if row is not None and row.reading is not None:
            vault.ledger.catalogue.suggest(label, row.reading, marks)
        progress(1)
    for item in items:
        yield from vault.ledger.catalogue.suggestions(item.item)


def _here(
    vault: Vault, items: Sequence[ItemRow], _name: str, program: Extractor, tell: Callable[[str], None]
) -> Iterator[tuple[str, list[Suggestion]]]:
    """One after the other, in this process."""
    from muniment.claims import background_of, checked_marks

    for item in items:
        reading = vault.reading(item.item)
        known = background_of(vault.ledger)._replace(tell=tell)
        yield item.item, list(checked_marks(program, item.item, reading, known)) if reading else []


def _apart(
    vault: Vault, items: Sequence[ItemRow], name: str, _program: Extractor, tell: Callable[[str], None]
) -> Iterator[tuple[str, list[Suggestion]]]:
    """In processes of their own, on all processors; one that takes too long costs its own margin."""
    from muniment.claims import Marker, codes_in_use, reference_dates

    ledger = vault.ledger
    read = ((item, reading) for item in items if (reading := vault.reading(item.item)) is not None)
    documents = ((item.item, reading) for item, reading in read)
    with Marker(name, codes_in_use(ledger), reference_dates(ledger)) as marker:
        for margin in marker.mark(documents):
            if margin.problem:
                tell(margin.problem)
            yield margin.item, list(margin.marks)
