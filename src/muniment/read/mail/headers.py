"""The header lines of a mail or of one of its parts: in order, raw, bounded.

A line that is no header line ends them, as Python's `email` has it; what follows is then text.
"""

from __future__ import annotations

import mmap
import re
from dataclasses import dataclass, field

Bytes = bytes | mmap.mmap
"""What can be searched and cut by offsets: bytes in memory, or a file that the kernel pages in."""
LONGEST = 1 << 20
"""Header lines of one part are read so far, in bytes."""
MOST = 2_000
_LINE = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*(?:(?:\r\n?|\n)[ \t][^\r\n]*)*)(?:\r\n?|\n|\Z)")
_EMPTY = re.compile(rb"\r\n?|\n")
_END = re.compile(rb"\n\r?\n|\r\r")
_ENVELOPE = re.compile(rb">?From [^\r\n]*(?:\r\n?|\n)")


@dataclass
class Headers:
    """Names as written and raw values, still folded; `cut` where there were more than are read."""

    lines: list[tuple[str, bytes]] = field(default_factory=list)
    cut: bool = False
    _first: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, value: bytes) -> None:
        """One more line."""
        self.lines.append((name, value))
        self._first.setdefault(name.lower(), value)

    def get(self, name: str) -> bytes:
        """The raw value of the first line of that name (lower case), or b""."""
        return self._first.get(name, b"")

    def all(self, name: str) -> list[bytes]:
        """The raw values of all lines of that name (lower case)."""
        return [value for said, value in self.lines if said.lower() == name]


def parse(data: Bytes, start: int, end: int) -> tuple[Headers, int]:
    """The header lines that begin at `start`, and where the body begins; never beyond `end`."""
    stop = min(end, start + LONGEST)
    first = min(stop, start + 8192)
    window = data[start:first]
    if stop > first and _END.search(window) is None:
        window = data[start:stop]
    headers = Headers()
    envelope = _ENVELOPE.match(window)
    at = envelope.end() if envelope is not None else 0
    while len(headers.lines) < MOST and (line := _LINE.match(window, at)) is not None:
        headers.add(line.group(1).decode("ascii"), line.group(2))
        at = line.end()
    more = at < len(window) and _LINE.match(window, at) is not None
    if more or (at >= len(window) and start + len(window) < end):
        headers.cut = True
        return headers, _beyond(data, start + at, end)
    blank = _EMPTY.match(window, at)
    return headers, start + (blank.end() if blank is not None else at)


def _beyond(data: Bytes, at: int, end: int) -> int:
    """Where the body begins after header lines that are not read."""
    match = _END.search(data, max(0, at - 2), end)
    return match.end() if match is not None else end
