"""One run through the commands on invented material, each with the lines of JSON it printed.

The documents are held against this: keys that are printed and keys that are documented must be the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muniment.app.demo.material import MANIFEST, lay_out

NOWHERE = "http://127.0.0.1:9/stamp"
"""Nobody listens on the port for discarding."""
LONG_AGO = 1_000_000_000


@dataclass(frozen=True)
class Call:
    """One command as it was run: its words without the last folder names, its code, its output."""

    command: str
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The values of its JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Scenario:
    """Runs `muniment` with its own settings below one folder."""

    folder: Path
    calls: list[Call] = field(default_factory=list)

    def run(self, *words: str, name: str = "") -> Call:
        """Run a command; `name` is what it is called in the documents (default: the first word)."""
        environment = {**os.environ, "MUNIMENT_HOME": str(self.folder / "settings"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", "from muniment.app.cli import main; main()", *words],
            cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        call = Call(name or words[0], done.returncode, done.stdout, done.stderr)
        self.calls.append(call)
        return call

    def json(self, *words: str, name: str = "") -> Call:
        """The same with `--json`."""
        return self.run(*words, "--json", name=name)

    def of(self, name: str) -> list[Call]:
        """Every call of one command that printed JSON."""
        return [call for call in self.calls if call.command == name and call.out.startswith("{")]


def play(folder: Path) -> Scenario:
    """The whole run."""
    lay_out(folder / "material")
    for path in sorted((folder / "material").rglob("*")):
        os.utime(path, (LONG_AGO, LONG_AGO))
    scene = Scenario(folder)
    vault = ("--vault", "vault")
    scene.json("init", "vault", "--name", "Osmel Valley")
    scene.json("init", "second", "--name", "Another", "--recovery-out", "recovery.txt")
    scene.json("add", "--manifest", f"material/{MANIFEST}", "--no-read", *vault)
    scene.json("read", *vault)
    scene.json("add", "material/hospital-gaceta.txt", "--basis", "public", "--consent", "court", *vault)
    scene.json("add", "material/hospital-gaceta.txt", "--basis", "public", "--consent", "court", *vault)
    _look(scene, vault)
    _state(scene, vault)
    _hand_over(scene, vault)
    _care(scene, vault)
    return scene


def _look(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("items", "--limit", "100", *vault)
    for line in scene.calls[-1].lines:
        scene.json("show", line["item"], *vault)
    scene.json("search", "hospital", *vault)
    scene.json("log", *vault)
    scene.json("status", *vault)


def _state(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("restrict", "item-1.0", "--rule", "not-for: press", "--reason", "asked by the giver", *vault)
    scene.json("restrict", "item-1.2", "--rule", "until: 2024-12-31", "--reason", "asked by the giver", *vault)
    scene.json("hold", "item-1.0", "--reason", "a court asked for it", *vault)
    scene.json("show", "item-1.0", *vault)
    scene.json("operators", *vault)
    request = scene.run("operators", "request", "--as", "op-2", *vault, name="operators request").out.strip()
    scene.run("operators", "add", request, "--as", "op-1", *vault, name="operators add")


def _hand_over(scene: Scenario, vault: tuple[str, ...]) -> None:
    given = ("--to", "UN inquiry", "--purpose", "un-inquiry", "--as", "op-1")
    scene.json("disclose", "package", "--item", "item-1.0", "--item", "item-1.3", *given, *vault)
    scene.json("verify", "package")
    scene.json("stamp", "--authority", NOWHERE, "--timeout", "2", "--as", "op-1", *vault)


def _care(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("copy", "copy", *vault)
    proposed = scene.json("erase", "item-1.1", "--ground", "the giver asked", "--as", "op-1", *vault)
    entry = str(proposed.lines[0]["act"])
    scene.json("erase", "--confirm", entry, "--as", "op-2", *vault, name="erase --confirm")
    scene.json("verify", "vault")
    scene.json("rebuild", *vault)
    _damage(scene.folder / "vault")
    scene.json("verify", "vault")
    scene.json("status", "--deep", *vault)
    scene.json("restore", "--from", "whole", "--vault", "damaged")
    scene.json("branch", "--reason", "the newer folder is lost", "--vault", "copy")


def _damage(vault: Path) -> None:
    """A whole copy beside it, one damaged byte in a second copy, and an object too many in the vault."""
    import shutil

    shutil.copytree(vault, vault.with_name("whole"))
    damaged = vault.with_name("damaged")
    shutil.copytree(vault, damaged)
    pack = damaged / "packs" / "000001"
    data = bytearray(pack.read_bytes())
    data[200] ^= 1
    pack.write_bytes(data)
    stranger = vault / "blobs" / "00" / ("0" * 64)
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"nobody speaks of this")
    next((vault / "log" / "tile" / "0").iterdir()).rename(vault / "moved") if False else None


def paths(value: Any, prefix: str = "") -> Iterator[str]:
    """Every key of a JSON value as a path: `passage.text`, `links[].target`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{prefix}{key}"
            yield from paths(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{prefix.removesuffix('.')}[].")
