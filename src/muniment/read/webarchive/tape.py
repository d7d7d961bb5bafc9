"""The unpacked bytes of a web archive as one tape: looked ahead on, passed over, wound back.

It knows where in the file each stretch came from, and where something is missing (an edge with a gap).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from muniment.read.webarchive.feed import CHUNK, Feed

LOOK = 4 << 20
"""So far can be looked ahead; what is longer is read in passes."""


class Edge(NamedTuple):
    """At `at` (counted in unpacked bytes) begins what stands in the file at byte `start`."""

    at: int
    start: int
    gap: str


class Place(NamedTuple):
    """A place in the file: the byte at which its compressed piece begins, and how far into it unpacked."""

    start: int
    inner: int
    packed: bool

    def __str__(self) -> str:
        if not self.packed:
            return f"byte {self.start + self.inner}"
        return f"byte {self.start}" + (f" + {self.inner} unpacked" if self.inner else "")


class Mark(NamedTuple):
    """To wind back to."""

    buffer: bytes
    at: int
    base: int
    edges: tuple[Edge, ...]
    ended: bool
    feed: object


class Tape:
    """Bytes in order, from a feed. Offsets in its methods count from where the tape stands."""

    def __init__(self, feed: Feed, packed: bool) -> None:
        self._feed, self._packed = feed, packed
        self._buffer, self._at, self._base = b"", 0, 0
        self._edges: deque[Edge] = deque()
        self._ended = False

    @property
    def place(self) -> Place:
        """Where in the file the tape stands."""
        self.have(1)
        here = self._base + self._at
        edge = self._edge(here)
        return Place(edge.start, here - edge.at, self._packed)

    @property
    def at_edge(self) -> bool:
        """Whether a compressed piece begins just here."""
        here = self._base + self._at
        return self._edge(here).at == here

    def have(self, count: int) -> int:
        """See to it that `count` bytes can be looked at, if there are as many; how many can."""
        ready = len(self._buffer) - self._at
        if ready < count and not self._ended:
            self._fill(count - ready)
            ready = len(self._buffer) - self._at
        return ready

    def look(self, count: int, start: int = 0) -> bytes:
        """The bytes from `start` on, up to `count`."""
        self.have(start + count)
        return self._buffer[self._at + start : self._at + start + count]

    def match(self, pattern: re.Pattern[bytes], start: int = 0, within: int = 256) -> re.Match[bytes] | None:
        """Match at `start`, seeing no more than `within` bytes."""
        self.have(start + within)
        return pattern.match(self._buffer, self._at + start, self._at + start + within)

    def find(self, pattern: re.Pattern[bytes], within: int) -> tuple[int, int] | None:
        """Begin and end of the first match in the next `within` bytes."""
        self.have(within)
        found = pattern.search(self._buffer, self._at, self._at + within)
        return (found.start() - self._at, found.end() - self._at) if found else None

    def edges(self, count: int) -> Iterator[tuple[int, Edge]]:
        """Edges that lie within the next `count` bytes, not at their beginning."""
        here = self._base + self._at
        for edge in self._edges:
            if edge.at >= here + count:
                break
            if edge.at > here:
                yield edge.at - here, edge

    def edge_at(self, start: int) -> bool:
        """Whether the tape ends, or a compressed piece begins, at `start`."""
        return self.have(start + 1) <= start or self._there(start) is not None

    def gap_at(self, start: int = 0) -> bool:
        """Whether something is missing just before `start`."""
        edge = self._there(start)
        return edge is not None and bool(edge.gap)

    def broken(self, count: int) -> bool:
        """Whether something is missing within the next `count` bytes."""
        return any(edge.gap for _, edge in self.edges(count))

    def _there(self, start: int) -> Edge | None:
        there, found = self._base + self._at + start, None
        for edge in self._edges:
            if edge.at > there:
                break
            if edge.at == there and (found is None or edge.gap):
                found = edge
        return found

    def skip(self, count: int) -> int:
        """Go forward; how far it went."""
        gone = 0
        while gone < count:
            step = min(self.have(1), count - gone)
            if step:
                self._at += step
            else:
                return gone
            gone += step
            if gone < count and self._at == len(self._buffer):
                gone += self._leap(count - gone)
        return gone

    def left(self) -> int | None:
        """How many bytes are still to come, where that is known."""
        more = self._feed.left()
        return None if more is None else more + len(self._buffer) - self._at

    def mark(self) -> Mark:
        """Where the tape stands, to wind back to it."""
        return Mark(self._buffer, self._at, self._base, tuple(self._edges), self._ended, self._feed.mark())

    def back(self, mark: Mark) -> None:
        """Wind back; a mark can be used again."""
        self._buffer, self._at, self._base = mark.buffer, mark.at, mark.base
        self._edges, self._ended = deque(mark.edges), mark.ended
        self._feed.back(mark.feed)

    def _leap(self, count: int) -> int:
        gone = self._feed.skip(count)
        if gone:
            self._base += len(self._buffer) + gone
            self._buffer, self._at = b"", 0
        return gone

    def _edge(self, here: int) -> Edge:
        edges = self._edges
        while len(edges) > 1 and edges[1].at <= here:
            edges.popleft()
        return edges[0] if edges else Edge(0, 0, "")

    def _fill(self, count: int) -> None:
        """Get at least `count` bytes more; those passed over are let go."""
        self._edge(self._base + self._at)
        pieces, got = [self._buffer[self._at :]], 0
        self._base += self._at
        end = self._base + len(pieces[0])
        while got < max(count, CHUNK):
            piece = self._feed.next()
            if piece is None:
                self._ended = True
                break
            if piece.start is not None:
                self._edges.append(Edge(end + got, piece.start, piece.gap))
            pieces.append(piece.data)
            got += len(piece.data)
        self._buffer, self._at = b"".join(pieces), 0
