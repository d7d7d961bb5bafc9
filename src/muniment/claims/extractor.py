"""What a program that suggests claims must be, and finding one: built-in ones come the way a stranger's would."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from typing import NamedTuple, Protocol

from muniment.model.claims import Suggestion
from muniment.model.reading import Reading

from .form import ClaimError
from .form.refusing import did_you_mean
from .vocabulary import Vocabulary

GROUP = "muniment.extractors"
"""Entry points of extractors: name → a class that is made without arguments."""


class ReferenceDate(NamedTuple):
    """A date that a user entered with its source, from which others are counted: `the start of the blockade`."""

    name: str
    edtf: str
    words: tuple[str, ...]
    """Words of texts that speak of it, in any language."""


class Background(NamedTuple):
    """What is known of an item beside its text."""

    vocabulary: Vocabulary
    dates: tuple[ReferenceDate, ...] = ()
    source: str = ""
    """Who it comes from, as whoever brought it said."""


class Extractor(Protocol):
    """A program that marks passages. It reads one text, says nothing of the law, and writes nowhere."""

    label: str
    """Name and version: `rules/1`. A new version where the same text gets other marks."""

    def suggest(self, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
        """Marks in the order of the text. Every span is literally in `reading.text`."""


def find_extractor(name: str) -> Extractor:
    """An installed extractor by its name. Raises ClaimError."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise ClaimError(f"There is no extractor {name!r}{did_you_mean(name, found)}; there are {', '.join(found)}.")
    made: Extractor = found[name].load()()
    return made


def checked_marks(program: Extractor, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
    """Suggestions as they may be shown: of this item, by this program, each quoting its passage literally.

    Raises ClaimError for a mark that does not: an extractor that makes up words is not to be used.
    """
    label = program.label
    for mark in program.suggest(item, reading, known):
        passage = mark.passage
        if mark.item != item or mark.extractor != label:
            raise ClaimError(f"{label} marked {mark.item} as {mark.extractor}, and was asked about {item}.")
        if not mark.chain or not passage.text or reading.text[passage.start : passage.end] != passage.text:
            raise ClaimError(f"{label}: what it quotes does not stand in {item} at {passage.start}; it is refused.")
        yield mark
