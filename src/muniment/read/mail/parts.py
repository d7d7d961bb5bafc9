"""A mail's parts by offsets (MIME, RFC 2046): nothing is copied, nothing decoded, no recursion.

One pass over the lines that begin with two hyphens. A line that ends an outer part ends what is open
inside it, so a missing end costs nothing. Where one boundary is used twice, the innermost wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from muniment.read.mail.headers import Bytes, Headers, parse
from muniment.read.mail.notes import Notes
from muniment.read.mail.params import parameters

MOST_PARTS = 20_000
DEEPEST = 60
_LINE = re.compile(rb"[^\r\n]{0,1000}")
_DEFAULT = "text/plain"


@dataclass
class Part:
    """A mail, or a part of one: `start` to `end` is its body, `begin` where its header lines begin."""

    number: str
    """As IMAP counts: `2.1`; "" for the mail itself."""
    headers: Headers
    begin: int
    start: int
    end: int
    kind: str = _DEFAULT
    said: dict[str, str] = field(default_factory=dict)
    """Parameters of its Content-Type."""
    disposition: str = ""
    name: str = ""
    parts: list[Part] = field(default_factory=list)
    parted: bool = False
    """Whether it was taken apart into `parts`; then its own text is what stands before and behind them."""
    sealed: bool = False
    """Whether it has parts that were not looked at: it lies too deep."""
    first: int = 0
    """Where its first boundary begins."""
    last: int = -1
    """Where the line after its closing boundary begins; -1 where that is missing."""

    @property
    def packing(self) -> str:
        """Its transfer encoding, lower case."""
        raw = self.headers.get("content-transfer-encoding")
        return raw[:100].decode("ascii", "replace").partition(";")[0].strip(" \t\r\n\"'").lower()


def scan(data: Bytes, start: int, end: int, notes: Notes) -> Part:
    """The mail between two offsets, with all its parts. Never raises for any bytes."""
    root = part_at(data, start, end, "", _DEFAULT, notes)
    if _boundary(root):
        _Scan(data, notes, root).run()
    return root


def part_at(data: Bytes, begin: int, end: int, number: str, default: str, notes: Notes) -> Part:
    """The part whose header lines begin at `begin`."""
    headers, start = parse(data, begin, end)
    part = Part(number, headers, begin, start, end, default)
    if headers.cut:
        words = "it has more header lines than any mail needs; only the first were read"
        notes.add("headers-too-long", words, where=number)
    kind, part.said = parameters(headers.get("content-type"), notes)
    if "/" in kind:
        part.kind = kind
    part.disposition, placed = parameters(headers.get("content-disposition"), notes)
    part.name = placed.get("filename") or part.said.get("name") or ""
    return part


def _boundary(part: Part) -> bytes:
    """Its boundary as bytes; b"" for what has no parts."""
    if not part.kind.startswith("multipart/"):
        return b""
    return part.said.get("boundary", "").rstrip().encode("utf-8", "replace")


class _Scan:
    """The pass over one mail: a stack of open parts, from the mail down to the part at hand."""

    def __init__(self, data: Bytes, notes: Notes, root: Part) -> None:
        self._data, self._notes = data, notes
        self._end = root.end
        self._stack: list[tuple[bytes, Part]] = [(_boundary(root), root)]
        self._leaf: Part | None = None
        self._count = 0

    def run(self) -> None:
        """Take the mail apart."""
        root = self._stack[0][1]
        at = root.start
        if self._data[at : at + 2] != b"--":
            at = self._next(at)
        while at >= 0:
            line = self._line(at)
            level, closes = self._meant(line)
            if level < 0:
                at = self._next(at + 2)
                continue
            onward = self._line_end(at + len(line))
            self._cut(at, level)
            if closes:
                self._leaf = self._stack[level][1]  # what stands behind it is still its own
                self._leaf.last = onward
                del self._stack[level:]
                if level == 0:
                    return
            else:
                if self._count >= MOST_PARTS:
                    words = f"it has more than {MOST_PARTS:,} parts; the rest was not taken apart"
                    self._notes.add("too-many-parts", words)
                    return
                onward = self._begin(onward)
            at = onward if self._data[onward : onward + 2] == b"--" else self._next(onward - 1)

    def _next(self, at: int) -> int:
        """The next line that begins with two hyphens, or -1."""
        found = self._data.find(b"\n--", max(at, 0), self._end)
        return found + 1 if found >= 0 else -1

    def _line(self, at: int) -> bytes:
        match = _LINE.match(self._data, at, self._end)
        return match.group() if match is not None else b""

    def _line_end(self, at: int) -> int:
        if self._data[at : at + 2] == b"\r\n":
            return min(self._end, at + 2)
        return min(self._end, at + 1)

    def _meant(self, line: bytes) -> tuple[int, bool]:
        """Which open part a line belongs to (-1: none), and whether it closes it."""
        bare = line[2:].rstrip(b" \t")
        for level in range(len(self._stack) - 1, -1, -1):
            boundary = self._stack[level][0]
            if bare == boundary:
                return level, False
            if bare[:-2] == boundary and bare.endswith(b"--"):
                return level, True
        return -1, False

    def _cut(self, at: int, level: int) -> None:
        """End what is open inside the part at `level`: the line end before a boundary belongs to it."""
        stop = at
        if self._data[at - 1 : at] == b"\n":
            stop -= 2 if self._data[at - 2 : at] == b"\r\n" else 1
        for _marker, part in self._stack[level + 1 :]:
            part.end = max(part.start, stop)
        if self._leaf is not None:
            self._leaf.end = max(self._leaf.start, stop)
            self._leaf = None
        del self._stack[level + 1 :]
        owner = self._stack[level][1]
        if not owner.parted:
            owner.parted, owner.first = True, max(owner.start, stop)

    def _begin(self, at: int) -> int:
        """A part begins at `at`; returns where its body begins."""
        owner = self._stack[-1][1]
        default = "message/rfc822" if owner.kind == "multipart/digest" else _DEFAULT
        number = f"{owner.number}.{len(owner.parts) + 1}".lstrip(".")
        part = part_at(self._data, at, owner.end, number, default, self._notes)
        self._count += 1
        owner.parts.append(part)
        boundary = _boundary(part)
        if boundary and len(self._stack) < DEEPEST:
            self._stack.append((boundary, part))
        else:
            if boundary:
                words = f"parts lie in parts more than {DEEPEST} deep; from there on they are kept whole, not read"
                self._notes.add("parts-too-deep", words)
                part.sealed = True
            self._leaf = part
        return part.start
