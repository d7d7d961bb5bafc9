"""Files cut off at every byte of their end: what opens is an exact prefix, anything else is refused in words.

The verifier says ok of nothing but a whole log: a cut may at most look like a log that ended earlier,
and then only if nobody remembers more.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import VaultUnusable, find_item
from muniment.preserve.statements import hold
from muniment.store.ports import StoreError
from muniment.verify.vault.packs import OBJECT, PARTS, header

from .world import World, refuses_in_words

TAIL = 4_096


@pytest.fixture(scope="module")
def world(quick: Path) -> World:
    made = World.new(quick / "torn", small=4, large=1)
    made.add()
    with made.open(write=True) as vault:
        for number in range(3):
            hold(vault.ledger, find_item(vault.ledger, "item-1.0"), lifted=bool(number % 2), reason=f"note {number}")
    made.keep()
    return made


def truth(vault: Path) -> list[str]:
    """The files that hold the truth, below the vault's folder."""
    inside = [path for name in ("log", "packs", "blobs") for path in (vault / name).rglob("*") if path.is_file()]
    return sorted(path.relative_to(vault).as_posix() for path in (*inside, vault / "muniment.toml"))


def outcome(world: World, settings: Path, write: bool) -> str:
    """`whole`, `prefix` or `refused`; whatever else happens is a failure."""
    try:
        with Vault(world.vault, write=write, settings=settings) as vault:
            size = vault.ledger.log.size
            acts = [vault.ledger.act(index).leaf for index in range(size)]
            assert acts == world_leaves(world)[:size], "entries that are not those of the log"
            show_everything(world, vault)
            return "whole" if size == len(world_leaves(world)) else "prefix"
    except (VaultUnusable, StoreError) as refusal:
        assert refuses_in_words(refusal), repr(refusal)  # noqa: PT017 (any other outcome is as good)
        return "refused"


def show_everything(world: World, vault: Vault) -> None:
    """What is shown is right; a thing whose bytes are gone says so."""
    for item in vault.items():
        (row, *_) = vault.acquisitions(item.item)
        with contextlib.suppress(StoreError):
            shown = b"".join(vault.bytes_of(item))
            assert shown == (world.files.parent / row.fields["path"]).read_bytes()


def world_leaves(world: World, kept: dict[Path, list[bytes]] = {}) -> list[bytes]:  # noqa: B006 (a memory)
    if world.root not in kept:
        shutil.copytree(world.vault.with_suffix(".kept"), world.root / "whole")
        with Vault(world.root / "whole", settings=world.settings.with_suffix(".kept")) as vault:
            kept[world.root] = [vault.ledger.act(index).leaf for index in range(vault.ledger.log.size)]
    return kept[world.root]


NAMES = ("log/checkpoint", "log/tile/0", "log/tile/entries", "packs/000001", "blobs")
STEPS = {"blobs": 97}
"""Bytes from cut to cut; one where nothing is said. A blob is one run of bytes, alike everywhere."""


@pytest.mark.parametrize("name", NAMES)
def test_cut_off_at_every_byte(world: World, name: str) -> None:
    world.reset()
    (path,) = [file for file in truth(world.vault) if file.startswith(name)]
    data = (world.vault / path).read_bytes()
    derived = (world.vault / "catalogue.sqlite").read_bytes()
    for cut in (*range(max(0, len(data) - TAIL), len(data), STEPS.get(name, 1)), 0):
        (world.vault / path).write_bytes(data[:cut])
        try:
            check_cut(world, cut)
        except BaseException as error:
            error.add_note(f"{path} cut to {cut} of {len(data)} bytes")
            raise
        (world.vault / "catalogue.sqlite").write_bytes(derived)
    (world.vault / path).write_bytes(data)
    assert outcome(world, world.settings, write=True) == "whole"
    assert world.verify().ok


def check_cut(world: World, cut: int) -> None:
    """For somebody who knows the vault and, at every other cut, somebody who never saw it."""
    assert not world.verify().ok, "cut off and said to be whole"
    settings = world.settings if cut % 2 else fresh(world.root / "stranger")
    if cut % 16 == 0:
        (world.vault / "catalogue.sqlite").unlink()
    # Whole: that is the log and everything that is shown; the verifier knows what is lost.
    assert outcome(world, settings, write=False) in ("refused", "whole")
    if outcome(world, settings, write=True) == "whole":
        assert not world.verify().ok


def test_a_settings_file_that_is_cut_off(world: World) -> None:
    world.reset()
    path = world.vault / "muniment.toml"
    data = path.read_bytes()
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        assert outcome(world, world.settings, write=bool(cut % 2)) in ("refused", "whole")


def fresh(folder: Path) -> Path:
    """Settings of somebody who has never seen the vault."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def test_an_older_log_in_place_of_the_newest_is_noticed(world: World) -> None:
    """Cut exactly between two acts, a log is a whole older log: only what somebody remembers tells."""
    world.reset()
    shutil.rmtree(world.vault / "log")
    older = World.new(world.root / "older", small=3, large=1)
    shutil.copytree(older.vault / "log", world.vault / "log")
    assert outcome(world, world.settings, write=False) == "refused"
    assert not world.verify().ok


def test_leftovers_behind_the_end_are_cut_off(world: World) -> None:
    """What an unfinished write leaves behind the last act goes when the vault is next written to."""
    world.reset()
    pack = world.vault / "packs" / "000001"
    data = pack.read_bytes()
    frame = header(OBJECT, len(world_leaves(world)), b"never acknowledged") + b"never acknowledged"
    for tail in (frame[:1], frame[:30], frame[:-1], frame, frame + frame[:60], b"\0" * 5_000):
        pack.write_bytes(data + tail)
        report = world.verify()
        assert report.ok
        assert ["left over" in note for note in report.notes] == [True]
        assert outcome(world, world.settings, write=False) == "whole"
        assert pack.read_bytes() == data + tail, "reading changes nothing"
        assert outcome(world, world.settings, write=True) == "whole"
        assert pack.read_bytes() == data
        assert world.verify().notes == []


def test_frames_that_no_unfinished_write_leaves_are_not_touched(world: World) -> None:
    world.reset()
    pack = world.vault / "packs" / "000001"
    data = pack.read_bytes()
    strange = data + data[: len(data) // 2]
    pack.write_bytes(strange)
    assert not world.verify().ok
    assert outcome(world, world.settings, write=False) == "whole"
    assert outcome(world, world.settings, write=True) == "refused"
    assert pack.read_bytes() == strange


def test_a_damaged_pack_is_never_taken_for_a_leftover(world: World) -> None:
    """The head of the newest pack is overwritten: everything in it is still there for whoever repairs it."""
    world.reset()
    first, second = (world.vault / "packs" / name for name in ("000001", "000002"))
    data = first.read_bytes()
    (middle,) = [at for at in range(len(data)) if data[at : at + 16] == header(PARTS, 1, b"")[:16]]
    first.write_bytes(data[:middle])
    second.write_bytes(b"\0" * 16 + data[middle + 16 :])
    assert outcome(world, world.settings, write=True) == "refused"
    assert second.read_bytes() == b"\0" * 16 + data[middle + 16 :]
