"""Suggestions across a catalogue that is begun anew: the log knows nothing of them."""

from __future__ import annotations

from itertools import groupby

from muniment.model.claims import Suggestion
from muniment.store.ports import Catalogue, CatalogueUnusable

Margin = tuple[str, str, list[Suggestion]]
"""An item, its reading, and what is suggested in its margin."""


def margins(catalogue: Catalogue) -> list[Margin]:
    """All that is suggested; nothing where the catalogue cannot be read any more."""
    found = []
    try:
        for item, marks in groupby(catalogue.suggestions(), lambda mark: mark.item):
            row = catalogue.reading(item)
            if row is not None and row.reading is not None:
                found.append((item, row.reading, list(marks)))
    except CatalogueUnusable:
        pass
    return found


def put_back(catalogue: Catalogue, kept: list[Margin]) -> None:
    """Suggest it again, where the item is still there and its newest reading the same."""
    for item, reading, marks in kept:
        row = catalogue.reading(item)
        if row is not None and row.reading == reading:
            catalogue.suggest(item, reading, marks)
