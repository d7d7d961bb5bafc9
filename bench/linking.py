"""Copied text, beside rensa on whole documents."""

from __future__ import annotations

import json
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
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


LINKING = {"copied": copied}
"""Name → what measures it."""
