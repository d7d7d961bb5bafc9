"""The catalogue in SQLite: the contract in a file and in memory, and several processes at one file."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from muniment.store.folder.catalogue import SqliteCatalogue
from muniment.store.folder.schema import VERSION
from muniment.store.ports import Catalogue, CatalogueUnusable

from .catalogue_contract import CatalogueContract, acquire, change, everything, leaf, read, take


class TestFile(CatalogueContract):
    @pytest.fixture
    def catalogue(self, tmp_path: Path) -> Iterator[Catalogue]:
        made = SqliteCatalogue(tmp_path / "catalogue.sqlite")
        yield made
        made.close()


class TestMemory(CatalogueContract):
    @pytest.fixture
    def catalogue(self) -> Iterator[Catalogue]:
        made = SqliteCatalogue(Path(":memory:"))
        yield made
        made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite"


def test_it_is_there_when_opened_again(path: Path) -> None:
    one = SqliteCatalogue(path)
    take(one, change(0), acquire(1, (1, "a")), read(2, "item-1.0"))
    before = everything(one)
    one.close()
    assert everything(SqliteCatalogue(path)) == before


def test_in_batches_or_one_by_one_it_is_the_same(path: Path) -> None:
    """Rebuilding takes acts by the hundred, writing one after the other: the rows must be equal."""
    acts = [change(0), *(acquire(n, (n, "a"), (n // 2, "b")) for n in range(1, 40)), read(40, "item-1.0")]
    take(one := SqliteCatalogue(path), *acts)
    chance = random.Random(3)
    for _ in range(10):
        other, at = SqliteCatalogue(Path(":memory:")), 0
        while at < len(acts):
            batch = acts[at : at + chance.randint(1, 15)]
            other.apply(batch, leaf(batch[-1].act.index))
            at += len(batch)
        assert everything(other) == everything(one)


def _apply_all(path: Path, seed: int) -> None:
    """Take the acts 0–59 in batches, as somebody does who does not know that others do so too."""
    chance = random.Random(seed)
    catalogue = SqliteCatalogue(path)
    acts = [change(0), *(acquire(n, (n, f"{n}")) for n in range(1, 60))]
    while (at := catalogue.position()[0]) < len(acts):
        batch = acts[at : at + chance.randint(1, 5)]
        catalogue.apply(batch, leaf(batch[-1].act.index))
    catalogue.close()


def test_several_processes_take_the_same_acts(path: Path) -> None:
    """From a file that is not there yet; nobody's acts are lost or taken twice."""
    context = multiprocessing.get_context("fork")
    running = [context.Process(target=_apply_all, args=(path, seed)) for seed in range(4)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0] * 4
    _apply_all(alone := path.with_name("alone.sqlite"), 9)
    assert everything(SqliteCatalogue(path)) == everything(SqliteCatalogue(alone))


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 5_000, b"\0" * 4_096])
def test_a_file_that_is_none_is_refused_and_not_changed(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CatalogueUnusable, match="muniment rebuild"):
        SqliteCatalogue(path)
    assert path.read_bytes() == content


def test_another_version_is_refused(path: Path) -> None:
    SqliteCatalogue(path).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", VERSION + 1)
    connection.close()
    with pytest.raises(CatalogueUnusable, match=f"version {VERSION + 1}, not {VERSION}"):
        SqliteCatalogue(path)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM position",
        "DROP TABLE items",
        "UPDATE items SET names = 'not json'",
        "UPDATE acquisitions SET fields = '{'",
        "UPDATE readings SET findings = ''",
        "UPDATE items SET sha = NULL",
    ],
)
def test_rows_that_are_none_are_damage(path: Path, damage: str) -> None:
    catalogue = SqliteCatalogue(path)
    take(catalogue, change(0), acquire(1, (1, "a")), read(2, "item-1.0"))
    connection = apsw.Connection(str(path))
    connection.execute(damage)
    connection.close()
    with pytest.raises(CatalogueUnusable, match="muniment rebuild"):
        everything(catalogue)
