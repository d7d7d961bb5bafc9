"""Strict JSON and base64: one meaning for every byte string, or an error.

What two parsers could read differently is refused (RFC 8259, 4; RFC 7493), for whoever signs bytes
must not be able to show one thing to one reader and another thing to the next.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from typing import Any

MAX_INTEGER = 2**53
_SURROGATE = re.compile("[\ud800-\udfff]")
_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/!!!")
"""What is not in the alphabet becomes what no alphabet has, so that it cannot re-encode alike."""


class StrictError(Exception):
    """The bytes are ambiguous or malformed; the message says how."""


def b64url(data: bytes) -> str:
    """base64url without padding (RFC 7515)."""
    return binascii.b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=").decode()


def b64url_all(pieces: Sequence[bytes]) -> list[str]:
    """base64url of each: in one go, for a call costs more than encoding what is short."""
    # Zeros up to a multiple of three bytes change no letter of a piece but the last, which they leave as padding does.
    whole = binascii.b2a_base64(b"".join([piece + b"\0\0"[: -len(piece) % 3] for piece in pieces]), newline=False)
    text, at, found = whole.translate(_TO_URL).decode("ascii"), 0, []
    for piece in pieces:
        found.append(text[at : at + (len(piece) * 4 + 2) // 3])
        at += (len(piece) + 2) // 3 * 4
    return found


def from_b64url(text: str) -> bytes:
    """The bytes of base64url text; refuses padding and anything that re-encodes differently."""
    # The decoder passes over characters that it does not know: encoding again is what refuses them.
    try:
        wanted = text.encode("ascii").translate(_FROM_URL)
        data = binascii.a2b_base64(wanted + b"==="[: -len(wanted) % 4])
    except ValueError as error:
        raise StrictError("not base64url") from error
    if binascii.b2a_base64(data, newline=False).rstrip(b"=") != wanted:
        raise StrictError("base64url that re-encodes differently")
    return data


def from_b64url_all(texts: Sequence[str]) -> list[bytes]:
    """The bytes of each, as strict as `from_b64url`: in one go, for a call costs more than decoding what is short."""
    # Filled up with letters that stand for zero: bits left over by a text show as bytes that are not zero.
    try:
        wanted = "".join([text + "AAA"[: -len(text) % 4] for text in texts]).encode("ascii").translate(_FROM_URL)
        data = binascii.a2b_base64(wanted)
    except ValueError as error:
        raise StrictError("not base64url") from error
    if binascii.b2a_base64(data, newline=False) != wanted:
        raise StrictError("base64url that re-encodes differently")
    found, at = [], 0
    for text in texts:
        end, following = at + len(text) * 3 // 4, at + (len(text) + 3) // 4 * 3
        if len(text) % 4 == 1 or any(data[end:following]):
            raise StrictError("base64url that re-encodes differently")
        found.append(data[at:end])
        at = following
    return found


def b64(data: bytes) -> str:
    """Standard base64 with padding, as notes and proofs use it."""
    return base64.b64encode(data).decode()


def from_b64(text: str) -> bytes:
    """The bytes of standard base64; refuses anything that re-encodes differently."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise StrictError("not base64") from error
    if b64(data) != text:
        raise StrictError("base64 that re-encodes differently")
    return data


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise StrictError("a key stands twice in one object")
    return found


def _integer(text: str) -> int:
    # Bounded before int(): a number of a million digits must not cost seconds.
    if len(text) > 17 or abs(int(text)) > MAX_INTEGER or text == "-0":
        raise StrictError("a number is not an integer within ±2^53")
    return int(text)


def _no_float(text: str) -> Any:
    raise StrictError("a number is not an integer within ±2^53")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_integer, parse_float=_no_float, parse_constant=_no_float
)


def _decode(text: str) -> Any:
    # What we write has no white space around it; looking for that costs as much as reading most of our texts.
    if text[:1] in ("[", "{"):
        value, end = _DECODER.raw_decode(text)
        if end == len(text):
            return value
    return _DECODER.decode(text)


def loads(data: bytes | str) -> Any:
    """The value of a JSON text. Raises StrictError for anything ambiguous."""
    try:
        text = data if isinstance(data, str) else data.decode("utf-8")
        value = _decode(text)
        lone = "\\u" in text and _lone_surrogate(value)
    except StrictError:
        raise
    except RecursionError as error:
        raise StrictError("nested too deep") from error
    except ValueError as error:
        raise StrictError(f"not JSON: {error}") from error
    if lone:
        raise StrictError("a lone surrogate in a string")
    return value


def _lone_surrogate(value: Any) -> bool:
    if isinstance(value, str):
        return bool(_SURROGATE.search(value))
    if isinstance(value, dict):
        return any(_lone_surrogate(part) for pair in value.items() for part in pair)
    return isinstance(value, list) and any(_lone_surrogate(part) for part in value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def dumps(value: Any) -> bytes:
    """JSON in UTF-8 without spaces. Raises StrictError where `loads` would refuse the result."""
    try:
        if type(value) is not str or not value.isascii():
            _check(value)
        return _ENCODER.encode(value).encode("utf-8")
    except RecursionError as error:
        raise StrictError("nested too deep") from error


def _check(value: Any) -> None:
    if isinstance(value, str):
        if not value.isascii() and _SURROGATE.search(value):
            raise StrictError("a lone surrogate in a string")
    elif isinstance(value, dict):
        for key, part in value.items():
            if not isinstance(key, str):
                raise StrictError(f"a key is not text: {key!r}")
            _check(key)
            _check(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            _check(part)
    elif value is not None and not isinstance(value, bool):
        if not isinstance(value, int) or abs(value) > MAX_INTEGER:
            raise StrictError(f"not an integer within ±2^53: {value!r}")
