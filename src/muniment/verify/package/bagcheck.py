"""Checks a BagIt bag (RFC 8493): every file listed, nothing else there, every hash right.

Anybody can recompute these manifests; what cannot be recomputed is checked by `packagecheck`. So no
tag file is taken but the four that a package has, and what they say must be what was signed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from muniment.verify.acts import Act
from muniment.verify.files import EACH, LISTS, ONE, Tick, hash_file, plain_bytes
from muniment.verify.report import Report

from .leftovers import left_by, why_added

MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SMALL = 2**16
TO_NAME = 100
"""Malformed lines of a manifest that are named one by one, at most."""
TOGETHER = 16
"""Files that one thread takes at a time: handing over each alone costs more than hashing a small one."""
_ESCAPED = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


class Hashed(NamedTuple):
    """A file as it is."""

    sha256: str
    size: int


def check_bag(root: Path, report: Report, pool: ThreadPoolExecutor, tick: Tick) -> dict[str, Hashed]:
    """Hash every payload file and compare with the manifest. Returns path → what the file is.

    What a desktop has left beside the files is named here and is no concern of any later check.
    """
    names = dict(sorted(_present(root)))
    listed = _manifest(root, MANIFEST, report, room_for(len(names)))
    tags = _manifest(root, TAGS, report, ONE)
    payload = {name: path for name, path in names.items() if name.startswith("data/")}
    groups = [list(payload.values())[at : at + TOGETHER] for at in range(0, len(payload), TOGETHER)]
    digests = pool.map(lambda paths: [_hash(path, tick) for path in paths], groups)
    actual = dict(zip(payload, chain.from_iterable(digests), strict=True))
    report.checked["files"] += len(actual)
    for name, hashed in actual.items():
        if hashed is None:
            report.fail("file", name, "it cannot be read, or is a link")
    hashes = {name: hashed for name, hashed in actual.items() if hashed is not None}
    _compare(listed, hashes, report)
    beside = {name: path for name, path in names.items() if name not in payload}
    # What a desktop has left is named once, below.
    own = {name: path for name, path in beside.items() if name != TAGS and (name in tags or not left_by(name))}
    tagged = {name: _hash(path, tick) or Hashed("", 0) for name, path in own.items()}
    _compare(tags, tagged, report)
    _check_tags(root, set(beside), report)
    return {name: hashed for name, hashed in hashes.items() if name in listed or not left_by(name)}


def room_for(files: int) -> int:
    """How many bytes a list may have in a package of so many files."""
    return LISTS + EACH * files


def _present(root: Path) -> Iterator[tuple[str, Path]]:
    """Everything below a folder that is not a folder itself: links, also those to folders, count."""
    for folder, folders, files in os.walk(root):
        at = Path(folder)
        for name in (*files, *(name for name in folders if (at / name).is_symlink())):
            path = at / name
            yield path.relative_to(root).as_posix(), path


def _check_tags(root: Path, present: set[str], report: Report) -> None:
    for name in sorted(present - {DECLARATION, INFO, MANIFEST, TAGS}):
        report.fail("file", name, why_added(name, "a package has no such file: it was added"))
    for name in sorted({DECLARATION, INFO} - present):
        report.miss(name, "a package has to have it")
    if DECLARATION in present and _bytes(root / DECLARATION) != BAGIT_TXT:
        report.fail("file", DECLARATION, "it declares something else than BagIt 1.0 in UTF-8")


def _bytes(path: Path) -> bytes:
    try:
        return plain_bytes(path, ONE)
    except OSError:
        return b""


def check_bag_info(
    root: Path, files: Mapping[str, Hashed], disclosure: Act, head: dict[str, Any], report: Report
) -> None:
    """`bag-info.txt` must say what the disclosure act says; its date is only compared."""
    wanted = {
        "External-Identifier": f"{disclosure.log[:5]}:{disclosure.log}",
        "External-Description": f"Evidence package for {head.get('to')}. Purpose: {head.get('purpose')}",
        "Bag-Software-Agent": _program(disclosure),
        "Payload-Oxum": _oxum(files),
    }
    said = dict(_labels(root, report))
    date = said.pop("Bagging-Date", "no date")
    for label in sorted(wanted.keys() | said.keys()):
        if said.get(label) != " ".join(wanted.get(label, "").split()):
            report.fail("file", INFO, f"what it says under {label} is not what was signed")
    if date != disclosure.at[:10]:
        report.notes.append(f"{INFO} gives the date {date}, the clock of the disclosure {disclosure.at}")


def _labels(root: Path, report: Report) -> list[tuple[str, str]]:
    """Label and value of each line, escapes undone."""
    lines = _bytes(root / INFO).decode("utf-8", "replace").split("\n")
    pairs = [line.partition(": ") for line in filter(None, lines)]
    if len({label for label, _, _ in pairs}) != len(pairs):
        report.fail("file", INFO, "it has a label twice")
    return [(label, _ESCAPED.sub(_character, value)) for label, _, value in pairs]


def _character(escape: re.Match[str]) -> str:
    number = int(escape.group(1), 16)
    return chr(number) if number < 0x110000 else escape.group()


def _program(disclosure: Act) -> str:
    program = disclosure.payload.get("program")
    return f"{program.get('name')} {program.get('version')}" if isinstance(program, dict) else ""


def _oxum(files: Mapping[str, Hashed]) -> str:
    return f"{sum(file.size for file in files.values())}.{len(files)}"


def _hash(path: Path, tick: Tick) -> Hashed | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        if path.stat().st_size < SMALL:
            data = path.read_bytes()
            tick(len(data))
            return Hashed(sha256(data).hexdigest(), len(data))
        return Hashed(*hash_file([path], tick))
    except OSError:
        return None


def _manifest(root: Path, name: str, report: Report, most: int) -> dict[str, str]:
    try:
        lines = plain_bytes(root / name, most).decode("utf-8").split("\n")
    except FileNotFoundError:
        report.miss(name, "a package has to have it")
        return {}
    except (OSError, UnicodeDecodeError) as error:
        report.fail("manifest", name, f"it cannot be read: {error}")
        return {}
    found: dict[str, str] = {}
    malformed = 0
    for line in filter(None, lines):
        digest, separator, path = line.partition("  ")
        path = path.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        if not separator or len(digest) != 64 or path in found:
            malformed += 1
            if malformed <= TO_NAME:
                report.fail("manifest", name, f"the line {line[:80]!r} is malformed")
        else:
            found[path] = digest
    if malformed > TO_NAME:
        report.fail("manifest", name, f"{malformed - TO_NAME:,} lines more are malformed")
    return found


def _compare(listed: dict[str, str], actual: dict[str, Hashed], report: Report) -> None:
    for name, hashed in actual.items():
        if name not in listed:
            report.fail("file", name, why_added(name, "no manifest lists it: it was added"))
        elif listed[name] != hashed.sha256:
            report.fail("file", name, "its bytes do not fit the manifest")
    for name in sorted(listed.keys() - actual.keys()):
        report.miss(name, "the manifest lists it, but it is not there")
