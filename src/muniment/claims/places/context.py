"""What is known of a document when a place in it is looked up: hints, never a proof."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from muniment.model.claims import Place

REMEMBERED = 40
"""So many places of a document are kept, the last ones."""


class Context(NamedTuple):
    """Countries that the document is about (ISO 3166-1 alpha-2), and places found in it before."""

    countries: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    def with_places(self, places: Iterable[Place]) -> Context:
        """The context with further places; those that were not resolved add nothing."""
        further = tuple(place for place in places if place.resolved)
        return self._replace(places=(*self.places, *further)[-REMEMBERED:]) if further else self
