"""DER, the one encoding of ASN.1 in which signed things have a single spelling (X.690).

A cursor over one level at a time: the caller's grammar bounds the depth, so nothing here
recurses. It never guesses: what is not DER, or is left over, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTF8_STRING, UTC_TIME, GENERALIZED_TIME = 0x0C, 0x17, 0x18
SEQUENCE, SET = 0x30, 0x31

MAX_LENGTH = 1 << 20
"""Bytes; a time stamp with its certificates is some 2 to 10 KB."""

_UTC_TIME = re.compile(rb"(\d{12})Z\Z")
_GENERALIZED_TIME = re.compile(rb"(\d{14})(?:\.(\d{0,8}[1-9]))?Z\Z")


class DerError(ValueError):
    """The bytes are not the DER that was expected; the message is a clause for a person."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value: its tag byte, its content, and both with the length as they came."""

    tag: int
    body: bytes
    raw: bytes


def context(number: int, *, constructed: bool = True) -> int:
    """The tag byte of `[number]`."""
    return (0xA0 if constructed else 0x80) | number


def decode(data: bytes, tag: int | None = None) -> Node:
    """The one value that `data` is; with `tag`, of that kind. Raises DerError."""
    if len(data) > MAX_LENGTH:
        raise DerError(f"it is larger than {MAX_LENGTH} bytes")
    node, end = _next(data, 0)
    if end != len(data):
        raise DerError(f"{len(data) - end} bytes follow its end")
    if tag is not None:
        _expect(node, tag)
    return node


def children(node: Node) -> list[Node]:
    """The values inside a constructed one, in order."""
    if not node.tag & 0x20:
        raise DerError(f"a value of tag {node.tag:02x} has no parts")
    found, at = [], 0
    while at < len(node.body):
        child, at = _next(node.body, at)
        found.append(child)
    return found


class Fields:
    """The parts of a SEQUENCE (or of `tag`), taken in the order of the grammar."""

    def __init__(self, node: Node, tag: int = SEQUENCE) -> None:
        _expect(node, tag)
        self._left = children(node)[::-1]

    def take(self, tag: int | None = None) -> Node:
        """The next part; DerError where none is left or it is of another kind."""
        if not self._left:
            raise DerError("a part is missing")
        node = self._left.pop()
        if tag is not None:
            _expect(node, tag)
        return node

    def optional(self, tag: int) -> Node | None:
        """The next part if it is of this kind."""
        return self._left.pop() if self._left and self._left[-1].tag == tag else None

    def rest(self) -> list[Node]:
        """All that is left, in order."""
        left, self._left = self._left[::-1], []
        return left

    def end(self) -> None:
        """Refuses what the grammar does not know."""
        if self._left:
            raise DerError(f"an unknown part of tag {self._left[-1].tag:02x} follows")


def integer(node: Node) -> int:
    """An INTEGER, minimal, of any size."""
    _expect(node, INTEGER)
    body = node.body
    if not body or (len(body) > 1 and body[0] in (0x00, 0xFF) and (body[0] ^ body[1]) < 0x80):
        raise DerError("an integer is not in its shortest form")
    return int.from_bytes(body, "big", signed=True)


def boolean(node: Node) -> bool:
    """A BOOLEAN: 00 or FF, nothing else."""
    _expect(node, BOOLEAN)
    if node.body not in (b"\x00", b"\xff"):
        raise DerError("a truth value is neither 00 nor ff")
    return node.body == b"\xff"


def oid(node: Node) -> str:
    """An OBJECT IDENTIFIER in dots."""
    _expect(node, OID)
    if not node.body or node.body[-1] & 0x80 or len(node.body) > 64:
        raise DerError("an object identifier is cut off or too long")
    arcs, arc, fresh = [], 0, True
    for byte in node.body:
        if fresh and byte == 0x80:
            raise DerError("an object identifier is not in its shortest form")
        arc = arc << 7 | byte & 0x7F
        fresh = not byte & 0x80
        if fresh:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))


def octets(node: Node) -> bytes:
    """The bytes of an OCTET STRING."""
    _expect(node, OCTET_STRING)
    return node.body


def bits(node: Node) -> bytes:
    """The bytes of a BIT STRING that is whole bytes, as keys and signatures are."""
    _expect(node, BIT_STRING)
    if node.body[:1] != b"\x00":
        raise DerError("a bit string is not whole bytes")
    return node.body[1:]


def flags(node: Node) -> frozenset[int]:
    """The numbers of the bits that are set in a BIT STRING of at most 64 named bits."""
    _expect(node, BIT_STRING)
    if not 1 <= len(node.body) <= 9 or node.body[0] > 7 or (len(node.body) == 1 and node.body[0]):
        raise DerError("a bit string is malformed")
    unused = node.body[0]
    value = int.from_bytes(node.body[1:], "big")
    if value & ((1 << unused) - 1):
        raise DerError("a bit string has bits set that it does not use")
    size = 8 * (len(node.body) - 1)
    return frozenset(i for i in range(size) if value >> (size - 1 - i) & 1)


def time(node: Node) -> datetime:
    """A UTCTime or GeneralizedTime, in UTC; fractions are cut to microseconds (RFC 5280, RFC 3161)."""
    if node.tag == UTC_TIME and (match := _UTC_TIME.match(node.body)):
        text, fraction = match[1].decode(), ""
        text = ("19" if text[:2] >= "50" else "20") + text
    elif node.tag == GENERALIZED_TIME and (match := _GENERALIZED_TIME.match(node.body)):
        text, fraction = match[1].decode(), (match[2] or b"").decode()
    else:
        raise DerError("a time is not written as DER wants it")
    try:
        whole = datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError as error:
        raise DerError(f"there is no such time as {text}") from error
    return whole.replace(microsecond=int(fraction[:6].ljust(6, "0")), tzinfo=UTC)


def _expect(node: Node, tag: int) -> None:
    if node.tag != tag:
        raise DerError(f"a value of tag {tag:02x} was expected, {node.tag:02x} is there")


def _next(data: bytes, at: int) -> tuple[Node, int]:
    """The value that begins at `at`, and where it ends."""
    if len(data) - at < 2:
        raise DerError("it is cut off")
    tag, length, body = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:
        raise DerError("a tag number is above 30")
    if length & 0x80:
        width = length & 0x7F
        encoded = data[body : body + width]
        length, body = int.from_bytes(encoded, "big"), body + width
        if not 1 <= width <= 4 or len(encoded) < width or encoded[0] == 0 or length < 0x80:
            raise DerError("a length is not in its one proper form")
    end = body + length
    if end > len(data):
        raise DerError("it is cut off")
    return Node(tag, data[body:end], data[at:end]), end
