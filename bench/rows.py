"""The rows: each measures one kind of work beside its peer."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from linking import LINKING
from material import BARE_PYTHON, PROGRAM, Bench, warm
from pairs import Row, at_least, at_most, in_turn, no_later, run
from reading import ROWS as READING

HERE = Path(__file__).resolve().parent
FIXED = {"mix": 1.0, "small": 0.8, "verify": 1.6, "tree": 4.0, "package": 3.0, "start": 0.15}
"""What is asked."""
NOISE = 0.02
"""Seconds by which two runs of the same command differ anyhow."""


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9


def add_mix(bench: Bench) -> Iterator[Row]:
    """`add --no-read` of large and small files beside `cp -r` and `sync`."""
    source = bench.mix()

    def ours() -> float:
        vault = bench.vault()
        warm(source)
        return bench.add(vault, source)

    def theirs() -> float:
        copy = bench.fresh("copy")
        os.sync()
        warm(source)
        return run(["sh", "-c", f"cp -r '{source}' '{copy}' && sync"])

    timed = in_turn(ours, theirs, bench.pairs)
    work = f"`add --no-read`, {_size(source):.1f} GB, large and small"
    yield at_least("add-mix", work, "`cp -r` + `sync`", FIXED["mix"], timed, GB=_size(source))


def add_small(bench: Bench) -> Iterator[Row]:
    """`add --no-read` of small files beside `borg create`."""
    source = bench.small()

    def ours() -> float:
        vault = bench.vault()
        warm(source)
        return bench.add(vault, source)

    def theirs() -> float:
        repository = bench.fresh("borg")
        env = bench.env | {"BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK": "yes"}
        run(["borg", "init", "--encryption", "none", str(repository)], env)
        os.sync()
        warm(source)
        return run(["borg", "create", f"{repository}::one", str(source)], env)

    timed = in_turn(ours, theirs, max(bench.pairs, 5))
    count = bench.scaled(10_000)
    rate = round(count / statistics.median(ours for ours, _ in timed))
    work = f"`add --no-read`, {count:,} files of 10 KB ({rate:,} a second)"
    yield at_least("add-small", work, "`borg create`", FIXED["small"], timed, files=count)


def verify(bench: Bench) -> Iterator[Row]:
    """`verify` of a vault beside one core hashing the same bytes."""
    vault = bench.filled(bench.mix())
    kept = [str(path) for name in ("blobs", "packs") for path in sorted((vault / name).rglob("*")) if path.is_file()]
    warm(vault)
    timed = in_turn(
        lambda: bench.call("verify", str(vault)),
        lambda: run(["openssl", "dgst", "-sha256", *kept]),
        max(bench.pairs, 7),
    )
    work = f"`verify` of that vault, {_size(vault):.1f} GB"
    yield at_least("verify", work, "`openssl dgst -sha256`, one core", FIXED["verify"], timed)


def tree(bench: Bench) -> Iterator[Row]:
    """A tree of a million leaves, appended to and checked, beside hashing the leaves alone."""
    count = bench.scaled(1_000_000)
    done: dict[str, list[dict[str, float]]] = {"append": [], "check": [], "bare": []}
    for _ in range(bench.pairs):
        folder = bench.fresh("tree")
        folder.mkdir()
        os.sync()
        for what, told in done.items():
            told.append(_tree_work(what, count, folder))
    for what, words in (("append", "appended, signed and durable"), ("check", "every tile and the root checked")):
        timed = [(one["seconds"], bare["seconds"]) for one, bare in zip(done[what], done["bare"], strict=True)]
        most = max(one["MB"] for one in done[what])
        work = f"tree of {count:,} leaves, {words} ({most:.0f} MB of memory)"
        yield at_most(f"tree-{what}", work, "hashing the leaves in a loop", FIXED["tree"], timed, MB=most)


def acts(bench: Bench) -> Iterator[Row]:
    """Real acts, signed one by one: reported, no goal is set."""
    count = bench.scaled(20_000)
    for what, words in (
        ("acts", "acts signed and appended in batches"),
        ("acts-check", "acts checked, signatures too"),
    ):
        folder = bench.fresh("acts")
        folder.mkdir()
        told = _tree_work(what, count, folder)
        rate = f"{count / told['seconds']:,.0f} a second"
        yield Row(what, f"{count:,} {words} ({told['MB']:.0f} MB)", "", "", rate, None, round(told["seconds"], 3), 0.0)


def _tree_work(what: str, count: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, str(HERE / "tree_work.py"), what, str(count), str(folder)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def _package(bench: Bench, name: str, items: int, size: int) -> Path:
    vault = bench.filled(bench.files(name, items, size))
    package = bench.fresh("package")
    bench.call("disclose", str(package), "--vault", str(vault), "--all", "--to", "bench", "--purpose", "court")
    return package


def package(bench: Bench) -> Iterator[Row]:
    """`verify.py` on a bare Python beside `sha256sum` of the same files, for small and for larger items."""
    count = bench.scaled(1_000)
    for name, size, words in (("small-items", 10_000, "10 KB"), ("items", 100_000, "100 KB"), ("big", 10**6, "1 MB")):
        folder = _package(bench, name, count, size)
        files = [str(path) for path in sorted(folder.rglob("*")) if path.is_file()]
        warm(folder)
        timed = in_turn(
            lambda folder=folder: run([BARE_PYTHON, "-I", str(folder / "data/verify.py"), str(folder)]),  # type: ignore[misc]
            lambda files=files: run(["sha256sum", *files]),  # type: ignore[misc]
            max(bench.pairs, 5),
        )
        work = f"`verify.py`, package of {count:,} items of {words}, bare Python"
        yield at_most(f"package-{name}", work, "`sha256sum` of the same files", FIXED["package"], timed)


def start(bench: Bench) -> Iterator[Row]:
    """How long one waits for the program itself."""
    folder = _package(bench, "few", 5, 10_000)
    for name, words, command in (
        ("help", "`muniment --help`", [PROGRAM, "--help"]),
        ("verify-small", "`muniment verify`, package of 5 items", [PROGRAM, "verify", str(folder)]),
    ):
        timed = in_turn(
            lambda command=command: run(command, bench.env),  # type: ignore[misc]
            lambda: run([sys.executable, "-c", "pass"]),
            max(bench.pairs, 11),
        )
        yield no_later(f"start-{name}", words, "`python3 -c pass`", FIXED["start"], timed)


def growth(bench: Bench) -> Iterator[Row]:
    """Ten and a hundred times the files: the time of a file must not grow."""
    counts = [bench.scaled(number) for number in (100, 1_000, 10_000)]
    vaults = [(count, bench.vault(), bench.files(f"growth-{count}", count, 10_000)) for count in counts]
    adding = [bench.add(vault, source) for _, vault, source in vaults]
    yield _grown("add", counts, adding)
    for name, arguments in (
        ("verify", ["verify", "--vault"]),
        ("status", ["status", "--vault"]),
        ("items", ["items", "--limit", "1000000", "--json", "--vault"]),
    ):
        times = [statistics.median(bench.call(*arguments, str(vault)) for _ in range(5)) for _, vault, _ in vaults]
        yield _grown(name, counts, times)


def _grown(name: str, counts: list[int], seconds: list[float]) -> Row:
    said = ", ".join(f"{count:,}: {took:.2f} s" for count, took in zip(counts, seconds, strict=True))
    # Starting the program is part of each time, so it is taken out: what the smallest and the largest differ by.
    few, many = ((seconds[at + 1] - seconds[at]) / (counts[at + 1] - counts[at]) for at in range(2))
    verdict = f"a further file costs {max(many, 0) * 1e6:.0f} µs"
    more = {"counts": counts, "seconds": seconds, "cost of a further file": [few, many]}
    met = many <= 1.5 * max(few, NOISE / (counts[1] - counts[0]))
    return Row(f"growth-{name}", f"`{name}`: {said}", "", "in proportion", verdict, met, seconds[-1], 0.0, more)


def search(bench: Bench) -> Iterator[Row]:
    """Search over 100,000 documents, as `bench/search.py` measures it."""
    count = bench.scaled(100_000)
    command = [sys.executable, str(HERE / "search.py"), "--documents", str(count), "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    for told in map(json.loads, lines):
        if told.get("documents") == count:
            said = f"p50 {told['p50']} ms, p95 {told['p95']} ms"
            yield Row("search", f"{count:,} documents, {told['index']}", "", "", said, None, 0.0, 0.0, told)


ROWS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "add-mix": add_mix,
    "add-small": add_small,
    "verify": verify,
    "tree": tree,
    "acts": acts,
    "package": package,
    "start": start,
    "growth": growth,
    "search": search,
    **READING,
    **LINKING,
}
"""Name → what measures it. A name may yield several rows."""
