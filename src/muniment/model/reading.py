"""What a reader makes of an item: text with positions, metadata, links, findings, derivatives.

A reading never judges its item and never replaces it: the bytes stay as they came. All types
are frozen; positions are character offsets into `Reading.text` (code points, end exclusive).
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Box(msgspec.Struct, frozen=True, array_like=True):
    """Where on a page something stands. Unit: PDF points (1/72 inch) or pixels of a picture;
    origin top left; `page` counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


PassageKind = Literal["heading", "paragraph", "quotation", "list", "table", "caption", "code"]


class Passage(msgspec.Struct, frozen=True, omit_defaults=True):
    """An addressable stretch of a reading (W3C Web Annotation: a TextPositionSelector).

    Passages are in reading order and do not overlap. A paragraph that a page break cut in two
    is one passage; `page` is then the page on which it begins, `page_end` where it ends.
    """

    start: int
    end: int
    kind: PassageKind = "paragraph"
    page: int | None = None
    page_end: int | None = None
    language: str | None = None
    """ISO 639-1 code, or None where it could not be told."""
    boxes: tuple[Box, ...] = ()
    """One box a line, where the format has them."""


LinkState = Literal["ok", "no-target", "malformed", "relative"]


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link as the item has it: the words it stands on and its target verbatim, dead ones too."""

    text: str
    target: str
    start: int
    end: int
    state: LinkState = "ok"
    """What can be known offline: `no-target` is `#` or empty; `malformed` cannot be parsed;
    `relative` has no base in the item. `ok` says only that it is well formed."""


Level = Literal["note", "warning", "error"]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a person should know about an item, in words that say what and where."""

    code: str
    """Stable, lower case with hyphens: `not-read`, `broken-metadata`, `reader-crashed` …"""
    text: str
    level: Level = "warning"
    where: str = ""


class Derivative(msgspec.Struct, frozen=True, omit_defaults=True):
    """Bytes made from the item by a program (a thumbnail); a working copy, never evidence."""

    role: str
    media_type: str
    data: bytes
    tool: str
    settings: str = ""


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place the item's metadata names: WGS84 degrees, radius of uncertainty in metres."""

    latitude: float
    longitude: float
    uncertainty: float | None = None
    altitude: float | None = None
    said_by: str = ""
    """Which field says so, for instance `EXIF GPS`."""


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A time the item's metadata names, as written beside as resolved."""

    what: str
    """`taken`, `created`, `modified`, `published`, `digitised`, `gps`."""
    written: str
    edtf: str | None = None
    """EDTF (ISO 8601-2); carries `Z` or an offset only where the item says one."""
    said_by: str = ""


class Reading(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole result of one reader on one item."""

    reader: str
    """Name and version, for instance `pdf/1`."""
    text: str = ""
    passages: tuple[Passage, ...] = ()
    title: str | None = None
    author: str | None = None
    language: str | None = None
    """The language of most of the text."""
    pages: int | None = None
    moments: tuple[Moment, ...] = ()
    positions: tuple[Position, ...] = ()
    links: tuple[Link, ...] = ()
    metadata: dict[str, str] = {}
    """Names as the format has them, prefixed by their standard: `exif:Model`, `pdf:Producer`."""
    findings: tuple[Finding, ...] = ()
    derivatives: tuple[Derivative, ...] = ()
    """Only on the way from the reader to the vault; stored apart, as items of their own."""
