"""A copy may come from anybody: it never leads out of a folder, shortens a log or brings back what is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.app.vault import branch_vault
from muniment.preserve import CopyError, VaultUnusable, confirm_erasure, plan_erasure, propose_erasure
from muniment.preserve.care.erasing import carry_out

from .planted import traces
from .test_crash_erase import Erasing, check_erased
from .test_old_copies import flip, restored
from .world import World, sound


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A vault with a whole copy of it in `backup`."""
    world = World.new(tmp_path, small=3, large=1)
    world.add()
    with world.open(write=True) as vault:
        assert vault.copy(world.root / "backup").ok
    return world


def add_more(world: World) -> None:
    (world.files / "later.txt").write_text("Later.\n")
    world.add()


def test_below_a_folder_named_incoming(tmp_path: Path) -> None:
    """That is what unfinished blobs lie in; above a copy it means nothing."""
    world = World.new(tmp_path / "incoming", small=3, large=1)
    world.add()
    with world.open(write=True) as vault:
        assert vault.copy(world.root / "backup").ok
    flip(world.vault / "packs/000001", 100)
    assert sound(restored(world).report)
    with world.open() as vault:
        world.check_holds(vault, world.paths())


@pytest.mark.parametrize("where", ["log/tile", "packs", "blobs", "packs/000001", "packs/.tmp-000001"])
@pytest.mark.parametrize("whose", ["backup", "vault"])
def test_links_are_refused(world: World, where: str, whose: str, tmp_path: Path) -> None:
    """They would be read, or written, somewhere else."""
    outside = tmp_path / "outside"
    path = world.root / whose / where
    if path.exists():
        path.rename(outside)
    else:
        outside.write_text("mine")
    path.symlink_to(outside, target_is_directory=outside.is_dir())

    def held() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in (outside, *outside.rglob("*")) if file.is_file()}

    before = held()
    with pytest.raises(CopyError, match="is a link"):
        restored(world)
    assert held() == before


@pytest.mark.parametrize("marker", ["branching", "erasing"])
def test_a_copy_that_is_half_done_is_refused(world: World, marker: str) -> None:
    (world.root / "backup" / marker).write_text("1\n")
    flip(world.vault / "packs/000001", 100)
    with pytest.raises(CopyError, match=marker):
        restored(world)
    assert (world.root / "backup" / marker).exists()


@pytest.mark.parametrize("harm", ["one bit", "nothing left", "gone"])
def test_a_log_whose_checkpoint_is_damaged_does_not_get_shorter(world: World, harm: str) -> None:
    """Also where this person's settings remember less than the folder holds."""
    seen = next((world.settings / "seen").iterdir())
    remembered = seen.read_bytes()
    add_more(world)
    seen.write_bytes(remembered)
    size = world.size()
    seen.write_bytes(remembered)
    checkpoint = world.vault / "log/checkpoint"
    whole = checkpoint.read_bytes()
    if harm == "one bit":
        flip(checkpoint, len(whole) - 30)
    elif harm == "nothing left":
        checkpoint.write_bytes(b"")
    else:
        checkpoint.unlink()
    if harm == "one bit":
        flip(world.vault / "log/checkpoint", whole.index(b"\n") + 1)
    with pytest.raises(CopyError, match=f"there are, or you have seen, {size}"):
        restored(world)
    checkpoint.write_bytes(whole)
    assert sound(world.verify())
    assert world.size() == size


def test_a_checkpoint_that_lies_about_its_size_stops_no_whole_copy(world: World) -> None:
    checkpoint = world.vault / "log/checkpoint"
    lines = checkpoint.read_bytes().split(b"\n")
    lines[1] = b"9"
    checkpoint.write_bytes(b"\n".join(lines))
    assert sound(restored(world).report)


def test_a_blob_that_changes_while_it_is_read_takes_no_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    blob = next((world.vault / "blobs").glob("??/*"))
    theirs = world.root / "backup" / blob.relative_to(world.vault)
    blob.unlink()
    check = "muniment.preserve.care.restoring.check_key"
    monkeypatch.setattr(check, lambda *_: flip(theirs, 5))
    with pytest.raises(CopyError, match="changed while it was read"):
        restored(world)
    assert not blob.exists()


# What was erased


@pytest.fixture
def erasing(tmp_path: Path) -> Erasing:
    return Erasing.prepared(tmp_path)


@pytest.mark.parametrize("newer", [False, True])
def test_a_copy_from_within_an_erasure_brings_nothing_back(
    erasing: Erasing, newer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The act is signed there and the bytes are not gone yet; without the marker only the log says so."""
    with monkeypatch.context() as patch:
        patch.setattr("muniment.preserve.care.erasing.carry_out", lambda ledger: None)
        erasing.confirm()
    shutil.copytree(erasing.vault, erasing.root / "backup", ignore=shutil.ignore_patterns("erasing", "*.sqlite*"))
    with erasing.open(write=True, operator="op-1") as vault:
        carry_out(vault.ledger)
    for index in erasing.proposals:
        (erasing.vault / "erasing").write_text(str(index + 2))
        with erasing.open(write=True, operator="op-1"):
            pass
    assert traces(erasing.vault) == []
    if newer:
        (erasing.files / "x.txt").write_text("x")
        with erasing.open(write=True, operator="op-1") as vault:
            vault.add([erasing.files / "x.txt"])
    flip(erasing.vault / "packs/000001", 100)
    with pytest.raises(CopyError, match="still holds what was erased"):
        restored(erasing)
    assert traces(erasing.vault) == []


def test_erased_and_brought_again(erasing: Erasing) -> None:
    """It stands where it was brought again, and not in its old place too."""
    with erasing.open(write=True, operator="op-1") as vault:
        assert vault.copy(erasing.root / "backup").ok
    erasing.confirm()
    with erasing.open(write=True, operator="op-1") as vault:
        vault.add([erasing.files])
    flip(erasing.vault / "packs/000001", 100)
    assert sound(restored(erasing).report)
    with erasing.open(write=True, operator="op-1") as vault:
        erasing.check_holds(vault, erasing.paths())


def test_parts_that_no_act_signed_are_no_list_of_what_was_erased(erasing: Erasing) -> None:
    """Empty parts planted under the erasure's number must not make it forget what it erased."""
    from muniment.verify.vault import PARTS, header

    with erasing.open(write=True, operator="op-1") as vault:
        assert vault.copy(erasing.root / "backup").ok
    erasing.confirm()
    check_erased(erasing)
    with erasing.open(operator="op-1") as vault:
        acts = [row.index for row in vault.log() if row.act == "erase"]
    pack = erasing.vault / "packs/000001"
    pack.write_bytes(pack.read_bytes() + b"".join(header(PARTS, act, b"") for act in acts))
    flip(pack, 100)
    restored(erasing)
    assert traces(erasing.vault) == []


# Branches


def test_a_branch_keeps_every_amendment_that_counts(world: World) -> None:
    """A narrowed consent and a basis stated after it: both go on."""
    from muniment.preserve import amend, find_item

    with world.open(write=True) as vault:
        item = find_item(vault.ledger, vault.items()[0].item)
        amend(vault.ledger, item, {"consent": {"purposes": ["court"]}}, "narrowed")
        amend(vault.ledger, item, {"basis": "organisation"}, "they signed")
    branch_vault(world.vault, "the other is lost", settings=world.settings)
    with world.open() as vault:
        stated = [row for row in vault.statements(vault.items()[0].item) if row.kind == "amend"]
    assert [row.fields.get("consent") for row in stated] == [{"purposes": ["court"]}, None]
    assert [row.fields.get("basis") for row in stated] == [None, "organisation"]
    assert all(len(row.fields["formerly"]) == 1 for row in stated)
    assert sound(world.verify())


def test_opening_what_is_damaged_to_read_writes_nothing(world: World) -> None:
    flip(world.vault / "packs/000001", 100)
    (world.vault / "catalogue.sqlite").unlink()
    before = {path: path.read_bytes() for path in world.vault.rglob("*") if path.is_file() and "lock" not in path.name}
    with world.open() as vault:
        assert vault.ledger.stale
    after = {path: path.read_bytes() for path in before}
    assert after == before
    with pytest.raises(VaultUnusable):
        world.open(write=True)


def test_the_confirmation_is_not_blind(erasing: Erasing) -> None:
    """Whoever confirms can see what, why and by whom."""
    from muniment.preserve import erasure_proposal

    with erasing.open(operator="op-2") as vault:
        found = erasure_proposal(vault.ledger, erasing.proposals[0])
        summaries = {row.index: row.summary for row in vault.log()}
    assert (found.by, found.ground) == ("op-1", "asked for")
    assert len(found.records) >= 2
    assert summaries[erasing.proposals[0]].endswith(f"({found.item}): asked for")


def test_plan_and_proposal_are_of_the_same_item(erasing: Erasing) -> None:
    with erasing.open(write=True, operator="op-1") as vault:
        item = vault.items()[0].item
        written = propose_erasure(vault.ledger, plan_erasure(vault.ledger, item), "again")
    with erasing.open(write=True, operator="op-2") as vault:
        confirm_erasure(vault.ledger, written.index)
        assert item not in {row.item for row in vault.items()}
