"""Where the members of a ZIP lie, against what the directory says: overlaps, gaps, headers that disagree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

from muniment.read.archive.faults import Faults
from muniment.read.archive.ziptable import DESCRIBED_LATER, ENCRYPTED, Entry, Table, header, walk

LOOKED_AT = 20_000
"""So many members' own headers are compared with the directory before anything is unpacked."""
_GAP = 24
"""Gaps up to so many bytes are what data descriptors leave."""


@dataclass
class Survey:
    """Entries are named by their places in the directory."""

    overlapping: set[int] = field(default_factory=set)
    local_names: dict[int, bytes] = field(default_factory=dict)
    unlisted: list[Entry] = field(default_factory=list)


def survey(file: BinaryIO, found: Table, faults: Faults) -> Survey:
    """Look at where everything lies. Entries found by their own headers have nothing to disagree with."""
    made = Survey()
    entries = found.entries
    order = sorted(range(len(entries)), key=lambda index: (entries[index].at, index))
    reached, gaps = 0, 0
    for turn, index in enumerate(order):
        entry = entries[index]
        if entry.unlisted:  # found one behind the other: nothing to compare
            continue
        if entry.at < reached or entry.at >= found.start > 0:
            made.overlapping.add(index)
            continue
        if turn < LOOKED_AT:
            if entry.at - reached > _GAP and not found.cut:
                gaps += _gap(file, reached, entry.at, made, faults)
            reached = _compare(file, index, entry, made)
        else:
            reached = entry.at + 30 + len(entry.raw) + max(entry.packed, 0)
    if entries and not entries[0].unlisted and not found.cut and found.start - reached > _GAP:
        gaps += _gap(file, reached, found.start, made, faults)
    if gaps:
        words = f"{gaps:,} bytes lie between its members and belong to none of them"
        faults.add("archive-gap", words, "note")
    return made


def _gap(file: BinaryIO, start: int, stop: int, made: Survey, faults: Faults) -> int:
    """Bytes of a stretch that no entry of the directory claims; members the directory hides come out of it."""
    hidden = [one for one in walk(file, _first(file, start, stop), stop) if one.at < stop]
    made.unlisted += hidden[: LOOKED_AT - len(made.unlisted)]
    if start == 0 and not hidden:
        faults.add("archive-data-before", f"{stop:,} bytes stand before the archive's first member", where="byte 0")
        return 0
    return 0 if hidden else stop - start


def _first(file: BinaryIO, start: int, stop: int) -> int:
    """Where the first header of a stretch is; data descriptors and padding may stand before it."""
    file.seek(start)
    place = file.read(min(stop - start, 1 << 16)).find(b"PK\x03\x04")
    return start + place if place >= 0 else stop


def _compare(file: BinaryIO, index: int, entry: Entry, made: Survey) -> int:
    """The end of the member; notes a name of its own that differs."""
    own = header(file, entry.at)
    if own is None:
        return entry.at + 1
    if own.raw != entry.raw:
        made.local_names[index] = own.raw
    elif _differs(own.flags, own.method, own.crc, own.packed, own.size, entry):
        made.local_names[index] = b""
    return own.data + entry.packed


def _differs(flags: int, method: int, crc: int, packed: int, size: int, entry: Entry) -> bool:
    if method != entry.method or (flags ^ entry.flags) & ENCRYPTED:
        return True
    said = (crc, packed, size)
    masked = bool(flags & DESCRIBED_LATER) and not any(said)
    ours = (entry.crc, entry.packed, entry.size)
    return not masked and said != ours and not (flags & DESCRIBED_LATER and _partly(said, ours))


def _partly(said: tuple[int, int, int], ours: tuple[int, int, int]) -> bool:
    """With sizes described later some programs fill in what they know beforehand, and leave zeros."""
    return all(one in (0, 0xFFFFFFFF, other) for one, other in zip(said, ours, strict=True))
