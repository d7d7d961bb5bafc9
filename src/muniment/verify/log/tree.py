"""A log's tree read from its tiles: roots of earlier sizes, inclusion and consistency proofs.

Reads through a callable, so it serves a folder, an object store and a test alike. It trusts the
tiles it is given: whoever needs to know whether they are right uses `check_tiles` first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from .merkle import EMPTY_ROOT, leaf_hashes, node_hash, pair_up, perfect_root
from .tiles import WIDTH, Tile, TileError, bundles_of, split_entries, split_hashes

Read = Callable[[Tile], bytes]
"""Bytes of a tile or bundle; raises OSError where it is not there."""


class TileTree:
    """The tree of `size` leaves behind a reader of tiles."""

    def __init__(self, read: Read, size: int) -> None:
        self.size = size
        self._read = read
        self._tile = lru_cache(maxsize=512)(self._load)

    def _load(self, level: int, number: int) -> list[bytes]:
        width = min(WIDTH, (self.size >> (8 * level)) - number * WIDTH)
        return split_hashes(self._read(Tile(level, number, width)), width)

    def leaf(self, index: int) -> bytes:
        """Leaf hash at that index."""
        return self._perfect(0, index)

    def _perfect(self, height: int, position: int) -> bytes:
        """Root of the perfect subtree of 2**height leaves starting at position * 2**height."""
        level, above = divmod(height, 8)
        number, offset = divmod(position << above, WIDTH)
        hashes = self._tile(level, number)[offset : offset + (1 << above)]
        while len(hashes) > 1:
            hashes = pair_up(hashes)
        return hashes[0]

    def range(self, start: int, end: int) -> bytes:
        """Root over the leaves from `start` to `end`, where `start` is as RFC 6962 splits them."""
        if end == 0:
            return EMPTY_ROOT
        peaks: list[bytes] = []
        while start < end:
            height = (end - start).bit_length() - 1
            peaks.append(self._perfect(height, start >> height))
            start += 1 << height
        hash_ = peaks.pop()
        while peaks:
            hash_ = node_hash(peaks.pop(), hash_)
        return hash_

    def root(self, size: int | None = None) -> bytes:
        """Root of the tree when it had that many leaves."""
        return self.range(0, self.size if size is None else size)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Inclusion proof of a leaf in the tree of that size, leaf upward (RFC 6962, 2.1.1)."""
        size = self.size if size is None else size
        if not 0 <= index < size <= self.size:
            raise ValueError(f"no leaf {index} in a tree of {size}")
        return self._path(index, 0, size)

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + _split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self.range(middle, end)]
        return [*self._path(index, middle, end), self.range(start, middle)]

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Proof that the tree of `new` leaves extends that of `old` (RFC 6962, 2.1.2)."""
        new = self.size if new is None else new
        if not 0 < old <= new <= self.size:
            raise ValueError(f"no proof from a tree of {old} to one of {new}")
        return [] if old == new else self._subproof(old, 0, new, True)

    def _subproof(self, old: int, start: int, end: int, whole: bool) -> list[bytes]:
        if old == end:
            return [] if whole else [self.range(start, end)]
        middle = start + _split(end - start)
        if old <= middle:
            return [*self._subproof(old, start, middle, whole), self.range(middle, end)]
        return [*self._subproof(old, middle, end, False), self.range(start, middle)]


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


Fail = Callable[[str, str], None]
"""`fail(path, why)`."""


def check_tiles(read: Read, size: int, fail: Fail) -> Iterator[tuple[int, list[bytes], list[bytes]]]:
    """Walk all entries, checking every tile against them.

    Yields (first index, entries, leaf hashes) a bundle; calls `fail` for each tile or bundle that is
    missing or wrong. An unreadable bundle yields nothing for its indexes.
    """
    tops: list[bytes | None] = []
    for bundle in bundles_of(size):
        entries = _entries(read, bundle, fail)
        leaves = leaf_hashes(entries)
        row = _checked(read, Tile(0, bundle.number, bundle.width), leaves or None, fail)
        if bundle.width == WIDTH:
            tops.append(perfect_root(row) if row else None)
        if entries:
            yield bundle.number * WIDTH, entries, leaves
    level = 1
    while size >> (8 * level):
        tops = _check_level(read, level, tops, fail)
        level += 1


def _check_level(read: Read, level: int, below: list[bytes | None], fail: Fail) -> list[bytes | None]:
    """Check one level's tiles against the roots of the tiles below; return their own roots."""
    tops: list[bytes | None] = []
    for start in range(0, len(below), WIDTH):
        hashes = below[start : start + WIDTH]
        known = [hash_ for hash_ in hashes if hash_ is not None]
        tile = Tile(level, start // WIDTH, len(hashes))
        row = _checked(read, tile, known if len(known) == len(hashes) else None, fail)
        if tile.width == WIDTH:
            tops.append(perfect_root(row) if row else None)
    return tops


def _checked(read: Read, tile: Tile, wanted: list[bytes] | None, fail: Fail) -> list[bytes] | None:
    """The tile's hashes as they should be; where that is unknown, as they are stored."""
    try:
        data = read(tile)
        if wanted is not None and data == b"".join(wanted):
            return wanted
        stored = split_hashes(data, tile.width)
    except (OSError, TileError) as error:
        fail(tile.path, _words(error))
        return wanted
    if wanted is not None and stored != wanted:
        place = next(at for at in range(tile.width) if stored[at] != wanted[at])
        what = f"entry {tile.number * WIDTH + place}" if tile.level == 0 else f"the tiles below ({place})"
        fail(tile.path, f"does not fit {what}")
    return wanted or stored


def _entries(read: Read, bundle: Tile, fail: Fail) -> list[bytes]:
    try:
        return split_entries(read(bundle), bundle.width)
    except (OSError, TileError) as error:
        fail(bundle.path, _words(error))
        return []


def _words(error: Exception) -> str:
    return "is missing" if isinstance(error, FileNotFoundError) else str(error)
