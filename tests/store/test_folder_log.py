"""The log in a folder: the contract, and leftovers of the checkpoint itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from muniment.store.disk import MANY, Disk
from muniment.store.folder.logfiles import LogFiles
from muniment.verify.log.tiles import Tile

from .log_contract import LogContract, Opener, grow, note


class TestFolder(LogContract):
    @pytest.fixture
    def opener(self, tmp_path: Path) -> Opener:
        self.root = tmp_path / "log"
        return lambda: LogFiles(self.root, Disk())

    def names(self) -> set[str]:
        return {path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file()}

    def fresh(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def write_paths(self, tiles: dict[str, bytes]) -> None:
        for name, data in tiles.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(data)

    def test_a_half_written_checkpoint_goes(self, opener: Opener) -> None:
        grow(opener(), 0, 3)
        (self.root / ".tmp-checkpoint").write_bytes(note(4)[:7])
        opener().recover(3)
        self.check(opener(), 3)

    def test_many_tiles_at_once(self, opener: Opener) -> None:
        """More than are synced one by one."""
        grow(opener(), 0, 256 * (MANY + 3))
        self.check(opener(), 256 * (MANY + 3))

    @pytest.mark.parametrize("level", [-1, 0])
    def test_a_wider_tile_that_is_being_written_is_not_cut(self, opener: Opener, level: int) -> None:
        """Another reader's tile has gone, and the one in its place has its name but not all its bytes."""
        grow(opener(), 0, 7)
        wanted, wider, whole = (Tile(level, 0, width) for width in (5, 6, 7))
        expected = opener().read(wanted)
        (self.root / wider.path).write_bytes(expected[:-1])
        assert opener().read(wanted) == expected
        (self.root / whole.path).unlink()
        with pytest.raises(FileNotFoundError):
            opener().read(wanted)

    def test_files_of_others_are_left_alone(self, opener: Opener) -> None:
        """Recovery removes tiles and temporary files, nothing that somebody put there."""
        grow(opener(), 0, 3)
        (self.root / "notes.txt").write_text("kept")
        (self.root / ".tmp-checkpoint").write_bytes(b"")
        opener().recover(3)
        assert (self.root / "notes.txt").read_text() == "kept"
