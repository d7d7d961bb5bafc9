"""What a person sees of all this: the real commands, their exit codes and their words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tampering.scene import Scene
from tests.tampering.tools import flip, rebag


def muniment(*arguments: object, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from muniment.app.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"MUNIMENT_HOME": str(home), "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", ["vault", "package", "package.zip"])
def test_good_ones_end_with_0(scene: Scene, tmp_path: Path, what: str) -> None:
    done = muniment("verify", scene.vault.with_name(what), "--trust", scene.fingerprint, home=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("intact        yes")


def test_a_damaged_vault_ends_with_1_and_names_it(vault: Path, tmp_path: Path) -> None:
    flip(vault / "packs/000001", 60)
    done = muniment("verify", vault, "--json", home=tmp_path)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["ok"] is False
    assert [problem["where"] for problem in answer["fails"]] == ["packs/000001 at byte 52"]
    done = muniment("verify", vault, home=tmp_path)
    assert "  FAILS " in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_package_edited_with_its_manifests_ends_with_1(package: Path, tmp_path: Path) -> None:
    path = package / "data/report.html"
    path.write_text(path.read_text("utf-8") + "<!-- -->", "utf-8")
    rebag(package)
    done = muniment("verify", package, home=tmp_path)
    assert done.returncode == 1
    assert "FAILS       file data/report.html: its bytes are not those that were handed over" in done.stdout


def test_a_package_that_is_not_from_whom_i_trust_ends_with_1(scene: Scene, tmp_path: Path) -> None:
    other = "-".join(["aaaa"] * 8)
    done = muniment("verify", scene.package, "--trust", other, home=tmp_path)
    assert done.returncode == 1
    assert "NOT tied to the key you trust" in done.stdout
    (tmp_path / "empty").write_text("")
    assert muniment("verify", scene.package, "--trust", tmp_path / "empty", home=tmp_path).returncode == 1
    (tmp_path / "key").write_text(f"{scene.fingerprint}\n")
    assert muniment("verify", scene.package, "--trust", tmp_path / "key", home=tmp_path).returncode == 0


def test_a_vault_rolled_back_ends_with_1_against_an_earlier_package(scene: Scene, tmp_path: Path) -> None:
    checkpoint = scene.package / "data/log/checkpoint"
    assert muniment("verify", scene.early_vault, home=tmp_path).returncode == 0
    done = muniment("verify", scene.early_vault, "--since", checkpoint, home=tmp_path)
    assert done.returncode == 1
    assert "rolled back" in done.stdout


@pytest.mark.parametrize("arguments", [("hold", "item-1.0", "--reason", "x"), ("add",)])
def test_writing_to_a_vault_rolled_back_ends_with_3(
    scene: Scene, tmp_path: Path, settings: Path, arguments: tuple[str, ...]
) -> None:
    old = Path(shutil.copytree(scene.early_vault, tmp_path / "old"))
    (tmp_path / "new.txt").write_text("new")
    extra = [tmp_path / "new.txt"] if arguments == ("add",) else []
    before = (old / "log/checkpoint").read_bytes()
    done = muniment(*arguments, *extra, "--vault", old, "--as", "op-1", home=settings)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "older copy" in done.stderr
    assert (old / "log/checkpoint").read_bytes() == before
    assert muniment("items", "--vault", old, home=settings).returncode == 0


def test_what_is_no_package_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.zip").write_bytes(b"no zip")
    for name in ("folder", "file.zip", "nowhere"):
        done = muniment("verify", tmp_path / name, home=tmp_path)
        assert done.returncode == 2, done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_reading_commands_tell_an_unusable_vault_with_3(vault: Path, settings: Path) -> None:
    (vault / "log/checkpoint").unlink()
    done = muniment("items", "--vault", vault, home=settings)
    assert done.returncode == 3
    assert "muniment verify" in done.stderr
