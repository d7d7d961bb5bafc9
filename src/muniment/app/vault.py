"""A vault as Python sees it: the verbs of the command line, typed, with results instead of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from muniment.acquire import Intake, Summary, details, read_manifest
from muniment.model.reading import Reading
from muniment.model.records import AcquisitionRow, ActRow, ItemRow, ReadingRow, StatementRow
from muniment.preserve import (
    Deposited,
    Founded,
    Keyring,
    Ledger,
    Restored,
    branch,
    copy_vault,
    fast_check,
    find_item,
    found,
    load_reading,
    restore,
)
from muniment.preserve import finish_erasure as finish
from muniment.store.ports import EVERY_ITEM, ItemFilter
from muniment.store.vault import VaultStore
from muniment.verify.asked import Asked
from muniment.verify.report import Report
from muniment.verify.vault import VaultCheck

from .config import settings_folder
from .searching import Found, search


def _nothing(*_: object) -> None:
    pass


class Vault:
    """A vault in a folder. `Vault.init` makes one; use it as a context manager.

    Raises `VaultUnusable`, `NoVault` or `VaultBusy`, whose messages say what to do.
    """

    def __init__(
        self, folder: Path | str, *, write: bool = False, operator: str | None = None, settings: Path | None = None
    ) -> None:
        self.folder = Path(folder)
        self.ledger = Ledger(VaultStore(self.folder), Keyring(settings or settings_folder()), write, operator)
        if write:
            finish(self.ledger)

    @classmethod
    def init(cls, folder: Path | str, name: str, *, operator: str = "op-1", settings: Path | None = None) -> Founded:
        """Make a vault. The result carries the recovery key, which is shown once and kept nowhere."""
        return found(Path(folder), name, Keyring(settings or settings_folder()), operator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the vault."""
        self.ledger.close()

    # Keep

    def add(
        self,
        paths: Sequence[Path | str],
        told: Mapping[str, str] | None = None,
        report: Callable[[Deposited], None] = _nothing,
    ) -> Summary:
        """Preserve files and folders; `told` are details such as source and basis (see `acquire.details`)."""
        return self._intake(report).take_paths([Path(path) for path in paths], details(told or {}))

    def add_manifest(
        self,
        manifest: Path | str,
        told: Mapping[str, str] | None = None,
        report: Callable[[Deposited], None] = _nothing,
    ) -> Summary:
        """Preserve the files that a manifest names, each with its row's details."""
        return self._intake(report).take_manifest(read_manifest(Path(manifest), dict(told or {})))

    def _intake(self, report: Callable[[Deposited], None]) -> Intake:
        from muniment.read.sniff import sniff

        mine = {self.folder: "it is the vault itself", self.ledger.keyring.folder: "it holds your private keys"}
        return Intake(self.ledger, sniff, report, mine)

    # Read

    def read(self, progress: Callable[[str, str], None] = _nothing, workers: int | None = None) -> Counter[str]:
        """Read what is pending; counts by status. Nothing read before is read again."""
        from muniment.read import ReadingPool

        from .reading import read_pending

        with ReadingPool(workers) as pool:
            return read_pending(self.ledger, pool, progress)

    # Look

    def items(self, wanted: ItemFilter = EVERY_ITEM, limit: int = -1, offset: int = 0) -> list[ItemRow]:
        """Items in the order they came."""
        return self.ledger.catalogue.items(wanted, limit, offset)

    def item(self, text: str) -> ItemRow:
        """One item by its label. Raises NoSuchItem."""
        return find_item(self.ledger, text)

    def acquisitions(self, item: str) -> list[AcquisitionRow]:
        """How an item came here, each time."""
        return self.ledger.catalogue.acquisitions(item)

    def statements(self, item: str) -> list[StatementRow]:
        """What was stated about an item since."""
        return self.ledger.catalogue.statements(item.partition("-")[2])

    def reading(self, item: str) -> Reading | None:
        """The newest reading of an item."""
        return load_reading(self.ledger, item)

    def reading_row(self, item: str) -> ReadingRow | None:
        """The newest reading in short."""
        return self.ledger.catalogue.reading(item)

    def bytes_of(self, item: ItemRow) -> Iterator[bytes]:
        """An item's bytes, as they came, piece by piece."""
        place = self.ledger.catalogue.objects([item.sha256])[item.sha256]
        return self.ledger.objects.chunks(place, item.sha256)

    def search(self, query: str, limit: int = 20, offset: int = 0) -> list[Found]:
        """Passages that fit a query, exact ones first."""
        return search(self.ledger, query, limit, offset)

    def log(self, limit: int = -1, offset: int = 0) -> list[ActRow]:
        """Acts in order."""
        return self.ledger.catalogue.acts(limit, offset)

    # Care

    def copy(self, destination: Path | str) -> Report:
        """Make a consistent copy and verify it."""
        return copy_vault(self.ledger, Path(destination))

    def rebuild(self) -> None:
        """Throw catalogue and search away and derive them again from the log, packs and blobs."""
        from .reading import update_search

        self.ledger.start_anew()
        update_search(self.ledger)


def verify_vault(folder: Path, asked: Asked, tick: Callable[[int], None] = _nothing) -> Report:
    """Check every byte and signature of a vault; needs no key and changes nothing."""
    return VaultCheck(folder, asked, fast_check, tick).run()


def restore_vault(folder: Path, source: Path, operator: str | None = None, settings: Path | None = None) -> Restored:
    """Put back from a copy what is damaged or lacking in this folder."""
    return restore(folder, source, Keyring(settings or settings_folder()), operator)


def branch_vault(folder: Path, reason: str, operator: str = "op-1", settings: Path | None = None) -> Founded:
    """Go on from a copy as a new log that names what it goes on from."""
    return branch(folder, reason, Keyring(settings or settings_folder()), operator)
