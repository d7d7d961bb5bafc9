"""What a claim is made of: who says it, how they know, which acts it speaks of; each as said beside as resolved.

The same types serve a person's claim and a program's suggestion. Nothing here is asserted by the program.
Offsets are characters of `Reading.text` (code points, end exclusive), as in `reading.Passage`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Basis = Literal["saw", "heard", "told", "inferred", "document", "unknown"]
"""How the speaker knows: `told` is *was told by somebody*."""
BASES: tuple[Basis, ...] = ("saw", "heard", "told", "inferred", "document", "unknown")

Polarity = Literal["affirmed", "denied", "unknown"]
"""Whether the speaker says that it happened. `denied` is of an event; denying a group is an act with its own code."""
POLARITIES: tuple[Polarity, ...] = ("affirmed", "denied", "unknown")

Involvement = Literal["did", "ordered", "took-part", "aided", "failed-to-prevent", "unknown"]
INVOLVEMENTS: tuple[Involvement, ...] = ("did", "ordered", "took-part", "aided", "failed-to-prevent", "unknown")


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words as they stand in the text, and where."""

    text: str
    start: int
    end: int
    page: int | None = None


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place as said, and what it was resolved to: nothing (`resolved` empty) rather than a guess."""

    said: Span
    resolved: str = ""
    """The gazetteer's name."""
    record: str = ""
    """The gazetteer's own number, `geonames:703448`."""
    country: str = ""
    """ISO 3166-1 alpha-2 as the table has it; the program takes no side in whose a place is."""
    latitude: float | None = None
    """WGS84 degrees."""
    longitude: float | None = None
    uncertainty: float | None = None
    """Radius in metres."""
    by: str = ""
    """Who resolved it: program and version, or an operator's code."""


class Time(msgspec.Struct, frozen=True, omit_defaults=True):
    """A time as said, and as EDTF (ISO 8601-2); empty rather than a guess."""

    said: Span
    edtf: str = ""
    relative_to: str = ""
    """What a relative time was counted from: `document 2024-11-25`, `said 2022-03-07` (an earlier time of the same
    sentence), or the name of a reference date."""
    by: str = ""


class Count(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number as said, with bounds and unit: `more than 300` has `low` 301 and no `high`."""

    said: Span
    low: int | None = None
    high: int | None = None
    unit: str = ""
    """What is counted, as said: `children`, `homes`."""
    by: str = ""


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who is said to have done something, or to whom: the words, and the code a person gave them."""

    said: Span
    code: str = ""
    """A person's, account's or object's code in this vault (`person-34`); never a name that is not in the words."""
    involvement: Involvement = "unknown"
    """Of those said to have done it."""
    group: str = ""
    """Ethnic, national or religious group as said: of victims only, never of those who act."""


class Act(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing said to have happened. Absent is not said."""

    code: str
    """A code of a code list, such as `killing`."""
    trigger: Span | None = None
    """The words that name the act."""
    perpetrators: tuple[Party, ...] = ()
    victims: tuple[Party, ...] = ()
    target: Span | None = None
    method: Span | None = None
    place: Place | None = None
    time: Time | None = None
    count: Count | None = None


class Speaker(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link of a chain of attribution, outermost first: author, then whom they quote, then whom those cite."""

    name: str
    """As said; `` for somebody unnamed."""
    said: Span | None = None
    """Where the text names them; None for a document's author that only its metadata names."""
    role: Literal["author", "quoted", "reported"] = "reported"
    """`quoted`: their words in quotation marks or a block; `reported`: told in other words."""
    cue: Span | None = None
    """The words that say they said it: `claiming that`, `according to`."""


class Suggestion(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mark in a document's margin: a claim that a person may take, change or leave. Never in the log."""

    suggestion: str
    """A short name that the same extractor gives the same mark every time."""
    item: str
    passage: Span
    chain: tuple[Speaker, ...]
    """Outermost first; the last one is who says it."""
    extractor: str
    """Name and version of what made it, `rules/1`."""
    language: str = ""
    basis: Basis = "unknown"
    polarity: Polarity = "affirmed"
    hedges: tuple[Span, ...] = ()
    acts: tuple[Act, ...] = ()
    characterisations: tuple[Span, ...] = ()
    """The speaker's own labels, verbatim: `genocide`, `terrorism`."""
    links: tuple[Span, ...] = ()
    """Citations inside the passage; the text is what they stand on."""
    confidence: int = 0
    """0 to 100: how much of what the rules look for was there. Not a probability that it is true."""
