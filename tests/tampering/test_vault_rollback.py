"""An older copy in the vault's place, a second history, no history: against whatever somebody remembers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import VaultUnusable
from muniment.verify.asked import Asked
from muniment.verify.log.merkle import EMPTY_ROOT
from muniment.verify.log.notes import Checkpoint
from muniment.verify.strict import b64
from tests.tampering.forging import cut_pack, entries_of, forge, write_log
from tests.tampering.scene import Scene
from tests.tampering.tools import assert_named, check_package, check_vault, said

STATEMENT = [{"record": "1.0", "prior": "1.0", "state": "set", "reason": "x"}]


def since(package: Path) -> Asked:
    return Asked(since=(package / "data/log/checkpoint").read_bytes())


def test_the_vault_extends_what_both_packages_saw(scene: Scene) -> None:
    for package in (scene.early_package, scene.package):
        report = check_vault(scene.vault, since(package))
        assert report.ok, said(report)
        assert "extends the" in report.completeness


def test_a_vault_rolled_back_to_an_older_copy(scene: Scene) -> None:
    """Whole in itself; only what somebody has seen since gives it away."""
    assert check_vault(scene.early_vault).ok
    assert_named(check_vault(scene.early_vault, since(scene.package)), "rolled back", "are here")


def test_a_log_cut_to_an_earlier_size_and_signed_anew(vault: Path, scene: Scene) -> None:
    size = scene.withdrawal
    write_log(vault, entries_of(vault)[:size], scene.identity("op-1"))
    cut_pack(vault, size)
    assert check_vault(vault).ok
    assert_named(check_vault(vault, since(scene.package)), f"{size} are here")


def test_a_second_history_of_the_same_vault(vault: Path, scene: Scene) -> None:
    """Another act in the place of the withdrawal, and as many entries as before."""
    total = len(entries_of(vault))
    write_log(vault, entries_of(vault)[: scene.withdrawal], scene.identity("op-1"))
    cut_pack(vault, scene.withdrawal)
    while len(entries_of(vault)) < total + 2:
        forge(vault, "hold", scene.identity("op-1"), STATEMENT)
    assert check_vault(vault).ok
    assert_named(check_vault(vault, since(scene.package)), "forked", f"{total} seen before")
    assert check_vault(vault, since(scene.early_package)).ok


def test_the_person_who_saw_more_can_only_read_an_older_copy(scene: Scene, tmp_path: Path, settings: Path) -> None:
    old = Path(shutil.copytree(scene.early_vault, tmp_path / "old"))
    with pytest.raises(VaultUnusable, match="older copy"):
        Vault(old, write=True, settings=settings, operator="op-1")
    with Vault(old, settings=settings) as opened:
        assert opened.ledger.stale
        assert opened.items()


def test_the_person_who_saw_another_history_can_only_read_this_one(vault: Path, scene: Scene, settings: Path) -> None:
    total = len(entries_of(vault))
    write_log(vault, entries_of(vault)[: scene.withdrawal], scene.identity("op-1"))
    cut_pack(vault, scene.withdrawal)
    while len(entries_of(vault)) < total:
        forge(vault, "hold", scene.identity("op-1"), STATEMENT)
    with pytest.raises(VaultUnusable, match="went on separately"):
        Vault(vault, write=True, settings=settings, operator="op-1")


def test_a_log_in_place_of_which_there_is_an_empty_one(vault: Path, scene: Scene) -> None:
    """Nothing signed, nothing to check: that is no whole vault, whatever was asked."""
    shutil.rmtree(vault / "log")
    (vault / "log").mkdir()
    text = Checkpoint(f"muniment/{scene.name}", 0, EMPTY_ROOT).text
    (vault / "log/checkpoint").write_text(f"{text}\n— muniment/{scene.name} {b64(bytes(68))}\n", "utf-8")
    for asked in (Asked(), Asked(trust=scene.fingerprint), since(scene.package)):
        assert_named(check_vault(vault, asked), "entry 0", "charter")


def test_a_checkpoint_of_a_billion_entries_is_refused_at_once(vault: Path, scene: Scene) -> None:
    text = Checkpoint(f"muniment/{scene.name}", 10**14, bytes(32)).text
    (vault / "log/checkpoint").write_text(f"{text}\n— muniment/{scene.name} {b64(bytes(68))}\n", "utf-8")
    assert_named(check_vault(vault), "log/checkpoint", "100000000000000 entries")


def test_an_earlier_checkpoint_with_damaged_tiles(vault: Path, scene: Scene) -> None:
    """The damage is named; that it cannot be compared is not passed over."""
    next((vault / "log/tile/0").rglob("000.p/*")).unlink()
    report = check_vault(vault, since(scene.early_package))
    assert_named(report, "log/tile/0/000.p", "is missing")
    assert_named(report, "--since")


def test_the_checkpoint_of_another_log(scene: Scene, tmp_path: Path) -> None:
    Vault.init(tmp_path / "other", "Other", settings=tmp_path / "s")
    asked = Asked(since=(tmp_path / "other/log/checkpoint").read_bytes())
    assert_named(check_vault(scene.vault, asked), "--since", "is of another log")
    assert_named(check_package(scene.package, asked), "--since", "is of another log")
    assert_named(check_vault(scene.vault, Asked(since=b"nothing")), "--since", "not a signed note")


def test_an_older_package_than_what_was_seen(scene: Scene) -> None:
    assert_named(check_package(scene.early_package, since(scene.package)), "--since", "older than what was seen")
    assert check_package(scene.package, since(scene.package)).ok


def test_a_package_of_another_history(vault: Path, scene: Scene, tmp_path: Path, settings: Path) -> None:
    from muniment.disclose.packing import disclose
    from muniment.disclose.selection import Terms

    size = len(entries_of(vault))
    write_log(vault, entries_of(vault)[: size - 1], scene.identity("op-1"))
    cut_pack(vault, size - 1)
    (settings / "seen" / scene.name).unlink()
    with Vault(vault, write=True, settings=settings, operator="op-1") as opened:
        terms = Terms("somebody else", "court", "2031-05-01T00:00:00Z")
        disclose(opened.ledger, opened.items()[:1], terms, tmp_path / "other")
    assert check_package(tmp_path / "other").ok
    assert_named(check_package(tmp_path / "other", since(scene.package)), "--since", "forked")
