"""A ZIP as its readers see it: names, members as streams that are checked, and children given with the usual findings.

Members are named by their shown name; of several with one name the last counts, as in most programs, but
`give_rest` gives each of them. Never keeps a member in memory, except in `read`, which has a limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator

import msgspec

from muniment.model.reading import Finding, Told
from muniment.read.archive import names
from muniment.read.archive.faults import Faults, MemberError
from muniment.read.archive.listing import Line, blocks
from muniment.read.archive.unpack import METHODS, PIECE, Inflate, drawn
from muniment.read.archive.zipsurvey import survey
from muniment.read.archive.ziptable import Entry, header, table
from muniment.read.interface import Source
from muniment.read.text.blocks import Block

_LINK_TARGET = 4096


class ZipItem:
    """One ZIP, its directory read and looked over; nothing is unpacked before it is asked for."""

    def __init__(self, source: Source) -> None:
        self.faults = Faults()
        self._file = source.open()
        self._size = source.size
        self.table = table(self._file, source.size, self.faults)
        self._survey = survey(self._file, self.table, self.faults)
        self.entries: tuple[Entry, ...] = (*self.table.entries, *self._survey.unlisted)
        self.names: tuple[str, ...] = tuple(entry.name for entry in self.entries)
        self._place = {name: index for index, name in enumerate(self.names)}
        self._given: dict[int, str] = {}
        self._tried: set[int] = set()
        self._look_at_names()

    def infolist(self) -> tuple[Entry, ...]:
        """The members in the order of the directory, then those it does not list."""
        return self.entries

    def entry(self, name: str) -> Entry:
        """The member of that name. Raises KeyError."""
        return self.entries[self._place[name]]

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member, in pieces, checked; raises KeyError at once, and MemberError at any time.

        What came before a MemberError is not the member: the check sum comes last.
        """
        return self._chunks(self._place[name])

    def read(self, name: str, limit: int) -> bytes:
        """A whole member in memory. Raises KeyError, and MemberError, also where it has more than `limit` bytes."""
        return self._read(self._place[name], limit)

    def give(self, source: Source, name: str, told: Told | None = None) -> bool:
        """Give one member as a child; what is wrong with it becomes a finding. False: a limit was reached, stop.

        `told` is what the flavour knows of it; time, permissions and comment are added to its details.
        Raises KeyError.
        """
        return self._give(source, self._place[name], told)

    def give_rest(self, source: Source, except_names: Collection[str] = (), restricted: bool = False) -> bool:
        """Give every member that was not given yet, but for `except_names`. False: a limit was reached."""
        for index, name in enumerate(self.names):
            if index in self._tried or name in except_names:
                continue
            if not self._give(source, index, Told(restricted=restricted)):
                return False
        return True

    def was_given(self, name: str) -> bool:
        """Whether it became a child."""
        return self._place.get(name, -1) in self._given

    def findings(self) -> tuple[Finding, ...]:
        """What there is to know by now: ask when everything has been given."""
        return self.faults.findings()

    def metadata(self) -> dict[str, str]:
        """Of the archive as a whole."""
        made = {"zip:Entries": str(max(self.table.stated, len(self.entries)))}
        if self.table.comment:
            made["zip:Comment"] = names.shown(self.table.comment).text
        encrypted = sum(entry.encrypted for entry in self.entries)
        if encrypted:
            made["zip:Encrypted"] = f"{encrypted} of {len(self.entries)}"
        if self.table.zip64:
            made["zip:ZIP64"] = "yes"
        return made

    def listing(self) -> list[Block]:
        """One line for each member, linked to the child where it was given."""
        return blocks((self._line(index) for index in range(len(self.entries))), self.faults, len(self.entries))

    def _line(self, index: int) -> Line:
        entry = self.entries[index]
        remark = "folder" if entry.folder else "encrypted" if entry.encrypted else ""
        if entry.link and not entry.encrypted:
            remark = "link to " + self._target(index)
        size = None if entry.folder or entry.size < 0 else entry.size
        modified = entry.utc or entry.modified
        return Line(entry.name, names.target_of(entry.raw), size, modified, self._given.get(index, ""), remark)

    def _target(self, index: int) -> str:
        try:
            return names.shown(self._read(index, _LINK_TARGET)).text
        except MemberError:
            return "?"

    def _look_at_names(self) -> None:
        seen: set[bytes] = set()
        for entry in self.entries:
            names.look(names.Shown(entry.name, entry.guessed), self.faults)
            if entry.raw in seen:
                self.faults.of("archive-duplicate", entry.name)
            seen.add(entry.raw)
        for entry in self._survey.unlisted:
            self.faults.of("archive-unlisted", entry.name)
        for index in self._survey.local_names:
            self.faults.of("archive-headers-disagree", self._both_names(index))

    def _both_names(self, index: int) -> str:
        own = self._survey.local_names[index]
        return f"{self.names[index]} (its header says {names.shown(own).text})" if own else self.names[index]

    def _give(self, source: Source, index: int, told: Told | None) -> bool:
        entry = self.entries[index]
        self._tried.add(index)
        if entry.folder:
            return True
        code = "archive-encrypted" if entry.encrypted else "archive-link" if entry.link else ""
        if code:
            self.faults.of(code, entry.name)
            return True
        try:
            chunks = self._opened(index)
            whole = source.give(entry.raw, chunks, self._told(index, told or Told()))
        except MemberError as error:
            self.faults.of(error.code, entry.name)
            return True
        if whole:
            self._given[index] = names.target_of(entry.raw)
        return whole

    def _told(self, index: int, told: Told) -> Told:
        entry = self.entries[index]
        details = {
            "zip:Modified": entry.modified,
            "zip:ModifiedUTC": entry.utc,
            "zip:Permissions": f"{entry.mode & 0o7777:04o}" if entry.mode else "",
            "zip:Comment": names.shown(entry.comment).text,
            "zip:UnicodePath": entry.unicode_name,
            "zip:LocalName": names.shown(self._survey.local_names.get(index, b"")).text,
            "zip:Unlisted": "yes" if entry.unlisted and self.table.stated else "",
        }
        return msgspec.structs.replace(told, details={**{k: v for k, v in details.items() if v}, **told.details})

    def _read(self, index: int, limit: int) -> bytes:
        pieces, total = [], 0
        for piece in self._chunks(index):
            total += len(piece)
            if total > limit:
                raise MemberError("archive-memory", f"more than {limit:,} bytes")
            pieces.append(piece)
        return b"".join(pieces)

    def _chunks(self, index: int) -> Iterator[bytes]:
        if self.entries[index].encrypted:
            raise MemberError("archive-encrypted")
        return self._opened(index)

    def _opened(self, index: int) -> Iterator[bytes]:
        """The stream of a member; what can be known beforehand is raised beforehand."""
        entry = self.entries[index]
        if index in self._survey.overlapping:
            raise MemberError("archive-overlap")
        unpack = METHODS.get(entry.method)
        if unpack is None:
            raise MemberError("archive-method")
        own = header(self._file, entry.at)
        if own is None:
            raise MemberError("archive-damaged" if 0 <= entry.at < self._size else "archive-cut")
        if entry.size < 0:
            return self._until_its_end(own.data, entry)
        if own.data + entry.packed > self._size:
            raise MemberError("archive-cut")
        return _checked(unpack(self._packed(own.data, entry.packed)), entry.size, entry.crc)

    def _packed(self, start: int, length: int) -> Iterator[bytes]:
        stop = start + length
        while start < stop:
            self._file.seek(start)
            piece = self._file.read(min(PIECE, stop - start))
            if not piece:
                raise MemberError("archive-cut")
            start += len(piece)
            yield piece

    def _until_its_end(self, start: int, entry: Entry) -> Iterator[bytes]:
        """A member whose size only stands behind it: its stream says where it ends, then comes the check sum."""
        if entry.method != 8:
            raise MemberError("archive-cut")
        machine, read, crc = Inflate(-15), 0, 0

        def fed() -> Iterator[bytes]:
            nonlocal read
            for piece in self._packed(start, entry.packed):
                read += len(piece)
                yield piece

        for piece in drawn(machine, fed()):
            crc = zlib.crc32(piece, crc)
            yield piece
        if not machine.eof:
            raise MemberError("archive-cut")
        self._file.seek(start + read - len(machine.unused_data))
        said = self._file.read(8)
        said = said[4:] if said.startswith(b"PK\x07\x08") else said[:4]
        if len(said) < 4:
            raise MemberError("archive-cut")
        if int.from_bytes(said, "little") != crc:
            raise MemberError("archive-crc")


def _checked(pieces: Iterator[bytes], size: int, crc: int) -> Iterator[bytes]:
    """The pieces; a MemberError as soon as they are more than `size`, or at the end where they are not the same."""
    total = found = 0
    for piece in pieces:
        total += len(piece)
        if total > size:
            raise MemberError("archive-size-lies")
        found = zlib.crc32(piece, found)
        yield piece
    if total != size:
        raise MemberError("archive-size-lies" if found == crc else "archive-damaged")
    if found != crc:
        raise MemberError("archive-crc")
