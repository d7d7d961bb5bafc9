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


PassageKind = Literal[
    "heading", "paragraph", "quotation", "list", "table", "caption", "code",
    "message", "comment", "insertion", "deletion", "note", "field", "subtitle",
]  # fmt: skip
"""`table` is one row, cells parted by a tab; `message` what somebody sent; `comment` a remark beside the
text; `insertion` and `deletion` tracked changes; `note` a footnote or speaker's note; `field` of a form."""


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
    where: str = ""
    """The place in the format's own terms: `Sheet1!A2:F2`, `slide 3`, `message 17`, `00:01:23.500`."""
    by: str | None = None
    """Who wrote or sent it, as the item says: a message's sender, a comment's author."""
    at: str | None = None
    """EDTF: when, as the item says."""
    marks: tuple[str, ...] = ()
    """What the item says about it: `forwarded`, `edited`, `deleted`, `reply to message 12`."""
    confidence: int | None = None
    """0 to 100: how sure character recognition was, averaged over its words; None where nothing was recognised."""


LinkState = Literal["ok", "no-target", "malformed", "relative", "child"]


class Link(msgspec.Struct, frozen=True, omit_defaults=True):
    """A link as the item has it: the words it stands on and its target verbatim, dead ones too."""

    text: str
    target: str
    start: int
    end: int
    state: LinkState = "ok"
    """What can be known offline: `no-target` is `#` or empty; `malformed` cannot be parsed;
    `relative` has no base in the item; `child` is the path of a file inside the item.
    `ok` says only that it is well formed."""


Level = Literal["note", "warning", "error"]


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a person should know about an item, in words that say what and where."""

    code: str
    """Stable, lower case with hyphens: `not-read`, `broken-metadata`, `reader-crashed` …"""
    text: str
    level: Level = "warning"
    where: str = ""


NAMES_DEVICES = frozenset({"device-identifiers", "proofmode-identifiers"})
LOCKED = frozenset({"encrypted", "archive-encrypted"})
HELD_BACK = NAMES_DEVICES | LOCKED
"""Codes of findings that hold an item back: it names devices or their owners, or holds what nobody could
read. It is not handed out before somebody has looked and stated its restrictions, or that there are none."""


class Derivative(msgspec.Struct, frozen=True, omit_defaults=True):
    """Bytes made from the item by a program (a thumbnail, a video frame); a working copy, never evidence."""

    role: str
    media_type: str
    data: bytes
    tool: str
    settings: str = ""
    where: str = ""
    """The place in the item it was made from: a time code `00:01:23.500`, `page 3`."""
    pdq: str = ""
    """Its PDQ hash, 64 hexadecimal digits, where one was made."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an item says about a file inside it, or beside it; every field may be unknown."""

    name: str = ""
    reference: str = ""
    """Where it was captured: a URL."""
    obtained: str = ""
    """EDTF: when it was captured or sent."""
    tool: str = ""
    """Name and version of what captured it."""
    source: str = ""
    """Who sent it, as the item says."""
    sha256: str = ""
    """A hash given with it, lower-case hexadecimal."""
    restricted: bool = False
    """Not to be handed out before somebody looked: it names devices or people."""
    details: dict[str, str] = {}
    """Anything else, names as the format has them: `http:Status`, `message:Text`."""


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file inside an item, or one that the item only speaks of (`held` is false)."""

    path: str
    told: Told = Told()
    held: bool = True
    path_bytes: str = ""
    """Base64 of the path where it is no text."""


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
    words: bytes = b""
    """A box for each word, packed by `muniment.model.words`; empty where the format has none."""
    derivatives: tuple[Derivative, ...] = ()
    """Only on the way from the reader to the vault; stored apart, as items of their own."""
