"""A vault's storage as one thing: opens the parts that `muniment.toml` names.

Today all parts are in the vault's folder. This is the one place that would choose others.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from muniment.model.records import Place
from muniment.verify import layout
from muniment.verify.vault import SMALL

from . import aside
from .disk import Disk
from .folder.logfiles import LogFiles
from .folder.objects import FolderObjects
from .lock import WriterLock
from .ports import Catalogue, CatalogueUnusable, StoreError
from .search import SearchIndex

CATALOGUE = "catalogue.sqlite"
SEARCH = "search.sqlite"
LOCK = "lock"


class NoVault(StoreError):
    """There is no vault where one was looked for."""


class VaultStore:
    """The storage of the vault in a folder. Opening reads `muniment.toml` and nothing else.

    `branching`: whoever opens it is making a branch there, which is not to be undone.
    """

    def __init__(self, root: Path, disk: Disk | None = None, branching: bool = False) -> None:
        self.root = root
        self.disk = disk or Disk()
        self.config = _read_config(root)
        self.log = LogFiles(root / layout.LOG, self.disk)
        self.objects = FolderObjects(root, self.disk)
        self.branching = branching
        self._lock = WriterLock(root / LOCK)
        self._catalogue: Catalogue | None = None
        self.private_catalogue = False
        """Whether the catalogue is this process's own, in memory."""

    @property
    def origin(self) -> str:
        """The log's origin line."""
        return f"muniment/{self.config['id']}"

    def lock(self, wait: float = 10.0) -> None:
        """Become the only writer. Raises VaultBusy."""
        self._lock.acquire(wait)

    def settle(self) -> None:
        """Put back what an interrupted branch had set aside, where this is the writer.

        Raises Interrupted for whoever only reads: nothing is ever moved for them.
        """
        if self.branching or not aside.is_begun(self.root):
            return
        if not self._lock.held:
            raise aside.Interrupted(
                f"A branch of {self.root} is being made, or was interrupted. If it was, whatever opens the vault for "
                "writing puts it back as it was, such as `muniment rebuild`."
            )
        aside.put_back(self.root, self.disk)
        self.config = _read_config(self.root)
        self.new_catalogue()

    def earlier_logs(self) -> list[tuple[int, LogFiles]]:
        """(generation, log) of the logs that this one goes on from, oldest first: 1…n. Raises StoreError."""
        numbers, strangers = layout.earlier_numbers(self.root)
        for name in strangers:
            if (self.root / layout.BEFORE / name).is_dir():
                raise StoreError(
                    f"{layout.BEFORE}/{name} is none of the logs 1 to {len(numbers)}, or one before it is missing. Run "
                    "`muniment verify` to see what else is wrong, and `muniment restore --from COPY` to put it right."
                )
        return [(n, LogFiles(self.root / layout.BEFORE / str(n) / layout.LOG, self.disk)) for n in numbers]

    @contextlib.contextmanager
    def locked(self, wait: float) -> Iterator[None]:
        """Hold the writer's lock for a while; nothing changes for whoever holds it already."""
        if self._lock.held:
            yield
            return
        self._lock.acquire(wait)
        try:
            yield
        finally:
            self._lock.release()

    def catalogue(self) -> Catalogue:
        """The catalogue; one that cannot be used is deleted and begun anew."""
        from .folder.catalogue import SqliteCatalogue

        if self._catalogue is None:
            try:
                self._catalogue = SqliteCatalogue(self.root / CATALOGUE)
            except CatalogueUnusable:
                self._catalogue = self.new_catalogue()
        return self._catalogue

    def new_catalogue(self) -> Catalogue:
        """Delete the catalogue, with the search index that it keeps account of, and begin an empty one.

        In memory where it cannot be replaced: on a medium that is only read, or while another process
        writes, whose catalogue must not be taken from under it.
        """
        from .folder.catalogue import SqliteCatalogue

        if self._catalogue is not None:
            self._catalogue.close()
        try:
            with self.locked(wait=0.0):
                self.delete_projection(CATALOGUE)
                self.delete_search()
                self._catalogue = SqliteCatalogue(self.root / CATALOGUE)
            self.private_catalogue = False
        except (OSError, StoreError):
            self._catalogue = self.catalogue_in_memory()
        return self._catalogue

    def catalogue_in_memory(self) -> Catalogue:
        """An empty catalogue that nobody else sees, instead of the one in the folder."""
        from .folder.catalogue import SqliteCatalogue

        self._catalogue, self.private_catalogue = SqliteCatalogue(Path(":memory:")), True
        return self._catalogue

    def search(self, keys_version: str) -> SearchIndex:
        """The search index; one that cannot serve is deleted, and the catalogue told that it is empty."""
        from muniment.store.folder.fts import FtsIndex
        from muniment.store.search import SearchIndexUnusable

        path = self.root / SEARCH
        if not path.exists() or not path.stat().st_size:
            self.catalogue().forget_index()
        try:
            return FtsIndex(path, keys_version)
        except SearchIndexUnusable:
            with self.locked(wait=2.0):
                self.delete_search()
            self.catalogue().forget_index()
            return FtsIndex(path, keys_version)

    def search_in_memory(self, keys_version: str) -> SearchIndex:
        """An empty search index that nobody else sees, for a vault that is only read."""
        from muniment.store.folder.fts import FtsIndex

        return FtsIndex(Path(":memory:"), keys_version)

    def delete_search(self) -> None:
        """Remove the search index; it is built anew from the readings."""
        self.delete_projection(SEARCH)

    def delete_projection(self, name: str) -> None:
        """Remove a SQLite file with its companions."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.disk.remove(self.root / f"{name}{suffix}")

    def blob_places(self, fields: list[dict[str, Any]]) -> list[tuple[str, Place]]:
        """Places of the objects that are too large for a pack, by the references in field values."""
        found = []
        for values in fields:
            for value in values.values():
                if type(value) is dict and value.get("size", 0) >= SMALL and "object" in value:
                    found.append((value["object"], Place(0, 0, value["size"])))
        return found

    def scratch(self) -> Path:
        """A folder on the vault's own disk for files without a name: nothing of a vault is written elsewhere."""
        return self.root

    def write_marker(self, name: str, text: str) -> None:
        """Leave a durable note in the vault's folder about something under way."""
        self.disk.write_file(self.root / name, text.encode())

    def read_marker(self, name: str) -> str | None:
        """Such a note, or None."""
        path = self.root / name
        return path.read_text("utf-8", "replace") if path.exists() else None

    def remove_marker(self, name: str) -> None:
        """What was under way is done."""
        self.disk.remove(self.root / name)
        self.disk.sync_folder(self.root)

    def close(self) -> None:
        """Release everything."""
        try:
            if self._catalogue is not None:
                with contextlib.suppress(Exception):
                    self._catalogue.close()
                self._catalogue = None
            self.objects.close()
        finally:
            self._lock.release()


def _read_config(root: Path) -> dict[str, Any]:
    try:
        config = tomllib.loads((root / layout.CONFIG).read_text("utf-8"))
    except FileNotFoundError:
        raise NoVault(
            f"There is no vault in {root}. Make one with `muniment init`, or say where with --vault."
        ) from None
    except (OSError, ValueError) as error:
        why = str(error).rstrip(".")
        raise StoreError(f"{root / layout.CONFIG} cannot be read: {why}. Put it back from a copy.") from error
    if not isinstance(config.get("id"), str):
        raise StoreError(f"{root / layout.CONFIG} names no vault id. Put it back from a copy.")
    return config
