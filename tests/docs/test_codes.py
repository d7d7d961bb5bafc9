"""The documented exit codes are the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from .scenario import Scenario

WHERE = ("--vault", "v")
CASES: list[tuple[int, tuple[str, ...]]] = [
    (0, ("items", *WHERE)),
    (0, ("add", "in/plain.txt", "--basis", "public", *WHERE)),
    (0, ("verify", "v")),
    (1, ("add", "in/link.txt", "in/none.txt", "--basis", "public", *WHERE)),
    (1, ("stamp", "--authority", "http://127.0.0.1:9/", "--timeout", "1", *WHERE)),
    (1, ("verify", "v", "--trust", "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa")),
    (2, ("nonsense",)),
    (2, ("init", "v", "--name", "again")),
    (2, ("show", "item-99.0", *WHERE)),
    (2, ("add", "in", "--basis", "odd", *WHERE)),
    (2, ("add", *WHERE)),
    (2, ("stamp", *WHERE)),
    (2, ("verify", "in/plain.txt")),
    (2, ("verify", "in")),
    (2, ("operators", "revoke", "op-1", *WHERE)),
    (3, ("items", "--vault", "nowhere")),
    (4, ("disclose", "p", "--all", "--to", "X", "--purpose", "press", *WHERE)),
    (4, ("erase", "item-1.1", "--ground", "asked", *WHERE)),
]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    folder = tmp_path_factory.mktemp("codes")
    (folder / "in").mkdir()
    (folder / "in" / "plain.txt").write_text("Plain words from Tolvan.\n")
    (folder / "in" / "other.txt").write_text("Other words from Tolvan.\n")
    scene = Scenario(folder)
    scene.run("init", "v", "--name", "Codes", "--recovery-out", "key.txt")
    scene.run("add", "in", "--no-read", *WHERE)
    scene.run("hold", "item-1.1", "--reason", "a court asked", *WHERE)
    return scene


@pytest.mark.parametrize(
    ("code", "words"), CASES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_code(vault: Scenario, code: int, words: tuple[str, ...]) -> None:
    call = vault.run(*words)
    assert call.code == code, call.err
    assert "Traceback" not in call.err
    if code > 1:
        assert call.err.startswith("muniment: ")


def test_an_older_copy_is_opened_for_reading_only(vault: Scenario, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy")
    assert vault.run("copy", copy, *WHERE).code == 0
    vault.run("hold", "item-1.0", "--reason", "one act more", *WHERE)
    assert vault.run("items", "--vault", copy).code == 0
    assert vault.run("hold", "item-1.0", "--lift", "--reason", "in the copy", "--vault", copy).code == 3
