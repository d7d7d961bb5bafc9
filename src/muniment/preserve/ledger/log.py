"""The log as its writer has it: append entries, make proofs. Never two roots for one size.

Keeps the right edge of the tree in memory, so that appending costs the same however long the log is.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.preserve.keyring import Identity
from muniment.store.ports import LogStore
from muniment.verify.log import (
    WIDTH,
    Checkpoint,
    Frontier,
    Tile,
    TileTree,
    edge_of,
    join_entries,
    leaf_hash,
    leaf_hashes,
    parse_checkpoint,
    parse_note,
    perfect_root,
    signature_line,
    split_entries,
    split_hashes,
)


class LogBroken(Exception):
    """The log's files do not fit its checkpoint."""


class Log:
    """One log behind a `LogStore`."""

    def __init__(self, store: LogStore, origin: str) -> None:
        self._store = store
        self.origin = origin
        self.note = store.head()
        self._tree: TileTree | None = None
        self._read: tuple[Tile, list[bytes]] | None = None
        self._load()

    def _load(self) -> None:
        """Read the edge of the tree and check that it leads to the checkpoint's root."""
        self._rows: list[list[bytes]] = []
        self._bundle: list[bytes] = []
        self.size = parse_checkpoint(parse_note(self.note).text).size if self.note else 0
        try:
            for tile in edge_of(self.size):
                data = self._store.read(tile)
                if tile.level < 0:
                    self._bundle = split_entries(data, tile.width)
                else:
                    self._row(tile.level)[:] = split_hashes(data, tile.width)
        except Exception as error:
            raise LogBroken(f"The end of the log cannot be read ({error}).") from error
        self._row(0)
        self.root = self._root()
        if self.note and parse_checkpoint(parse_note(self.note).text).root != self.root:
            raise LogBroken("The end of the log does not fit its checkpoint.")
        if self.note and leaf_hashes(self._bundle) != self._rows[0]:
            raise LogBroken("The last entries of the log do not fit their hashes.")

    def _row(self, level: int) -> list[bytes]:
        while len(self._rows) <= level:
            self._rows.append([])
        return self._rows[level]

    def _root(self) -> bytes:
        frontier = Frontier()
        for level in reversed(range(len(self._rows))):
            for hash_ in self._rows[level]:
                frontier.append(hash_, 8 * level)
        return frontier.root()

    def append(self, entries: Sequence[bytes], signer: Identity) -> bytes:
        """Append entries and sign the new checkpoint; durable when this returns. Returns the checkpoint.

        Raises HeadMoved where somebody else was faster, OSError where the disk failed; the log in
        memory is then no longer usable.
        """
        old_size, old_note = self.size, self.note
        tiles = self._grow(entries)
        self.root = self._root()
        text = Checkpoint(self.origin, self.size, self.root).text
        note = f"{text}\n{signature_line(signer.verifier, signer.log_key.sign(text.encode()))}".encode()
        self._store.commit(tiles, old_note, note)
        self.note = note
        self._store.tidy(old_size, self.size)
        return note

    def _grow(self, entries: Sequence[bytes]) -> dict[Tile, bytes]:
        """The bundles and tiles that change, bundles first."""
        bundles: dict[Tile, bytes] = {}
        tiles: dict[Tile, bytes] = {}
        stored = set(edge_of(self.size))
        at = 0
        while at < len(entries):
            number, width = divmod(self.size, WIDTH)
            more = entries[at : at + WIDTH - width]
            self._bundle += more
            at += len(more)
            self.size += len(more)
            bundles[Tile(-1, number, len(self._bundle))] = join_entries(self._bundle)
            self._push(0, leaf_hashes(more), number, tiles)
            if len(self._bundle) == WIDTH:
                self._bundle = []
        tiles |= self._edge(stored)
        return bundles | tiles

    def _push(self, level: int, hashes: list[bytes], number: int, tiles: dict[Tile, bytes]) -> None:
        row = self._row(level)
        row += hashes
        if len(row) == WIDTH:
            tiles[Tile(level, number, WIDTH)] = b"".join(row)
            top = perfect_root(row)
            row.clear()
            self._push(level + 1, [top], number // WIDTH, tiles)

    def _edge(self, stored: set[Tile]) -> dict[Tile, bytes]:
        """The partial tiles as they are now, without those that stand already.

        Writing one of those again would cut it off for a moment, and for good where power fails then.
        """
        edge = (tile for tile in edge_of(self.size) if tile.level >= 0 and tile not in stored)
        return {tile: b"".join(self._rows[tile.level]) for tile in edge}

    @property
    def tree(self) -> TileTree:
        """The tree as it is stored now."""
        if self._tree is None or self._tree.size != self.size:
            self._tree = TileTree(self._store.read, self.size)
        return self._tree

    def tile(self, tile: Tile) -> bytes:
        """A tile's bytes as they are stored. Raises OSError."""
        return self._store.read(tile)

    def entry(self, index: int) -> bytes:
        """An entry's bytes, held against their hash. Raises LogBroken."""
        number, offset = divmod(index, WIDTH)
        width = min(WIDTH, self.size - number * WIDTH)
        try:
            entry = self._entries(Tile(-1, number, width))[offset]
            fits = leaf_hash(entry) == self.tree.leaf(index)
        except Exception as error:
            raise LogBroken(f"Entry {index} cannot be read ({error}).") from error
        if not fits:
            raise LogBroken(f"Entry {index} does not fit its hash.")
        return entry

    def _entries(self, bundle: Tile) -> list[bytes]:
        """A bundle's entries; the last one read is kept, for entries are mostly read in order."""
        if self._read is None or self._read[0] != bundle:
            self._read = bundle, split_entries(self._store.read(bundle), bundle.width)
        return self._read[1]

    def recover(self) -> None:
        """Remove what an interrupted write left."""
        self._store.recover(self.size)
