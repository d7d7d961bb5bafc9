"""A file inside a ZIP as a file that can be read from any place; going far back reads it anew, seldom."""

from __future__ import annotations

import io
from collections.abc import Iterator

from muniment.read.archive.faults import MemberError
from muniment.read.archive.zipitem import ZipItem

_KEPT = 1 << 20
MOST_TURNS = 200
"""So often it is read anew; then it ends here."""


class Member(io.RawIOBase):
    """One member, unpacked as it is read. What cannot be unpacked is its end; `broken` then says so."""

    def __init__(self, archive: ZipItem, name: str) -> None:
        self._archive, self._name = archive, name
        self._turns = 0
        self.broken = False
        self._begin()
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the beginning."""
        self._at = offset
        return offset

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, fewer only at the end."""
        if self._at < self._start:
            self._begin()
        while self._start + len(self._held) < self._at + size and self._more():
            pass
        begin = self._at - self._start
        data = self._held[begin : begin + size] if begin >= 0 else b""
        self._at += len(data)
        return data

    def _begin(self) -> None:
        self._turns += 1
        self._pieces: Iterator[bytes] = iter(()) if self._turns > MOST_TURNS else self._archive.chunks(self._name)
        self._held, self._start = b"", 0

    def _more(self) -> bool:
        try:
            piece = next(self._pieces, b"")
        except MemberError:
            self.broken = True
            return False
        spare = min(self._at - self._start, len(self._held)) - _KEPT
        if spare > 0:
            self._held, self._start = self._held[spare:], self._start + spare
        self._held += piece
        return bool(piece)
