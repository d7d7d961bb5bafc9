"""The tour of `muniment demo`: keep, find, say who said what, judge, hand over, check, attack, check again.

Runs the program's own verbs on the sample material; whatever it prints was really done.
"""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import click

from muniment.app.demo.material import MANIFEST, lay_out
from muniment.app.vault import Vault
from muniment.app.words import size_words
from muniment.disclose import DisclosureRefused, Terms, manifest
from muniment.disclose import hand_over as disclose
from muniment.model.counting import counted
from muniment.preserve import now
from muniment.verify.asked import Asked
from muniment.verify.main import verify
from muniment.verify.report import Report

from .claiming import Claiming
from .deciding import Deciding
from .telling import say, title

QUERIES = ("dialysis", "бібліотеками", "אוטובוסים", "طبيب", "fire extinguisher")


class Tour:
    """One run of the demonstration; `run` says whether everything came out as it must."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder or Path(tempfile.mkdtemp(prefix="muniment-demo-"))
        self._settings = self._folder / "keys-of-the-person"
        self._vault = self._folder / "case"
        self._as_expected = True

    def run(self) -> bool:
        """Show everything, step by step."""
        if self._folder.exists() and any(self._folder.iterdir()):
            raise click.UsageError(f"{self._folder} is not empty; name a new folder.")
        self._keep()
        self._look()
        self._who_said_what()
        package = self._hand_over()
        self._attack(package)
        self._what_next(package)
        return self._as_expected

    def _keep(self) -> None:
        title("1. Keep: a pile of invented material becomes a vault")
        lay_out(self._folder / "material")
        Vault.init(self._vault, "Karvesia: spring of 2024 (invented)", settings=self._settings)
        with self._open(write=True) as vault:
            summary = vault.add_manifest(self._folder / "material" / MANIFEST)
            read = vault.read()
            say(
                f"{counted(summary.by_status['added'], 'file')} ({size_words(summary.bytes)}) kept, logged and signed; "
                f"{read['done']} read. What could not be taken is named:"
            )
            for path, why in summary.failed:
                say(f"  {path}: {why}")

    def _open(self, write: bool = False) -> Vault:
        return Vault(self._vault, write=write, settings=self._settings)

    def _look(self) -> None:
        title("2. Find: in any form of a word, in any of the scripts")
        with self._open() as vault:
            for item in vault.items():
                note = f"  [{counted(item.findings, 'finding')}]" if item.findings else ""
                name = item.title or item.names[0]
                say(f"  {item.item:10} {item.language or '–':3} {item.media_type:14} {name}{note}")
            for query in QUERIES:
                say(f"\n  search {query!r}")
                hits = vault.search(query, limit=2)
                self._expect(bool(hits))
                for hit in hits:
                    say(f"    {hit.item}: …{_around(hit.text, hit.marks)}…")

    def _who_said_what(self) -> None:
        with self._open(write=True) as vault:
            happening = Claiming(vault, self._folder, self._expect).run()
        Deciding(self._vault, self._settings, self._folder, self._expect).run(happening)

    def _hand_over(self) -> Path:
        title("9. Hand over: refused for one purpose, made for another")
        destination = self._folder / "package"
        with self._open(write=True) as vault:
            chosen = [item for item in vault.items() if self._for_inquiry(vault, item.item)]
            try:
                disclose(vault.ledger, chosen, Terms("The Harbour Post", "press", now()), destination)
                self._expect(False)
            except DisclosureRefused as refusal:
                say("For «press»: refused.")
                for one in refusal.refusals:
                    say(f"  «{one.rule}»: {one}")
            made = disclose(vault.ledger, chosen, Terms("Commission of Inquiry", "un-inquiry", now()), destination)
        say(f"For «un-inquiry»: {counted(made.items, 'item')}, {size_words(made.bytes)}, in {made.folder}")
        say(f"Fingerprint, to be told by another channel: {made.fingerprint}")
        self._check("The package, as a stranger checks it", destination, Asked(), good=True)
        self._check("Tied to the fingerprint", destination, Asked(trust=made.fingerprint), good=True)
        return destination

    def _for_inquiry(self, vault: Vault, item: str) -> bool:
        """Whether every acquisition states a basis and, where there is one, a consent for an inquiry."""
        for row in vault.acquisitions(item):
            consent = row.fields.get("consent")
            only = [rule for rule in row.fields.get("restrictions", ()) if rule["rule"] == "only-for"]
            covered = consent is None or "un-inquiry" in consent["purposes"]
            if row.fields["basis"] == "unstated" or only or not covered:
                return False
        return True

    def _attack(self, package: Path) -> None:
        title("10. Attack: one byte in one copy, a rewritten report in another")
        flipped = self._copy(package, "package-flipped")
        victim = next(path for path in sorted((flipped / "data/items").rglob("*.md")))
        data = bytearray(victim.read_bytes())
        data[len(data) // 2] ^= 1
        victim.write_bytes(data)
        say(f"Changed one bit in {victim.relative_to(flipped)}")
        self._check("That copy", flipped, Asked(), good=False)
        edited = self._copy(package, "package-edited")
        report = edited / "data/report.html"
        report.write_bytes(report.read_bytes().replace(b"Commission of Inquiry", b"Chamber of Commerce"))
        _recompute_manifests(edited)
        say("Rewrote data/report.html and recomputed every manifest, so that ordinary checkers are content")
        self._check("That copy", edited, Asked(), good=False)
        self._check("The vault itself", self._vault, Asked(), good=True)

    def _copy(self, package: Path, name: str) -> Path:
        copied = self._folder / name
        shutil.copytree(package, copied)
        return copied

    def _check(self, what: str, path: Path, asked: Asked, *, good: bool) -> None:
        report = verify(path, asked)
        self._expect(report.ok is good)
        say(f"{what}:")
        for line in _lines(report):
            say(f"    {line}")

    def _expect(self, held: bool) -> None:
        if not held:
            self._as_expected = False
            say("THIS IS NOT WHAT SHOULD HAVE HAPPENED")

    def _what_next(self, package: Path) -> None:
        title("11. What to try next")
        program = Path(sys.argv[0]).absolute()
        command_name = str(program) if program.name == "muniment" else "muniment"
        environment = f"MUNIMENT_HOME={self._settings} {command_name}"
        for command in (
            f"python3 {package}/data/verify.py {package}        # nothing but Python",
            f"xdg-open {package}/data/report.html",
            f"{environment} --help",
            f"{environment} items --vault {self._vault}",
            f"{environment} search 'hospital wing' --vault {self._vault}",
            f"{environment} verify --vault {self._vault}",
            f"{command_name} init my-case --name 'My case'            # and then, in that folder: muniment add …",
        ):
            say(f"  {command}")
        say("\nAll of this demonstration, its keys too, is in one folder, which may be deleted afterwards:")
        say(f"  rm -r {shlex.quote(str(self._folder))}")


def _recompute_manifests(root: Path) -> None:
    """What anybody can do: make all BagIt manifests fit the files again."""
    payload = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    (root / "manifest-sha256.txt").write_bytes(_manifest(root, payload))
    tags = [root / name for name in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    (root / "tagmanifest-sha256.txt").write_bytes(_manifest(root, tags))


def _manifest(root: Path, files: Iterable[Path]) -> bytes:
    return manifest((sha256(path.read_bytes()).hexdigest(), path.relative_to(root).as_posix()) for path in files)


def _around(text: str, marks: Iterable[tuple[int, int]], width: int = 50) -> str:
    """The words around the first mark."""
    start, end = next(iter(marks), (0, 0))
    return " ".join(text[max(0, start - width) : end + width].split())


def _lines(report: Report) -> list[str]:
    lines = report.as_text().split("\n")
    return [line for line in lines if not line.startswith(("checked", "  withheld"))]
