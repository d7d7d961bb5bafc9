"""Small vaults for the tests of this folder, opened with the parts themselves."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import apsw

from muniment.preserve import Deposit, Deposited, Founded, Keyring, Ledger, found
from muniment.store.vault import CATALOGUE, VaultStore


class Place:
    """A vault's folder and one person's settings."""

    def __init__(self, root: Path, name: str = "Dorrin archive") -> None:
        self.vault, self.settings = root / "vault", root / "settings"
        self.founded: Founded = found(self.vault, name, self.keyring)

    @property
    def keyring(self) -> Keyring:
        return Keyring(self.settings)

    def open(self, write: bool = False, code: str | None = None) -> Ledger:
        return Ledger(VaultStore(self.vault), self.keyring, write, code)

    def add(self, **files: bytes) -> list[Deposited]:
        """Deposit these bytes under these names, in one act."""
        with self.open(write=True) as ledger:
            return deposit(ledger, list(files.items()))


def sniff(head: bytes, size: int) -> str:
    """A stand-in for the reader's: nothing here is about types."""
    return "text/plain"


def deposit(ledger: Ledger, files: list[tuple[str, bytes]], **fields: Any) -> list[Deposited]:
    """Deposit these files in order; what became of each."""
    results: list[Deposited] = []
    taking = Deposit(ledger, sniff, results.append)
    for name, data in files:
        take(taking, name, data, **fields)
    taking.flush()
    return results


def take(taking: Deposit, name: str, data: bytes, **fields: Any) -> None:
    values = {"name": name, "path": name, "basis": "public", **fields}
    small = 128 * 1024
    taking.take(name, data[:small], BytesIO(data[small:]) if len(data) >= small else None, values)  # type: ignore[arg-type]


def dump(vault: Path, where: Callable[[str], bool] = lambda table: True) -> dict[str, list[Any]]:
    """Every row of the catalogue, by table; without what the search keeps account of there."""
    connection = apsw.Connection(str(vault / CATALOGUE))
    try:
        connection.execute("UPDATE readings SET indexed = 0")
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables if where(name)}
    finally:
        connection.close()
