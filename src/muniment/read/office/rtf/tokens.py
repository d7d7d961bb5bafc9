"""RTF bytes → tokens: control words, escaped bytes, braces, stretches of text, binary data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?\d{1,10})? ?"  # a control word, its number, and the blank that ends it
    rb"|((?:\\'[0-9a-fA-F]{2})+)"  # bytes beyond ASCII
    rb"|\\([^a-zA-Z])"  # a control symbol
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
OPEN, CLOSE, WORD, SYMBOL, BYTES, TEXT, BINARY = range(7)


class Token(NamedTuple):
    """`kind` as above; `name` of a word or symbol, its number, or the bytes of a text."""

    kind: int
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(OPEN), Token(CLOSE)


def tokens(data: bytes | memoryview) -> Iterator[Token]:
    """All tokens in order; line ends mean nothing and are left out, stray bytes too."""
    at, match_at, length = 0, _TOKEN.match, len(data)
    while at < length:
        match = match_at(data, at)
        if match is None:
            at += 1  # a line end, or a backslash at the very end
            continue
        at = match.end()
        kind = match.lastindex
        if kind in (1, 2):
            name = match[1].decode("ascii")
            number = int(match[2]) if match[2] else None
            if name == "bin" and number is not None and number >= 0:
                yield Token(BINARY, data=bytes(data[at : at + number]))
                at += number
            else:
                yield Token(WORD, name, number)
        elif kind == 3:
            yield Token(BYTES, data=bytes.fromhex(match[3].replace(b"\\'", b"").decode("ascii")))
        elif kind == 4:
            yield Token(SYMBOL, match[4].decode("latin-1"))
        elif kind == 5:
            yield _OPEN if match[5] == b"{" else _CLOSE
        else:
            yield Token(TEXT, data=match[6])
