"""What the rows of an export say beside their text: metadata, findings, places, files beside the item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from muniment.model.reading import Position, Told
from muniment.read.interface import Source
from muniment.read.office.findings import Findings

MOST_POSITIONS = 20_000


class RowSaid(NamedTuple):
    """What one row adds to its passage: when (EDTF), and marks."""

    at: str | None = None
    notes: tuple[str, ...] = ()


class Export(Protocol):
    """One table of a known export."""

    def row(self, cells: Sequence[str], where: str) -> RowSaid:
        """Take in one row below the header; `where` is its place."""
        ...

    def close(self) -> None:
        """All rows have been seen: say what there is to say."""
        ...


class Gathered:
    """Gathers over all tables of an item."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self.findings = findings
        self.metadata: dict[str, str] = {}
        self.positions: list[Position] = []
        self._source = source
        self._more = 0
        self._mentioning = True

    def mention(self, path: str, told: Told) -> None:
        """Pass on what is said about a file beside the item, unless there were too many."""
        if self._mentioning and (path or told.sha256):
            self._mentioning = self._source.mention(path, told)

    def place(self, position: Position) -> None:
        """Keep a place, unless there are too many."""
        if len(self.positions) < MOST_POSITIONS:
            self.positions.append(position)
        else:
            self._more += 1

    def close(self) -> None:
        """Say what was left out."""
        if self._more:
            text = f"only the first {MOST_POSITIONS:,} places were taken; {self._more:,} more stand in the text"
            self.findings.add("too-many-positions", text)
