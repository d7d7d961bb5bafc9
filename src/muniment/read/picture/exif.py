"""What a picture's EXIF block says, as strings by name, and which of its entries are broken.

Values are written out as they are: fractions stay fractions, text stays text.
"""

from __future__ import annotations

from functools import cache

from muniment.model.reading import Finding
from muniment.read.picture.small import printable, shortened
from muniment.read.picture.tiff import BLOCKS, Block, Broken, Directory, Entry, Value, decoded

_OPAQUE = frozenset((0x927C, 0xC4A5, 0xEA1C))
"""MakerNote, PrintImageMatching, Padding: for programs only."""
_STRUCTURE = frozenset((0x0111, 0x0117, 0x0144, 0x0145, 0x014A, 0x0140, 0x012D, 0x015B, 0x0214, 0x0201, 0x0202))
_STRUCTURE |= BLOCKS
_WINDOWS = frozenset((0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F))
"""XPTitle and its kin: UTF-16, written as numbers."""
_COMMENT = 0x9286
_VERSIONS = frozenset((0x9000, 0xA000))
_CHARSETS = {b"ASCII\x00\x00\x00": "utf-8", b"UNICODE\x00": "utf-16", b"JIS\x00\x00\x00\x00\x00": "iso2022_jp"}
_MAX_NUMBERS = 64


def metadata_of(block: Block) -> dict[str, str]:
    """`exif:` name → value for all entries that can be read, but what only says where the pixels are.

    Values over 1,000 characters are cut.
    """
    out: dict[str, str] = {}
    for entry in block.entries:
        if entry.directory == "IFD1" or (entry.directory == "IFD0" and entry.tag in _STRUCTURE):
            continue
        value = written(entry)
        if value:
            out.setdefault(f"exif:{name_of(entry.directory, entry.tag)}", shortened(value))
    return out


def written(entry: Entry) -> str:
    """A value as text."""
    value = entry.value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, bytes):
        return _bytes_written(entry.tag, value)
    if entry.tag in _WINDOWS:
        return printable(_wide(value))
    parts = [_number(one) for one in value[:_MAX_NUMBERS]]
    return ", ".join(parts) + (" …" if len(value) > _MAX_NUMBERS else "")


def _wide(value: tuple[object, ...]) -> str:
    raw = bytes(one for one in value if isinstance(one, int) and 0 <= one < 256)
    return raw.decode("utf-16-le", "replace").partition("\x00")[0]


def _number(one: object) -> str:
    return f"{one[0]}/{one[1]}" if isinstance(one, tuple) else str(one)


def _bytes_written(tag: int, value: bytes) -> str:
    if tag == _COMMENT:
        return printable(_comment(value))
    if tag in _VERSIONS:
        return printable(decoded(value))
    if tag in _OPAQUE or len(value) > 16:
        return f"({len(value)} bytes)"
    return value.hex(" ")


def _comment(value: bytes) -> str:
    charset = _CHARSETS.get(value[:8])
    if charset is None:
        return decoded(value[8:])
    return value[8:].decode(charset, "replace").strip("\x00 ")


def findings_of(block: Block) -> list[Finding]:
    """One finding for each broken entry, naming the tag; many are summed up."""
    findings = [_finding(one) for one in block.broken[:10]]
    if len(block.broken) > 10:
        rest = len(block.broken) - 10
        findings.append(Finding("broken-metadata", f"{rest} more EXIF entries are broken.", "warning", "EXIF"))
    odd = [name_of(one.directory, one.tag) for one in block.entries if _is_odd(one)]
    if odd:
        words = f"Written in another way than the standard says, and read all the same: {', '.join(odd)}."
        findings.append(Finding("odd-metadata", words, "note", "EXIF"))
    return findings


def _is_odd(entry: Entry) -> bool:
    """Whether an entry that must be plain bytes was written as text: another program has been at it."""
    return entry.directory == "Exif" and entry.tag in _VERSIONS and isinstance(entry.value, str)


def _finding(broken: Broken) -> Finding:
    if broken.tag is None:
        text = f"The EXIF data ({broken.directory}) is broken: {broken.why}."
        return Finding("broken-metadata", text, "warning", f"EXIF {broken.directory}")
    name = name_of(broken.directory, broken.tag)
    text = f"The EXIF entry {name} is broken: {broken.why}. The other entries were read."
    return Finding("broken-metadata", text, "warning", f"exif:{name}")


def name_of(directory: Directory, tag: int) -> str:
    """A tag's name in the standard, or its number: `0x9a00`."""
    return _names(directory == "GPS").get(tag, f"0x{tag:04x}")


@cache
def _names(gps: bool) -> dict[int, str]:
    from PIL import ExifTags

    return dict(ExifTags.GPSTAGS if gps else ExifTags.TAGS)


def whole_value(block: Block, directory: Directory, tag: int) -> int | None:
    """The first whole number of a tag, or None."""
    value = block.value(directory, tag)
    first = value[0] if isinstance(value, tuple) and value else None
    return first if isinstance(first, int) else None


def text_value(value: Value | None) -> str:
    """A value that should be text, as text; empty where it is none."""
    return printable(value) if isinstance(value, str) else ""
