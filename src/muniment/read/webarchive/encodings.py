"""Undoing what was done to a body on its way: chunks, gzip, deflate, brotli, zstd; streamed and bounded.

A body that says it is encoded and is not, or whose encoding is broken, is told apart from a sound one by
`LayerBroken`; nothing is guessed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from muniment.read.archive.faults import MemberError
from muniment.read.archive.unpack import PIECE, Bounded, Inflate, drawn, zstd

BOMB_FROM, BOMB_RATIO = 64 << 20, 100
"""A body that unpacks to more than both is not unpacked: so many bytes, and so many times its own."""
_CHUNK_LINE = re.compile(rb"[ \t]{0,16}([0-9A-Fa-f]{1,15})[ \t]{0,64}(?:;[^\n]{0,4096})?\r?\n")
_LONGEST_CHUNK_LINE = 4200

Layer = Callable[[Iterable[bytes]], Iterator[bytes]]


class LayerBroken(Exception):
    """A layer that cannot be undone. `begun`: something could, before it broke."""

    def __init__(self, layer: int, why: str, begun: bool) -> None:
        super().__init__(why)
        self.layer, self.why, self.begun = layer, why, begun


def undone(pieces: Iterable[bytes], names: tuple[str, ...]) -> Iterator[bytes]:
    """The body without the layers `names`, the outermost first. Raises LayerBroken."""
    stream = iter(pieces)
    for index, name in enumerate(names):
        stream = _watched(stream, index, LAYERS[name])
    return stream


def unchunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The transfer coding of HTTP/1.1 (RFC 9112, 7.1): each chunk behind a line with its length."""
    stream, held = iter(pieces), b""
    while True:
        held, line = _line(stream, held)
        if line is None:
            raise MemberError("http", "a chunk does not begin with its length" if held else "its last chunk is missing")
        size, held = int(line.group(1), 16), held[line.end() :]
        if not size:
            for _ in stream:  # trailers: lines, no part of the body
                pass
            return
        while size > 0:
            held = held or next(stream, b"")
            if not held:
                raise MemberError("http", "it ends in the middle of a chunk")
            yield held[:size]
            size, held = size - len(held[:size]), held[size:]
        held = _past_line_end(stream, held)


def _line(stream: Iterator[bytes], held: bytes) -> tuple[bytes, re.Match[bytes] | None]:
    while True:
        found = _CHUNK_LINE.match(held)
        if found or len(held) > _LONGEST_CHUNK_LINE:
            return held, found
        piece = next(stream, b"")
        if not piece:
            return held, _CHUNK_LINE.match(held + b"\n") if held else None
        held += piece


def _past_line_end(stream: Iterator[bytes], held: bytes) -> bytes:
    while len(held) < 2 and (piece := next(stream, b"")):
        held += piece
    return held[2:] if held.startswith(b"\r\n") else held[1:] if held.startswith(b"\n") else held


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    return _to_its_end(lambda: Inflate(31), pieces, several=True)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """`deflate` means zlib's format, but many servers send it bare."""
    stream = iter(pieces)
    first = next(stream, b"")
    while 0 < len(first) < 2 and (piece := next(stream, b"")):
        first += piece
    zlib_made = len(first) > 1 and first[0] & 15 == 8 and (first[0] << 8 | first[1]) % 31 == 0
    return _to_its_end(lambda: Inflate(15 if zlib_made else -15), _again(first, stream), several=False)


def _unzstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    return _to_its_end(zstd, pieces, several=True)


def _unbrotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    return _to_its_end(_Brotli, pieces, several=False)


class _Brotli:
    """brotli in the manner of the others."""

    def __init__(self) -> None:
        import brotli  # type: ignore[import-untyped]

        self._machine: Any = brotli.Decompressor()
        self.unused_data = b""

    @property
    def eof(self) -> bool:
        return bool(self._machine.is_finished())

    @property
    def needs_input(self) -> bool:
        return bool(self._machine.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        import brotli

        try:
            return bytes(self._machine.process(data, output_buffer_limit=max_length))
        except brotli.error as error:
            raise ValueError(str(error)) from error


def _to_its_end(make: Callable[[], Bounded], pieces: Iterable[bytes], several: bool) -> Iterator[bytes]:
    """All a compressed stream holds, and of `several` one behind the other; what else follows it is left out."""
    stream = iter(pieces)
    machine, fed = make(), False

    def feeding() -> Iterator[bytes]:
        nonlocal fed
        for piece in stream:
            fed = fed or bool(piece)
            yield piece

    while True:
        yield from drawn(machine, feeding())
        if not machine.eof:
            if fed:
                raise MemberError("http", "it ends too early")
            return
        rest = machine.unused_data
        if not several or not rest.strip(b"\x00"):
            for _ in stream:
                pass
            return
        if not rest.startswith((b"\x1f\x8b", b"(\xb5/\xfd")):
            return
        stream, machine, fed = _again(rest, stream), make(), False


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _watched(pieces: Iterator[bytes], index: int, layer: Layer) -> Iterator[bytes]:
    """A layer with its faults in words, and stopped where it unpacks to absurdly much."""
    taken = given = 0

    def counted() -> Iterator[bytes]:
        nonlocal taken
        for piece in pieces:
            for start in range(0, len(piece), PIECE):
                part = piece[start : start + PIECE]
                taken += len(part)
                yield part

    try:
        for piece in layer(counted()):
            given += len(piece)
            if given > BOMB_FROM and given > BOMB_RATIO * taken:
                raise LayerBroken(index, f"it unpacks to more than {BOMB_RATIO} times its size (a bomb?)", True)
            yield piece
    except MemberError as error:
        raise LayerBroken(index, str(error) or "it is damaged", given > 0) from error
    except zlib.error as error:
        raise LayerBroken(index, str(error), given > 0) from error


LAYERS: dict[str, Layer] = {
    "chunked": unchunked, "gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _inflated,
    "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
"""Names as HTTP has them."""


def warm() -> None:
    """Import what is imported late."""
    import brotli

    zstd()
    brotli.Decompressor()
