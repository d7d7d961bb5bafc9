"""Making a vault, changing keys, copying, restoring and branching, dying at every operation.

The vault is then as it was, or as it was to become; the same command completes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.app.vault import Vault, branch_vault, restore_vault
from muniment.preserve import CannotFound, NoKey, VaultUnusable, find_item, list_operators
from muniment.preserve.people.operators import add, recover, request, rotate
from muniment.preserve.statements import hold, restrict
from muniment.store.ports import StoreError

from .crashing import DEATHS, Say, dying_disks, in_child, operations_of, told
from .world import World, refuses_in_words, sound


@pytest.fixture(scope="module")
def filled(quick: Path) -> World:
    """A vault with something in it; one item is restricted and another under a hold."""
    world = World.new(quick / "acts", small=3, large=1)
    world.add()
    with world.open(write=True) as vault:
        restrict(vault.ledger, find_item(vault.ledger, "item-1.0"), [{"rule": "never"}], "asked for")
        hold(vault.ledger, find_item(vault.ledger, "item-1.1"), lifted=False, reason="a court asked")
    world.keep()
    return world


def everywhere(world: World, death: str, work: Callable[[Say], object], check: Callable[[], None]) -> None:
    """Let `work` die at every operation and `check` what is left each time."""
    world.reset()
    operations = operations_of(work)
    for at, disk in dying_disks(death, world.root, operations):
        world.reset()
        ended = in_child(work, disk())
        with told(death, at, operations):
            assert ended.killed, ended
            check()


@pytest.mark.parametrize("death", DEATHS)
def test_init(quick: Path, death: str) -> None:
    folder, settings = quick / "made" / "vault", quick / "made" / "settings"

    def init(say: Say) -> None:
        Vault.init(folder, "Dorrin", settings=settings)

    shutil.rmtree(quick / "made", ignore_errors=True)
    (quick / "made").mkdir()
    operations = operations_of(init)
    for at, disk in dying_disks(death, quick / "made", operations):
        shutil.rmtree(quick / "made")
        (quick / "made").mkdir()
        assert in_child(init, disk()).killed
        with told(death, at, operations):
            check_made_or_refused(folder, settings)


def check_made_or_refused(folder: Path, settings: Path) -> None:
    opened = opens_or_refuses(folder, settings)
    if opened is not None:
        with opened as vault:
            assert vault.ledger.log.size == 1
            assert vault.ledger.identity.code == "op-1"
    elif folder.is_dir() and any(folder.iterdir()):
        with pytest.raises(CannotFound, match="not empty"):
            Vault.init(folder, "Dorrin", settings=settings)


def opens_or_refuses(folder: Path, settings: Path) -> Vault | None:
    """The vault opened for writing, or None where that was refused in words."""
    try:
        return Vault(folder, write=True, settings=settings)
    except (VaultUnusable, StoreError) as refusal:
        if not refuses_in_words(refusal):
            raise
        return None


@pytest.mark.parametrize("death", DEATHS)
def test_rotate(filled: World, death: str) -> None:
    def work(say: Say) -> None:
        with filled.open(write=True) as vault:
            rotate(vault.ledger)

    def check() -> None:
        filled.note_checkpoint()
        assert sound(filled.verify())
        work(lambda line: None)
        with filled.open(write=True) as vault:
            assert [row.code for row in list_operators(vault.ledger) if row.state == "in force"] == ["op-1"]
            hold(vault.ledger, find_item(vault.ledger, "item-1.2"), lifted=False, reason="still able to sign")
        assert sound(filled.verify())

    everywhere(filled, death, work, check)


@pytest.mark.parametrize("death", DEATHS)
def test_admit(filled: World, death: str) -> None:
    def work(say: Say) -> None:
        with filled.open() as vault:
            line = request(vault.ledger, "op-2")
        with filled.open(write=True, operator="op-1") as vault:
            add(vault.ledger, line)

    def check() -> None:
        assert sound(filled.verify())
        with filled.open(write=True, operator="op-1") as vault:
            codes = {row.code for row in list_operators(vault.ledger)}
            hold(vault.ledger, find_item(vault.ledger, "item-1.2"), lifted=False, reason="still able to sign")
        assert codes in ({"op-1"}, {"op-1", "op-2"})

    everywhere(filled, death, work, check)


@pytest.mark.parametrize("death", DEATHS)
def test_recover(quick: Path, death: str) -> None:
    world = World(quick / f"lost-{death[:5]}-{len(death)}")
    founded = Vault.init(world.vault, "Dorrin", settings=world.settings)
    shutil.rmtree(world.settings)
    world.settings.mkdir()
    world.keep()

    def work(say: Say) -> None:
        with world.open(write=True) as vault:
            recover(vault.ledger, founded.recovery, "op-9")

    def check() -> None:
        """Either the key in hand still works, or the person has become an operator."""
        assert sound(world.verify())
        with world.open(write=True) as vault:
            if vault.ledger.log.size == 1:
                with pytest.raises(NoKey):
                    _ = vault.ledger.identity
                recover(vault.ledger, founded.recovery, "op-9")
            assert vault.ledger.identity.code == "op-9"

    everywhere(world, death, work, check)


@pytest.mark.parametrize("death", DEATHS)
def test_copy(filled: World, death: str) -> None:
    copy = filled.root / "copy"

    def work(say: Say) -> None:
        shutil.rmtree(copy, ignore_errors=True)
        with filled.open(write=True) as vault:
            assert vault.copy(copy).ok

    def check() -> None:
        """The vault is untouched; the unfinished copy is no vault, or a whole one."""
        assert sound(filled.verify())
        assert filled.verify().notes == []
        opened = opens_or_refuses(copy, filled.settings)
        if opened is not None:
            with opened as vault:
                filled.check_holds(vault, filled.paths())
        work(lambda line: None)

    everywhere(filled, death, work, check)


@pytest.mark.parametrize("death", DEATHS)
def test_restore(filled: World, death: str) -> None:
    """A folder that lags behind and has lost a pack is put back from a copy."""
    filled.reset()
    copy = filled.root / "newer"
    (filled.files / "later.txt").write_text("One statement more.\n")
    try:
        filled.add()
        with filled.open(write=True) as vault:
            vault.copy(copy)
        filled.reset()
        (filled.vault / "packs" / "000001").unlink()
        lagging = World(filled.root / "lagging")
        shutil.copytree(filled.vault, lagging.vault)
        shutil.copytree(filled.settings, lagging.settings)
        lagging.files = filled.files
        lagging.keep()

        def work(say: Say) -> None:
            restore_vault(lagging.vault, copy, settings=lagging.settings)

        def check() -> None:
            if not is_restored(lagging):
                work(lambda line: None)
            assert sound(lagging.verify())
            # Killed behind the act itself, a superseded tile is left; opening for writing removes it.
            with lagging.open(write=True) as vault:
                lagging.check_holds(vault, lagging.paths())
                assert vault.log()[-1].act == "restore"
            assert lagging.verify().notes == []

        everywhere(lagging, death, work, check)
    finally:
        (filled.files / "later.txt").unlink()
        for name in ("newer", "lagging"):
            shutil.rmtree(filled.root / name, ignore_errors=True)


def is_restored(world: World) -> bool:
    """Whether the restoring was done and logged before the end came."""
    try:
        with world.open() as vault:
            return vault.log()[-1].act == "restore"
    except (VaultUnusable, StoreError):
        return False


@pytest.mark.parametrize("death", DEATHS)
def test_branch(filled: World, death: str) -> None:
    filled.reset()
    old = filled.size()
    with filled.open() as vault:
        before = vault.ledger.vault

    def work(say: Say) -> None:
        branch_vault(filled.vault, "two copies went on", settings=filled.settings)

    def check() -> None:
        """The branch is there whole, or the vault is as it was and can be branched."""
        with filled.open(write=True) as vault:
            filled.check_holds(vault, filled.paths())
            undone = vault.ledger.vault == before
            if undone:
                assert vault.ledger.log.size == old
        assert sound(filled.verify())
        if undone:
            work(lambda line: None)
        check_branched(filled)

    everywhere(filled, death, work, check)


def check_branched(world: World) -> None:
    report = world.verify()
    assert sound(report)
    assert report.notes == []
    with world.open(write=True) as vault:
        world.check_holds(vault, world.paths())
        stated = {row.kind: row for item in vault.items() for row in vault.statements(item.item)}
        assert stated["restrict"].fields["restrictions"] == [{"rule": "never"}], "a restriction must outlive a branch"
        assert stated["hold"].fields["state"] == "set"
        assert not (world.vault / "branching").exists()
