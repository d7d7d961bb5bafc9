"""Readers that hand out files, some of them more than they may; given to the pool by name."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from muniment.model.reading import Derivative, Reading, Told
from muniment.read.interface import Source

GIVES = "application/x-gives"
RUNS = "application/x-runs"


class Giver:
    """Each line of the item is an order."""

    name = "giver"
    version = "1"
    media_types = frozenset({GIVES})

    def read(self, source: Source) -> Reading:
        for line in source.data.decode().splitlines():
            order, _, argument = line.partition(" ")
            getattr(self, order)(source, argument)
        return Reading("giver/1", text=f"{source.giving.stopped}")

    def draw(self, source: Source, page: int) -> Derivative:
        if page > 2:
            raise IndexError
        return Derivative("page", "image/png", f"page {page} of {source.size}".encode(), "giver/1")

    def give(self, source: Source, argument: str) -> None:
        path, _, text = argument.partition("=")
        source.give(path, [text.encode()], Told(reference="https://example.org/x", details={"x:y": "z"}))

    def raw(self, source: Source, argument: str) -> None:
        source.give(b"caf\xe9/" + argument.encode(), [b"raw"])

    def mention(self, source: Source, argument: str) -> None:
        path, _, sha256 = argument.partition("=")
        source.mention(path, Told(sha256=sha256, obtained="2031-04-05"))

    def many(self, source: Source, argument: str) -> None:
        for number in range(int(argument)):
            if not source.give(f"{number}", [b"%d" % number]):
                return

    def large(self, source: Source, argument: str) -> None:
        source.give("large", (bytes(1 << 20) for _ in range(int(argument))))

    def broken(self, source: Source, argument: str) -> None:
        def chunks() -> Iterator[bytes]:
            yield b"some"
            raise ValueError("the rest is gone")

        source.give(argument, chunks())

    def dies(self, source: Source, argument: str) -> None:
        def chunks() -> Iterator[bytes]:
            yield b"some"
            os._exit(7)

        source.give(argument, chunks())

    def slow(self, source: Source, argument: str) -> None:
        source.more_time(float(argument))
        time.sleep(float(argument))


class Runner:
    """Runs `cat` or `sha256sum` on its item, as the item says."""

    name = "runner"
    version = "1"
    media_types = frozenset({RUNS})
    programs = frozenset({"sha256sum", "cat", "sleep"})

    def read(self, source: Source) -> Reading:
        order, _, argument = source.data.decode().strip().partition(" ")
        if order == "connect":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        if order == "read":
            ran = source.run("cat", [argument])
        elif order == "other":
            os.execv("/bin/ls", ["/bin/ls"])
        elif order == "write":
            Path(argument).write_text("x")
        elif order == "sleep":
            ran = source.run("sleep", ["60"], seconds=0.5)
        elif order == "flood":
            ran = source.run("cat", ["/dev/urandom"], seconds=20, longest=1000)
        elif order == "peek":
            return Reading("runner/1", text=Path(argument).read_text())
        else:
            ran = source.run("sha256sum", ["{item}"])
        return Reading("runner/1", text=f"{ran.code} {ran.cut} {ran.output.decode('latin-1')} {ran.said}")
