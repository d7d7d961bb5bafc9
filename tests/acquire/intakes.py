"""A vault to take things into, and what is told of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from muniment.acquire import Intake, Summary, details, read_manifest
from muniment.preserve import Deposited, Keyring, Ledger, fast_check, found
from muniment.store.vault import VaultStore
from muniment.verify.asked import Asked
from muniment.verify.vault.vaultcheck import VaultCheck


class Desk:
    """One vault; every intake opens it anew, as the command line does."""

    def __init__(self, root: Path) -> None:
        self.vault, self.keyring = root / "vault", Keyring(root / "settings")
        found(self.vault, "Dorrin archive", self.keyring)
        self.told: list[Deposited] = []

    def open(self, write: bool = False) -> Ledger:
        return Ledger(VaultStore(self.vault), self.keyring, write)

    def take(self, *paths: Path, **given: str) -> Summary:
        """Take paths with these details."""
        with self.open(write=True) as ledger:
            return self._intake(ledger).take_paths(paths, details(given))

    def take_manifest(self, path: Path, **given: str) -> Summary:
        with self.open(write=True) as ledger:
            return self._intake(ledger).take_manifest(read_manifest(path, given))

    def _intake(self, ledger: Ledger) -> Intake:
        self.told = []
        return Intake(
            ledger,
            lambda head, size: "application/octet-stream",
            self.told.append,
            {self.vault: "it is the vault itself"},
        )

    @property
    def size(self) -> int:
        with self.open() as ledger:
            return ledger.log.size

    def rows(self) -> dict[str, dict[str, Any]]:
        """Fields of every acquisition by the path that was kept for it."""
        with self.open() as ledger:
            items = ledger.catalogue.items()
            rows = [row for item in items for row in ledger.catalogue.acquisitions(item.item)]
            return {str(row.fields["path"]): row.fields for row in rows}

    def contents(self) -> dict[str, bytes]:
        """Bytes kept, by name."""
        with self.open() as ledger:
            return {
                name: b"".join(ledger.objects.chunks(ledger.catalogue.objects([item.sha256])[item.sha256], item.sha256))
                for item in ledger.catalogue.items()
                for name in item.names
            }

    def ok(self) -> bool:
        report = VaultCheck(self.vault, Asked(), fast_check).run()
        return report.ok and not report.notes


def why(summary: Summary) -> Mapping[str, str]:
    """What was not taken, and why."""
    return dict(summary.failed)
