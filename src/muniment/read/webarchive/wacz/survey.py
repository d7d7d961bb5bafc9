"""What the WARC files inside say: which addresses were recorded when, and where each record begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, cast

from muniment.read.archive.zipitem import ZipItem
from muniment.read.webarchive.dialect import Warc
from muniment.read.webarchive.feed import Feed, GzipFeed, PlainFeed
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.tape import Tape
from muniment.read.webarchive.wacz.member import Member
from muniment.read.webarchive.walk import walk

MOST_RECORDS = 300_000
"""So many records are compared with the page list and the indexes."""
_CAPTURES = frozenset({"response", "resource", "revisit", "conversion"})


@dataclass
class Survey:
    """`span`: address → first and last moment of its records (seconds). `places`: member → byte → address, moment.

    `whole` is false where not all records could be looked at.
    """

    span: dict[str, tuple[int, int]] = field(default_factory=dict)
    places: dict[str, dict[int, tuple[str, int | None]]] = field(default_factory=dict)
    latest: int | None = None
    whole: bool = True
    count: int = 0


def surveyed(archive: ZipItem, names: list[str]) -> Survey:
    """Walk through the WARC files `names`. What is damaged in them is told by their own readings, not here."""
    made = Survey()
    for name in names:
        _survey(archive, name, made)
    return made


def _survey(archive: ZipItem, name: str, made: Survey) -> None:
    dialect, notes, places = Warc(), Notes(), made.places.setdefault(name, {})
    if archive.entry(name).encrypted:
        made.whole = False
        return
    member = Member(archive, name)
    file, size = cast(BinaryIO, member), archive.entry(name).size
    packed = file.read(2) == b"\x1f\x8b"
    begins = dialect.start.match
    feed: Feed = PlainFeed(file, size)
    if packed:
        feed = GzipFeed(file, size, lambda head: begins(head) is not None, notes)
    for record in walk(Tape(feed, packed), dialect, notes, MOST_RECORDS - made.count):
        made.count += 1
        head = record.head
        if head.kind not in _CAPTURES:
            continue
        if not record.place.inner or not packed:
            places[record.place.start + record.place.inner] = (head.url, head.seconds)
        if head.seconds is not None:
            first, last = made.span.get(head.url, (head.seconds, head.seconds))
            made.span[head.url] = (min(first, head.seconds), max(last, head.seconds))
            made.latest = max(made.latest or head.seconds, head.seconds)
    made.whole = made.whole and not member.broken and "too-many-records" not in notes and "unpacks-too-far" not in notes
