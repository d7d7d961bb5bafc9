"""Readings for items that could not be read, and the check of what a worker hands back.

The bytes are kept whatever happens here: a failure to read is a finding, never a loss.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from muniment.model.reading import Finding, Reading

UNREAD = "none/1"
_LONGEST = 200
_HALF = re.compile("[\ud800-\udfff]")


def unread(media_type: str) -> Reading:
    """For a type that no reader takes."""
    text = f"kept, not read: no reader for {media_type} yet"
    return Reading(reader=UNREAD, findings=(Finding("not-read", text, "note"),))


def failed(reader: str, code: str, text: str) -> Reading:
    """For an item whose reading ended badly. `reader` is name and version."""
    return Reading(reader=reader, findings=(Finding(code, text, "error"),))


def without_halves(reading: Reading) -> Reading:
    """`reading` with U+FFFD for each half of a character (a lone surrogate), and a finding that says so."""
    text = "some of its letters are broken (halves of characters); they stand as \ufffd"
    mended: Reading = _mended(reading)
    return msgspec.structs.replace(mended, findings=(*mended.findings, Finding("encoding-broken", text)))


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, tuple | list):
        return type(value)(map(_mended, value))
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    if isinstance(value, msgspec.Struct):
        fields = {name: _mended(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


def one_line(text: str) -> str:
    """`text` as one short printable line: it may come from a hostile file."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * _LONGEST])
    words = " ".join(plain.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def sound(reading: Reading, reader: str) -> Reading | None:
    """`reading` under its reader's true name, or None if its positions make no sense."""
    length, last = len(reading.text), 0
    for passage in reading.passages:
        if not last <= passage.start <= passage.end <= length:
            return None
        last = passage.end
    if any(not 0 <= link.start <= link.end <= length for link in reading.links):
        return None
    return reading if reading.reader == reader else msgspec.structs.replace(reading, reader=reader)
