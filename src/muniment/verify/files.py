"""Reading the files of a vault or package: plain ones only, hashed piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

CHUNK = 8 * 2**20
"""Bytes to hash in one go: each go ends with a wait for the interpreter's lock, which parsing holds."""
Tick = Callable[[int], None]
"""`tick(bytes)`: called with the number of bytes just checked."""


def silent(count: int) -> None:
    """A tick for whoever does not listen."""


def plain_bytes(path: Path) -> bytes:
    """A file's bytes. Raises OSError also for what is no file: reading a pipe or device might never end."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path.name} is not a plain file")
    return path.read_bytes()


def hash_file(paths: list[Path], tick: Tick) -> tuple[str, int]:
    """SHA-256 (hex) and length over files in order."""
    hasher, size = sha256(), 0
    buffer = memoryview(bytearray(CHUNK))
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while count := file.readinto(buffer):
                hasher.update(buffer[:count])
                size += count
                tick(count)
    return hasher.hexdigest(), size
