"""One run through the commands on invented material, each with the lines of JSON it printed.

The documents are held against this: keys that are printed and keys that are documented must be the same.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muniment.app.demo.material import MANIFEST, lay_out
from muniment.verify.vault.packs import HEADER

from .dossiers import dossier
from .judging import judge
from .scenario_claims import claim
from .witnesses import witnesses

NOWHERE = "http://127.0.0.1:9/stamp"
"""Nobody listens on the port for discarding."""


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
    _odd_files(folder / "odd")
    scene = Scenario(folder)
    vault = ("--vault", "vault")
    scene.json("init", "vault", "--name", "Osmel Valley")
    scene.json("init", "second", "--name", "Another", "--recovery-out", "recovery.txt")
    scene.json("add", "--manifest", f"material/{MANIFEST}", "--no-read", *vault)
    scene.json("read", *vault)
    scene.json("add", "odd", "--basis", "public", "--note", "found by chance", *vault)
    scene.json("add", "--manifest", "odd/list.csv", *vault)
    _look(scene, vault)
    claim(scene, vault)
    _state(scene, vault)
    judge(scene, vault)
    dossier(scene, vault)
    _hand_over(scene, vault)
    witnesses(scene, vault)
    _care(scene, vault)
    _accidents(scene)
    return scene


def _odd_files(folder: Path) -> None:
    folder.mkdir()
    (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt"))).write_text("A note from the valley of the Osmel.\n")
    (folder / "unknown.bin").write_bytes(bytes([0xA7, 0x19, 0x88, 0xFE]) * 50)
    (folder / "plain.txt").write_text("Plain words from Tolvan.\n")
    with zipfile.ZipFile(folder / "zipped.zip", "w") as archive:
        archive.writestr("notes/second-day.txt", "Second day: the ferry at Ruvend stood still.\n")
    (folder / "slip.md").write_text("As a [statement](#) by the ferrymen put it, nobody crossed.\n")
    (folder / "list.csv").write_text(f"file,basis,hash\nplain.txt,public,{'0' * 64}\n")


def _look(scene: Scenario, vault: tuple[str, ...]) -> None:
    listed = scene.json("items", "--limit", "100", *vault).lines
    odd, plain, archive = (_named(listed, name) for name in ("caf", "plain.txt", "zipped.zip"))
    wanted = (*(f"item-1.{number}" for number in (0, 1, 2, 3, 13, 15)), odd, plain)
    for item in wanted:
        scene.json("show", item, *vault)
    scene.json("show", plain, "--text", *vault, name="show --text")
    scene.json("show", archive, "--children", *vault, name="show --children")
    (scene.folder / "translated.txt").write_text("Прості слова з Толвана.\n", encoding="utf-8")
    made = ("--translates", plain, "--by", "person-7", "--basis", "public")
    translation = scene.json("add", "translated.txt", *made, *vault).lines[0]["item"]
    scene.json("show", translation, *vault)
    scene.json("show", translation, "--aligned", *vault, name="show --aligned")
    scene.json("links", *vault)
    scene.json("claims", "check", "--all", *vault, name="claims check")
    scene.json("show", "item-1.13", "--page", "1", "--out", "page.png", *vault, name="show --page")
    scene.json("show", "item-1.13", "--derivatives", "made", *vault, name="show --derivatives")
    scene.json("search", "hospital", *vault)
    scene.json("log", *vault)
    scene.json("status", *vault)


def _named(items: list[Any], name: str) -> str:
    """The item that has such a name: how many entries come before it depends on how quick the machine is."""
    found: str = next(item["item"] for item in items if any(one.startswith(name) for one in item["names"]))
    return found


def _state(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("restrict", "item-1.0", "--rule", "not-for: press", "--reason", "asked by the giver", *vault)
    scene.json("restrict", "item-1.2", "--rule", "until: 2024-12-31", "--reason", "asked by the giver", *vault)
    scene.json("amend", "item-1.8", "--basis", "organisation", "--reason", "the giver said so", *vault)
    consent = ("--consent", "un-inquiry; court until 2027-12-31")
    scene.json("amend", "item-1.8", *consent, "--reason", "the giver said so", *vault)
    scene.json("show", "item-1.8", *vault)
    scene.json("hold", "item-1.0", "--reason", "a court asked for it", *vault)
    scene.json("show", "item-1.0", *vault)
    scene.json("operators", *vault)
    request = scene.run("operators", "request", "--as", "op-2", *vault, name="operators request").out.strip()
    scene.run("operators", "add", request, "--as", "op-1", *vault, name="operators add")


def _hand_over(scene: Scenario, vault: tuple[str, ...]) -> None:
    given = ("--to", "UN inquiry", "--purpose", "un-inquiry", "--as", "op-1")
    scene.json("disclose", "package", "--item", "item-1.0", "--item", "item-1.3", *given, *vault)
    refused = ("--to", "Harbour Post", "--purpose", "press", "--as", "op-1")
    scene.json("disclose", "refused", "--all", *refused, *vault, name="disclose, refused")
    scene.json("verify", "package")
    scene.json("stamp", "--authority", NOWHERE, "--timeout", "2", "--as", "op-1", *vault)


def _care(scene: Scenario, vault: tuple[str, ...]) -> None:
    scene.json("copy", "copy", *vault)
    proposed = scene.json("erase", "item-1.1", "--ground", "the giver asked", "--as", "op-1", *vault)
    entry = str(proposed.lines[0]["act"])
    scene.json("erase", "--review", entry, *vault, name="erase --review")
    undone = scene.json("erase", "item-1.2", "--ground", "the giver asked", "--as", "op-1", *vault).lines[0]
    undo = ("--withdraw", str(undone["act"]), "--reason", "asked again", "--as", "op-1")
    scene.json("erase", *undo, *vault, name="erase --withdraw")
    scene.json("erase", "--confirm", entry, "--as", "op-2", *vault, name="erase --confirm")
    scene.json("verify", "vault")
    scene.json("rebuild", *vault)


def _accidents(scene: Scenario) -> None:
    second = scene.folder / "second"
    scene.json("add", "material", "--basis", "public", "--no-read", "--vault", "second")
    scene.json("copy", "whole", "--vault", "second")
    pack = second / "packs" / "000001"
    data = bytearray(pack.read_bytes())
    data[HEADER.size + 8] ^= 1
    pack.write_bytes(data)
    shutil.rmtree(second / "log" / "tile" / "entries")
    scene.json("verify", "second")
    scene.json("restore", "--from", "whole", "--vault", "second")
    scene.json("branch", "--reason", "the newer folder is lost", "--recovery-out", "next.txt", "--vault", "copy")
    scene.json("branch", "--reason", "the newer folder is lost", "--vault", "whole")
    scene.json("show", "item-1.0", "--vault", "copy")


def paths(value: Any, prefix: str = "") -> Iterator[str]:
    """Every key of a JSON value as a path: `passage.text`, `links[].target`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{prefix}{key}"
            yield from paths(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{prefix.removesuffix('.')}[].")
