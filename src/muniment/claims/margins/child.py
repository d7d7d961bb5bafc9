"""`python -m muniment.claims.margins.child`: started by the pool, of no use by hand. Marks text after text."""

from __future__ import annotations

import gc
import os
import resource
import socket

import msgspec

from muniment.claims.extractor import Background, Extractor, checked_marks, find_extractor
from muniment.claims.vocabulary import Vocabulary
from muniment.work.frames import ANSWER, HELLO, Channel

from .messages import Answer, Asked, Greeting

LONGEST = 512 << 20
MEMORY = 3 << 30
"""Bytes that a child may take: a text that wants more is lost, and said to be."""


def main() -> None:
    """Serve the socket on standard input until it closes."""
    channel = Channel(socket.socket(fileno=os.dup(0)), LONGEST)
    heard = channel.receive()
    if heard is None:
        return
    greeting = msgspec.msgpack.decode(heard[1], type=Greeting)
    program = find_extractor(greeting.extractor)
    known = Background(Vocabulary(greeting.lists), greeting.dates)
    # Word tables of seven languages are a million objects in no circles: looking through them again and again would
    # cost more than the work.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    channel.send(HELLO, b"")
    while (asked := channel.receive()) is not None:
        answer = _answer(program, msgspec.msgpack.decode(asked[1], type=Asked), known)
        channel.send(ANSWER, msgspec.msgpack.encode(answer))


def _answer(program: Extractor, asked: Asked, known: Background) -> Answer:
    """The marks of one text. What is wrong with a text or a program is an answer, too."""
    try:
        marks = checked_marks(program, asked.item, asked.reading, known)
        return Answer(tuple(marks))
    except Exception as error:
        return Answer((), f"{asked.item}: {error or type(error).__name__}")


if __name__ == "__main__":
    main()
