"""Nothing is wrong with what nobody has touched, and the tools of these tests change nothing by themselves."""

from __future__ import annotations

from pathlib import Path

from muniment.verify.asked import Asked
from muniment.verify.main import verify
from tests.tampering.scene import Scene
from tests.tampering.tools import check_package, check_vault, files, rebag, relist, said


def test_the_vault_is_whole(scene: Scene) -> None:
    report = check_vault(scene.vault, Asked(trust=scene.fingerprint, anchors=scene.anchors))
    assert report.ok, said(report)
    assert [erased["act"] for erased in report.erased] == [scene.erase]
    assert report.erased[0]["by"] == ["op-1", "op-2"]
    assert "trusted" in report.time
    assert any("op-3's key was later declared compromised" in note for note in report.notes) is False
    assert "tied to the key you trust" in report.identity


def test_the_packages_are_whole(scene: Scene) -> None:
    for folder in (scene.package, scene.early_package):
        report = check_package(folder, Asked(trust=scene.fingerprint, anchors=scene.anchors))
        assert report.ok, said(report)
        assert report.notes == []
    assert verify(scene.package.with_name("package.zip"), Asked(trust=scene.fingerprint)).ok


def test_the_scene_has_what_the_attacks_need(scene: Scene) -> None:
    assert any(p.stat().st_size > 128 * 1024 for p in (scene.vault / "blobs").rglob("*") if p.is_file())
    assert any(name.startswith("data/timestamps/") for name in files(scene.package))
    assert {f"data/acts/{index}.jws" for index in (1, 3, scene.withdrawal)} <= set(files(scene.package))


def test_recomputing_what_is_right_changes_nothing(package: Path) -> None:
    before = {p: p.read_bytes() for p in package.rglob("*") if p.is_file()}
    rebag(package)
    relist(package)
    assert before == {p: p.read_bytes() for p in package.rglob("*") if p.is_file()}
