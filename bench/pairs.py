"""Runs our work and a peer's in turn, and says how they compare.

The two alternate, so that what else the machine does meets both; what is quoted is the median of
the ratios pair by pair. Both begin with the source in memory and nothing waiting for the disk.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

Work = Callable[[], float]
"""Does something once; returns its seconds."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    work: str
    peer: str
    asked: str
    measured: str
    met: bool | None
    ours: float
    theirs: float
    more: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> str:
        """The row as a JSON line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def run(command: Sequence[str], env: dict[str, str] | None = None, cwd: str | None = None) -> float:
    """Seconds that a command takes; its output is thrown away. Raises CalledProcessError."""
    begun = time.perf_counter()
    subprocess.run(command, env={**os.environ, **(env or {})}, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - begun


class Crowd:
    """How many cores other programs keep busy meanwhile: with two cores, one of them halves what threads give."""

    def __init__(self) -> None:
        self._begun, self._busy = time.perf_counter(), _others_busy()

    def cores(self) -> float:
        """Cores that others used since this was made."""
        return round(max(0.0, _others_busy() - self._busy) / (time.perf_counter() - self._begun), 2)


def _others_busy() -> float:
    """Seconds of processor time that all programs but this one and its children have used."""
    fields = [int(text) for text in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    busy = (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")
    mine = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return busy - sum(usage.ru_utime + usage.ru_stime for usage in mine)


def in_turn(ours: Work, theirs: Work, pairs: int) -> list[tuple[float, float]]:
    """Seconds of (ours, theirs), pair by pair; who begins changes from pair to pair."""
    timed = []
    for number in range(pairs):
        first, second = (ours, theirs) if number % 2 == 0 else (theirs, ours)
        one, other = first(), second()
        timed.append((one, other) if number % 2 == 0 else (other, one))
    return timed


def at_least(name: str, work: str, peer: str, wanted: float, timed: list[tuple[float, float]], **more: Any) -> Row:
    """A row where we may take 1/`wanted` of the peer's time at most: so many times its throughput."""
    ratio = statistics.median(theirs / ours for ours, theirs in timed)
    return _row(name, work, peer, f"≥ {wanted} ×", f"{ratio:.2f} ×", ratio >= wanted, timed, more)


def at_most(name: str, work: str, peer: str, wanted: float, timed: list[tuple[float, float]], **more: Any) -> Row:
    """A row where we may take `wanted` times the peer's time."""
    ratio = statistics.median(ours / theirs for ours, theirs in timed)
    return _row(name, work, peer, f"≤ {wanted} ×", f"{ratio:.2f} ×", ratio <= wanted, timed, more)


def no_later(name: str, work: str, peer: str, wanted: float, timed: list[tuple[float, float]], **more: Any) -> Row:
    """A row where we may take `wanted` seconds more than the peer."""
    extra = statistics.median(ours - theirs for ours, theirs in timed)
    return _row(name, work, peer, f"≤ + {wanted} s", f"+ {extra:.3f} s", extra <= wanted, timed, more)


def _row(
    name: str,
    work: str,
    peer: str,
    asked: str,
    measured: str,
    met: bool,
    timed: list[tuple[float, float]],
    more: dict[str, Any],
) -> Row:
    ours, theirs = (statistics.median(times) for times in zip(*timed, strict=True))
    pairs = [[round(ours, 3), round(theirs, 3)] for ours, theirs in timed]
    return Row(name, work, peer, asked, measured, met, round(ours, 3), round(theirs, 3), {"pairs": pairs, **more})


def table(rows: Sequence[Row]) -> str:
    """Rows in Markdown."""
    lines = ["| row | work | peer | asked | measured | | ours | peer | others' cores |", "| --- " * 9 + "|"]
    for row in rows:
        said = {True: "met", False: "**short**", None: ""}[row.met]
        times = (f"{seconds:.3g} s" if seconds else "" for seconds in (row.ours, row.theirs))
        cells = [row.name, row.work, row.peer, row.asked, row.measured, said, *times, str(row.more.get("others", ""))]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
