"""A vault with two people, each with settings of their own, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

from muniment.preserve import Keyring, Ledger, admit_operator, request_admission
from muniment.store.vault import VaultStore
from tests.preserve.vaults import Place

NAME = {"name": "Zelmira Qorvane", "contact": "+999 123-45 67", "address": "Mill lane 4, Ostrivka"}


class People(Place):
    """op-1 made the vault; `admit` lets another person in, whose settings lie beside."""

    def admit(self, code: str) -> None:
        """Admit an operator with settings of their own."""
        with self.of(code) as ledger:
            line = request_admission(ledger, code)
        with self.of("op-1", write=True) as ledger:
            admit_operator(ledger, line)

    def of(self, code: str, write: bool = False) -> Ledger:
        """The vault as that person opens it."""
        settings = self.settings if code == "op-1" else self.settings.with_name(f"settings-{code}")
        return Ledger(VaultStore(self.vault), Keyring(settings), write)


def people(root: Path, *codes: str) -> People:
    """A vault of op-1, and of these."""
    found = People(root)
    for code in codes:
        found.admit(code)
    return found
