"""A mailbox file cut into its messages: read through once in pieces, never in memory as a whole.

A message begins at a line `From `, an address or a dash, and a date as `ctime` writes it, where a header
line follows; so prose that begins with "From" is no beginning. What a message says of its own length
(`Content-Length`) is never believed for cutting: a wrong one could hide the messages that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_WINDOW = 1 << 20
_LONGEST_LINE = 1_000
_AHEAD = 2 * _LONGEST_LINE
_ONCE, _MORE = b"\n>From ", b"\n>>From "
_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ZONE = rb"(?:[ \t]+(?:[+-]\d{4}|[A-Z]{1,5}))?"
DATE = (
    rb"(?:" + _DAY + rb",?[ \t]+(?:" + _MONTH + rb"[ \t]+\d{1,2}|\d{1,2}[ \t]+" + _MONTH + rb"(?:[ \t]+\d{4})?)"
    rb"[ \t]+\d{1,2}:\d\d(?::\d\d)?" + _ZONE + rb"(?:[ \t]+\d{4})?" + _ZONE + rb")"
)  # fmt: skip
ENVELOPE = re.compile(
    rb"From (?P<who>[^\r\n]{0,500}?)[ \t]*(?P<date>"
    + DATE
    + rb")[^\r\n]{0,100}(?:\r\n|\n|\r)(?=[!-9;-~]{1,100}[ \t]*:|>From )"
)


@dataclass(frozen=True)
class Message:
    """One message: the line before it, and where its bytes are."""

    number: int
    begin: int
    """Where its `From ` line begins."""
    start: int
    end: int
    sender: str
    date: str
    """Both as the `From ` line has them."""
    parted: bool
    """Whether an empty line (or nothing) stands before it, as it should."""


@dataclass
class Quoting:
    """How lines of text that begin with `From ` were kept from looking like a beginning."""

    once: int = 0
    more: int = 0


def messages(file: BinaryIO, size: int, quoting: Quoting) -> Iterator[Message]:
    """The messages in order; `quoting` is counted on the way."""
    before: tuple[int, re.Match[bytes], bool] | None = None
    number = 0
    for at, match, parted in _beginnings(file, size, quoting):
        if before is not None:
            number += 1
            yield _message(number, before, at)
        before = (at, match, parted)
    if before is not None:
        yield _message(number + 1, before, size)


def _message(number: int, begun: tuple[int, re.Match[bytes], bool], end: int) -> Message:
    at, match, parted = begun
    start = at + match.end() - match.start()
    who = match.group("who").decode("utf-8", "replace")
    return Message(number, at, start, end, who, match.group("date").decode("ascii"), parted)


def _beginnings(file: BinaryIO, size: int, quoting: Quoting) -> Iterator[tuple[int, re.Match[bytes], bool]]:
    """Offsets of `From ` lines; each window overlaps the next by the longest line that counts."""
    at = 0
    while at < size:
        file.seek(max(0, at - 3))
        window = file.read(_WINDOW + _AHEAD)
        base = max(0, at - 3)
        if not window:
            return
        stop = at + _WINDOW - base if at + _WINDOW < size else len(window)
        if at == 0 and (match := ENVELOPE.match(window)):
            yield 0, match, True
        # what begins here belongs to this window; the three bytes before tell what stands before it
        found = window.find(b"\nFrom ", at - base - 1 if at else 0, stop + 5)
        while found >= 0 and found + 1 < stop:
            match = ENVELOPE.match(window, found + 1)
            if match is not None:
                yield base + found + 1, match, window[: found + 1].endswith((b"\n\n", b"\n\r\n"))
            found = window.find(b"\nFrom ", found + 5, stop + 5)
        quoting.once += window.count(_ONCE, at - base, stop + len(_ONCE) - 1)
        quoting.more += window.count(_MORE, at - base, stop + len(_MORE) - 1)
        at += _WINDOW
