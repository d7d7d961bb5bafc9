"""A vault's storage as one thing: opens the parts that `muniment.toml` names.

Today all parts are in the vault's folder. This is the one place that would choose others.
"""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path
from typing import Any

from muniment.model.records import Place
from muniment.verify import layout
from muniment.verify.frames import SMALL

from .disk import Disk
from .folder.logfiles import LogFiles
from .folder.objects import FolderObjects
from .lock import WriterLock
from .ports import Catalogue, StoreError

CATALOGUE = "catalogue.sqlite"
SEARCH = "search.sqlite"
LOCK = "lock"


class NoVault(StoreError):
    """There is no vault where one was looked for."""


class VaultStore:
    """The storage of the vault in a folder. Opening reads `muniment.toml` and nothing else."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self.disk = disk or Disk()
        self.config = _read_config(root)
        self.log = LogFiles(root / layout.LOG, self.disk)
        self.objects = FolderObjects(root, self.disk)
        self._lock = WriterLock(root / LOCK)
        self._catalogue: Catalogue | None = None

    @property
    def origin(self) -> str:
        """The log's origin line."""
        return f"muniment/{self.config['id']}"

    def lock(self, wait: float = 10.0) -> None:
        """Become the only writer. Raises VaultBusy."""
        self._lock.acquire(wait)

    def catalogue(self) -> Catalogue:
        """The catalogue; one that cannot be used is deleted and begun anew."""
        from .folder.catalogue import CatalogueUnusable, SqliteCatalogue

        if self._catalogue is None:
            try:
                self._catalogue = SqliteCatalogue(self.root / CATALOGUE)
            except CatalogueUnusable:
                self._catalogue = self.new_catalogue()
        return self._catalogue

    def new_catalogue(self) -> Catalogue:
        """Delete the catalogue and begin an empty one."""
        from .folder.catalogue import CatalogueUnusable, SqliteCatalogue

        if self._catalogue is not None:
            self._catalogue.close()
        try:
            self.delete_projection(CATALOGUE)
            self._catalogue = SqliteCatalogue(self.root / CATALOGUE)
        except (OSError, CatalogueUnusable):
            # A vault on a medium that cannot be written is still read: its catalogue is kept in memory.
            self._catalogue = SqliteCatalogue(Path(":memory:"))
        return self._catalogue

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

    def close(self) -> None:
        """Release everything."""
        if self._catalogue is not None:
            with contextlib.suppress(Exception):
                self._catalogue.close()
            self._catalogue = None
        self.objects.close()
        self._lock.release()


def _read_config(root: Path) -> dict[str, Any]:
    try:
        config = tomllib.loads((root / layout.CONFIG).read_text("utf-8"))
    except FileNotFoundError:
        raise NoVault(
            f"There is no vault in {root}. Make one with `muniment init`, or say where with --vault."
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{root / layout.CONFIG} cannot be read: {error}") from error
    if not isinstance(config.get("id"), str):
        raise StoreError(f"{root / layout.CONFIG} names no vault id.")
    return config
