"""The directory of a ZIP, read without trusting it: entries, comment, and where it lies in the file.

Source: PKWARE APPNOTE 6.3.10; the extended timestamp and the Unicode path are Info-ZIP's extra fields.
Our own rather than `zipfile`, which gives up the whole archive where one entry is damaged, cuts names at a zero
byte, forgets how names were written, and holds a million entries at a kilobyte each.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from muniment.read.archive.faults import Faults
from muniment.read.archive.names import shown

MOST_ENTRIES = 200_000
"""So many entries of one directory are read."""
_END, _CENTRAL, _LOCAL, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04", b"PK\x06\x06", b"PK\x06\x07"
_TAIL = (1 << 16) + 22
_FAR = 16 << 20
"""So far from the end of the file the end of the directory is looked for."""
_BLOCK = 1 << 20
_FULL32, _FULL16 = 0xFFFFFFFF, 0xFFFF
_CENTRAL_FIELDS = struct.Struct("<4sBBHHHHHIIIHHHHHII")
_LOCAL_FIELDS = struct.Struct("<4sHHHHHIIIHH")
_END_FIELDS = struct.Struct("<4sHHHHIIH")
_END64_FIELDS = struct.Struct("<4sQHHIIQQQQ")
ENCRYPTED, DESCRIBED_LATER, UTF8, MASKED = 1, 1 << 3, 1 << 11, 1 << 13


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the directory describes it. Sizes in bytes; `at` is where its header lies in the file."""

    raw: bytes
    name: str
    """To be shown: guessed where `guessed` names an encoding."""
    guessed: str
    size: int
    packed: int
    crc: int
    method: int
    flags: int
    at: int
    modified: str
    """As written: DOS time, which has no zone; empty where it is no time."""
    utc: str
    """The extended timestamp, which is UTC, with `Z`; empty where there is none."""
    mode: int
    """Unix permissions and kind, 0 where the system that packed it has none."""
    comment: bytes
    unicode_name: str = ""
    """A Unicode name beside the stored one (Info-ZIP's field 0x7075)."""
    unlisted: bool = False
    """Found in the file, not in the directory."""

    @property
    def encrypted(self) -> bool:
        """Whether its bytes are encrypted."""
        return bool(self.flags & (ENCRYPTED | MASKED)) or self.method == 99

    @property
    def folder(self) -> bool:
        """Whether it stands for a folder."""
        return self.size == 0 and self.raw.endswith((b"/", b"\\"))

    @property
    def link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode & 0o170000 == 0o120000


@dataclass
class Table:
    """What the directory says as a whole."""

    entries: list[Entry] = field(default_factory=list)
    stated: int = 0
    """How many entries it says there are."""
    comment: bytes = b""
    start: int = 0
    """Where the directory begins; the end of what members may take up."""
    zip64: bool = False

    @property
    def cut(self) -> bool:
        """Whether there are more entries than were read: what is not in `entries` is not hidden then."""
        return len(self.entries) >= MOST_ENTRIES


@dataclass(frozen=True)
class _End:
    at: int
    stated: int
    size: int
    offset: int
    comment: bytes
    zip64: bool


def table(file: BinaryIO, size: int, faults: Faults) -> Table:
    """The directory of the ZIP in `file`; where it is missing or broken, what the members' own headers say."""
    end = _find_end(file, size, faults)
    if end is None:
        words = "its end is missing (cut off?); the members that are whole were found by their own headers"
        faults.add("archive-truncated", words, "error")
        return Table(list(walk(file, 0, size)), start=size)
    start, shift = _place(file, end, faults)
    made = Table(stated=end.stated, comment=end.comment, start=start, zip64=end.zip64)
    made.entries = _entries(file, start, end, shift, faults)
    if not made.entries and start > 0:
        found = list(walk(file, 0, start))
        if found:
            words = "its directory cannot be read; the members were found by their own headers"
            faults.add("archive-directory", words, "error")
            made.entries = found
    elif len(made.entries) != end.stated & (_FULL16 if not end.zip64 else -1) and len(made.entries) < MOST_ENTRIES:
        words = f"its directory says {end.stated:,} members and lists {len(made.entries):,}"
        faults.add("archive-directory", words, "error")
    return made


def _find_end(file: BinaryIO, size: int, faults: Faults) -> _End | None:
    """The end of the directory: one whose comment ends with the file, else the last there is."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = _ending_with_file(tail)
    if at < 0:
        at = tail.rfind(_END)
    if at >= 0:
        return _read_end(file, size, max(0, size - _TAIL) + at, faults)
    return _far_end(file, size, faults)


def _ending_with_file(tail: bytes) -> int:
    at = tail.rfind(_END)
    for _ in range(64):  # a comment may hold the signature
        if at < 0 or at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail):
            return at
        at = tail.rfind(_END, 0, at)
    return -1


def _far_end(file: BinaryIO, size: int, faults: Faults) -> _End | None:
    stop = size
    while stop > 0 and stop > size - _FAR:
        start = max(0, stop - _BLOCK)
        file.seek(start)
        at = file.read(stop - start + 3).rfind(_END)
        if at >= 0:
            return _read_end(file, size, start + at, faults)
        stop = start
    return None


def _read_end(file: BinaryIO, size: int, at: int, faults: Faults) -> _End | None:
    file.seek(at)
    fixed = file.read(22)
    if len(fixed) < 22:
        return None
    _, disk, _, _, stated, length, offset, comment = _END_FIELDS.unpack(fixed)
    said = file.read(comment)
    if disk not in (0, _FULL16):
        words = f"it is the last of {disk + 1:,} parts of one archive; put them together before you add it"
        faults.add("archive-split", words, "error")
    after = size - at - 22 - len(said)
    if after > 0:
        words = f"{after:,} bytes follow the archive's end (byte {size - after:,}); they are not part of it"
        faults.add("archive-data-after", words, where=f"byte {size - after}")
    wide = _end64(file, at) if _FULL32 in (length, offset) or stated == _FULL16 else None
    return (wide and _End(wide[0], wide[1], wide[2], wide[3], said, True)) or _End(
        at, stated, length, offset, said, False
    )


def _end64(file: BinaryIO, at: int) -> tuple[int, int, int, int] | None:
    """Place, count, length and offset as the ZIP64 end says them."""
    file.seek(max(0, at - 20))
    locator = file.read(20)
    if len(locator) < 20 or not locator.startswith(_LOCATOR):
        return None
    for place in (int.from_bytes(locator[8:16], "little"), at - 20 - _END64_FIELDS.size):
        if 0 <= place < at:
            file.seek(place)
            fixed = file.read(_END64_FIELDS.size)
            if len(fixed) == _END64_FIELDS.size and fixed.startswith(_END64):
                fields = _END64_FIELDS.unpack(fixed)
                return place, fields[7], fields[8], fields[9]
    return None


def _place(file: BinaryIO, end: _End, faults: Faults) -> tuple[int, int]:
    """Where the directory begins, and by how much all offsets are off (what stands before the archive)."""
    start = end.at - end.size
    if start >= 0 and (_at(file, start) == _CENTRAL or end.size == 0):
        shift = start - end.offset
    elif _at(file, end.offset) == _CENTRAL:
        start, shift = end.offset, 0
    else:
        return max(start, 0), 0
    if shift:
        words = f"its places are off by {shift:,} bytes: something was put before the archive, or taken away"
        faults.add("archive-data-before", words, where="byte 0")
    return start, shift


def _at(file: BinaryIO, place: int) -> bytes:
    file.seek(max(place, 0))
    return file.read(4)


def _entries(file: BinaryIO, start: int, end: _End, shift: int, faults: Faults) -> list[Entry]:
    file.seek(start)
    found: list[Entry] = []
    while file.tell() + _CENTRAL_FIELDS.size <= end.at:
        fixed = file.read(_CENTRAL_FIELDS.size)
        if len(fixed) < _CENTRAL_FIELDS.size or not fixed.startswith(_CENTRAL):
            break
        if len(found) == MOST_ENTRIES:
            words = f"it has {end.stated:,} members; only the first {MOST_ENTRIES:,} were looked at"
            faults.add("archive-too-many-members", words)
            break
        found.append(_entry(fixed, file, shift))
    return found


def _entry(fixed: bytes, file: BinaryIO, shift: int) -> Entry:
    (_, _, system, _, flags, method, clock, day, crc, packed, size,
     named, extras, said, _, _, attributes, at) = _CENTRAL_FIELDS.unpack(fixed)  # fmt: skip
    raw, extra, comment = file.read(named), file.read(extras), file.read(said)
    fields = _extra_fields(extra)
    size, packed, at = _wide(fields.get(1, b""), size, packed, at)
    mode = attributes >> 16 if system in (3, 19) else 0
    return _made(raw, fields, size, packed, crc, method, flags, at + shift, (day, clock), mode, comment)


def _made(
    raw: bytes, fields: dict[int, bytes], size: int, packed: int, crc: int, method: int, flags: int,
    at: int, moment: tuple[int, int], mode: int = 0, comment: bytes = b"", unlisted: bool = False,
) -> Entry:  # fmt: skip
    unicode_name = _unicode_path(fields.get(0x7075, b""), raw)
    seen = shown(raw)
    name, guessed = (unicode_name, "") if unicode_name and seen.guessed else (seen.text, seen.guessed)
    return Entry(
        raw, name, guessed, size, packed, crc, method, flags, at, dos_time(*moment), _stamp(fields.get(0x5455, b"")),
        mode, comment, unicode_name if unicode_name.encode() != raw else "", unlisted,
    )  # fmt: skip


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    """Number → content; the first of each number, as far as they make sense."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(extra):
        number, length = struct.unpack_from("<HH", extra, at)
        found.setdefault(number, extra[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _wide(field64: bytes, size: int, packed: int, at: int) -> tuple[int, int, int]:
    """The fields that are full are in the ZIP64 field, in this order."""
    values = [int.from_bytes(field64[place : place + 8], "little") for place in range(0, len(field64) - 7, 8)]
    taken = iter(values)
    size = next(taken, size) if size == _FULL32 else size
    packed = next(taken, packed) if packed == _FULL32 else packed
    at = next(taken, at) if at == _FULL32 else at
    return size, packed, at


def _unicode_path(value: bytes, raw: bytes) -> str:
    """Info-ZIP's Unicode path, where it belongs to this very name (its check sum says so)."""
    if len(value) < 6 or value[0] != 1 or int.from_bytes(value[1:5], "little") != zlib.crc32(raw):
        return ""
    try:
        return value[5:].decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _stamp(value: bytes) -> str:
    """Time of modification from the extended timestamp: seconds since 1970, UTC."""
    if len(value) < 5 or not value[0] & 1:
        return ""
    seconds = int.from_bytes(value[1:5], "little", signed=True)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def dos_time(day: int, clock: int) -> str:
    """`2024-05-01T12:00:02`, two-second steps, no zone; empty where it is no time."""
    try:
        moment = datetime(
            1980 + (day >> 9), day >> 5 & 15, day & 31, clock >> 11, clock >> 5 & 63, (clock & 31) * 2
        )  # fmt: skip
    except ValueError:
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


@dataclass(frozen=True, slots=True)
class Header:
    """A member's own header. `data` is where its packed bytes begin."""

    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    data: int
    moment: tuple[int, int]
    fields: dict[int, bytes]


def header(file: BinaryIO, at: int) -> Header | None:
    """The header at byte `at`, or None where there is none."""
    if at < 0:
        return None
    file.seek(at)
    fixed = file.read(_LOCAL_FIELDS.size)
    if len(fixed) < _LOCAL_FIELDS.size or not fixed.startswith(_LOCAL):
        return None
    _, _, flags, method, clock, day, crc, packed, size, named, extras = _LOCAL_FIELDS.unpack(fixed)
    raw, extra = file.read(named), file.read(extras)
    if len(raw) + len(extra) != named + extras:
        return None
    fields = _extra_fields(extra)
    size, packed, _ = _wide(fields.get(1, b""), size, packed, 0)
    return Header(raw, flags, method, crc, packed, size, at + 30 + named + extras, (day, clock), fields)


def walk(file: BinaryIO, start: int, stop: int) -> Iterator[Entry]:
    """Members between two places by their own headers, one behind the other, until there is none.

    One whose size is only said behind it ends the walk: it is given with size −1, which means unknown.
    """
    at = start
    for _ in range(MOST_ENTRIES):
        found = header(file, at)
        if found is None or at >= stop:
            return
        later = bool(found.flags & DESCRIBED_LATER) and found.packed == 0
        size, packed = (-1, stop - found.data) if later else (found.size, found.packed)
        yield _made(found.raw, found.fields, size, packed, found.crc, found.method, found.flags, at, found.moment,
                    unlisted=True)  # fmt: skip
        at = _behind(file, found, stop) if later else found.data + found.packed
        if found.flags & DESCRIBED_LATER and not later:
            at = _past_descriptor(file, at)


def _behind(file: BinaryIO, found: Header, stop: int) -> int:
    """Where the next header is, for a member of unknown size: the next signature there is."""
    at, before = found.data, b""
    while at < stop:
        file.seek(at)
        block = before + file.read(min(_BLOCK, stop - at))
        place = block.find(_LOCAL)
        if place >= 0:
            return at - len(before) + place
        if len(block) <= len(before):
            break
        at += len(block) - len(before)
        before = block[-3:]
    return stop


def _past_descriptor(file: BinaryIO, at: int) -> int:
    """Behind the data descriptor at `at`, whichever of its four shapes it has; `at` itself where there is none."""
    file.seek(at)
    block = file.read(28)
    for length in (16, 12, 24, 20):
        if block[length : length + 2] == b"PK" and block[length + 2 : length + 3] in (b"\x01", b"\x03", b"\x05"):
            return at + length
    return at
