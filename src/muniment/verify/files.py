"""Reading the files of a vault or package: plain ones only, hashed piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

SETTINGS = 2**20
"""Bytes that the settings of a vault have at most; a name and an id are some hundred."""
ONE = 2**17
"""Bytes that one entry, checkpoint or proof has at most: an entry has 65,535, a proof 64 hashes and a checkpoint."""
BUNDLE = 2**25
"""Bytes that a file of a log has at most: a bundle of 256 entries of 65,535 bytes is half of that."""
LISTS, EACH = 2**24, 2**13
"""Bytes that a list in a package has at most: so many, and so many more for each file that is there.

A file has up to some hundred bytes in a manifest or `contents.json`, and up to some thousand in the disclosures. So
a million items have room, and a small zip file cannot unfold into a list that takes all memory: a value of three
bytes becomes one of sixty.
"""
CHUNK = 8 * 2**20
"""Bytes to hash in one go: each go ends with a wait for the interpreter's lock, which parsing holds."""
Tick = Callable[[int], None]
"""`tick(bytes)`: called with the number of bytes just checked."""


def silent(count: int) -> None:
    """A tick for whoever does not listen."""


def plain_bytes(path: Path, most: int) -> bytes:
    """A file's bytes, if they are no more than `most`: what is read whole must not fill the memory.

    Raises OSError also for what is no file, for a pipe or device might never end; and for a link, which could lead
    anywhere.
    """
    if path.is_symlink():
        raise OSError(f"{path.name} is a link")
    if path.exists() and not path.is_file():
        raise OSError(f"{path.name} is not a plain file")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"{path.name} is longer than the {most:,} bytes that such a file can have here")
    return data


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
