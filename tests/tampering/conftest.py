"""The scene is built once; whoever wants to damage something gets a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tampering.scene import Scene, build


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUNIMENT_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return build(tmp_path_factory.mktemp("scene"))


@pytest.fixture
def vault(scene: Scene, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scene.vault, tmp_path / "vault"))


@pytest.fixture
def package(scene: Scene, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scene.package, tmp_path / "package"))


@pytest.fixture
def settings(scene: Scene, tmp_path: Path) -> Path:
    return Path(shutil.copytree(scene.settings, tmp_path / "settings"))
