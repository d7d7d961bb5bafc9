"""What `status` says of where a vault stands, and of what is gone from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from muniment.app.risks import file_system, risks
from muniment.app.status import status
from muniment.app.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault with a small and a large file in it."""
    files = tmp_path / "files"
    files.mkdir()
    (files / "small.txt").write_text("The mill at Dorrin burned.")
    (files / "large.bin").write_bytes(bytes(200_000))
    Vault.init(tmp_path / "vault", "Dorrin", settings=tmp_path / "settings")
    with Vault(tmp_path / "vault", write=True, settings=tmp_path / "settings") as opened:
        opened.add([files])
    return tmp_path / "vault"


def state(vault: Path) -> dict[str, object]:
    with Vault(vault, settings=vault.parent / "settings") as opened:
        return status(opened, deep=False)


def test_whole(vault: Path) -> None:
    said = state(vault)
    assert (said["problems"], str(said["whole"])[:7]) == ([], "the log")


@pytest.mark.parametrize("kind", ["pack", "blob"])
@pytest.mark.parametrize("harm", ["gone", "cut off"])
def test_what_is_gone_is_named(vault: Path, kind: str, harm: str) -> None:
    """Without reading a byte of it."""
    path = vault / "packs/000001" if kind == "pack" else next((vault / "blobs").glob("??/*"))
    if harm == "gone":
        path.unlink()
    else:
        os.truncate(path, path.stat().st_size - 1)
    said = state(vault)
    assert str(said["whole"]).startswith("NOT whole")
    assert said["problems"] == [f"{path.relative_to(vault).as_posix()} is gone or cut off"]


@pytest.mark.skipif(os.name != "posix", reason="no such permissions here")
def test_nobody_else_may_look(vault: Path) -> None:
    for folder in (vault, vault / "packs", vault / "log"):
        assert folder.stat().st_mode & 0o077 == 0
    assert not any("Other users" in risk for risk in risks(vault))
    vault.chmod(0o755)
    assert any("Other users" in risk and "chmod 700" in risk for risk in risks(vault))


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Office", "My Nextcloud"])
def test_a_folder_kept_in_step(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert any(name in risk and "muniment copy" in risk for risk in risks(tmp_path / name))


@pytest.mark.skipif(not Path("/proc/self/mounts").exists(), reason="no list of mounts here")
def test_memory_is_no_place_to_keep_anything() -> None:
    assert file_system(Path("/proc")) == "proc"
    if file_system(Path("/dev/shm")) == "tmpfs":
        assert any("memory" in risk for risk in risks(Path("/dev/shm")))
