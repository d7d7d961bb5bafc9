"""Several processes in one vault at once: writers wait for each other, readers never see anything wrong."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import Keyring, Ledger
from muniment.store.lock import VaultBusy
from muniment.store.vault import VaultStore

from .crashing import CountingDisk, Ended, Say, in_child
from .test_kill_add import check_survives
from .world import World, material, sound


@pytest.fixture
def world(quick: Path, request: pytest.FixtureRequest) -> World:
    return World.new(quick / request.node.name, small=4, large=2)


class Beside:
    """A piece of work in a forked process; `end` waits for it and raises what went wrong there."""

    def __init__(self, work: Callable[[Say], object]) -> None:
        self._reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reading)
            ended = in_child(work, CountingDisk())
            os.write(writing, json.dumps([ended.killed, ended.error, ended.said, ended.steps]).encode())
            os._exit(0)
        os.close(writing)

    def end(self) -> Ended:
        with os.fdopen(self._reading, "rb") as pipe:
            told = pipe.read()
        os.waitpid(self.pid, 0)
        killed, error, said, steps = json.loads(told)
        assert not error, error
        return Ended(killed, error, tuple(said), steps)


def test_two_add_at_once(world: World) -> None:
    """Each waits for the other between its own runs; both end with everything in, and nothing twice."""
    others = material(world.root / "more", small=6, large=2)

    def add_both(say: Say) -> None:
        for path in (world.files, others):
            with world.open(write=True) as vault:
                vault.add([path], report=lambda result: say(result.path))

    running = [Beside(add_both) for _ in range(3)]
    said = [set(one.end().said) for one in running]
    assert said[0] == said[1] == said[2]
    report = world.verify()
    assert sound(report)
    assert report.notes == []
    with world.open() as vault:
        assert vault.ledger.log.size == 3, "the charter and one act for each folder, whoever came first"
    check_survives(world, Ended(False, "", (), 0))


def test_a_writer_is_told_who_holds_the_vault(world: World) -> None:
    with world.open(write=True):
        store = VaultStore(world.vault)
        with pytest.raises(VaultBusy, match=f"process {os.getpid()}, since .* is writing"):
            store.lock(wait=0.1)
        store.close()
    with world.open(write=True):
        pass


def test_reading_while_others_write(world: World) -> None:
    """Readers open, list and show without end while small acts are written: never an error, never a wrong byte."""
    world.add()
    world.keep()
    stop = time.monotonic() + 4

    def write(say: Say) -> None:
        number = 0
        while time.monotonic() < stop:
            number += 1
            path = world.root / "beside" / f"{number}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"Statement {number}.\n")
            with world.open(write=True) as vault:
                vault.add([path])
        say(str(number))

    def read(say: Say) -> None:
        count = 0
        while time.monotonic() < stop:
            with world.open() as vault:
                assert vault.ledger.stale is None
                for _ in range(4):
                    world.check_holds(vault, world.paths())
                    size = vault.ledger.log.size
                    assert [vault.ledger.act(index).index for index in range(size)] == list(range(size))
                    assert vault.log()[: size - 1]
                count += 1
        say(str(count))

    beside = [Beside(write), Beside(read), Beside(read)]
    counts = [int(one.end().said[0]) for one in beside]
    assert min(counts) > 5, counts
    assert sound(world.verify())
    with world.open() as vault:
        assert len(vault.items()) > counts[0]


def test_a_long_reader_goes_on_seeing_what_it_opened(world: World) -> None:
    """Partial tiles that it opened are replaced meanwhile, over the end of a whole tile and further."""
    world.add()
    with world.open() as reader:
        before = [act.index for act in reader.log()]
        size = reader.ledger.log.size
        root = reader.ledger.log.root
        with world.open(write=True) as writer:
            for number in range(260):
                draft = writer.ledger.draft("restore")
                draft.add({"files": number})
                draft.commit()
        assert [reader.ledger.act(index).index for index in range(size)] == before
        assert reader.ledger.log.tree.root(size) == root
        assert len(reader.ledger.log.tree.inclusion(0)) > 0
        world.check_holds(reader, world.paths())


def test_a_writer_killed_frees_the_vault(world: World) -> None:
    def hold(say: Say) -> None:
        with world.open(write=True):
            say("here")
            time.sleep(60)

    pid = os.fork()
    if pid == 0:
        hold(lambda line: (world.root / "held").touch())  # type: ignore[arg-type,return-value]
        os._exit(0)
    while not (world.root / "held").exists():
        time.sleep(0.01)
    with pytest.raises(VaultBusy):
        VaultStore(world.vault).lock(wait=0.0)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with world.open(write=True) as vault:
        assert vault.ledger.log.size == 1


def test_many_open_a_vault_whose_catalogue_is_gone(world: World) -> None:
    world.add()
    for round_ in range(5):
        for name in world.vault.glob("*.sqlite*"):
            name.unlink()
        if round_ % 2:
            (world.vault / "catalogue.sqlite").write_bytes(b"no database" * 100)

        def look(say: Say) -> None:
            with world.open() as vault:
                world.check_holds(vault, world.paths())
                say(repr((vault.items(), vault.log())))

        seen = {one.end().said for one in [Beside(look) for _ in range(6)]}
        assert len(seen) == 1
        with world.open(write=True) as vault:
            assert repr((vault.items(), vault.log())) == seen.pop()[0]


def test_a_catalogue_deleted_under_a_writer_costs_nothing(world: World) -> None:
    """Somebody tidies up while files are added: the next one to open derives it again."""
    with world.open(write=True) as vault:
        for number, path in enumerate(sorted(world.files.iterdir())):
            vault.add([path])
            if number == 2:
                for name in world.vault.glob("catalogue.sqlite*"):
                    name.unlink()
                with world.open() as reader:
                    assert len(reader.items()) == 3
        assert all(result.unchanged for result in again(vault, world))
    assert sound(world.verify())
    with world.open() as vault:
        assert vault.ledger.catalogue.position()[0] == vault.ledger.log.size


def again(vault: Vault, world: World) -> list[object]:
    results: list[object] = []
    for path in sorted(world.files.iterdir()):
        vault.add([path], report=results.append)
    return results


def test_a_reader_does_not_take_the_catalogue_from_under_a_writer(world: World) -> None:
    """Damaged or not: while somebody holds the vault, a reader makes one of its own, in memory."""
    world.add()
    (world.vault / "catalogue.sqlite").write_bytes(b"no database" * 50)
    writer = VaultStore(world.vault)
    writer.lock()
    with world.open() as reader:
        world.check_holds(reader, world.paths())
    assert (world.vault / "catalogue.sqlite").read_bytes() == b"no database" * 50
    writer.close()
    with world.open() as reader:
        world.check_holds(reader, world.paths())
    assert (world.vault / "catalogue.sqlite").read_bytes().startswith(b"SQLite")


@pytest.mark.parametrize("before", ["remembered", "_open_catalogue", "_open_log", "_compare_with_seen"])
def test_an_act_written_in_the_middle_of_opening(world: World, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    """Whichever step it falls before: nothing looks behind, and the catalogue is not begun anew."""
    world.add()
    owner = Keyring if before == "remembered" else Ledger
    plain = getattr(owner, before)
    inode = (world.vault / "catalogue.sqlite").stat().st_ino

    def step(self: object, *given: object) -> object:
        monkeypatch.setattr(owner, before, plain)
        (world.root / "between.txt").write_text("Written between two steps of another.\n")
        with world.open(write=True) as writer:
            writer.add([world.root / "between.txt"])
        return plain(self, *given)

    monkeypatch.setattr(owner, before, step)
    with world.open() as reader:
        assert reader.ledger.stale is None
        world.check_holds(reader, world.paths())
        assert [row.index for row in reader.log()] == list(range(len(reader.log())))
    assert (world.vault / "catalogue.sqlite").stat().st_ino == inode
