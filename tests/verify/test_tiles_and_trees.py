"""Tiles, bundles and the tree read from them, against brute force and against damage."""

from __future__ import annotations

import random
from functools import cache
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.verify.log.merkle import (
    EMPTY_ROOT,
    check_consistency,
    check_inclusion,
    inclusion_path,
    leaf_hash,
    perfect_root,
    root_of,
)
from muniment.verify.log.tiles import (
    WIDTH,
    Tile,
    TileError,
    bundles_of,
    edge_of,
    join_entries,
    number_path,
    split_entries,
    split_hashes,
    tiles_of,
)
from muniment.verify.log.tree import TileTree, check_tiles


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0, 256), "tile/0/000"),
        (Tile(0, 1234067, 256), "tile/0/x001/x234/067"),
        (Tile(3, 1000, 7), "tile/3/x001/000.p/7"),
        (Tile(-1, 5, 1), "tile/entries/005.p/1"),
    ],
)
def test_paths(tile: Tile, path: str) -> None:
    assert tile.path == path


@given(st.integers(0, 10**12))
def test_number_paths_are_told_apart(number: int) -> None:
    assert int(number_path(number).replace("x", "").replace("/", "")) == number
    assert all(len(group.lstrip("x")) == 3 for group in number_path(number).split("/"))


@given(st.integers(0, 300_000))
def test_tiles_of_a_size_by_the_specification(size: int) -> None:
    found = list(tiles_of(size))
    for level in range(4):
        width = size // 256**level
        mine = [tile for tile in found if tile.level == level]
        assert sum(tile.width for tile in mine) == width
        assert [tile.width for tile in mine[:-1]] == [256] * (len(mine) - 1 if mine else 0)
    assert all(0 < tile.width <= WIDTH for tile in (*found, *bundles_of(size)))
    partial = {tile for tile in (*found, *bundles_of(size)) if tile.width < WIDTH}
    assert set(edge_of(size)) == partial


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_round_trip(entries: list[bytes]) -> None:
    data = join_entries(entries)
    assert split_entries(data, len(entries)) == entries
    with pytest.raises(TileError):
        split_entries(data, len(entries) + 1)
    if data:
        with pytest.raises(TileError):
            split_entries(data[:-1], len(entries))


def test_entries_and_tiles_of_a_wrong_length() -> None:
    assert split_entries(join_entries([b"x" * 65_535]), 1) == [b"x" * 65_535]
    with pytest.raises(TileError, match="longer"):
        join_entries([b"x" * 65_536])
    with pytest.raises(TileError, match="bytes instead of"):
        split_hashes(bytes(33), 1)


class Memory:
    """A log's files in memory."""

    def __init__(self, entries: list[bytes]) -> None:
        self.size = len(entries)
        self.leaves = [leaf_hash(entry) for entry in entries]
        self.files: dict[Tile, bytes] = {}
        for bundle in bundles_of(self.size):
            self.files[bundle] = join_entries(entries[bundle.number * WIDTH :][: bundle.width])
        row = self.leaves
        level = 0
        while row:
            for start in range(0, len(row), WIDTH):
                hashes = row[start : start + WIDTH]
                self.files[Tile(level, start // WIDTH, len(hashes))] = b"".join(hashes)
            row = [perfect_root(row[at : at + WIDTH]) for at in range(0, len(row) - WIDTH + 1, WIDTH)]
            level += 1

    def read(self, tile: Tile) -> bytes:
        if tile not in self.files:
            raise FileNotFoundError(tile.path)
        return self.files[tile]

    def damage(self) -> list[tuple[str, str]]:
        wrong: list[tuple[str, str]] = []
        list(check_tiles(self.read, self.size, lambda path, why: wrong.append((path, why))))
        return wrong


@cache
def log_of(size: int) -> Memory:
    return Memory([number.to_bytes(3, "big") for number in range(size)])


SIZES = [1, 2, 3, 100, 255, 256, 257, 511, 512, 513, 1000, 65_536, 65_537]


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_proofs_against_brute_force(size: int) -> None:
    log = log_of(size)
    tree = TileTree(log.read, size)
    choose = random.Random(size)
    assert set(log.files) == {*tiles_of(size), *bundles_of(size)}
    assert tree.root() == root_of(log.leaves)
    indexes = {0, size - 1, size // 2, *(choose.randrange(size) for _ in range(6))}
    for index in indexes:
        assert tree.leaf(index) == log.leaves[index]
        assert tree.inclusion(index) == inclusion_path(index, log.leaves)
    for old in {1, size, max(size - 1, 1), *(choose.randint(1, size) for _ in range(6))}:
        root = root_of(log.leaves[:old])
        assert tree.root(old) == root
        check_consistency(old, size, root, tree.root(), tree.consistency(old))
        index = choose.randrange(old)
        check_inclusion(index, old, log.leaves[index], tree.inclusion(index, old), root)
    assert tree.root(0) == EMPTY_ROOT


@given(st.integers(1, 300), st.data())
def test_any_proof_between_any_sizes(size: int, data: st.DataObject) -> None:
    log = log_of(300)
    tree = TileTree(log.read, 300)
    old = data.draw(st.integers(1, size))
    check_consistency(old, size, tree.root(old), tree.root(size), tree.consistency(old, size))
    with pytest.raises(ValueError, match="no leaf"):
        tree.inclusion(size, size)
    with pytest.raises(ValueError, match="no proof"):
        tree.consistency(size + 1, size)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 1000, 65_537])
def test_good_tiles_are_walked_in_order(size: int) -> None:
    log = log_of(size)
    first = 0
    for at, entries, leaves in check_tiles(log.read, size, lambda path, why: pytest.fail(f"{path} {why}")):
        assert at == first
        assert [leaf_hash(entry) for entry in entries] == leaves == log.leaves[at : at + len(leaves)]
        first += len(entries)
    assert first == size


@pytest.mark.parametrize(
    "tile", [t for t in log_of(65_537).files if t.number in (0, 1, 255, 256)], ids=lambda t: t.path
)
def test_each_tile_is_named_when_it_is_damaged_cut_or_gone(tile: Tile) -> None:
    log = log_of(65_537)
    good = log.files[tile]
    try:
        log.files[tile] = bytes([good[0] ^ 1]) + good[1:]
        named = [path for path, _ in log.damage()]
        shown = Tile(0, tile.number, tile.width).path if tile.level < 0 and len(named) else tile.path
        assert tile.path in named or shown in named
        log.files[tile] = good[:-1]
        assert tile.path in [path for path, _ in log.damage()]
        del log.files[tile]
        assert (tile.path, "is missing") in log.damage()
    finally:
        log.files[tile] = good
    assert log.damage() == []


def test_a_swapped_pair_of_tiles_is_named() -> None:
    log = Memory([sha256(bytes([n % 256])).digest() for n in range(600)])
    one, two = Tile(0, 0, 256), Tile(0, 1, 256)
    log.files[one], log.files[two] = log.files[two], log.files[one]
    log.files[Tile(-1, 2, 88)] = join_entries([b"x"] * 88)
    named = {path for path, _ in log.damage()}
    assert "tile/0/002.p/88" in named


def test_a_tree_over_a_tile_of_a_wrong_length_says_so() -> None:
    log = Memory([b"a", b"b", b"c"])
    log.files[Tile(0, 0, 3)] += b"x"
    with pytest.raises(TileError):
        TileTree(log.read, 3).root()
    assert issubclass(TileError, ValueError)
