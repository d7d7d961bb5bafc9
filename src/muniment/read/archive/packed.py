"""One stream packed by gzip, bzip2, xz or Zstandard: what is in it becomes a child; a TAR in it is read at once.

Several streams one behind the other are one, as every program takes them. The gzip header's time is UTC.
"""

from __future__ import annotations

import bz2
import itertools
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from muniment.model.reading import Reading, Told
from muniment.read.archive import names
from muniment.read.archive.faults import Faults, MemberError
from muniment.read.archive.listing import Line, blocks, listed
from muniment.read.archive.tarstream import Forward, read_tar
from muniment.read.archive.unpack import MEMORY, PIECE, Bounded, Inflate, drawn, zstd
from muniment.read.interface import Source

MOST_STREAMS = 100_000
UNNAMED = "content"
"""The path of the child where the format names none."""
_LATER_PIECE = 1 << 14
"""What follows a first stream is fed in small pieces: the end of each stream hands back what is left of one."""
_SKIPPABLE = tuple(bytes((0x50 + low, 0x2A, 0x4D, 0x18)) for low in range(16))


@dataclass(frozen=True)
class _Kind:
    name: str
    machine: Callable[[], Bounded]
    starts: tuple[bytes, ...]
    suffixes: tuple[str, ...]


_KINDS = {
    "application/gzip": _Kind("gz", lambda: Inflate(31), (b"\x1f\x8b",), (".gz", ".gzip", ".tgz")),
    "application/x-bzip2": _Kind("bz2", bz2.BZ2Decompressor, (b"BZh",), (".bz2", ".tbz", ".tbz2")),
    "application/x-xz": _Kind(
        "xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY), (b"\xfd7zXZ\x00",), (".xz", ".txz")
    ),
    "application/zstd": _Kind("zst", zstd, (b"(\xb5/\xfd", *_SKIPPABLE), (".zst", ".tzst")),
}
MEDIA_TYPES = frozenset(_KINDS)


class _Streams:
    """All streams of an item as one; counts them, and says what stands behind the last."""

    def __init__(self, source: Source, kind: _Kind, faults: Faults) -> None:
        self._file = source.open()
        self._kind = kind
        self._faults = faults
        self._size = source.size
        self._fed = 0
        self.count = 0
        self.unpacked = 0

    def pieces(self) -> Iterator[bytes]:
        """What is packed. A stream that is cut or damaged is a MemberError."""
        rest = b""
        while True:
            machine = self._kind.machine()
            for piece in drawn(machine, self._fresh(rest)):
                self.unpacked += len(piece)
                yield piece
            if not machine.eof:
                raise MemberError("archive-cut")
            self.count += 1
            rest = self._next(machine.unused_data)
            if not rest or self._is_no_stream(rest):
                return

    def _fresh(self, rest: bytes) -> Iterator[bytes]:
        """What a new stream is fed: what was left, then the file."""
        if rest:
            yield rest
        size = _LATER_PIECE if self.count else PIECE
        while piece := self._file.read(size):
            self._fed += len(piece)
            yield piece

    def _next(self, rest: bytes) -> bytes:
        """Past padding: zeros up to the next stream."""
        rest = rest.lstrip(b"\x00")
        while len(rest) < 6:
            more = self._file.read(_LATER_PIECE)
            self._fed += len(more)
            if not more:
                break
            rest = (rest + more).lstrip(b"\x00")
        return rest

    def _is_no_stream(self, rest: bytes) -> bool:
        if self.count >= MOST_STREAMS:
            words = f"it has more than {MOST_STREAMS:,} streams one behind the other; the rest was left packed"
            self._faults.add("archive-too-many-members", words)
            return True
        if rest.startswith(self._kind.starts):
            return False
        after = self._size - self._fed + len(rest)
        words = f"{after:,} bytes follow the archive's end (byte {self._size - after:,}); they are not part of it"
        self._faults.add("archive-data-after", words, where=f"byte {self._size - after}")
        return True


def read_packed(source: Source, label: str) -> Reading:
    """One child, or those of the TAR that is packed."""
    kind, faults = _KINDS[source.media_type], Faults()
    streams = _Streams(source, kind, faults)
    pieces = streams.pieces()
    first, error = _first(pieces)
    metadata, path, told = _header(source, kind)
    if first[257:262] == b"ustar":
        reading = read_tar(Forward(itertools.chain((first,), pieces)), source, label, faults, metadata)
        return reading
    _look_at_name(path, faults)
    given = False
    try:
        if error is not None:
            raise error
        given = source.give(path, itertools.chain((first,), pieces), told)
    except MemberError as problem:
        faults.of(problem.code, names.shown(path).text)
    if streams.count > 1:
        words = f"it is {streams.count:,} packed streams, one behind the other; they were taken out as one file"
        faults.add("archive-streams", words, "note")
    size = streams.unpacked if given else None
    modified = metadata.get("gz:Modified", "")
    line = Line(names.shown(path).text, names.target_of(path), size, modified, names.target_of(path) if given else "")
    return listed(label, blocks([line], faults), metadata, faults)


def _first(pieces: Iterator[bytes]) -> tuple[bytes, MemberError | None]:
    """At least 512 bytes, where there are as many."""
    found = b""
    try:
        while len(found) < 512 and (piece := next(pieces, b"")):
            found += piece
    except MemberError as error:
        return found, error
    return found, None


def _header(source: Source, kind: _Kind) -> tuple[dict[str, str], bytes, Told]:
    """Metadata, the path of the child, and what is told of it."""
    metadata = {"archive:Packed": kind.name}
    path, details = b"", {}
    if kind.name == "gz":
        with source.open() as file:
            path, comment, modified = _gzip_header(file)
        details = {
            name: value
            for name, value in (("gz:Modified", modified), ("gz:Comment", names.shown(comment).text))
            if value
        }
    metadata |= details
    return metadata, path or UNNAMED.encode(), Told(name="" if path else _name(source.name, kind), details=details)


def _gzip_header(file: BinaryIO) -> tuple[bytes, bytes, str]:
    """Name, comment and time of modification (RFC 1952); empty where they are not said."""
    head = file.read(1 << 13)
    flags, seconds = head[3] if len(head) > 9 else 0, int.from_bytes(head[4:8], "little")
    modified = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else ""
    at = 10
    if flags & 4:
        at += 2 + int.from_bytes(head[at : at + 2], "little")
    name, at = _zero_ended(head, at) if flags & 8 else (b"", at)
    comment, at = _zero_ended(head, at) if flags & 16 else (b"", at)
    return name, comment, modified


def _zero_ended(head: bytes, at: int) -> tuple[bytes, int]:
    end = head.find(b"\x00", at)
    return (head[at:end], end + 1) if end >= 0 else (b"", len(head))


def _name(hint: str, kind: _Kind) -> str:
    """The archive's own name without its ending, for want of a better one."""
    base = hint.replace("\\", "/").rsplit("/", 1)[-1]
    ending = next((one for one in kind.suffixes if base.lower().endswith(one) and len(base) > len(one)), "")
    return base[: -len(ending)] if ending else ""


def _look_at_name(path: bytes, faults: Faults) -> None:
    shown = names.shown(path)
    names.look(shown, faults)
