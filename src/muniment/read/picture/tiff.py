"""The entries of an EXIF block, each checked by itself (TIFF 6.0 and CIPA DC-008).

Our own small reader because a library's drops broken entries silently, and which entry is broken
is what a person has to be told. Never follows an offset out of the block or twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal

import msgspec

Directory = Literal["IFD0", "Exif", "GPS", "IFD1"]
Number = int | float
Rational = tuple[int, int]
Value = str | bytes | tuple[Number, ...] | tuple[Rational, ...]

_POINTERS: dict[int, Directory] = {0x8769: "Exif", 0x8825: "GPS"}
_MAX_ENTRIES = 1000
_MAX_DIRECTORIES = 100_000
_MAX_NUMBERS = 100_000
"""A TIFF of many strips has long lists; nobody needs more of them."""
_BIG = 43
BLOCKS = frozenset((0x02BC, 0x83BB, 0x8649, 0x8773, 0xCD41))
"""XMP, IPTC, Photoshop, ICC, C2PA: bytes, whatever type writers declare."""
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8, 129: 1}
_CODES = {1: "B", 3: "H", 4: "I", 5: "I", 6: "b", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d", 13: "I"}
_CODES |= {16: "Q", 17: "q", 18: "Q"}
_TEXT, _UTF8, _OPAQUE = 2, 129, 7
_RATIONALS = (5, 10)
_WHOLE = frozenset((1, 3, 4, 6, 8, 9, 13, 16, 17))
_BYTES = frozenset((1, _TEXT, _OPAQUE, _UTF8))


class Entry(msgspec.Struct, frozen=True):
    """One tag with its value: text, raw bytes, numbers, or (numerator, denominator) pairs."""

    directory: Directory
    tag: int
    value: Value


class Broken(msgspec.Struct, frozen=True):
    """An entry that cannot be read, and why, in words."""

    directory: Directory
    tag: int | None
    why: str


class Block(msgspec.Struct, frozen=True):
    """What one EXIF block holds: its entries, and those that could not be read, with why."""

    entries: list[Entry]
    broken: list[Broken]

    def value(self, directory: Directory, tag: int) -> Value | None:
        """The first value of a tag, or None."""
        for entry in self.entries:
            if entry.tag == tag and entry.directory == directory:
                return entry.value
        return None


class Layout(msgspec.Struct, frozen=True):
    """How numbers are written: byte order for `struct`; BigTIFF has wide ones; and where the first directory is."""

    order: str
    big: bool
    first: int

    @property
    def head(self) -> tuple[str, int, int]:
        """Format of a directory's count, its size, size of an entry."""
        return (f"{self.order}Q", 8, 20) if self.big else (f"{self.order}H", 2, 12)

    @property
    def offset(self) -> tuple[str, int]:
        """Format and size of an offset."""
        return (f"{self.order}Q", 8) if self.big else (f"{self.order}I", 4)


def layout_of(data: bytes) -> Layout | None:
    """The layout of a TIFF file or EXIF block, or None where it does not begin as one."""
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[:2]))
    if order is None or len(data) < 8:
        return None
    version, first = struct.unpack_from(f"{order}HI", data, 2)
    if version != _BIG:  # 42 in TIFF; cameras that write another number mean the same
        return Layout(order, False, first)
    return Layout(order, True, struct.unpack_from(f"{order}Q", data, 8)[0]) if len(data) >= 16 else None


def directories(data: bytes, most: int = _MAX_DIRECTORIES) -> list[int]:
    """Offsets of the chain of directories: a TIFF's pages. Ends where one lies outside or comes again."""
    layout = layout_of(data)
    found: list[int] = []
    seen: set[int] = set()
    at = layout.first if layout else 0
    while layout and at and at not in seen and len(found) < most:
        following = _following(data, layout, at)
        if following is None:
            break
        seen.add(at)
        found.append(at)
        at = following
    return found


def _following(data: bytes, layout: Layout, at: int) -> int | None:
    """The offset that stands behind the directory at `at`, 0 where it is cut off; None where there is no directory."""
    (counted, width, size), (pointer, long) = layout.head, layout.offset
    if at + width > len(data):
        return None
    end = at + width + size * int(struct.unpack_from(counted, data, at)[0])
    return int(struct.unpack_from(pointer, data, end)[0]) if end + long <= len(data) else 0


def read_block(data: bytes) -> Block:
    """The entries of IFD0, Exif, GPS and IFD1 in an EXIF block (with or without its `Exif` prefix) or a TIFF."""
    data = data.removeprefix(b"Exif\x00\x00")
    block = Block([], [])
    layout = layout_of(data)
    if layout is None:
        block.broken.append(Broken("IFD0", None, "the block has no valid beginning"))
        return block
    waiting: list[tuple[Directory, int]] = [("IFD0", layout.first)]
    waiting += [("IFD1", offset) for offset in directories(data, 2)[1:]]
    seen: set[Directory] = set()
    while waiting:
        directory, offset = waiting.pop(0)
        if directory in seen:
            continue
        seen.add(directory)
        for found in _entries(data, layout, directory, offset):
            if isinstance(found, Broken):
                block.broken.append(found)
            elif found.tag in _POINTERS and directory == "IFD0":
                waiting.extend(_pointed(found))
            else:
                block.entries.append(found)
    return block


def read_directory(data: bytes, offset: int) -> list[Entry]:
    """The sound entries of one directory of a TIFF: those of a page."""
    layout = layout_of(data)
    found = _entries(data, layout, "IFD0", offset) if layout else ()
    return [entry for entry in found if isinstance(entry, Entry)]


def _pointed(entry: Entry) -> Iterator[tuple[Directory, int]]:
    first = entry.value[0] if isinstance(entry.value, tuple) and entry.value else None
    if isinstance(first, int):
        yield _POINTERS[entry.tag], first


def _entries(data: bytes, layout: Layout, directory: Directory, offset: int) -> Iterator[Entry | Broken]:
    counted, width, size = layout.head
    if offset + width > len(data):
        yield Broken(directory, None, "the table of entries lies outside the block")
        return
    (count,) = struct.unpack_from(counted, data, offset)
    for number in range(min(count, _MAX_ENTRIES)):
        at = offset + width + size * number
        if at + size > len(data):
            yield Broken(directory, None, f"the table ends after {number} of {count} entries")
            return
        yield _entry(data, layout, directory, at)


def _entry(data: bytes, layout: Layout, directory: Directory, at: int) -> Entry | Broken:
    pointer, inline = layout.offset
    tag, kind = struct.unpack_from(f"{layout.order}HH", data, at)
    (count,) = struct.unpack_from(pointer, data, at + 4)
    if kind not in _SIZES:
        return Broken(directory, tag, f"its type is {kind}, which does not exist")
    if count == 0:
        return Broken(directory, tag, "its length is 0")
    size = _SIZES[kind] * count
    start = at + 4 + inline if size <= inline else struct.unpack_from(pointer, data, at + 4 + inline)[0]
    if start + size > len(data):
        return Broken(directory, tag, f"its {size} bytes lie outside the block")
    if tag in BLOCKS and directory == "IFD0":
        return Entry(directory, tag, bytes(data[start : start + size]))
    if fault := _misfit(directory, tag, kind):
        return Broken(directory, tag, fault)
    if kind not in _BYTES:
        count = min(count, _MAX_NUMBERS)
    return Entry(directory, tag, _value(data[start : start + _SIZES[kind] * count], layout.order, kind, count))


def _value(raw: bytes, order: str, kind: int, count: int) -> Value:
    if kind in (_TEXT, _UTF8):
        return decoded(raw)
    if kind == _OPAQUE:
        return raw
    if kind in _RATIONALS:
        flat = struct.unpack(f"{order}{2 * count}{_CODES[kind]}", raw)
        return tuple(zip(flat[::2], flat[1::2], strict=True))
    return struct.unpack(f"{order}{count}{_CODES[kind]}", raw)


def decoded(raw: bytes) -> str:
    """Text up to its NUL; UTF-8 where it is that (cameras do not keep to ASCII), else Latin-1."""
    raw = raw.split(b"\x00", 1)[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


_DUE: dict[tuple[Directory, int], tuple[frozenset[int], str]] = {}


def _due(kinds: frozenset[int], words: str, directory: Directory, *tags: int) -> None:
    for tag in tags:
        _DUE[directory, tag] = (kinds, words)


_due(_WHOLE, "a whole number", "IFD0", 0x0112, 0x0128, 0x0213)
_due(_WHOLE, "a whole number", "Exif", 0x8827, 0x9207, 0x9208, 0x9209, 0xA001, 0xA002, 0xA003, 0xA210)
_due(frozenset((_TEXT, _UTF8)), "text", "IFD0", 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x8298)
_due(frozenset((_TEXT, _UTF8)), "text", "Exif", 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292)
_due(frozenset((_TEXT, _UTF8)), "text", "GPS", 1, 3, 9, 16, 18, 29)
_due(frozenset(_RATIONALS), "a fraction", "GPS", 2, 4, 6, 7, 17, 31)
_due(frozenset(_RATIONALS), "a fraction", "Exif", 0x829A, 0x829D, 0x920A)


def _misfit(directory: Directory, tag: int, kind: int) -> str:
    """Why this type cannot be right for this tag, or an empty string."""
    due = _DUE.get((directory, tag))
    if due is None or kind in due[0]:
        return ""
    return f"its type is {kind}, where {due[1]} is due"
