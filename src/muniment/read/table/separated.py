"""Separated values: which separator, and the records one by one.

A quotation mark that nobody closes would swallow the rest of the file; where one does, the line it stands in is
read as it is written, and the next line begins a new record.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from muniment.model.reading import Finding

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
LONGEST_CELL = 1 << 20
_SAID = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\n|\Z)', re.IGNORECASE)
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200
_MOST_SEARCHED = 20
_CLOSE = 0.8


@dataclass(frozen=True)
class Shape:
    """How a text is separated, and what a person should know of it. `start`: where the table begins."""

    separator: str
    start: int = 0
    finding: Finding | None = None


def shape_of(text: str, usual: str) -> Shape:
    """The separator of `text`; `usual` is the one that its media type leads to expect."""
    said = _SAID.match(text)
    if said is not None:
        return Shape(said.group(1), said.end())
    scores = {one: _score(text, one) for one in SEPARATORS}
    ranked = sorted(SEPARATORS, key=lambda one: (-scores[one][0], one != usual, -scores[one][1]))
    best, second = ranked[:2]
    if scores[best][1] < 2:
        return Shape(usual)
    close = scores[second][0] >= _CLOSE * scores[best][0] and scores[second][1] > 1
    if best == usual and not close:
        return Shape(best)
    beside = f" ({SEPARATORS[second]} fits nearly as well)" if close else ""
    words = f"the separator is not stated; read as parted by {SEPARATORS[best]}, a guess{beside}"
    return Shape(best, 0, Finding("separator-guessed", words, "warning" if close else "note"))


def _score(text: str, separator: str) -> tuple[float, int]:
    """Which share of the first rows is as wide as most are, and how wide that is."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    if separator not in sample:
        return 0.0, 1
    widths: Counter[int] = Counter()
    _allow_long_cells()
    try:
        for row in csv.reader(io.StringIO(sample, newline="\n"), delimiter=separator):
            if row:
                widths[len(row)] += 1
            if sum(widths.values()) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    wide = {width: often for width, often in widths.items() if width > 1}
    if not wide:
        return 0.0, 1
    width = max(wide, key=lambda one: (wide[one], one))
    return wide[width] / sum(widths.values()), width


@dataclass
class Records:
    """The records of a text, in order; `faults` are the numbers of those whose quotation marks do not match."""

    text: str
    separator: str
    start: int = 0
    faults: list[int] = field(default_factory=list)
    _searched: int = 0

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of each record; an empty line is an empty record."""
        _allow_long_cells()
        number = 0
        buffer = io.StringIO(self.text, newline="\n")
        buffer.seek(self.start)
        reader = self._reader(buffer)
        tell = buffer.tell
        while True:
            number += 1
            at, lines = tell(), reader.line_num
            try:
                row = next(reader, None)
            except csv.Error:
                row = self._as_written(buffer, at)
                self.faults.append(number)
                if reader.line_num - lines > 1:
                    self._searched += 1
                    reader = self._reader(buffer)
            if row is None:
                return
            yield row

    def _reader(self, buffer: io.StringIO) -> Any:
        """A reader from here on. `"` is ordinary once too many did not close: each costs a search for its end."""
        quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if self._searched < _MOST_SEARCHED else csv.QUOTE_NONE
        return csv.reader(buffer, delimiter=self.separator, quoting=quoting, strict=True)

    def _as_written(self, buffer: io.StringIO, at: int) -> list[str]:
        """The line that begins at `at` alone, its cells parted wherever the separator stands."""
        buffer.seek(at)
        return buffer.readline().rstrip("\n").split(self.separator)

    def findings(self) -> tuple[Finding, ...]:
        """What there is to know, once all have been read."""
        if not self.faults:
            return ()
        text = (
            f"the quotation marks in row {self.faults[0]} do not match; that row was read as it is written, and its"
            " cells may be parted in other places than meant"
        )
        if len(self.faults) > 1:
            text += f" ({len(self.faults):,} rows like this, perhaps more)"
        return (Finding("quote-open", text, "warning", f"row {self.faults[0]}"),)


def _allow_long_cells() -> None:
    if csv.field_size_limit() != LONGEST_CELL:
        csv.field_size_limit(LONGEST_CELL)
