"""What every log store must do: tiles, and one checkpoint that is compared and swapped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muniment.store.ports import HeadMoved, LogStore
from muniment.verify.log.tiles import WIDTH, Tile, bundles_of, edge_of, join_entries, tiles_of

Opener = Callable[[], LogStore]


def entry(index: int) -> bytes:
    return b"entry %d" % index


def tiles_for(size: int) -> dict[Tile, bytes]:
    """Every tile and bundle of a log of that size. The hashes are stand-ins: stores do not look into them."""
    found = {tile: b"".join(hash_of(tile, at) for at in range(tile.width)) for tile in tiles_of(size)}
    for tile in bundles_of(size):
        start = tile.number * WIDTH
        found[tile] = join_entries([entry(start + at) for at in range(tile.width)])
    return found


def hash_of(tile: Tile, at: int) -> bytes:
    return b"%032d" % (tile.level * 10**9 + tile.number * WIDTH + at)


def grow(store: LogStore, old: int, new: int) -> None:
    """Commit what a log of `old` entries needs to become one of `new`, and tidy."""
    before = tiles_for(old)
    more = {tile: data for tile, data in tiles_for(new).items() if tile not in before}
    store.commit(more, note(old) if old else None, note(new))
    store.tidy(old, new)


def note(size: int) -> bytes:
    return b"checkpoint %d\n" % size


class LogContract:
    @pytest.fixture
    def opener(self) -> Opener:
        raise NotImplementedError

    @pytest.fixture
    def store(self, opener: Opener) -> LogStore:
        return opener()

    def names(self) -> set[str]:
        """The names of everything that is kept, as the paths of tiles and `checkpoint`."""
        raise NotImplementedError

    def check(self, store: LogStore, size: int) -> None:
        """It holds a log of that size and nothing else."""
        wanted = tiles_for(size)
        assert store.head() == note(size)
        assert {tile.path: store.read(tile) for tile in wanted} == {tile.path: data for tile, data in wanted.items()}
        assert self.names() == {tile.path for tile in wanted} | {"checkpoint"}

    def test_an_empty_one_has_no_head(self, store: LogStore) -> None:
        assert store.head() is None
        with pytest.raises(FileNotFoundError):
            store.read(Tile(0, 0, 1))

    @pytest.mark.parametrize("sizes", [(1,), (1, 2, 3), (255, 256, 257), (256, 512), (300, 700), (1, 65_536, 65_537)])
    def test_what_was_committed_is_there_and_nothing_else(
        self, store: LogStore, opener: Opener, sizes: tuple[int, ...]
    ) -> None:
        old = 0
        for size in sizes:
            grow(store, old, size)
            self.check(store, size)
            old = size
        self.check(opener(), old)

    def test_only_the_checkpoint_that_was_read_is_replaced(self, store: LogStore, opener: Opener) -> None:
        grow(store, 0, 2)
        before = self.names()
        for old in (None, note(1), note(2) + b" ", b""):
            with pytest.raises(HeadMoved, match="Nothing was changed"):
                opener().commit(tiles_for(5), old, note(5))
            self.check(store, 2)
            assert self.names() == before

    def test_of_two_who_read_the_same_one_wins(self, opener: Opener) -> None:
        one, other = opener(), opener()
        grow(one, 0, 1)
        grow(one, 1, 2)
        with pytest.raises(HeadMoved):
            grow(other, 1, 3)
        self.check(other, 2)

    def test_recover_removes_what_an_unfinished_write_left(self, store: LogStore, opener: Opener) -> None:
        for size, further in ((1, 2), (255, 256), (256, 257), (257, 600)):
            self.fresh()
            grow(opener(), 0, size)
            self.write_tiles({t: d for t, d in tiles_for(further).items() if t not in tiles_for(size)})
            opener().recover(size)
            self.check(opener(), size)

    @pytest.mark.parametrize("sizes", [(1, 2), (255, 256), (256, 257), (300, 511), (300, 512), (300, 1_000)])
    def test_recover_removes_what_was_not_tidied(self, opener: Opener, sizes: tuple[int, int]) -> None:
        """The end came after the checkpoint: anywhere in `tidy`."""
        old, new = sizes
        for kept in range(len(edge_of(old)) + 1):
            self.fresh()
            grow(opener(), 0, old)
            left = {tile.path: opener().read(tile) for tile in edge_of(old)}
            grow(opener(), old, new)
            # `tidy` takes hashes first and the bundle last: some of the first are gone already.
            self.write_paths(dict(list(left.items())[: len(left) - kept]))
            opener().recover(new)
            self.check(opener(), new)

    def test_recover_of_a_sound_log_changes_nothing(self, opener: Opener) -> None:
        for size in (1, 255, 256, 257, 700):
            self.fresh()
            grow(opener(), 0, size)
            opener().recover(size)
            self.check(opener(), size)

    def test_a_tile_that_was_outgrown_is_read_all_the_same(self, opener: Opener) -> None:
        """Whoever opened the log before goes on seeing it, over the end of a tile and further."""
        reader = opener()
        grow(opener(), 0, 250)
        before = tiles_for(250)
        for old, new in ((250, 251), (251, 256), (256, 258)):
            grow(opener(), old, new)
            assert {tile: reader.read(tile) for tile in before} == before

    def test_a_tile_that_never_was_is_not_made_up(self, store: LogStore) -> None:
        grow(store, 0, 5)
        for tile in (Tile(0, 0, 6), Tile(-1, 0, 6), Tile(0, 0, WIDTH), Tile(0, 1, 1), Tile(1, 0, 1)):
            with pytest.raises(FileNotFoundError):
                store.read(tile)

    def fresh(self) -> None:
        """Begin with an empty store."""
        raise NotImplementedError

    def write_tiles(self, tiles: dict[Tile, bytes]) -> None:
        """Put tiles there without a commit, as a write does that never ends."""
        self.write_paths({tile.path: data for tile, data in tiles.items()})

    def write_paths(self, tiles: dict[str, bytes]) -> None:
        raise NotImplementedError
