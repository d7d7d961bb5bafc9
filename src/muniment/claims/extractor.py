"""What a program that suggests claims must be, and finding one: built-in ones come the way a stranger's would."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

from muniment.model.claims import Suggestion
from muniment.model.reading import Reading
from muniment.model.spelling import did_you_mean
from muniment.preserve import Refused

from .form import ClaimError
from .times import Reference
from .vocabulary import Vocabulary

GROUP = "muniment.extractors"
"""Entry points of extractors: name → a class that is made without arguments, or by its `configured`."""


def _say_nothing(words: str) -> None:
    pass


class Background(NamedTuple):
    """What is known of an item beside its text."""

    vocabulary: Vocabulary
    dates: tuple[Reference, ...] = ()
    """Dates that users entered with their source: `the start of the blockade`."""
    tell: Callable[[str], None] = _say_nothing
    """Takes a sentence for the person who asked: what was left out, where a text goes."""


class Extractor(Protocol):
    """A program that marks passages. It reads one text, says nothing of the law, and writes nowhere."""

    label: str
    """Name and version: `rules/1`. A new version where the same text gets other marks."""

    def suggest(self, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
        """Marks in the order of the text. Every span is literally in `reading.text`."""


def find_extractor(name: str, config: Mapping[str, Any] | None = None, folder: Path | None = None) -> Extractor:
    """An installed extractor by its name. Raises ClaimError.

    One that has a class method `configured(section, folder)` is made by it: from the section of `muniment.toml` of
    the extractor's own name, and the folder of a person's settings.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise ClaimError(f"There is no extractor {name!r}{did_you_mean(name, found)}; there are {', '.join(found)}.")
    kind = found[name].load()
    if configured := getattr(kind, "configured", None):
        section = (config or {}).get(name, {})
        made: Extractor = configured(section if isinstance(section, Mapping) else {}, folder)
    else:
        made = kind()
    return made


def checked_marks(program: Extractor, item: str, reading: Reading, known: Background) -> Iterator[Suggestion]:
    """Suggestions as they may be shown: of this item, by this program, each quoting its passage literally.

    Raises ClaimError for a mark that does not: an extractor that makes up words is not to be used. Raises Refused
    for one that maps an act to a legal element.
    """
    label = program.label
    for mark in program.suggest(item, reading, known):
        passage = mark.passage
        if mark.item != item or mark.extractor != label:
            raise ClaimError(f"{label} marked {mark.item} as {mark.extractor}, and was asked about {item}.")
        if not mark.chain or not passage.text or reading.text[passage.start : passage.end] != passage.text:
            raise ClaimError(f"{label}: what it quotes does not stand in {item} at {passage.start}; it is refused.")
        for act in mark.acts:
            if known.vocabulary.speaks_of_law(act.code):
                refuse_law(label, item, act.code)
        yield mark


def refuse_law(label: str, item: str, said: str) -> NoReturn:
    """Mapping an act to a legal element is a person's judgement. Raises Refused."""
    raise Refused(
        "law-is-for-people",
        item,
        f"{label} says something of the law ({said!r}) about {item}. What an act is in law is for people to judge, "
        "with reasons. Nothing was suggested for this item.",
    )
