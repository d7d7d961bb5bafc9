"""From record to record, whatever stands between them.

Where a record ends is told by its length, if what follows agrees: the beginning of another, or the end of the
file or of the compressed piece. If not, it ends where the next one begins. A stretch that belongs to no record,
a gap, a wrong length are findings, and the walk goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.read.webarchive.dialect import Dialect, Head
from muniment.read.webarchive.digests import agrees
from muniment.read.webarchive.feed import CHUNK
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.tape import LOOK, Mark, Place, Tape

_SEEN = 16 << 10
"""So many bytes suffice to see whether a record begins."""
_BLANK = re.compile(rb"[\r\n]{1,256}")
_MAYBE_BLANK = re.compile(rb"[\r\n]{0,32}")
_LAST_BLANK = re.compile(rb"\r?\n(?:\r?\n)?\Z")


@dataclass(slots=True)
class Record:
    """One record: its head, where it is, and its block. `damage` says why the block is not what it claims."""

    head: Head
    place: Place
    size: int
    damage: str
    tape: Tape
    begin: Mark | None
    data: bytes = b""
    alone: bool = True
    """Whether a compressed piece begins with it (or the file is not compressed)."""

    @property
    def where(self) -> str:
        """Its place, for findings."""
        return str(self.place)

    def block(self, start: int = 0) -> Iterator[bytes]:
        """The block's bytes from `start` on, in pieces; can be asked for again and again."""
        if self.begin is None:
            if start < self.size:
                yield self.data[start:] if start else self.data
            return
        self.tape.back(self.begin)
        at = self.tape.skip(start)
        while at < self.size:
            piece = self.tape.look(min(CHUNK, self.size - at))
            if not piece:
                return
            self.tape.skip(len(piece))
            at += len(piece)
            yield piece

    def head_of_block(self, count: int) -> bytes:
        """The first `count` bytes of the block, or all of it."""
        if self.begin is None:
            return self.data[:count]
        self.tape.back(self.begin)
        return self.tape.look(min(count, self.size))


def walk(tape: Tape, dialect: Dialect, notes: Notes, most: int) -> Iterator[Record]:
    """The records, in order, at most `most`."""
    count = 0
    _pass_blank(tape)
    while tape.have(1):
        place = tape.place
        alone = not place.packed or tape.at_edge
        head = dialect.head(tape, notes, str(place)) if tape.match(dialect.start, 0, _SEEN) else None
        if head is None:
            _pass_stretch(tape, dialect, notes, place)
            continue
        count += 1
        if count > most:
            notes.add("too-many-records", f"it has more than {most:,} records; the rest was not looked at", str(place))
            return
        record = _bounded(tape, head, place, dialect, notes)
        record.alone = alone
        yield record
        if record.begin is not None:
            tape.back(record.begin)
        tape.skip(record.size)
        _pass_end(tape, dialect, notes, record)


def _pass_blank(tape: Tape) -> None:
    while (blank := tape.match(_BLANK)) is not None:
        tape.skip(blank.end() - blank.start())


def _pass_end(tape: Tape, dialect: Dialect, notes: Notes, record: Record) -> None:
    """What parts a record from the next one."""
    if not tape.match(dialect.end, 0, 4) and not record.damage and tape.have(1):
        text = "the empty lines that end a record are missing behind this one; it may have been cut or edited"
        notes.add("record-end-missing", text, record.where, "note")
    elif not record.damage and not tape.have(1) and not _ends_empty(dialect):
        text = "the file ends without the empty lines that end a record; the last bytes may be missing"
        notes.add("record-end-missing", text, record.where, "note")
    _pass_blank(tape)


def _ends_empty(dialect: Dialect) -> bool:
    return dialect.end.match(b"\n") is not None  # ARC: the line end behind the last record is often left out


def _pass_stretch(tape: Tape, dialect: Dialect, notes: Notes, place: Place) -> None:
    """Go to where the next record begins, past what belongs to none."""
    passed = _to_next(tape, dialect)
    if passed:
        text = f"{passed:,} bytes here belong to no record; reading goes on behind them"
        notes.add("unreadable-stretch", text, str(place), "error")
    _pass_blank(tape)


def _to_next(tape: Tape, dialect: Dialect) -> int:
    """How far the tape was moved to stand at the next record, or at the end."""
    passed = 0
    if not tape.match(dialect.start, 0, _SEEN):
        passed += tape.skip(1)
    while tape.have(1) and not (tape.at_edge and tape.match(dialect.start, 0, _SEEN)):
        window = max(tape.have(CHUNK), 1)
        found = tape.find(dialect.search, window)
        edge = next((at for at, _ in tape.edges(window) if tape.match(dialect.start, at, _SEEN)), window)
        if found and found[0] + 1 <= edge:
            return passed + tape.skip(found[0] + 1)
        if edge < window:
            return passed + tape.skip(edge)
        passed += tape.skip(max(window - (_SEEN), 1) if tape.have(window + 1) > window else window)
    return passed


def _bounded(tape: Tape, head: Head, place: Place, dialect: Dialect, notes: Notes) -> Record:
    """The record with the end it really has."""
    said, damage = head.length, ""
    if said is None or not _fits(tape, said, dialect):
        size, ends = _measured(tape, dialect)
        if said is None:
            damage = "its length is not stated"
        elif said < size and _is_vouched_for(tape, said, head, dialect):
            size = said  # the length is right: what follows belongs to no record
        elif said != size:
            damage = f"it states {said:,} bytes and has {size:,}"
            _note(notes, said, size, ends, str(place))
    else:
        size = said
    if size <= LOOK:
        return Record(head, place, size, damage, tape, None, tape.look(size))
    return Record(head, place, size, damage, tape, tape.mark())


def _is_vouched_for(tape: Tape, said: int, head: Head, dialect: Dialect) -> bool:
    """Whether the stated length is borne out: by the lines that end a record, or by the digest."""
    if said > LOOK:
        return False
    stated = head.fields.get("warc-block-digest")
    return tape.match(dialect.end, said, 4) is not None or (bool(stated) and agrees(stated, tape.look(said)))


def _note(notes: Notes, said: int, size: int, ends: str, where: str) -> None:
    if said > size and ends:
        text = f"this record says it has {said:,} bytes, but only {size:,} are there: {ends}"
        notes.add("record-cut-off", text, where, "error")
    else:
        text = f"this record says it has {said:,} bytes, but {size:,} stand before the next record; those were read"
        notes.add("length-wrong", text, where, "error")


def _fits(tape: Tape, said: int, dialect: Dialect) -> bool:
    """Whether a block of this length is followed by what has to follow it."""
    left = tape.left()
    if left is not None and said > left:
        return False
    if said <= LOOK:
        if tape.have(said) < said or _broken_within(tape, said, dialect):
            return False
        return _ends_well(tape, said, dialect)
    begin, gone = tape.mark(), 0
    whole = True
    while gone < said and whole:
        step = min(CHUNK, said - gone) if left is None else said - gone
        whole = left is not None or (tape.have(step) >= step and not _broken_within(tape, step + 1, dialect))
        gone += tape.skip(step)
    whole = whole and gone == said and _ends_well(tape, 0, dialect)
    tape.back(begin)
    return whole


def _broken_within(tape: Tape, count: int, dialect: Dialect) -> bool:
    """Whether something is missing within the next bytes, or another record begins with a compressed piece."""
    return any(edge.gap or tape.match(dialect.start, at, _SEEN) for at, edge in tape.edges(count))


def _ends_well(tape: Tape, at: int, dialect: Dialect) -> bool:
    """Whether a record may end at `at`: with its empty lines, or without them if they are not a part of it."""
    blank = tape.match(_MAYBE_BLANK, at, 32)
    after = at + (blank.end() - blank.start() if blank else 0)
    if tape.gap_at(at) or not (tape.edge_at(after) or tape.match(dialect.start, after, _SEEN)):
        return False
    lines = dialect.lines
    return after - at >= len(lines) or not lines or tape.look(len(lines), max(after - len(lines), 0)) != lines


def _measured(tape: Tape, dialect: Dialect) -> tuple[int, str]:
    """How many bytes there are before the next record, and why no more where it is not the next record that ends it."""
    begin, gone, ends = tape.mark(), 0, ""
    if tape.match(dialect.start, 0, _SEEN):
        return 0, ""
    last = b""
    while True:
        window = tape.have(CHUNK)
        if not window:
            ends = "the file ends"
            break
        window = min(window, CHUNK)
        if last.endswith(b"\n") and tape.match(dialect.start, 0, _SEEN):
            break
        stop, ends = _stop(tape, window, dialect)
        last = (last + tape.look(min(stop, window)))[-4:]
        gone += tape.skip(stop)
        if stop < window or ends:
            break
    tape.back(begin)
    blank = _LAST_BLANK.search(last)
    return gone - (len(blank.group()) if blank and not tape.gap_at(gone) else 0), ends


def _stop(tape: Tape, window: int, dialect: Dialect) -> tuple[int, str]:
    """Where within the window the block ends (the window's length: nowhere), and why if not by the next record."""
    tape.have(window + (_SEEN))
    found = tape.find(dialect.search, window + (_SEEN))
    place = min(found[0] + 1, window) if found else window
    for at, edge in tape.edges(window + 1):
        if at > place:
            break
        if edge.gap:
            return at, edge.gap
        if tape.match(dialect.start, at, _SEEN):
            return at, "the compressed piece ends"
    return place, ""
