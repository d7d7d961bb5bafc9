"""A vault as Python sees it: the verbs of the command line, typed, with results instead of text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from muniment.acquire import DetailsError, Inside, Intake, Summary, details, read_manifest
from muniment.model.reading import Reading
from muniment.model.records import (
    AcquisitionRow,
    ActRow,
    ChildRow,
    DerivativeRow,
    ItemRow,
    ReadingRow,
    StatementRow,
)
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

if TYPE_CHECKING:
    from muniment.link import LinkRow
    from muniment.read import ReadingPool


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
            from muniment.claims.witnesses import NamesGuard

            finish(self.ledger)
            self.ledger.guard = NamesGuard(self.ledger)

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
        """Preserve files and folders; `told` are details such as source and basis (see `acquire.details`).

        Raises `acquire.DetailsError` before anything is written.
        """
        fields, files = details(told or {}), [Path(path) for path in paths]
        if "made_as" in fields and any(_sha256(path) == fields.get("parent") for path in files if path.is_file()):
            raise DetailsError(
                f"These are the bytes of that item itself; no {fields['made_as']} of it. Nothing was kept."
            )
        return self._intake(report).take_paths(files, fields)

    def made_from(self, kind: str, item: str, by: str) -> dict[str, str]:
        """Details for `add` of what a person made from an item (`translation` or `transcript`). Raises NoSuchItem."""
        return {"parent": self.item(item).sha256, "made_as": kind, "made_by": by}

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

    def read(
        self,
        progress: Callable[[str, str], None] = _nothing,
        workers: int | None = None,
        wishes: frozenset[str] = frozenset(),
        report: Callable[[Deposited], None] = _nothing,
    ) -> Counter[str]:
        """Read what is pending and what is found inside it; counts by status. Nothing read before is read again.

        `report` hears of every file found inside an item.
        """
        from .reading import read_pending

        with self._readers(workers) as pool:
            return read_pending(self.ledger, pool, self._inside(report), progress, wishes)

    def read_again(
        self,
        items: Sequence[ItemRow] = (),
        progress: Callable[[str, str], None] = _nothing,
        wishes: frozenset[str] = frozenset(),
        report: Callable[[Deposited], None] = _nothing,
    ) -> Counter[str]:
        """Read once more what another version of its reader has read, or what no reader took then.

        Of `items`, or of all. With `wishes` (`ocr`: look for letters in every picture) these items are
        read whatever has read them. Earlier readings stay.
        """
        from .reading import improvable, read_again

        with self._readers(None) as pool:
            once = {item.item: item for item in items or self.items()}  # named twice, read once
            wanted = list(improvable(self.ledger, pool, once.values(), bool(wishes and items)))
            return read_again(self.ledger, pool, self._inside(report), progress, wanted, wishes)

    def draw(self, item: ItemRow, page: int) -> bytes:
        """The picture of an item's page, as PNG; pages count from 1. Raises NoPicture."""
        from .drawing import draw

        with self._readers(1) as pool:
            return draw(self.ledger, pool, item, page)

    def _readers(self, workers: int | None) -> ReadingPool:
        from muniment.read import ReadingPool

        return ReadingPool(workers)

    def _inside(self, report: Callable[[Deposited], None]) -> Inside:
        from muniment.read.sniff import sniff

        return Inside(self.ledger, sniff, report)

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

    def children(self, item: ItemRow) -> list[ChildRow]:
        """Files found inside an item, and translations and transcripts of it, in the order they came."""
        return self.ledger.catalogue.children(item.sha256)

    def derivatives(self, item: str) -> list[DerivativeRow]:
        """What readers made from an item beside text and thumbnail."""
        return self.ledger.catalogue.derivatives(item)

    def links(self, items: Sequence[ItemRow] = ()) -> Iterator[LinkRow]:
        """Links of some items, or of all, each with what can be known of it offline."""
        from muniment.link import links

        return links(self.ledger, items or self.items())

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
        """Passages that fit a query, exact ones first. Raises NoWord where there is no word in it."""
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
        from .indexing import update_search

        self.ledger.start_anew()
        update_search(self.ledger)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_vault(folder: Path, asked: Asked, tick: Callable[[int], None] = _nothing) -> Report:
    """Check every byte and signature of a vault; needs no key and changes nothing."""
    return VaultCheck(folder, asked, fast_check, tick).run()


def restore_vault(folder: Path, source: Path, operator: str | None = None, settings: Path | None = None) -> Restored:
    """Put back from a copy what is damaged or lacking in this folder."""
    return restore(folder, source, Keyring(settings or settings_folder()), operator)


def branch_vault(folder: Path, reason: str, operator: str = "op-1", settings: Path | None = None) -> Founded:
    """Go on from a copy as a new log that names what it goes on from."""
    return branch(folder, reason, Keyring(settings or settings_folder()), operator)
