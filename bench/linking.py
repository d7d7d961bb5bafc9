"""Copied text, beside rensa on whole documents; copied pictures, beside comparing all, and beside pdqhash."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from material import Bench
from pairs import Row

HERE = Path(__file__).resolve().parent
COPIES = (0.97, 10_000)
"""F1 of shared passages, and documents a second."""
SUGGESTED = 2_000
"""Sentences a second, on two cores."""
HASHED, SEARCHED = 225, 500
"""Pictures and searches a second."""


def copied(bench: Bench) -> Iterator[Row]:
    """100,000 documents with planted copies: all shared passages, as `bench/copied.py` measures them."""
    count = str(bench.scaled(100_000))
    runs = [(_told("copied.py", "ours", count), _told("copied.py", "rensa", count)) for _ in range(bench.pairs)]
    (ours, theirs), f1, rate = runs[0], COPIES[0], COPIES[1]
    seconds = [statistics.median(side["seconds"] for side in sides) for sides in zip(*runs, strict=True)]
    speeds = [int(count) / one for one in seconds]
    work = f"{int(count):,} documents, shared passages with spans on both sides"
    peer = (
        f"rensa, whole documents: {speeds[1]:,.0f}/s, F1 {theirs['pairs']['f1']:.2f} of pairs "
        f"({theirs['whole texts']['f1']:.2f} of whole texts)"
    )
    said = f"{speeds[0]:,.0f}/s, F1 {ours['spans']['f1']:.3f}"
    met = speeds[0] >= rate and ours["spans"]["f1"] >= f1
    asked = f"≥ {rate:,}/s, F1 ≥ {f1}"
    yield Row("copied", work, peer, asked, said, met, *seconds, {"runs": runs})


def _told(script: str, side: str, count: str) -> dict[str, Any]:
    command = [sys.executable, str(HERE / script), side, "--count", count]
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, env=alone).stdout)
    return told


def pictured(bench: Bench) -> Iterator[Row]:
    """Hashing in all eight turns, and exact search in a million hashes, as `bench/pictured.py` measures them."""
    hashing = [_told("pictured.py", "hashing", str(bench.scaled(1_000))) for _ in range(bench.pairs)]
    work = "JPEG of 512 pixels opened, PDQ in all eight turns, one core"
    yield _rate("pictured-hashing", work, "pdqhash (Meta's C++), {peer:,.0f}/s", HASHED, hashing)
    searching = [_told("pictured.py", "searching", str(bench.scaled(1_000_000))) for _ in range(bench.pairs)]
    work = f"all within 31 bits among {bench.scaled(1_000_000):,} hashes, one core"
    yield _rate("pictured-search", work, "comparing all in numpy, {peer:,.0f}/s", SEARCHED, searching)


def _rate(name: str, work: str, peer: str, asked: int, runs: list[dict[str, Any]]) -> Row:
    ours, theirs = (statistics.median(run[side] for run in runs) for side in ("ours", "peer"))
    met = ours >= asked and all(run["same"] for run in runs)
    more = {"runs": runs}
    return Row(name, work, peer.format(peer=theirs), f"≥ {asked}/s", f"{ours:,.0f}/s", met, 1 / ours, 1 / theirs, more)


def suggested(bench: Bench) -> Iterator[Row]:
    """Pages of prose marked by the rules, as `bench/suggested.py` measures them."""
    count = str(bench.scaled(10_000))
    runs = [(_told("suggested.py", "ours", count), _told("suggested.py", "peer", count)) for _ in range(bench.pairs)]
    ours, theirs = (statistics.median(side["seconds"] for side in sides) for sides in zip(*runs, strict=True))
    sentences = runs[0][0]["sentences"]
    work = f"{int(count):,} pages ({sentences:,} sentences) in seven languages, suggestions"
    peer = f"simplemma, the lemma of every word: {sentences / theirs:,.0f} sentences/s"
    rate = sentences / ours
    asked, met = f"≥ {SUGGESTED:,} sentences/s", rate >= SUGGESTED
    yield Row("suggested", work, peer, asked, f"{rate:,.0f}/s", met, ours, theirs, {"runs": runs})


LINKING = {"copied": copied, "pictured": pictured, "suggested": suggested}
"""Name → what measures it."""
