"""A small vault with its keys and its material, put back as it was before each try."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from muniment.app.vault import Vault, verify_vault
from muniment.preserve import Deposited, deposit
from muniment.store.ports import StoreError
from muniment.verify.asked import Asked
from muniment.verify.log.notes import parse_checkpoint, parse_note
from muniment.verify.report import Report

from .crashing import Say

LARGE = 131_072 + 77


def material(folder: Path, small: int = 7, large: int = 3) -> Path:
    """Files small and large; one is empty, two of each kind have the same bytes."""
    folder.mkdir(parents=True)
    for number in range(small):
        text = f"Statement {number} about the mill at Dorrin.\n" * (number * 40)
        (folder / f"{number:02d}-note.txt").write_text(text)
    (folder / "50-again.txt").write_bytes((folder / "02-note.txt").read_bytes())
    for number in range(large):
        (folder / f"{number:02d}-picture.bin").write_bytes(bytes([number, 7, 11]) * (LARGE // 3 + number))
    (folder / "60-again.bin").write_bytes((folder / "00-picture.bin").read_bytes())
    return folder


@dataclass
class World:
    """One vault in `root`: `keep` what it is now, `reset` to that, and hold it against what must be."""

    root: Path
    checkpoints: dict[tuple[str, int], bytes] = field(default_factory=dict)
    """Root by origin and size of every checkpoint ever seen."""

    def __post_init__(self) -> None:
        self.vault, self.settings = self.root / "vault", self.root / "settings"
        self.files = self.root / "material"

    @classmethod
    def new(cls, root: Path, small: int = 7, large: int = 3) -> World:
        """A new vault with nothing in it, and material to add."""
        world = cls(root)
        material(world.files, small, large)
        Vault.init(world.vault, "Dorrin archive", settings=world.settings)
        world.keep()
        return world

    def keep(self) -> None:
        """Remember vault and settings as they are now."""
        for folder in (self.vault, self.settings):
            shutil.rmtree(folder.with_suffix(".kept"), ignore_errors=True)
            shutil.copytree(folder, folder.with_suffix(".kept"))

    def reset(self) -> None:
        """Put back what was kept; the log begins again there, so its later checkpoints are forgotten."""
        self.checkpoints.clear()
        for folder in (self.vault, self.settings):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(folder.with_suffix(".kept"), folder)

    def open(self, *, write: bool = False, operator: str | None = None) -> Vault:
        """The vault, opened."""
        return Vault(self.vault, write=write, operator=operator, settings=self.settings)

    def add(self, say: Say = lambda line: None, batch: int = 4) -> list[Deposited]:
        """Add the material, a few files an act; every file that is acknowledged is said at once."""
        results: list[Deposited] = []

        def report(result: Deposited) -> None:
            results.append(result)
            say(result.path)

        saved, deposit.BATCH_PARTS = deposit.BATCH_PARTS, batch
        try:
            with self.open(write=True) as vault:
                vault.add([self.files], report=report)
        finally:
            deposit.BATCH_PARTS = saved
        return results

    def add_and_go_on(self, said: list[str]) -> list[Exception]:
        """Add every file by itself in one opened vault, going on with the next after an error; the errors."""
        errors: list[Exception] = []
        with self.open(write=True) as vault:
            for path in sorted(self.files.iterdir()):
                try:
                    vault.add([path], report=lambda result: said.append(result.path))
                except Exception as error:
                    errors.append(error)
        return errors

    # What must hold

    def verify(self) -> Report:
        """The verifier's report; whatever it finds wrong is in its `fails` and `missing`."""
        return verify_vault(self.vault, Asked())

    def note_checkpoint(self) -> None:
        """Remember the checkpoint that is there; the same size with another root is a fork."""
        note = parse_checkpoint(parse_note((self.vault / "log" / "checkpoint").read_bytes()).text)
        assert self.checkpoints.setdefault((note.origin, note.size), note.root) == note.root, "two roots for one size"

    def size(self) -> int:
        """Entries in the log."""
        with self.open() as vault:
            return vault.ledger.log.size

    def check_holds(self, vault: Vault, paths: Sequence[str]) -> None:
        """Every one of the paths (as reported) is in the vault with its bytes."""
        held: dict[str, str] = {}
        for item in vault.items():
            for row in vault.acquisitions(item.item):
                held[row.fields["path"]] = item.item
        for path in paths:
            assert path in held, f"{path} was acknowledged and is lost"
            item = vault.item(held[path])
            assert b"".join(vault.bytes_of(item)) == (self.files.parent / path).read_bytes(), path

    def paths(self) -> list[str]:
        """Every file of the material as it is reported."""
        return [path.relative_to(self.files.parent).as_posix() for path in sorted(self.files.rglob("*"))]


def sound(report: Report) -> bool:
    """Whether everything holds; for a failing assertion to show the report."""
    return report.ok or bool(print(report.as_text()))


def refuses_in_words(error: BaseException) -> bool:
    """Whether an error speaks to a person: of our own kind, with a whole sentence."""
    from muniment.preserve import VaultUnusable

    return isinstance(error, VaultUnusable | StoreError) and str(error).rstrip().endswith(".") and " " in str(error)
