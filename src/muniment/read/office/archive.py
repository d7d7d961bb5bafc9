"""The ZIP around a document: parts by name, in bounded memory, as far as they can be recovered.

A part that is cut off or damaged is given as far as it goes, with what is wrong with it. Without a directory
(a truncated file) the parts are found by their own headers.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from muniment.read.interface import Source

LONGEST = 48 << 20
"""So many bytes of one part are unpacked to be read as text."""
MOST = 50_000
"""So many parts are looked at."""
_PIECE = 1 << 18
_LOCAL = re.compile(rb"PK\x03\x04")
_STORED, _DEFLATED = 0, 8


class Unusable(Exception):
    """Nothing can be got out of it; the message says why."""


@dataclass(frozen=True)
class Part:
    """What was got out of a part, and what is wrong with it: `cut`, `crc`, `long`, `method`, `encrypted` or ""."""

    data: bytes
    fault: str = ""


@dataclass(frozen=True)
class _Entry:
    at: int
    """Where its local header begins."""
    size: int | None
    """Packed bytes; None where the header does not say."""
    method: int
    check: int | None
    encrypted: bool


class Archive:
    """Parts of one document by name. `recovered`: there was no directory; `twice`: names that occur again."""

    def __init__(self, source: Source) -> None:
        self._view = source.mapped()
        self._entries: dict[str, _Entry] = {}
        self.twice: list[str] = []
        self.recovered = False
        with source.open() as file:
            self._list(file)
        self._folded = {_folded(name): name for name in self._entries}

    @property
    def names(self) -> list[str]:
        """All parts, in the order in which they are listed."""
        return list(self._entries)

    def find(self, name: str) -> str | None:
        """The name as the archive has it; capital letters and slashes are forgiven."""
        return name if name in self._entries else self._folded.get(_folded(name))

    def read(self, name: str, longest: int = LONGEST) -> Part:
        """The bytes of a part, `longest` of them at most. KeyError where there is none."""
        pieces, length = [], 0
        faults: list[str] = []
        for piece in self.pieces(name, faults):
            pieces.append(piece)
            length += len(piece)
            if length > longest:
                return Part(b"".join(pieces)[:longest], "long")
        return Part(b"".join(pieces), faults[0] if faults else "")

    def pieces(self, name: str, faults: list[str]) -> Iterator[bytes]:
        """The bytes of a part, piece by piece; what turns out to be wrong is added to `faults`."""
        entry = self._entries[name]
        if entry.encrypted or entry.method not in (_STORED, _DEFLATED):
            faults.append("encrypted" if entry.encrypted else "method")
            return
        check = 0
        for piece in self._unpacked(entry, faults):
            check = zlib.crc32(piece, check)
            yield piece
        if not faults and entry.check is not None and check != entry.check:
            faults.append("crc")

    def _unpacked(self, entry: _Entry, faults: list[str]) -> Iterator[bytes]:
        start = _data_of(self._view, entry.at)
        if start is None:
            faults.append("cut")
            return
        end = len(self._view) if entry.size is None else min(start + entry.size, len(self._view))
        if entry.method == _STORED:
            if entry.size is None or start + entry.size > end:
                faults.append("cut")
            for at in range(start, end, _PIECE):
                yield bytes(self._view[at : min(at + _PIECE, end)])
            return
        yield from _inflated(self._view[start:end], faults)

    def _list(self, file: BinaryIO) -> None:
        try:
            with zipfile.ZipFile(file) as archive:
                for info in archive.infolist()[:MOST]:
                    self._add(info.filename, _entry_of(info))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            self.recovered = True
            self._entries.clear()
            self._salvage()
        if not self._entries:
            raise Unusable("there is no part in it that could be unpacked")

    def _salvage(self) -> None:
        """Find parts by their own headers, which stand before each."""
        for match in _LOCAL.finditer(self._view):
            if len(self._entries) >= MOST:
                return
            head = bytes(self._view[match.start() : match.start() + 30])
            if len(head) == 30:
                name = bytes(self._view[match.start() + 30 : match.start() + 30 + _two(head, 26)])
                self._add(name.decode("utf-8", "replace"), _entry_at(match.start(), head))

    def _add(self, name: str, entry: _Entry) -> None:
        if name.endswith("/") or not name:
            return
        if name in self._entries:
            self.twice.append(name)
        self._entries[name] = entry


def _inflated(packed: memoryview, faults: list[str]) -> Iterator[bytes]:
    engine = zlib.decompressobj(-15)
    for at in range(0, len(packed), _PIECE):
        given: bytes | memoryview = packed[at : at + _PIECE]
        while given and not engine.eof:
            try:
                piece = engine.decompress(given, _PIECE)
            except zlib.error:
                faults.append("crc")
                return
            if piece:
                yield piece
            given = engine.unconsumed_tail
        if engine.eof:
            return
    faults.append("cut")
    try:
        rest = engine.flush()
    except zlib.error:
        return
    if rest:
        yield rest


def _entry_of(info: zipfile.ZipInfo) -> _Entry:
    return _Entry(info.header_offset, info.compress_size, info.compress_type, info.CRC, bool(info.flag_bits & 1))


def _entry_at(at: int, head: bytes) -> _Entry:
    flags = _two(head, 6)
    later = bool(flags & 8)  # sizes follow the data
    size, check = int.from_bytes(head[18:22], "little"), int.from_bytes(head[14:18], "little")
    known = not later and size != 0xFFFFFFFF
    return _Entry(at, size if known else None, _two(head, 8), check if known else None, bool(flags & 1))


def _data_of(view: memoryview, at: int) -> int | None:
    head = bytes(view[at : at + 30])
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        return None
    start = at + 30 + _two(head, 26) + _two(head, 28)
    return start if start <= len(view) else None


def _two(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 2], "little")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
