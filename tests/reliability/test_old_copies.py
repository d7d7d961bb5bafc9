"""Damage is mended from a copy that is older than the vault, and what was erased since does not come back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.app.vault import restore_vault
from muniment.preserve import CopyError, VaultUnusable, confirm_erasure, plan_erasure, propose_erasure
from muniment.preserve.care.restoring import Restored
from muniment.store.ports import StoreError

from .planted import traces
from .test_crash_erase import Erasing, check_erased
from .world import World, sound


@pytest.fixture(scope="module")
def before(quick: Path) -> World:
    """A vault that went on after a copy of it was made (`backup`)."""
    world = World.new(quick / "mended", small=5, large=3)
    world.add()
    with world.open(write=True) as vault:
        vault.read(workers=1)
        assert vault.copy(world.root / "backup").ok
    for number in range(270):
        (world.files / f"later-{number}.txt").write_text(f"Later statement {number} about the ferry at Ruvend.\n")
    world.add(batch=1)
    world.keep()
    return world


@pytest.fixture
def world(before: World) -> World:
    before.reset()
    return before


def restored(world: World) -> Restored:
    return restore_vault(world.vault, world.root / "backup", "op-1", world.settings)


def flip(path: Path, at: int, count: int = 1) -> None:
    data = bytearray(path.read_bytes())
    for number in range(at, at + count):
        data[number] ^= 0x55
    path.write_bytes(data)


def flip_blob(world: World) -> None:
    flip(next((world.vault / "blobs").glob("??/*")), 70_000)


def lose_a_blob(world: World) -> None:
    next((world.vault / "blobs").glob("??/*")).unlink()


def flip_a_head(world: World) -> None:
    flip(world.vault / "packs/000001", 0, 60)


def zero_a_stretch(world: World) -> None:
    path = world.vault / "packs/000001"
    data = path.read_bytes()
    path.write_bytes(bytes(4096) + data[4096:])


def flip_here_and_there(world: World) -> None:
    end = (world.root / "backup/packs/000001").stat().st_size
    choose = random.Random(7)
    for _ in range(40):
        flip(world.vault / "packs/000001", choose.randrange(end))


@pytest.mark.parametrize("harm", [flip_blob, lose_a_blob, flip_a_head, zero_a_stretch, flip_here_and_there])
def test_what_the_copy_has_is_put_back(world: World, harm: Callable[[World], None]) -> None:
    """And every entry that came later stays."""
    size = world.size()
    harm(world)
    assert not world.verify().ok
    done = restored(world)
    assert sound(done.report)
    assert (done.entries, done.files > 0, done.lacking == 270) == (size, True, True)
    with world.open(write=True) as vault:
        world.check_holds(vault, world.paths())
        assert [row.act for row in vault.log()][size:] == ["restore"]
    assert world.verify().notes == []


def test_where_nothing_is_damaged_nothing_changes(world: World) -> None:
    size = world.size()
    done = restored(world)
    assert (done.act, done.files, world.size()) == (None, 0, size)


def test_damage_behind_the_copy_stays_and_is_named(world: World) -> None:
    behind = (world.root / "backup/packs/000001").stat().st_size + 300
    flip(world.vault / "packs/000001", 10)
    flip(world.vault / "packs/000001", behind)
    problems = len(world.verify().fails) + len(world.verify().missing)
    done = restored(world)
    assert (done.files, done.act) == (1, None)
    report = done.report
    assert 0 < len(report.fails) + len(report.missing) < problems


def test_whole_tiles_of_the_log(quick: Path) -> None:
    world = World.new(quick / "tiles", small=300, large=1)
    world.add(batch=1)
    with world.open(write=True) as vault:
        vault.copy(world.root / "backup")
    (world.files / "later.txt").write_text("later")
    world.add()
    for name in ("tile/entries/000", "tile/0/000"):
        flip(world.vault / "log" / name, 40)
    assert not world.verify().ok
    assert sound(restored(world).report)


def test_a_copy_that_went_on_by_itself_is_refused(world: World, tmp_path: Path) -> None:
    other = World(tmp_path)
    shutil.copytree(world.root / "backup", other.vault)
    shutil.copytree(world.settings, other.settings)
    (other.settings / "seen" / next((other.settings / "seen").iterdir()).name).unlink()
    other.files.mkdir()
    (other.files / "else.txt").write_text("Something else.")
    other.add()
    flip_a_head(world)
    was = (world.vault / "packs/000001").read_bytes()
    with pytest.raises(CopyError, match="two copies went on separately"):
        restore_vault(world.vault, other.vault, "op-1", world.settings)
    assert (world.vault / "packs/000001").read_bytes() == was


def test_a_damaged_copy_is_refused(world: World, tmp_path: Path) -> None:
    flip_a_head(world)
    shutil.copytree(world.root / "backup", tmp_path / "copy")
    flip(tmp_path / "copy/packs/000001", 500)
    with pytest.raises(CopyError, match="cannot be restored from"):
        restore_vault(world.vault, tmp_path / "copy", "op-1", world.settings)


def test_this_folder_is_an_old_copy_too(world: World, tmp_path: Path) -> None:
    """Both have less than was seen: the newest must be found, or a branch made."""
    shutil.rmtree(world.vault)
    shutil.copytree(world.root / "backup", world.vault)
    older = tmp_path / "older"
    shutil.copytree(world.vault, older)
    with pytest.raises(CopyError, match="branch"):
        restore_vault(world.vault, older, "op-1", world.settings)


# What was erased since


@pytest.fixture(scope="module")
def erased(quick: Path) -> Erasing:
    """Two items were erased after the copy was made, one from a pack and one from the blobs."""
    world = Erasing.prepared(quick / "erased")
    with world.open(write=True, operator="op-1") as vault:
        assert vault.copy(world.root / "backup").ok
    assert traces(world.root / "backup")
    world.confirm()
    check_erased(world)
    world.keep()
    return world


@pytest.mark.parametrize("seed", range(6))
def test_what_was_erased_stays_erased(erased: Erasing, seed: int) -> None:
    """Also where the damage took tombstones and the parts that say so."""
    erased.reset()
    pack = erased.vault / "packs/000001"
    choose = random.Random(seed)
    keep = last_entries(erased)
    if seed == 0:
        flip(pack, 0, keep)
    for _ in range(30):
        flip(pack, choose.randrange(keep))
    assert not erased.verify().ok
    assert sound(restored(erased).report)
    check_erased(erased)


def last_entries(world: World) -> int:
    """Where in the pack the entries begin that the copy does not have."""
    with world.open(operator="op-1") as vault:
        first = min(row.index for row in vault.log() if row.act == "erase")
        return min(place.offset for act, _, place in vault.ledger.objects.scan(2**63) if act == first) - 52


def test_where_the_list_of_what_was_erased_is_damaged_nothing_comes_back(erased: Erasing) -> None:
    erased.reset()
    pack = erased.vault / "packs/000001"
    flip(pack, last_entries(erased) + 60, 4)
    flip(pack, 100)
    was = pack.read_bytes()
    with pytest.raises(CopyError, match=r"Something was erased .* Nothing was put back"):
        restored(erased)
    assert pack.read_bytes() == was
    assert traces(erased.vault) == []


def test_erased_after_the_copy_in_a_log_that_was_branched(quick: Path, erased: Erasing) -> None:
    """The item stands in the log before; the copy has it there too."""
    from muniment.app.vault import branch_vault
    from muniment.preserve.people.operators import add, request

    world = Erasing(quick / "branched")
    for name in ("vault", "settings", "material"):
        shutil.copytree(erased.root / (f"{name}.kept" if name == "settings" else name), world.root / name)
    shutil.rmtree(world.vault)
    shutil.copytree(erased.root / "backup", world.vault)
    for seen in (world.settings / "seen").iterdir():
        seen.unlink()
    branch_vault(world.vault, "the other laptop is lost", settings=world.settings)
    with world.open() as vault:
        line = request(vault.ledger, "op-2")
    with world.open(write=True, operator="op-1") as vault:
        add(vault.ledger, line)
        assert vault.copy(world.root / "backup").ok
        items = [item.item for item in vault.items() if any("secret" in name for name in item.names)]
        assert len(items) == 2
        proposed = [propose_erasure(vault.ledger, plan_erasure(vault.ledger, item), "asked for") for item in items]
    with world.open(write=True, operator="op-2") as vault:
        for written in proposed:
            confirm_erasure(vault.ledger, written.index)
    assert traces(world.vault) == []
    flip(world.vault / "before/1/packs/000001", 0, 3000)
    shutil.rmtree(world.vault / "blobs")
    assert not world.verify().ok
    assert sound(restored(world).report)
    assert traces(world.vault) == []
    assert traces(world.root / "backup")


# What is damaged is not there; the rest is


def test_what_is_whole_can_be_looked_at(world: World) -> None:
    """The details of one entry are gone and the catalogue with them: the others are shown, nothing is written."""
    with world.open() as vault:
        items = len(vault.items())
        where = vault.ledger.parts_place(vault.ledger.log.size - 2)
    flip(world.vault / "packs/000001", where.offset)
    (world.vault / "catalogue.sqlite").unlink()
    with pytest.raises(VaultUnusable, match="Nothing can be written until"):
        world.open(write=True)
    with world.open() as vault:
        assert len(vault.items()) == items - 1
        assert "entries 273 " in str(vault.ledger.stale)
        with pytest.raises(StoreError, match="details of entry 273 are damaged"):
            vault.ledger.parts(273)
        assert [row.summary for row in vault.log() if "damaged" in row.summary] == ["its details are damaged"]
