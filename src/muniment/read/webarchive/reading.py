"""One web archive, from its first byte to its last: records listed, payloads given, everything checked."""

from __future__ import annotations

from collections import Counter

from muniment.model.reading import Moment, Reading
from muniment.read.archive.names import misleads
from muniment.read.interface import Source
from muniment.read.text.blocks import Block
from muniment.read.webarchive.arc import Arc
from muniment.read.webarchive.calendar import Calendar
from muniment.read.webarchive.children import LONGEST_PATH, LONGEST_VALUE, Children
from muniment.read.webarchive.dialect import Dialect, Warc
from muniment.read.webarchive.feed import Feed, GzipFeed, PlainFeed
from muniment.read.webarchive.listing import LISTED, line, listed, note, own_fields
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.payload import Payload, examined, shown
from muniment.read.webarchive.tape import Tape
from muniment.read.webarchive.walk import Record, walk

MOST_RECORDS, PER_BYTES = 500_000, 500
"""So many records are looked at, and one more for so many bytes of the file."""
MOST_NAMED = 1000
_KINDS = frozenset(
    {"warcinfo", "response", "resource", "request", "metadata", "revisit", "conversion", "continuation", "filedesc"}
)


def read_web_archive(source: Source, label: str) -> Reading:
    """The reading of a WARC or ARC file, plain or gzip."""
    notes = Notes()
    dialect: Dialect = Arc() if source.media_type == "application/x-ia-arc" else Warc()
    return _Reading(source, dialect, notes).read(tape_of(source, dialect, notes), label)


def tape_of(source: Source, dialect: Dialect, notes: Notes) -> Tape:
    """The unpacked bytes of `source`."""
    file, packed = source.open(), source.head(2) == b"\x1f\x8b"
    begins = dialect.start.match
    feed: Feed = PlainFeed(file, source.size)
    if packed:
        feed = GzipFeed(file, source.size, lambda head: begins(head) is not None, notes)
    return Tape(feed, packed)


class _Reading:
    """What is gathered on the way."""

    def __init__(self, source: Source, dialect: Dialect, notes: Notes) -> None:
        self._source, self._dialect, self._notes = source, dialect, notes
        self._blocks: list[Block] = []
        self._counts: Counter[str] = Counter()
        self._calendar = Calendar(notes)
        self._children = Children(source, dialect.prefix)
        self._about: dict[str, str] = {}
        self._moments: tuple[Moment, ...] = ()
        self._tool = ""
        self._tools: dict[str, str] = {}
        self._together = 0

    def read(self, tape: Tape, label: str) -> Reading:
        most = MOST_RECORDS + self._source.size // PER_BYTES
        for record in walk(tape, self._dialect, self._notes, most):
            self._see(record)
        self._finish()
        title = self._about.get(f"{self._dialect.prefix}:Filename") or None
        return listed(label, self._blocks, self._metadata(), self._moments, self._notes.all(), title)

    def _see(self, record: Record) -> None:
        self._counts[record.head.kind if record.head.kind in _KINDS else "other"] += 1
        self._together += not record.alone
        if record.head.kind in ("warcinfo", "filedesc"):
            self._see_about(record)
        payload = examined(record, self._notes)
        self._calendar.see(payload)
        self._see_odd(record)
        self._list(payload, self._children.give(payload, self._tool_of(record)))

    def _see_about(self, record: Record) -> None:
        """What the archive says of itself: kept as metadata the first time; the software for what follows."""
        said, head, prefix = own_fields(record), record.head, self._dialect.prefix
        self._tool = said.get("software") or self._tool
        if len(self._tools) < MOST_NAMED:
            self._tools[head.fields.get("warc-record-id")] = said.get("software")
        named = head.fields.get("warc-filename") or head.url.removeprefix("filedesc://")
        if named:
            self._about.setdefault(f"{prefix}:Filename", named[:LONGEST_VALUE])
        if head.version:
            self._about.setdefault(f"{prefix}:Version", head.version)
        for name, value in said.pairs[:MOST_NAMED] if head.kind == "warcinfo" else ():
            self._about.setdefault(f"{prefix}:{name[:100]}", value[:LONGEST_VALUE])
        if head.date and not self._moments:
            who = "WARC-Date of its warcinfo record" if head.version else "its first line"
            self._moments = (Moment("created", head.date, head.edtf or None, who),)

    def _tool_of(self, record: Record) -> str:
        return self._tools.get(record.head.fields.get("warc-warcinfo-id"), self._tool)[:LONGEST_VALUE]

    def _see_odd(self, record: Record) -> None:
        head, get = record.head, record.head.fields.get
        if head.kind not in _KINDS:
            text = f"a record of a kind that is not known, “{head.kind[:60]}”: it was listed, not taken out"
            self._notes.add("record-kind-unknown", text, record.where)
        if head.kind == "continuation" or get("warc-segment-number"):
            text = f"the record of {shown(head.url)} is one part of several; the parts were not put together"
            self._notes.add("record-in-parts", text, record.where)
        if get("warc-truncated"):
            text = (
                f"the capture program says that it cut the record of {shown(head.url)} ({get('warc-truncated')[:60]})"
            )
            self._notes.add("record-truncated", text, record.where, "note")
        if len(head.url) > LONGEST_PATH:
            text = f"this record's address is {len(head.url):,} characters long; it is shown cut, the file has it whole"
            self._notes.add("address-long", text, record.where, "note")
        if misleads(head.url):
            text = "this record's address has characters that cannot be seen or turn the direction of writing: "
            self._notes.add("address-odd", text + "it may mislead", record.where)

    def _list(self, payload: Payload, child: str) -> None:
        if len(self._blocks) < LISTED:
            self._blocks.append(line(payload, child))
            said = note(payload.record)
            if said is not None:
                self._blocks.append(said)

    def _finish(self) -> None:
        self._calendar.finish()
        total = sum(self._counts.values())
        if not total:
            self._notes.add("no-records", "no record could be made out in this web archive", level="error")
        if total > LISTED:
            text = f"it has {total:,} records; the list shows the first of them, about {LISTED:,}"
            self._notes.add("listing-cut", text, level="note")
        if self._together:
            text = f"{self._together:,} of its {total:,} records do not begin a compressed piece of their own: "
            text += "programs that look records up by their place cannot do so; nothing is missing for that reason"
            self._notes.add("not-compressed-by-record", text)

    def _metadata(self) -> dict[str, str]:
        counts = {f"records:{kind}": str(count) for kind, count in sorted(self._counts.items())}
        return {**self._about, "records": str(sum(self._counts.values())), **counts}
