"""Transfer encodings undone piece by piece: base64, quoted-printable, or none. Broken ones as far as they go."""

from __future__ import annotations

import binascii
from collections.abc import Iterator

from muniment.read.mail.headers import Bytes
from muniment.read.mail.notes import Notes

_PIECE = 3 << 18
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_64 = bytes(set(range(256)) - set(_ALPHABET))
_SPACE = b" \t\r\n"
_PLAIN = frozenset(("", "7bit", "8bit", "binary"))


def undone(data: Bytes, start: int, end: int, how: str, notes: Notes, where: str) -> Iterator[bytes]:
    """The bytes between two offsets with the transfer encoding `how` (lower case) undone."""
    if how == "base64":
        yield from _base64(data, start, end, notes, where)
    elif how == "quoted-printable":
        yield from _quoted(data, start, end)
    else:
        if how not in _PLAIN:
            notes.add("transfer-unknown", "it is packed in a way that is not known; kept as it stands", where=where)
        for at in range(start, end, _PIECE):
            yield data[at : min(end, at + _PIECE)]


def _base64(data: Bytes, start: int, end: int, notes: Notes, where: str) -> Iterator[bytes]:
    rest, strange = b"", False
    for at in range(start, end, _PIECE):
        piece = data[at : min(end, at + _PIECE)]
        bare = piece.translate(None, _NOT_64)
        strange = strange or len(piece.translate(None, _SPACE)) != len(bare)
        runs = (rest + bare).split(b"=")
        for run in runs[:-1]:
            strange = strange or len(run) % 4 == 1
            if run:
                yield _padded(run)
        last = runs[-1]
        whole = len(last) - len(last) % 4
        if whole:
            yield binascii.a2b_base64(last[:whole])
        rest = last[whole:]
    if rest:
        yield _padded(rest)
    if rest or strange:
        words = "its base64 is cut off or has strange characters in it; what could be decoded is kept"
        notes.add("base64-broken", words, where=where)


def _padded(run: bytes) -> bytes:
    bare = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def _quoted(data: Bytes, start: int, end: int) -> Iterator[bytes]:
    at = start
    while at < end:
        stop = min(end, at + _PIECE)
        if stop < end:
            line = data.rfind(b"\n", at, stop)
            stop = line + 1 if line >= at else _off_an_escape(data, stop)
        yield binascii.a2b_qp(data[at:stop])
        at = stop


def _off_an_escape(data: Bytes, stop: int) -> int:
    """A place to cut a line without end that is not inside `=41`."""
    found = data.rfind(b"=", stop - 2, stop)
    return found if found >= 0 else stop
