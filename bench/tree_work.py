"""One piece of work on a tree, in a process of its own so that its memory can be told.

    python bench/tree_work.py bare|append|check|acts COUNT FOLDER

Prints a JSON line: seconds of the work itself, and the most memory the process had.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from muniment.preserve.keyring import Identity, Keyring, SigningKey
from muniment.preserve.log import Log
from muniment.store.disk import Disk
from muniment.store.folder.logfiles import LogFiles
from muniment.verify.tiles import Tile
from muniment.verify.tree import TileTree, check_tiles

BATCH = 2**16
"""Entries in one commit."""
ORIGIN = "muniment/bench"


def entries(count: int) -> Iterator[list[bytes]]:
    """Entries of 64 bytes, a batch at a time: making them is not part of any work."""
    for start in range(0, count, BATCH):
        yield [b"%064d" % number for number in range(start, min(start + BATCH, count))]


def bare(count: int, folder: Path) -> float:
    """Hash the leaves in a loop and do nothing else."""
    took = 0.0
    for batch in entries(count):
        begun = time.perf_counter()
        for entry in batch:
            sha256(b"\x00" + entry).digest()
        took += time.perf_counter() - begun
    return took


def append(count: int, folder: Path) -> float:
    """Append to a log in a folder, every batch durable and signed."""
    signer = Identity("bench", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)
    log = Log(LogFiles(folder, Disk()), ORIGIN)
    took = 0.0
    for batch in entries(count):
        begun = time.perf_counter()
        log.append(batch, signer)
        took += time.perf_counter() - begun
    return took


def check(count: int, folder: Path) -> float:
    """Check every tile against every entry, and the root against the checkpoint's."""
    log = Log(LogFiles(folder, Disk()), ORIGIN)
    wrong: list[tuple[str, str]] = []

    def read(tile: Tile) -> bytes:
        return (folder / tile.path).read_bytes()

    begun = time.perf_counter()
    walked = sum(len(leaves) for _, _, leaves in check_tiles(read, count, lambda *problem: wrong.append(problem)))
    same = TileTree(read, count).root() == log.root
    took = time.perf_counter() - begun
    if wrong or not same or walked != count:
        raise SystemExit(f"the tree does not hold: {wrong[:3]}")
    return took


def acts(count: int, folder: Path) -> float:
    """Sign real acts of one part each, one entry and one commit an act."""
    from muniment.preserve import found
    from muniment.preserve.ledger import Ledger
    from muniment.store.vault import VaultStore

    keyring = Keyring(folder / "keys")
    found(folder / "vault", "bench", keyring)
    with Ledger(VaultStore(folder / "vault"), keyring, write=True) as ledger:
        begun = time.perf_counter()
        for number in range(count):
            draft = ledger.draft("hold")
            draft.add({"record": "0.0", "state": "set", "reason": f"{number}"})
            draft.commit()
        return time.perf_counter() - begun


WORK: dict[str, Callable[[int, Path], float]] = {"bare": bare, "append": append, "check": check, "acts": acts}


def main() -> None:
    """Do it and tell."""
    what, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    took = WORK[what](count, folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "MB": round(memory, 1)}))


if __name__ == "__main__":
    main()
