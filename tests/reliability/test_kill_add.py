"""`muniment add` killed, or without power, at every operation on the disk and at random moments.

After each: nothing acknowledged is lost, nothing is half there, no size has two roots, the verifier
finds everything whole, the same command completes, and once more changes nothing.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from .crashing import DEATHS, CountingDisk, Ended, KillingDisk, dying_disks, in_child, operations_of, told
from .world import World, sound


@pytest.fixture(scope="module")
def world(quick: Path) -> World:
    return World.new(quick / "add")


def check_survives(world: World, ended: Ended) -> None:
    """Everything that must hold after `add` has died somewhere."""
    world.note_checkpoint()
    assert sound(world.verify())
    with world.open() as vault:
        world.check_holds(vault, ended.said)
    world.add()
    world.note_checkpoint()
    with world.open() as vault:
        world.check_holds(vault, world.paths())
        size = vault.ledger.log.size
    report = world.verify()
    assert sound(report)
    assert report.notes == []
    assert all(result.unchanged for result in world.add())
    assert world.size() == size


@pytest.mark.parametrize("death", DEATHS)
def test_dying_at_every_operation(world: World, death: str) -> None:
    world.reset()
    operations = operations_of(world.add)
    tries = 0
    for at, disk in dying_disks(death, world.vault, operations):
        world.reset()
        ended = in_child(world.add, disk())
        with told(death, at, operations):
            assert ended.killed, ended
            check_survives(world, ended)
        tries += 1
    assert tries > (25 if death == "torn" else 100), "too little happens here for a test of crashes"


ENOUGH = 15
"""Kills that really came in time; on a machine that is busy by turns it takes more tries to have them."""


def _seconds(world: World) -> float:
    world.reset()
    began = time.monotonic()
    in_child(world.add, CountingDisk())
    return time.monotonic() - began


def kill_at_random(world: World, count: int, seed: int) -> int:
    """Kill `add` at random moments, going on in the same vault; returns how many were really killed."""
    chance = random.Random(seed)
    whole = min(_seconds(world) for _ in range(3))  # the first run is the slowest: it would let many live
    killed = 0
    for number in range(4 * count):
        if number >= count and killed > ENOUGH:
            break
        world.reset()
        # Runs differ by half in length, so every other kill comes in the first half: else few would be killed at all.
        moment = chance.uniform(0, whole if number % 2 else whole / 2)
        ended = in_child(world.add, CountingDisk(), seconds=max(moment, 1e-4))
        killed += ended.killed
        check_survives(world, ended)
    return killed


def test_killed_at_random_moments(world: World) -> None:
    assert kill_at_random(world, 40, seed=7) > ENOUGH


@pytest.mark.soak
@pytest.mark.skipif(not os.environ.get("MUNIMENT_SOAK"), reason="set MUNIMENT_SOAK to a number of kills")
def test_killed_at_random_moments_for_long(world: World) -> None:
    number = os.environ["MUNIMENT_SOAK"]
    count = max(int(number) if number.isdigit() else 0, 2_000)
    assert kill_at_random(world, count, seed=time.time_ns()) > count // 4


def test_killed_again_and_again_without_a_reset(world: World) -> None:
    """What one crash leaves, the next run meets while it dies in its turn."""
    world.reset()
    said: set[str] = set()
    for at in range(3, 200, 2):
        ended = in_child(world.add, KillingDisk(at, torn=at % 4 == 1))
        said.update(ended.said)
        world.note_checkpoint()
        assert sound(world.verify())
        with world.open() as vault:
            world.check_holds(vault, sorted(said))
        if not ended.killed:
            break
    assert set(world.paths()) == said
    check_survives(world, Ended(False, "", tuple(said), 0))
