"""Damaged files by the ten thousand through every reader, each in its confined worker.

    python bench/fuzz.py [--count 20000] [--corpus ../shared/corpus] [--keep DIR]

Prints by kind of file: how many, what they cost. An uncaught error of a reader, a crash or a time limit
is told with the number of the mutant; with `--keep` such files are written there. Exit code 1 where a
result is lacking or a worker hung beyond its limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.read.mutants import SEEDS, mutants, seed

from muniment.read.giving import Allowance, Collected
from muniment.read.pool import Job, ReadingPool
from muniment.read.sniff import sniff
from muniment.read.worker.messages import Limits

LIMITS = Limits(seconds=20.0)
SLOW = {"mp4": 10, "mkv": 10, "avif": 4}
"""Kinds of which only so many times fewer are tried: each takes a process or a second."""
LARGEST = 300_000


def _seeds(corpus: Path | None) -> Iterator[tuple[str, str, bytes]]:
    for name in SEEDS:
        yield name, *seed(name)
    for path in sorted(corpus.rglob("*")) if corpus else ():
        if path.is_file() and "vectors" not in path.parts and path.stat().st_size <= LARGEST:
            data = path.read_bytes()
            yield path.name, sniff(data[:8192], len(data), data[-4096:]), data


def _jobs(seeds: list[tuple[str, str, bytes]], count: int) -> Iterator[Job]:
    others = tuple(data[:20_000] for _name, _kind, data in seeds)
    each = -(-count // len(seeds))
    for name, kind, data in seeds:
        for number, changed in enumerate(mutants(data, name, -(-each // SLOW.get(name, 1)), others)):
            yield Job(f"{name} {number}", kind, data=changed, allowance=Allowance(count=200, bytes=50 << 20))


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    seeds = list(_seeds(options.corpus))
    jobs = _jobs(seeds, options.count)
    counted: Counter[str] = Counter()
    total, begun, longest = 0, time.monotonic(), 0.0
    with ReadingPool(None, LIMITS) as pool:
        last = begun
        for job, reading in pool.read_all(jobs, lambda _job: Collected()):
            now = time.monotonic()
            longest, last = max(longest, now - last), now
            total += 1
            for finding in reading.findings:
                if finding.code.startswith("reader-") or finding.code == "children-broken-off":
                    counted[finding.code] += 1
                    print(f"{job.key}: {finding.code}: {finding.text}")
                    if options.keep:
                        options.keep.mkdir(parents=True, exist_ok=True)
                        (options.keep / job.key.replace("/", "_").replace(" ", "_")).write_bytes(job.data or b"")
    expected = sum(1 for _ in _jobs(seeds, options.count))
    print(f"{total:,} mutants of {len(seeds)} files in {time.monotonic() - begun:.0f} s, longest wait {longest:.1f} s")
    print(", ".join(f"{code} {number}" for code, number in sorted(counted.items())) or "no error was left uncaught")
    return 0 if total == expected and longest < LIMITS.seconds * 2 + 10 else 1


if __name__ == "__main__":
    sys.exit(main())
