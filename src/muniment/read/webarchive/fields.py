"""Blocks of header lines, as of WARC, HTTP and mail: read leniently, kept as written.

Names are looked up without regard to case. What is no header line is counted, not dropped in silence.
"""

from __future__ import annotations

MOST_LINES = 2000


class Fields:
    """Header lines in order. `odd`: how many lines are none."""

    __slots__ = ("_first", "odd", "pairs")

    def __init__(self, pairs: list[tuple[str, str]] | None = None, odd: int = 0) -> None:
        self.pairs, self.odd = pairs or [], odd
        self._first = {name.lower(): value for name, value in reversed(self.pairs)}

    def get(self, name: str) -> str:
        """The first value of `name` (lower case), or ""."""
        return self._first.get(name, "")

    def every(self, name: str) -> list[str]:
        """All values of `name` (lower case)."""
        return [value for one, value in self.pairs if one.lower() == name] if name in self._first else []


def fields(block: bytes) -> Fields:
    """The header lines in `block`; a line that begins with a blank goes on with the one before."""
    pairs: list[tuple[str, str]] = []
    odd = 0
    for raw in block.split(b"\n"):
        line = raw.rstrip(b"\r")
        if not line:
            continue
        name, colon, value = line.partition(b":")
        if len(pairs) >= MOST_LINES:
            odd += 1
        elif line[0] in b" \t" and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {words(line.strip())}")
        elif colon and name.strip():
            pairs.append((words(name.strip()), words(value.strip())))
        else:
            odd += 1
    return Fields(pairs, odd)


def words(raw: bytes) -> str:
    """Text of a header: UTF-8 where it is, else byte for byte (Latin-1), so that nothing is lost."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
