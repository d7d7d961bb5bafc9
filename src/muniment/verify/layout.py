"""Where a vault's files are, below its folder. Names only."""

from __future__ import annotations

from pathlib import Path

CONFIG = "muniment.toml"
LOG = "log"
CHECKPOINT = "checkpoint"
PACKS = "packs"
BLOBS = "blobs"
INCOMING = "incoming"
"""Folder below `blobs` for what is being written; nothing in it is part of the vault."""
INTENT = "intent"
"""File in `incoming`: the digests of blobs that are being named, until the act that brings them is in the log."""
BEFORE = "before"
"""Logs that a branch goes on from, oldest first: `before/1/log`, `before/1/packs` …"""
SPLIT = 4 * 2**30 - 64 * 2**10
"""Blobs longer than this are split, for file systems that hold no larger files."""


def pack_name(number: int) -> str:
    """File name of a pack, counted from 1."""
    return f"{number:06d}"


def blob_paths(folder: Path, digest: str, size: int, split: int = SPLIT) -> list[Path]:
    """The files that hold an object in order: one, or several of `split` bytes and a rest."""
    path = folder / digest[:2] / digest
    if size <= split:
        return [path]
    count = -(-size // split)
    return [path.with_name(f"{digest}.{number:04d}") for number in range(1, count + 1)]


def earlier_numbers(root: Path) -> tuple[list[int], list[str]]:
    """The numbers of the logs in `before/`, 1…n; and the names of everything there that is none of them."""
    before = root / BEFORE
    names = sorted(path.name for path in before.iterdir()) if before.is_dir() and not before.is_symlink() else []
    numbers: list[int] = []
    while _is_folder(before / str(len(numbers) + 1), names):
        numbers.append(len(numbers) + 1)
    logs = {str(number) for number in numbers}
    return numbers, [name for name in names if name not in logs]


def _is_folder(path: Path, names: list[str]) -> bool:
    # Held against the names as well: some file systems find one under another spelling.
    return path.name in names and path.is_dir() and not path.is_symlink()


def is_vault(folder: Path) -> bool:
    """Whether a folder looks like a vault."""
    return (folder / CONFIG).is_file()


def is_package(folder: Path) -> bool:
    """Whether a folder looks like a package."""
    return (folder / "data" / "contents.json").is_file() or (folder / "bagit.txt").is_file()
