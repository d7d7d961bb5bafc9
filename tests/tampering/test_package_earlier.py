"""A later package against an earlier one: it must go on from the same log, and needs nobody to say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.app.vault import Vault
from muniment.disclose import enclosures
from muniment.verify.acts import make_part
from muniment.verify.asked import Asked
from muniment.verify.log import Checkpoint, format_proof, parse_checkpoint, parse_note
from muniment.verify.package import EARLIER
from tests.tampering.forging import entries_of, open_log
from tests.tampering.scene import Scene
from tests.tampering.tools import assert_named, check_package, edit_json, files, rebag, said


def checkpoint_of(package: Path) -> bytes:
    return (package / "data/log/checkpoint").read_bytes()


def note_of(checkpoint: Checkpoint) -> Asked:
    """An earlier checkpoint is the asker's own: nobody's signature on it counts."""
    return Asked(since=f"{checkpoint.text}\n— somebody AAAAAAAA\n".encode())


def test_a_later_package_extends_an_earlier_one(scene: Scene) -> None:
    report = check_package(scene.package, Asked(since=checkpoint_of(scene.early_package)))
    assert report.ok, said(report)
    size = parse_checkpoint(parse_note(checkpoint_of(scene.early_package)).text).size
    assert report.completeness.endswith(f"; extends the {size} entries seen before")


def test_in_a_small_log_every_earlier_checkpoint_can_be_asked_for(scene: Scene) -> None:
    log = open_log(scene.vault)
    origin = f"muniment/{scene.name}"
    for size in range(1, scene.disclosure + 1):
        report = check_package(scene.package, note_of(Checkpoint(origin, size, log.tree.root(size))))
        assert report.ok, (size, said(report))
        assert report.checked["checkpoints"] == scene.disclosure


def test_an_earlier_package_of_a_fork(scene: Scene) -> None:
    """The earlier one was of as many entries, but of others."""
    seen = parse_checkpoint(parse_note(checkpoint_of(scene.early_package)).text)
    forked = note_of(Checkpoint(seen.origin, seen.size, bytes(32)))
    assert_named(check_package(scene.package, forked), "--since", f"forked: other entries than the {seen.size} seen")


def _first(**values: Any) -> Callable[[Any], None]:
    return lambda value: value["checkpoints"][4].update(values)


@pytest.mark.parametrize(
    "change",
    [
        _first(root="A" * 43),
        _first(size=4),
        _first(size=10**9),
        _first(size=True),
        _first(size="5"),
        _first(proof=[]),
        _first(proof=["A" * 43]),
        _first(proof=["A"]),
        _first(proof=[1]),
        _first(proof=None),
        _first(root=1),
        _first(root="AA"),
        lambda value: value["checkpoints"].reverse(),
        lambda value: value["checkpoints"].append(value["checkpoints"][-1]),
        lambda value: value["checkpoints"].insert(0, {"size": 0, "root": "A" * 43, "proof": []}),
        lambda value: value["checkpoints"].append("x"),
        lambda value: value.update(checkpoints={}),
        lambda value: value.update(v=2),
    ],
)
def test_earlier_checkpoints_that_are_not_this_log_s(package: Path, change: Callable[[Any], None]) -> None:
    edit_json(package / EARLIER, change)
    rebag(package)
    assert_named(check_package(package), f"proof {EARLIER}")


def test_without_the_file_nothing_fails_until_somebody_asks(package: Path, scene: Scene) -> None:
    """As with stamps: whoever takes proofs out makes the package say less."""
    (package / EARLIER).unlink()
    rebag(package)
    assert check_package(package).ok
    asked = Asked(since=checkpoint_of(scene.early_package))
    assert_named(check_package(package, asked), "--since", "ask for one")


def test_it_is_bounded_and_the_newest_that_were_handed_out_come_first(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = parse_checkpoint(parse_note(checkpoint_of(scene.early_package)).text).size
    with Vault(scene.vault, settings=scene.settings) as opened:
        everything = enclosures.earlier_sizes(opened.ledger, [3])
        assert everything == list(range(1, len(entries_of(scene.vault))))
        monkeypatch.setattr(enclosures, "EARLIER_CHECKPOINTS", 4)
        some = enclosures.earlier_sizes(opened.ledger, [3])
        assert len(some) == 4
        assert some == sorted(some)
        assert {3, early} < set(some)
        assert enclosures.earlier_sizes(opened.ledger, [3]) == some
        monkeypatch.setattr(enclosures, "EARLIER_CHECKPOINTS", 1)
        assert enclosures.earlier_sizes(opened.ledger, [3]) == [early]


def test_an_earlier_file_of_another_checkpoint(package: Path, vault: Path, scene: Scene) -> None:
    """The checkpoint is exchanged for a later one, and the proofs from earlier ones stay as they were."""
    from tests.tampering.forging import forge

    forge(vault, "hold", scene.identity("op-1"), [{"record": "1.0", "prior": "1.0", "state": "set"}])
    log = open_log(vault)
    assert log.note is not None
    (package / "data/log/checkpoint").write_bytes(log.note)
    for name in files(package):
        if name.endswith(".tlog-proof"):
            at = scene.disclosure if "disclosure" in name else int(Path(name).stem)
            (package / name).write_bytes(format_proof(at, log.tree.inclusion(at), log.note))
    rebag(package)
    assert_named(check_package(package), f"proof {EARLIER}")


def test_nobody_can_work_out_which_sizes_only_fill_up(
    scene: Scene, settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by their leaves, which proofs show; and two vaults with the same entries would fill up differently."""
    monkeypatch.setattr(enclosures, "EARLIER_CHECKPOINTS", 8)
    with Vault(scene.vault, settings=settings) as opened:
        ledger, tree = opened.ledger, opened.ledger.log.tree
        sizes = enclosures.earlier_sizes(ledger, [])
        held = [row.index + 1 for row in ledger.catalogue.acts() if row.act == "disclose"]
        others = sorted(set(range(1, ledger.log.size)) - set(held), key=lambda size: tree.leaf(size - 1))
        assert set(sizes) - set(held) != set(others[: 8 - len(set(held) & set(sizes))])
        salts = [salt for part in ledger.parts(0) for salt in part.decoys]
        monkeypatch.setattr(type(ledger), "parts", lambda ledger, index: [make_part({"name": "another"})])
        assert any(enclosures.earlier_sizes(ledger, []) != sizes for _ in range(20)), "they hang on a secret"
    assert salts
    for name in files(scene.package):
        data = (scene.package / name).read_bytes()
        assert not any(salt.encode() in data for salt in salts), "which no package shows"
