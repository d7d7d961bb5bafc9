"""An erasure interrupted at every operation on the disk: it is finished, or the vault is as it was.

Once it is finished, nothing of what was erased is in the folder, in any form.
"""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import confirm_erasure, list_operators, plan_erasure, propose_erasure
from muniment.preserve.people.operators import add, request

from .crashing import DEATHS, Ended, KillingDisk, Say, dying_disks, in_child, operations_of, told
from .planted import WORD, forms, plant, traces
from .world import World, sound


class Erasing(World):
    """A vault with two operators in which the erasure of two items is proposed."""

    proposals: tuple[int, ...] = ()

    @classmethod
    def prepared(cls, root: Path) -> Erasing:
        world = cls.new(root, small=3, large=1)
        names = plant(world.files)
        with world.open() as vault:
            line = request(vault.ledger, "op-2")
        with world.open(write=True, operator="op-1") as vault:
            add(vault.ledger, line)
            vault.add([world.files])
            vault.read(workers=1)
            assert len(list_operators(vault.ledger)) == 2
            assert {hit.title or hit.item for hit in vault.search(WORD)}, "the word must be in the search index"
            items = [item.item for item in vault.items() if set(item.names) & set(names)]
            proposed = [propose_erasure(vault.ledger, plan_erasure(vault.ledger, i), "asked for") for i in items]
        world.proposals = tuple(written.index for written in proposed)
        world.keep()
        return world

    def confirm(self, say: Say = lambda line: None) -> None:
        """Confirm every proposal that is not confirmed yet."""
        with self.open(write=True, operator="op-2") as vault:
            acts = [vault.ledger.act(row.index) for row in vault.log() if row.act == "erase"]
            done = {act.payload["proposal"] for act in acts}
            for index in self.proposals:
                if index not in done:
                    confirm_erasure(vault.ledger, index)
                say(str(index))


@pytest.fixture(scope="module")
def world(quick: Path) -> Erasing:
    return Erasing.prepared(quick / "erase")


def test_the_search_for_traces_finds_every_form(tmp_path: Path) -> None:
    assert len(forms()) >= 11
    for text in (WORD, WORD.lower()):
        for data in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            (tmp_path / "file").write_bytes(b"abc" + data + b"def")
            assert traces(tmp_path) == ["file"]
        for before in range(5):
            (tmp_path / "file").write_bytes(base64.urlsafe_b64encode(b"q" * before + text.encode() + b"rest"))
            assert traces(tmp_path) == ["file"], before


def items_of(vault: Vault) -> list[object]:
    return [vault.items(), vault.log(), [vault.acquisitions(item.item) for item in vault.items()]]


def check_erased(world: Erasing) -> None:
    """What must hold when both erasures are confirmed, whatever happened on the way."""
    assert traces(world.vault) == []
    report = world.verify()
    assert sound(report)
    assert report.notes == []
    assert len(report.erased) == 2
    with world.open(write=True, operator="op-1") as vault:
        before = items_of(vault)
        vault.rebuild()
        assert items_of(vault) == before
        assert vault.search(WORD) == []
        assert vault.ledger.catalogue.counts()["erased"] >= 4
        world.check_holds(vault, [path for path in world.paths() if "secret" not in path])
    assert traces(world.vault) == []


def test_an_erasure_leaves_nothing(world: Erasing) -> None:
    world.reset()
    found = traces(world.vault)
    for part in ("search.sqlite", "blobs/", "packs/"):
        assert any(name.startswith(part) for name in found), "nothing was there to be found"
    world.confirm()
    check_erased(world)


@pytest.mark.parametrize("death", DEATHS)
def test_dying_at_every_operation(world: Erasing, death: str) -> None:
    world.reset()
    operations = operations_of(world.confirm)
    assert len(operations) > 60
    for at, disk in dying_disks(death, world.vault, operations):
        world.reset()
        ended = in_child(world.confirm, disk())
        with told(death, at, operations):
            assert ended.killed, ended
            check_interrupted(world, ended)
            world.confirm()
            check_erased(world)


def check_interrupted(world: Erasing, ended: Ended) -> None:
    """Before anybody finishes it, the vault opens for reading, and what is still shown is right."""
    with world.open() as vault:
        world.check_holds(vault, [path for path in world.paths() if "secret" not in path])
        for item in vault.items():
            assert vault.acquisitions(item.item)
    assert len([line for line in ended.said if line]) <= 2


def test_dying_while_finishing_what_was_interrupted(world: Erasing) -> None:
    """Killed again and again, each time a few operations further on."""
    world.reset()
    for at in range(5, 400, 4):
        ended = in_child(world.confirm, KillingDisk(at))
        if not ended.killed:
            break
    assert not ended.killed
    check_erased(world)
