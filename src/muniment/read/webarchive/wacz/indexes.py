"""The indexes: every line must lead to a record of the address and moment it names; and none may be left out."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from muniment.read.archive.faults import MemberError
from muniment.read.archive.unpack import Inflate, drawn
from muniment.read.archive.zipitem import ZipItem
from muniment.read.webarchive.dates import from_fourteen, in_words
from muniment.read.webarchive.notes import Notes
from muniment.read.webarchive.payload import shown
from muniment.read.webarchive.wacz.pages import LONGEST_LINE, lines
from muniment.read.webarchive.wacz.survey import Survey

MOST_LINES = 500_000
LONGEST_BLOCK_FILE = 64 << 20
_PLAIN = (".cdx", ".cdxj")
_PACKED = (".cdx.gz", ".cdxj.gz")


def check_indexes(archive: ZipItem, survey: Survey, notes: Notes) -> None:
    """Look every entry up, as a program that shows the pages would."""
    names = [name for name in archive.names if name.startswith("indexes/") and name.endswith((*_PLAIN, *_PACKED))]
    if not names:
        notes.add("wacz-index-missing", "it has no index of its records, which the format asks for", "indexes/")
        return
    seen: set[tuple[str, int]] = set()
    whole = True
    for name in names:
        try:
            whole = _check(archive, name, survey, seen, notes) and whole
        except MemberError as error:
            notes.add("wacz-index-invalid", f"{name} cannot be read to its end ({error})", name, "error")
            whole = False
    for name in archive.names:
        if name.startswith("indexes/") and name.endswith(".idx"):
            _check_blocks(archive, name, notes)
    if whole and survey.whole:
        _check_left_out(survey, seen, notes)


def _check(archive: ZipItem, name: str, survey: Survey, seen: set[tuple[str, int]], notes: Notes) -> bool:
    found = _unpacked(archive, name) if name.endswith(".gz") else lines(archive, name)
    for number, line in enumerate(found, 1):
        where = f"{name} line {number}"
        if number > MOST_LINES:
            notes.add("wacz-index-cut", f"{name} has more than {MOST_LINES:,} lines; the rest was not looked at", where)
            return False
        if line.strip() and not line.startswith((b" CDX", b"!meta")):
            _check_line(archive, line, where, survey, seen, notes)
    return True


def _unpacked(archive: ZipItem, name: str) -> Iterator[bytes]:
    """Lines of a gzip member, which may have many gzip pieces of its own."""
    held = b""
    for piece in _gunzipped(archive.chunks(name)):
        parts = (held + piece).split(b"\n")
        held = parts.pop()
        yield from parts
        if len(held) > LONGEST_LINE:
            raise MemberError("archive-memory", "a line is far too long")
    if held:
        yield held


def _gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    machine, rest = Inflate(31), b""
    while True:
        piece = rest or next(pieces, b"")
        if not piece:
            return
        yield from drawn(machine, [piece])
        rest = machine.unused_data if machine.eof else b""
        if machine.eof:
            machine = Inflate(31)


def _check_line(
    archive: ZipItem, line: bytes, where: str, survey: Survey, seen: set[tuple[str, int]], notes: Notes
) -> None:
    entry = _entry(line)
    if entry is None:
        notes.add("wacz-index-invalid", f"{where} is no line of an index", where, "error")
        return
    url, stamp, filename, offset = entry
    member = filename if filename in survey.places else f"archive/{filename}"
    places = survey.places.get(member)
    if places is None:
        text = f"the index leads to the file {shown(filename)}, which is not in the package ({shown(url)})"
        notes.add("wacz-index-astray", text, where, "error")
        return
    seen.add((member, offset))
    real = places.get(offset)
    if real is None:
        if survey.whole:
            text = f"the index says {shown(url)} is at byte {offset:,} of {member}, but no capture begins there"
            notes.add("wacz-index-astray", text, where, "error")
        return
    if url and real[0] != url:
        text = f"the index says {shown(url)} is at byte {offset:,} of {member}; the record there is of {shown(real[0])}"
        notes.add("wacz-index-astray", text, where, "error")
    moment = from_fourteen(stamp[:14])[1]
    if real[1] is not None and moment is not None and moment != real[1]:
        text = (
            f"the index says {shown(url)} was recorded {in_words(moment)}, the record itself says {in_words(real[1])}"
        )
        notes.add("forged-date", text, where)


def _entry(line: bytes) -> tuple[str, str, str, int] | None:
    """Address, time stamp, file and offset of a CDXJ line, or of a CDX line of eleven columns."""
    text = line.decode("utf-8", "replace").strip()
    parts = text.split(" ", 2)
    if len(parts) == 3 and parts[2].lstrip().startswith("{"):
        return _of_json(parts[1], parts[2])
    columns = text.split(" ")
    if len(columns) == 11 and columns[9].isdecimal() and len(columns[9]) < 19:
        return columns[2], columns[1], columns[10], int(columns[9])
    return None


def _of_json(stamp: str, text: str) -> tuple[str, str, str, int] | None:
    try:
        said = json.loads(text)
        offset = int(str(said["offset"])[:19])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    url, filename = said.get("url", ""), said.get("filename")
    if not isinstance(filename, str) or not isinstance(url, str):
        return None
    return url, stamp, filename, offset


def _check_left_out(survey: Survey, seen: set[tuple[str, int]], notes: Notes) -> None:
    out = [(name, at) for name, places in survey.places.items() for at in places if (name, at) not in seen]
    if out:
        name, at = out[0]
        text = f"{len(out):,} of its captures are in no index, so that programs do not show them, the first at byte "
        text += f"{at:,} of {name} ({shown(survey.places[name][at][0])})"
        notes.add("wacz-index-lacks", text, name)


def _check_blocks(archive: ZipItem, name: str, notes: Notes) -> None:
    """A second index over the pieces of a packed one: each piece at its place, with its hash."""
    held: dict[str, bytes] = {}
    try:
        for number, line in enumerate(lines(archive, name), 1):
            said = _json_behind(line)
            if said is None or line.startswith(b"!meta"):
                continue
            target = f"indexes/{said.get('filename') or 'index.cdx.gz'}"
            if target in archive.names and target not in held and len(held) < 8:
                held[target] = archive.read(target, LONGEST_BLOCK_FILE)
            if not _is_block(said, held.get(target, b"")):
                text = f"{name} line {number} leads to a piece of {target} that is not there or is not the same"
                notes.add("wacz-index-astray", text, f"{name} line {number}", "error")
    except MemberError as error:
        notes.add("wacz-index-invalid", f"{name} or what it is about cannot be read ({error})", name, "error")


def _json_behind(line: bytes) -> dict[str, Any] | None:
    at = line.find(b"{")
    try:
        value = json.loads(line[at:]) if at >= 0 else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_block(said: dict[str, Any], data: bytes) -> bool:
    try:
        start, length = int(said["offset"]), int(said["length"])
    except (KeyError, ValueError, TypeError):
        return False
    if start < 0 or length < 1 or start + length > len(data):
        return False
    block = data[start : start + length]
    stated = said.get("digest")
    if isinstance(stated, str) and stated.startswith("sha256:"):
        return hashlib.sha256(block).hexdigest() == stated[7:].lower()
    try:
        zlib.decompressobj(31).decompress(block, 1)
    except zlib.error:
        return False
    return True
