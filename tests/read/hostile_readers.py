"""Readers that misbehave, for the pool's tests: each does one harmful thing on the word in its item.

They are given to the pool by name (`hostile_readers:Hostile`); nothing installs them.
"""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from muniment.model.reading import Passage, Reading
from muniment.read.interface import Source

KIND = "application/x-hostile"


class Hostile:
    """Does what the item says, and reads well-behaved items as plain text."""

    name = "hostile"
    version = "1"
    media_types = frozenset({KIND})

    def read(self, source: Source) -> Reading:
        """The item's own text, after having done what it says."""
        order, _, argument = source.data.decode().partition(" ")
        if order == "long":
            return Reading(reader="hostile/1", text="x" * (4 << 20))
        if order == "halves":
            return Reading("hostile/1", "a\udbc7b", (Passage(0, 3),), title="\ude00", metadata={"x:\ud800": "\udfff"})
        getattr(self, order, lambda _argument: None)(argument)
        return Reading(reader="hostile/1", text=source.data.decode())

    def crash(self, _argument: str) -> None:
        os.abort()

    def segfault(self, _argument: str) -> None:
        ctypes.string_at(0)

    def leave(self, _argument: str) -> None:
        sys.exit(3)

    def vanish(self, _argument: str) -> None:
        os._exit(0)

    def hang(self, _argument: str) -> None:
        time.sleep(3600)

    def spin(self, _argument: str) -> None:
        while True:
            pass

    def bomb(self, _argument: str) -> None:
        bytearray(10 << 30)

    def stack(self, argument: str) -> None:
        self.stack(argument)

    def fail(self, _argument: str) -> None:
        raise ValueError("the table has\nno \x1b[31mrows" + "!" * 5000)

    def connect(self, _argument: str) -> None:
        socket.create_connection(("127.0.0.1", 9), timeout=1)

    def write(self, argument: str) -> None:
        Path(argument).write_text("x")

    def remove(self, argument: str) -> None:
        Path(argument).unlink()

    def peek(self, argument: str) -> None:
        Path(argument).read_bytes()

    def execute(self, _argument: str) -> None:
        os.execv("/bin/true", ["/bin/true"])

    def spawn(self, _argument: str) -> None:
        subprocess.run(["/bin/true"], check=True)

    def fork(self, _argument: str) -> None:
        os.fork()

    def kill(self, argument: str) -> None:
        os.kill(int(argument), 9)


class Flood(Hostile):
    """Answers with a gigabyte."""

    name = "flood"
    media_types = frozenset({"application/x-flood"})

    def read(self, source: Source) -> Reading:
        return Reading(reader="flood/1", text="x" * (1 << 30))


class Liar(Hostile):
    """Points outside its own text, under another reader's name."""

    name = "liar"
    media_types = frozenset({"application/x-liar"})

    def read(self, source: Source) -> Reading:
        passages = (Passage(0, 99),) if source.data == b"outside" else ()
        return Reading(reader="pdf/9", text="short", passages=passages)
