"""How a reader hands out the files it finds inside an item, and what keeps it from handing out too much.

A path inside an item is a name and nothing more: it is never used to open, make or place anything.
The limits are those of one item; the side that keeps the children counts again, over all that came
out of one and the same item that somebody brought.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Protocol

import msgspec

from muniment.model.reading import Finding, Part, Told

PIECE = 1 << 18
LONGEST_PATH = 4096


class Allowance(msgspec.Struct, frozen=True):
    """What may be taken out of one item: levels below it, files, bytes in all."""

    depth: int = 16
    count: int = 20_000
    bytes: int = 1 << 30


class Outlet(Protocol):
    """Where the parts of one item go, one after the other."""

    def begin(self, part: Part) -> None:
        """A part begins."""

    def data(self, piece: bytes) -> None:
        """More of its bytes."""

    def end(self) -> None:
        """It is whole."""

    def drop(self) -> None:
        """It will not become whole: forget it."""


class Giving:
    """Hands out the parts of one item within an allowance. Without an outlet nothing is handed out."""

    def __init__(self, allowance: Allowance, outlet: Outlet | None) -> None:
        self._allowance = allowance
        self._outlet = outlet
        self._count = self._bytes = 0
        self._refused = 0
        self._why: tuple[str, str] | None = None

    @classmethod
    def nothing(cls) -> Giving:
        """For where nothing is to be taken out."""
        return cls(Allowance(), None)

    @property
    def stopped(self) -> bool:
        """Whether nothing more can be handed out, so that looking for more is of no use."""
        return self._outlet is None or self._why is not None

    def give(self, path: str | bytes, chunks: Iterable[bytes], told: Told) -> bool:
        """Hand out one file; False where a limit was reached. What `chunks` raises goes on to the caller."""
        if not self._may(1):
            return False
        assert self._outlet is not None
        self._outlet.begin(_part(path, told, held=True))
        try:
            for chunk in chunks:
                if not self._take(chunk):
                    self._outlet.drop()
                    return False
        except BaseException:
            self._outlet.drop()
            raise
        self._outlet.end()
        return True

    def mention(self, path: str | bytes, told: Told) -> bool:
        """Pass on what the item says about a file that is not inside it; False where a limit was reached."""
        if not self._may(1):
            return False
        assert self._outlet is not None
        self._outlet.begin(_part(path, told, held=False))
        self._outlet.end()
        return True

    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of parts that were not handed out."""
        if self._why is None:
            return ()
        return (Finding(*self._why),)

    def _may(self, count: int) -> bool:
        if self.stopped:
            return False
        allowance = self._allowance
        if allowance.depth < 1:
            words = "it lies in too many containers, one in the other; what it holds was not opened"
            self._why = ("nested-too-deep", words)
        elif self._count + count > allowance.count:
            words = f"only the first {self._count:,} files inside it were taken out; the rest is kept inside it"
            self._why = ("too-many-children", words)
        else:
            self._count += count
            return True
        return False

    def _take(self, chunk: bytes) -> bool:
        self._bytes += len(chunk)
        if self._bytes > self._allowance.bytes:
            most = self._allowance.bytes
            words = f"what it holds unpacks to more than {most:,} bytes; the rest was not taken out (a bomb?)"
            self._why = ("too-large-children", words)
            return False
        assert self._outlet is not None
        for start in range(0, len(chunk), PIECE):
            self._outlet.data(chunk[start : start + PIECE])
        return True


class Collected:
    """An outlet that keeps everything in memory: for tests, and for reading in process."""

    def __init__(self) -> None:
        self.parts: list[tuple[Part, bytes]] = []
        self._open: tuple[Part, list[bytes]] | None = None

    def begin(self, part: Part) -> None:
        """A part begins."""
        self._open = (part, [])

    def data(self, piece: bytes) -> None:
        """More of its bytes."""
        assert self._open is not None
        self._open[1].append(piece)

    def end(self) -> None:
        """It is whole."""
        assert self._open is not None
        self.parts.append((self._open[0], b"".join(self._open[1])))
        self._open = None

    def drop(self) -> None:
        """Forget it."""
        self._open = None


def _part(path: str | bytes, told: Told, held: bool) -> Part:
    raw = path if isinstance(path, bytes) else path.encode("utf-8", "surrogateescape")
    text = raw.decode("utf-8", "replace")[:LONGEST_PATH]
    odd = text.encode("utf-8") != raw
    return Part(text, told, held, base64.b64encode(raw[: 4 * LONGEST_PATH]).decode() if odd else "")
