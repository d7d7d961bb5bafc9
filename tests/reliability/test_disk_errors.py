"""A full disk and one that answers with errors, at every operation and for real.

The error is in words, nothing acknowledged is lost, the vault opens again as an exact prefix, and the
same command completes once there is room.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.app.cli.errors import exit_code, words
from muniment.app.vault import Vault
from muniment.preserve import VaultUnusable
from muniment.store.ports import StoreError

from .crashing import RefusingDisk, disk_in_place, in_child, operations_of, told
from .test_kill_add import check_survives
from .world import World, material, sound

KINDS = {
    "full": (errno.ENOSPC, False),
    "full for a moment": (errno.ENOSPC, True),
    "failing": (errno.EIO, False),
    "failing once": (errno.EIO, True),
    "suddenly read-only": (errno.EROFS, False),
}


@pytest.fixture(scope="module")
def world(quick: Path) -> World:
    return World.new(quick / "full", small=4, large=2)


def in_words(error: str) -> bool:
    """Whether what a child died of is something the command line tells in words."""
    kind, _, _ = error.partition(":")
    return kind in ("builtins.OSError", "muniment.preserve.ledger.ledger.VaultUnusable") or ".ports." in kind


@pytest.mark.parametrize("kind", KINDS)
def test_at_every_operation(world: World, kind: str) -> None:
    number, once = KINDS[kind]
    world.reset()
    operations = operations_of(world.add)
    failed = 0
    for at in range(1, len(operations) + 1):
        world.reset()
        ended = in_child(world.add, RefusingDisk(at, number, once))
        with told(kind, at, operations):
            assert not ended.killed
            assert not ended.error or in_words(ended.error), ended.error
            failed += bool(ended.error)
            check_survives(world, ended)
    assert failed > len(operations) // 3


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_going_on_after_an_error_in_one_process(world: World, number: int) -> None:
    """A program that uses the library catches the error and goes on: nothing is written before it opens anew."""
    world.reset()
    failed = 0
    for at in range(1, 1_000):
        world.reset()
        said: list[str] = []
        with disk_in_place(RefusingDisk(at, number, once=True)) as disk:
            errors = add_or_refuse(world, said)
        if disk.count < at:
            break
        failed += bool(errors)
        assert all(isinstance(error, OSError | VaultUnusable | StoreError) for error in errors), errors
        assert sound(world.verify())
        assert not world.add_and_go_on(again := [])
        assert set(again) == {path.name for path in world.files.iterdir()}
        report = world.verify()
        assert sound(report)
        assert report.notes == []
        with world.open() as vault:
            assert set(said) <= {name for item in vault.items() for name in item.names}
    assert failed > 30


def add_or_refuse(world: World, said: list[str]) -> list[Exception]:
    try:
        return world.add_and_go_on(said)
    except (OSError, VaultUnusable) as error:
        return [error]


def test_the_words_of_the_command_line() -> None:
    for number, word in ((errno.ENOSPC, "full"), (errno.EIO, "error")):
        error = OSError(number, os.strerror(number), "packs/000001")
        assert exit_code(error) == 3
        assert word in words(error)
        assert "acknowledged is kept" in words(error)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that can be given another size."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def resize(place: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{size}", place], check=True)


@pytest.mark.parametrize("room", [*range(60, 620, 40)])
def test_a_disk_that_is_really_full(small_disk: Path, tmp_path: Path, room: int) -> None:
    """From too little room for a new catalogue to nearly enough for everything."""
    world = World(tmp_path / "world")
    material(world.files, small=6, large=2)
    world.vault = small_disk / "vault"
    Vault.init(world.vault, "Dorrin", settings=world.settings)
    resize(small_disk, f"size={(used(small_disk) + room * 1024) // 1024}k")
    ended = in_child(world.add, RefusingDisk(10**9))
    assert ended.error, "the disk was not too small"
    assert in_words(ended.error), ended.error
    assert sound(world.verify())
    with world.open() as vault:
        world.check_holds(vault, ended.said)
    resize(small_disk, "size=8m")
    check_survives(world, ended)


def used(place: Path) -> int:
    stat = os.statvfs(place)
    return (stat.f_blocks - stat.f_bfree) * stat.f_frsize


def test_no_more_files_can_be_made(small_disk: Path, tmp_path: Path) -> None:
    """Room is left, but no inodes."""
    world = World(tmp_path / "world")
    material(world.files, small=4, large=3)
    world.vault = small_disk / "vault"
    resize(small_disk, "size=8m")
    Vault.init(world.vault, "Dorrin", settings=world.settings)
    files = os.statvfs(small_disk)
    in_use = files.f_files - files.f_ffree
    for more in (1, 3, 6, 9, 12):
        resize(small_disk, f"nr_inodes={in_use + more}")
        ended = in_child(world.add, RefusingDisk(10**9))
        assert ended.error, f"{more} more files were enough"
        assert in_words(ended.error), ended.error
        with world.open() as vault:
            world.check_holds(vault, ended.said)
    resize(small_disk, "nr_inodes=10000")
    check_survives(world, ended)
