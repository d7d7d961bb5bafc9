"""Places in a stretch of text: names that the gazetteer knows, where the words about them say that it is a place."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.lexing import LANGUAGES
from muniment.model.claims import Place, Span

from .context import Context
from .gazetteer import Entry, Gazetteer, shipped
from .keys import key
from .mentions import Mention, mentions, whole_name
from .names import named
from .ranking import Surroundings, decide, metres
from .words import words_of

BY = "places/1"
"""What finds and resolves; the gazetteer's version is added."""


def find_places(text: str, start: int, end: int, language: str, context: Context | None = None) -> list[Place]:
    """The places named between two offsets, in order; `resolved` is empty where the context does not decide."""
    if language not in LANGUAGES:
        return []
    gazetteer = shipped()
    found = list(mentions(text, start, end, language, gazetteer, _countries(context)))
    if not found:
        return []
    around = _surroundings(context or Context(), language)
    entries = [_decided(each, around, gazetteer) for each in found]
    if any(each.doubtful for each in found):
        found, entries = _without_doubtful(found, entries, around)
    if len(found) > 1:
        entries = [_again(number, found, entries, around) for number in range(len(found))]
    by = f"{BY} {gazetteer.version}"
    return [_place(each, entry, text, by) for each, entry in zip(found, entries, strict=True)]


def place_named(name: str, language: str, context: Context | None = None) -> Place | None:
    """The place of a name that somebody typed or that stands alone; None where the gazetteer has none of that name."""
    gazetteer = shipped()
    mention = whole_name(name, language, gazetteer) if language in LANGUAGES else None
    if mention is None:
        return None
    entry = _decided(mention, _surroundings(context or Context(), language), gazetteer)
    return _place(mention, entry, name, f"{BY} {gazetteer.version}")


def _countries(context: Context | None) -> frozenset[str]:
    return frozenset((*context.countries, *(place.country for place in context.places))) if context else frozenset()


def _decided(mention: Mention, around: Surroundings, gazetteer: Gazetteer) -> Entry | None:
    """The place a name stands for. Without any context, none whose own name a larger place elsewhere bears."""
    entry = decide(mention.candidates, around)
    if entry is None or not around.is_empty or any(each.own for each in mention.candidates if each.entry == entry):
        return entry
    others = [
        each.entry for each in named(key(entry.name), gazetteer) if each.own and each.entry.country != entry.country
    ]
    return None if any(other.kind == "town" and other.people > entry.people for other in others) else entry


def _without_doubtful(
    found: Sequence[Mention], entries: Sequence[Entry | None], around: Surroundings
) -> tuple[list[Mention], list[Entry | None]]:
    """The names without those that are rather other words, as no place beside them is named in the document."""
    beside = [*around.points]
    beside += [
        (entry.latitude, entry.longitude)
        for each, entry in zip(found, entries, strict=True)
        if entry is not None and entry.kind == "town" and not each.doubtful
    ]
    kept = [
        (each, entry)
        for each, entry in zip(found, entries, strict=True)
        if not each.doubtful
        or (entry is not None and any(metres((entry.latitude, entry.longitude), point) < BESIDE for point in beside))
    ]
    return [each for each, _ in kept], [entry for _, entry in kept]


BESIDE = 50_000
"""Metres."""


def _surroundings(context: Context, language: str) -> Surroundings:
    points = tuple(
        (place.latitude, place.longitude)
        for place in context.places
        if place.latitude is not None and place.longitude is not None
    )
    return Surroundings(
        frozenset(context.countries),
        frozenset(place.country for place in context.places),
        frozenset(),
        points,
        words_of(language).spoken,
        frozenset((*context.countries, *(place.country for place in context.places))),
    )


def _again(
    number: int, found: Sequence[Mention], entries: Sequence[Entry | None], around: Surroundings
) -> Entry | None:
    """A decision with what the other names of the same stretch were found to be: `Paris, Texas`."""
    if len(found[number].candidates) == 1:
        return entries[number]
    others = [entry for at, entry in enumerate(entries) if at != number and entry is not None]
    areas = [entry for entry in others if entry.kind != "town"]
    towns = [entry for entry in others if entry.kind == "town"]
    wider = around._replace(
        countries=around.countries | {entry.country for entry in (areas or towns)},
        regions=frozenset((area.country, area.region) for area in areas if area.kind == "region"),
        points=(*around.points, *((town.latitude, town.longitude) for town in towns)),
    )
    return decide(found[number].candidates, wider)


def _place(mention: Mention, entry: Entry | None, text: str, by: str) -> Place:
    said = Span(text[mention.start : mention.end], mention.start, mention.end)
    if entry is None:
        return Place(said, by=by)
    return Place(
        said,
        entry.name,
        f"geonames:{entry.number}",
        entry.country,
        entry.latitude,
        entry.longitude,
        float(entry.radius),
        by,
    )
