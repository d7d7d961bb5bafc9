"""Where the bytes of a web archive come from: the file itself, or the gzip members in it.

A member that is damaged gives what can still be unpacked, then a gap; feeding goes on at the next
member that begins a record. Every feed can be put back to an earlier mark.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol

from muniment.read.webarchive.notes import Notes

CHUNK = 1 << 18
_IN, _OUT = 1 << 15, 1 << 18
_MAGIC = b"\x1f\x8b\x08"
_ENOUGH_TO_TELL = 2048
MOST_TRIALS = 100_000
"""So often a damaged file is searched for the beginning of another gzip member."""
FREE, RATIO = 4 << 30, 200
"""A file may unpack to so many bytes, and to so many times its own size beyond that."""


class Piece(NamedTuple):
    """The next bytes. `start`: here begins a gzip member (or the file), at that byte of the file.

    `gap`: something is missing before these bytes, and why.
    """

    data: bytes
    start: int | None = None
    gap: str = ""


class Feed(Protocol):
    """Gives bytes piece by piece; `mark` and `back` return to an earlier place."""

    def next(self) -> Piece | None: ...
    def mark(self) -> object: ...
    def back(self, mark: object) -> None: ...
    def skip(self, count: int) -> int: ...
    def left(self) -> int | None: ...


class PlainFeed:
    """The bytes of a file as they are."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size, self._at = file, size, 0

    def next(self) -> Piece | None:
        """The next stretch, or None at the end."""
        self._file.seek(self._at)
        data = self._file.read(CHUNK)
        start = 0 if self._at == 0 else None
        self._at += len(data)
        return Piece(data, start) if data else None

    def mark(self) -> object:
        """Where we are."""
        return self._at

    def back(self, mark: object) -> None:
        """Return there."""
        assert isinstance(mark, int)
        self._at = mark

    def skip(self, count: int) -> int:
        """Pass over up to `count` bytes without reading them; how many."""
        count = min(count, self._size - self._at)
        self._at += count
        return count

    def left(self) -> int | None:
        """How many bytes are still to come."""
        return self._size - self._at


class GzipFeed:
    """The members of a gzip file, one after the other. `begins`: whether bytes begin a record."""

    def __init__(self, file: BinaryIO, size: int, begins: Callable[[bytes], bool], notes: Notes) -> None:
        self._file, self._size, self._begins, self._notes = file, size, begins, notes
        self._at = self._start = 0
        self._member: zlib._Decompress | None = None
        self._gap, self._gave = "", False
        self._budget = FREE + RATIO * size
        self._trials = 0
        self._cache, self._cached = b"", 0

    def next(self) -> Piece | None:
        """The next stretch, or None at the end. May be empty at a gap."""
        while self._budget > 0:
            begun = self._member is None
            if begun and not self._begin():
                break
            gap, self._gap = (self._gap, "") if begun else ("", self._gap)
            data = self._unpack()
            if data or begun:
                return Piece(data, self._start if begun else None, gap)
        if self._budget <= 0:
            self._note(
                "unpacks-too-far", "it unpacks to far more than a file of its size should; the rest was not read"
            )
            self._gap, self._budget, self._at, self._member = "too much to unpack", 1, self._size, None
        gap, self._gap = self._gap, ""
        return Piece(b"", self._size, gap) if gap else None

    def mark(self) -> object:
        """Where we are, with the state of the unpacking."""
        return self._at, self._start, self._member and self._member.copy(), self._gap, self._gave

    def back(self, mark: object) -> None:
        """Return there; a mark may be used again."""
        assert isinstance(mark, tuple)
        self._at, self._start, member, self._gap, self._gave = mark
        self._member = member and member.copy()

    def skip(self, count: int) -> int:
        """Nothing can be passed over unread."""
        return 0

    def left(self) -> int | None:
        """Not known before it is unpacked."""
        return None

    def _begin(self) -> bool:
        """Stand at a member: this one, or the next that can be found. False: no more."""
        head = self._window(self._at, 3)
        if head != _MAGIC:
            if not self._window(self._at, CHUNK).strip(b"\x00"):  # padding, or the end
                return False
            self._note("gzip-damaged", "here should begin a compressed record, but does not", self._at)
            self._gap = self._gap or "no gzip member"
            if not self._resync(self._at + 1):
                return False
        self._start, self._member, self._gave = self._at, zlib.decompressobj(31), False
        return True

    def _unpack(self) -> bytes:
        """More of the member; at its end, or where it breaks off, there is no member any more."""
        assert self._member is not None
        given = self._window(self._at, _IN)
        try:
            data = self._member.decompress(given, _OUT)
        except zlib.error as error:
            return self._broken(given, str(error))
        # at the end of a member, zlib names what follows it twice over, so one of the two is looked at
        rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self._at += len(given) - len(rest)
        if self._member.eof:
            self._member = None
        elif not data and self._at >= self._size:
            self._note("gzip-cut-off", "the file ends in the middle of this compressed piece", self._start)
            self._member, self._gap = None, "the file ends"
            if not self._gave:  # its header may be damaged, and what follows sound
                self._resync(self._start + 1)
        self._budget -= len(data)
        self._gave = self._gave or bool(data)
        return data

    def _broken(self, given: bytes, why: str) -> bytes:
        """What the damaged member still gives; then stand at the next one."""
        saved = self._salvage(given)
        self._budget -= len(saved) + len(given)
        said = why.rsplit(": ", 1)[-1]
        self._note("gzip-damaged", f"this compressed piece is damaged ({said}); what came before is kept", self._start)
        self._member, self._gap = None, "the compressed piece is damaged"
        self._resync(self._start + 1)
        return saved

    def _salvage(self, given: bytes) -> bytes:
        """Unpack again up to where it failed, then byte by byte: a failing call keeps what it had."""
        member, at = zlib.decompressobj(31), self._start
        while at < self._at:
            part = self._window(at, min(_IN, self._at - at))
            self._budget -= len(member.decompress(part, _OUT))
            at += len(part) - len(member.unconsumed_tail)
        saved = []
        try:
            for position in range(len(given)):
                saved.append(member.decompress(given[position : position + 1]))
        except zlib.error:
            pass
        return b"".join(saved)

    def _resync(self, start: int) -> bool:
        """Stand at the next gzip member from `start` on that begins a record; else at the end."""
        at = start
        while at < self._size and self._trials < MOST_TRIALS:
            window = self._window(at, CHUNK)
            for found in re.finditer(re.escape(_MAGIC), window):
                self._trials += 1
                if self._trials > MOST_TRIALS or self._begins(self._taste(at + found.start())):
                    self._at = at + found.start()
                    return self._trials <= MOST_TRIALS or self._give_up()
            at += max(len(window) - len(_MAGIC) + 1, 1)
        return self._give_up()

    def _give_up(self) -> bool:
        self._at = self._size
        return False

    def _taste(self, at: int) -> bytes:
        try:
            return zlib.decompressobj(31).decompress(self._window(at, _ENOUGH_TO_TELL), 512)
        except zlib.error:
            return b""

    def _window(self, at: int, count: int) -> bytes:
        if not self._cached <= at <= at + count <= self._cached + len(self._cache):
            self._file.seek(at)
            self._cache, self._cached = self._file.read(max(CHUNK, count)), at
        return self._cache[at - self._cached : at - self._cached + count]

    def _note(self, code: str, text: str, at: int | None = None) -> None:
        self._notes.add(code, text, "" if at is None else f"byte {at}", "error")
