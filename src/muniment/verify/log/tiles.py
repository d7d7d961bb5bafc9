"""Tiles and entry bundles: how a log's hashes and entries are cut into files (C2SP tlog-tiles).

Pure naming and slicing; reading and writing the files is for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import Struct
from typing import NamedTuple

from .merkle import HASH_SIZE

WIDTH = 256
MAX_ENTRY = 65_535
_LENGTH = Struct(">H").pack


class TileError(ValueError):
    """A tile or bundle is not what its name says; the message says why."""


class Tile(NamedTuple):
    """One tile: `level` 0 holds leaf hashes; `level` -1 stands for an entry bundle."""

    level: int
    number: int
    width: int

    @property
    def path(self) -> str:
        """Path below the log's folder, for instance `tile/0/x001/234.p/7`."""
        level = "entries" if self.level < 0 else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{level}/{number_path(self.number)}{partial}"


def number_path(number: int) -> str:
    """Groups of three digits, all but the last prefixed with x: 1234067 → `x001/x234/067`."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    return "/".join(reversed(groups))


def tiles_of(size: int) -> Iterator[Tile]:
    """Every hash tile of a tree of that size; an empty tile does not exist."""
    level = 0
    while width_at := size >> (8 * level):
        full, partial = divmod(width_at, WIDTH)
        for number in range(full):
            yield Tile(level, number, WIDTH)
        if partial:
            yield Tile(level, full, partial)
        level += 1


def bundles_of(size: int) -> Iterator[Tile]:
    """Every entry bundle of a tree of that size."""
    full, partial = divmod(size, WIDTH)
    for number in range(full):
        yield Tile(-1, number, WIDTH)
    if partial:
        yield Tile(-1, full, partial)


def edge_of(size: int) -> list[Tile]:
    """The partial tiles and bundle at the right edge of a tree, bundle first."""
    edge = [Tile(-1, size // WIDTH, size % WIDTH)] if size % WIDTH else []
    level = 0
    while width_at := size >> (8 * level):
        if width_at % WIDTH:
            edge.append(Tile(level, width_at // WIDTH, width_at % WIDTH))
        level += 1
    return edge


def split_hashes(data: bytes, width: int) -> list[bytes]:
    """The hashes of a tile, left to right. Raises TileError on another length."""
    if len(data) != width * HASH_SIZE:
        raise TileError(f"has {len(data)} bytes instead of {width * HASH_SIZE}")
    return [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]


def split_entries(data: bytes, width: int) -> list[bytes]:
    """The entries of a bundle. Raises TileError unless it holds exactly `width` of them."""
    entries: list[bytes] = []
    at, last = 0, len(data) - 2
    while at <= last:
        start = at + 2
        at = start + (data[at] << 8 | data[at + 1])
        entries.append(data[start:at])
    if at != len(data):
        raise TileError("is cut off in the middle of an entry")
    if len(entries) != width:
        raise TileError(f"holds {len(entries)} entries instead of {width}")
    return entries


def join_entries(entries: Sequence[bytes]) -> bytes:
    """Entries as a bundle. Raises TileError for an entry that no bundle can hold."""
    longest = max(map(len, entries), default=0)
    if longest > MAX_ENTRY:
        raise TileError(f"an entry of {longest} bytes is longer than {MAX_ENTRY}")
    return b"".join([_LENGTH(len(entry)) + entry for entry in entries])
