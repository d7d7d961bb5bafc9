"""Streams of packed bytes become streams of bytes, in pieces of bounded size and with bounded memory.

Nothing is gathered: a piece goes on before the next is made. What is wrong with the stream is a `MemberError`.
"""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from muniment.read.archive.faults import MemberError

PIECE = 1 << 18
MEMORY = 512 << 20
"""Largest dictionary or window a packed stream may ask for, in bytes."""
_WINDOW_LOG = 27
_SMALL = 1 << 14

Unpack = Callable[[Iterable[bytes]], Iterator[bytes]]


class Bounded(Protocol):
    """What bz2, lzma and zstd have in common."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether all that was given has been used."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What came behind the end."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes more."""
        ...


class Inflate:
    """zlib in the manner of the others; `bits` as zlib counts them: −15 raw, 31 gzip."""

    def __init__(self, bits: int) -> None:
        self._object = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""
        return self._object.eof

    @property
    def needs_input(self) -> bool:
        """Whether all that was given has been used."""
        return not self._object.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What came behind the end."""
        return self._object.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes more."""
        return self._object.decompress(self._object.unconsumed_tail + data, max(max_length, 0))


def stored(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Bytes that are not packed."""
    yield from pieces


def inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate without a header, as in ZIP."""
    return drawn(Inflate(-15), pieces)


def bunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """bzip2, one stream."""
    return drawn(bz2.BZ2Decompressor(), pieces)


def unxzed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """xz, one stream."""
    return drawn(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY), pieces)


def unzstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Zstandard, one frame."""
    return drawn(zstd(), pieces)


def zstd() -> Any:
    """A Zstandard decompressor whose window is bounded; of one frame."""
    library: Any
    if sys.version_info >= (3, 14):
        from compression import zstd as library
    else:
        from backports import zstd as library
    return library.ZstdDecompressor(options={library.DecompressionParameter.window_log_max: _WINDOW_LOG})


def inflated64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate64, which Windows uses for large files. It cannot be held back, so it is fed little at a time."""
    from inflate64 import Inflater

    inflater = Inflater()
    for piece in pieces:
        for start in range(0, len(piece), _SMALL):
            try:
                made = inflater.inflate(piece[start : start + _SMALL])
            except ValueError as error:
                raise MemberError("archive-damaged", str(error)) from error
            yield from (bytes(made[at : at + PIECE]) for at in range(0, len(made), PIECE))


def unlzma(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """LZMA as ZIP has it: a header of four bytes and five of properties (APPNOTE 5.8.8)."""
    stream = iter(pieces)
    head = b""
    while len(head) < 9:
        piece = next(stream, b"")
        if not piece:
            raise MemberError("archive-damaged", "no LZMA header")
        head += piece
    packing, dictionary = head[4], int.from_bytes(head[5:9], "little")
    if int.from_bytes(head[2:4], "little") != 5 or packing >= 9 * 5 * 5:
        raise MemberError("archive-damaged", "an LZMA header that makes no sense")
    if dictionary > MEMORY:
        raise MemberError("archive-memory")
    rest, lc = divmod(packing, 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": max(dictionary, 4096), "lc": lc, "lp": lp, "pb": pb}]
    try:
        made = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    except (lzma.LZMAError, ValueError) as error:
        raise MemberError("archive-damaged", str(error)) from error
    return drawn(made, _again(head[9:], stream))


METHODS: dict[int, Unpack] = {
    0: stored, 8: inflated, 9: inflated64, 12: bunzipped, 14: unlzma, 20: unzstd, 93: unzstd, 95: unxzed,
}  # fmt: skip
"""ZIP's numbers of ways to pack (APPNOTE 4.4.5)."""


def drawn(machine: Bounded, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """All that `machine` makes of `pieces`, bounded piece by bounded piece, up to the end of its stream."""
    for piece in pieces:
        made = pulled(machine, piece)
        while True:
            if made:
                yield made
            if machine.eof:
                return
            if machine.needs_input and len(made) < PIECE:
                break
            made = pulled(machine, b"")


def pulled(machine: Bounded, piece: bytes, most: int = PIECE) -> bytes:
    """One step of `machine`; what goes wrong is a MemberError."""
    try:
        return machine.decompress(piece, most)
    except MemoryError as error:
        raise MemberError("archive-memory") from error
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
        raise MemberError(_code_of(error), str(error)) from error
    except Exception as error:  # zstd's own error type, which exists only where zstd does
        if type(error).__name__ != "ZstdError":
            raise
        raise MemberError(_code_of(error), str(error)) from error


def _code_of(error: Exception) -> str:
    said = str(error).lower()
    return "archive-memory" if "memory" in said else "archive-damaged"


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest
