"""One piece of work on a tree, in a process of its own so that its memory can be told.

    python bench/tree_work.py bare|append|check|acts|acts-check COUNT FOLDER

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

from muniment.preserve.keyring import Identity, SigningKey, fast_check
from muniment.preserve.ledger.draft import act_payload
from muniment.preserve.ledger.log import Log
from muniment.store.disk import Disk
from muniment.store.folder.logfiles import LogFiles
from muniment.verify.acts import jws, make_part, parse_act
from muniment.verify.log import Tile, TileTree, check_tiles

BATCH = 2**16
"""Entries in one commit."""
ACTS_BATCH = 1_000
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
    read = _reader(folder)
    begun = time.perf_counter()
    walked = sum(len(leaves) for _, _, leaves in check_tiles(read, count, _stop))
    same = TileTree(read, count).root() == log.root
    took = time.perf_counter() - begun
    if not same or walked != count:
        raise SystemExit("the tree does not hold")
    return took


def acts(count: int, folder: Path) -> float:
    """Sign real acts of one part each and append them, in batches."""
    return _acts(count, folder)[0]


def acts_check(count: int, folder: Path) -> float:
    """The same, and then every tile, every act's form and every signature: the seconds of the checking."""
    signer = _acts(count, folder)[1]
    begun = time.perf_counter()
    good = sum(
        parse_act(index, entry).envelope.is_signed_by(signer.key.public, fast_check)
        for first, entries, _ in check_tiles(_reader(folder), count, _stop)
        for index, entry in enumerate(entries, first)
    )
    if good != count:
        raise SystemExit(f"{count - good} acts do not hold")
    return time.perf_counter() - begun


def _acts(count: int, folder: Path) -> tuple[float, Identity]:
    signer = Identity("bench", "op-1", SigningKey.make(), SigningKey.make(), ORIGIN)
    log = Log(LogFiles(folder, Disk()), ORIGIN)
    begun = time.perf_counter()
    for start in range(0, count, ACTS_BATCH):
        log.append([_act(log, signer) for _ in range(min(ACTS_BATCH, count - start))], signer)
    return time.perf_counter() - begun, signer


def _act(log: Log, signer: Identity) -> bytes:
    parts = [make_part({"record": "0.0", "state": "set", "reason": "as asked"})]
    payload = act_payload("hold", signer.vault, (log.size, log.root), 0, signer.code, parts)
    return jws.seal(payload, signer.key.public, signer.key.sign)


def _reader(folder: Path) -> Callable[[Tile], bytes]:
    return lambda tile: (folder / tile.path).read_bytes()


def _stop(path: str, why: str) -> None:
    raise SystemExit(f"{path} {why}")


WORK: dict[str, Callable[[int, Path], float]] = {
    "bare": bare,
    "append": append,
    "check": check,
    "acts": acts,
    "acts-check": acts_check,
}


def main() -> None:
    """Do it and tell."""
    what, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    took = WORK[what](count, folder)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "MB": round(memory, 1)}))


if __name__ == "__main__":
    main()
