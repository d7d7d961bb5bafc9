"""The log in a folder: tiles and bundles as files, the checkpoint replaced by one rename."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from muniment.store.disk import Disk
from muniment.store.ports import HeadMoved
from muniment.verify.layout import CHECKPOINT
from muniment.verify.log import HASH_SIZE, WIDTH, Tile, bundles_of, edge_of, tiles_of

RETRIES = 5
"""How often a tile is looked for again where writers replace it faster than it can be read."""
_TILE = re.compile(r"tile/(?:entries|\d+)/(?:x\d{3}/)*\d{3}(?:\.p/\d+)?\Z")


class LogFiles:
    """A `LogStore` below one folder. Single writer: whoever commits holds the vault's lock."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder, self._disk = folder, disk

    def head(self) -> bytes | None:
        """The checkpoint's bytes, or None."""
        try:
            return (self._folder / CHECKPOINT).read_bytes()
        except FileNotFoundError:
            return None

    def read(self, tile: Tile) -> bytes:
        """A tile's bytes. Raises OSError.

        A partial tile that a growing log has outgrown is cut out of the one that took its place: whoever
        reads while others write goes on seeing the log that they opened.
        """
        try:
            return (self._folder / tile.path).read_bytes()
        except FileNotFoundError:
            wider = self._cut(tile)
            if wider is None:
                raise
            return wider

    def _cut(self, tile: Tile) -> bytes | None:
        """A partial tile that is gone, cut out of the narrowest that holds it; None where none does."""
        stem = self._folder / tile._replace(width=WIDTH).path
        for _ in range(RETRIES if tile.width < WIDTH else 0):
            widths = sorted(int(p.name) for p in stem.with_name(f"{stem.name}.p").glob("[0-9]*"))
            for width in (*(width for width in widths if width > tile.width), WIDTH):
                with contextlib.suppress(FileNotFoundError):
                    data = (self._folder / tile._replace(width=width).path).read_bytes()
                    # One that is being written just now may still be too short.
                    if (first := _first(data, tile)) is not None:
                        return first
        return None

    def commit(self, tiles: Mapping[Tile, bytes], old: bytes | None, new: bytes) -> None:
        """Tiles first, then the checkpoint: the rename is the moment an act becomes part of the log."""
        if self.head() != old:
            raise HeadMoved("Somebody else has written to this log. Nothing was changed; try again.")
        self._disk.make_folder(self._folder)
        self._disk.write_files((self._folder / tile.path, data) for tile, data in tiles.items())
        self._disk.write_file(self._folder / CHECKPOINT, new)

    def tidy(self, old: int, new: int) -> None:
        """Remove the partial tiles that the log has grown out of: a few, however long it is."""
        wanted = {tile.path for tile in edge_of(new)}
        # The bundle last: interrupted before that, what is left shows at the edge (see `_disturbed`).
        for tile in reversed(edge_of(old)):
            if tile.path not in wanted:
                self._remove_partial(self._folder / tile.path)

    def _remove_partial(self, path: Path) -> None:
        self._disk.remove(path)
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def recover(self, size: int) -> None:
        """Remove what an interrupted write left. Costs a look at the edge unless there is something."""
        if not self._disturbed(size):
            return
        wanted = {tile.path for tile in (*tiles_of(size), *bundles_of(size))}
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if path.is_file() and (_TILE.match(name) or path.name.startswith(".tmp-")) and name not in wanted:
                self._remove_partial(path)

    def _disturbed(self, size: int) -> bool:
        """A commit writes the bundle at the edge first, so traces of an unfinished one show there."""
        if any(self._folder.glob(".tmp-*")):
            return True
        edge = Tile(-1, size // WIDTH, WIDTH)
        known = self._folder / edge._replace(width=size % WIDTH).path
        before = edge._replace(number=max(edge.number - 1, 0))
        # Partial bundles of the newest thousand: there is one, or none.
        near = {(self._folder / tile.path).parent for tile in (edge, before)}
        partials = {path for folder in near for path in folder.glob("*.p/*")}
        return (self._folder / edge.path).exists() or bool(partials - {known})


def _first(data: bytes, tile: Tile) -> bytes | None:
    """The bytes of a partial tile out of those of a wider one; None where they are fewer."""
    if tile.level >= 0:
        end = tile.width * HASH_SIZE
    else:
        end = 0
        for _ in range(tile.width):
            end += 2 + int.from_bytes(data[end : end + 2], "big")
    return data[:end] if end <= len(data) else None
