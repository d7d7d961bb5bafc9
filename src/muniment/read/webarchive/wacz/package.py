"""The package's own account of itself: `datapackage.json`, every hash in it, and the digest over it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from muniment.read.archive.faults import MemberError
from muniment.read.archive.zipitem import ZipItem
from muniment.read.webarchive.notes import Notes

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
LONGEST = 32 << 20
_HASH = re.compile(r"(sha256|md5|sha1|sha512):([0-9a-f]+)", re.IGNORECASE)
_NAMED = 5
_PROFILES = ("data-package", "wacz")
"""Of version 1.1.1 and of 1.2.0, which states no version any more."""
_UNLISTED_OK = frozenset({PACKAGE, DIGEST})


@dataclass
class Package:
    """What it says; `hashes` are the stated SHA-256 by path."""

    said: dict[str, Any] = field(default_factory=dict)
    digest: dict[str, Any] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A member as it is: its SHA-256 and size, or None where it cannot be unpacked."""

    sha256: str
    size: int


def measured(archive: ZipItem) -> dict[str, Found | None]:
    """Every file in the archive, hashed."""
    made: dict[str, Found | None] = {}
    for entry in archive.infolist():
        if entry.folder or entry.name in made:
            continue
        hashed, size = hashlib.sha256(), 0
        try:
            for piece in archive.chunks(entry.name):
                hashed.update(piece)
                size += len(piece)
        except MemberError:
            made[entry.name] = None
            continue
        made[entry.name] = Found(hashed.hexdigest(), size)
    return made


def checked(archive: ZipItem, found: dict[str, Found | None], notes: Notes) -> Package:
    """Read the account and compare it with what is there."""
    made = Package()
    said = _object(archive, PACKAGE, notes)
    if said is not None:
        made.said = said
        _check_head(said, notes)
        _check_resources(said.get("resources"), found, made, notes)
    digest = _object(archive, DIGEST, notes)
    if digest is not None:
        made.digest = digest
        _check_digest(digest, found, notes)
    return made


def _object(archive: ZipItem, name: str, notes: Notes) -> dict[str, Any] | None:
    """The JSON object in a member; what is wrong is a finding."""
    if name not in archive.names:
        what = "its list of files with their hashes" if name == PACKAGE else "the hash that seals its list of files"
        text = f"{name} is missing: {what}; a change inside this package cannot be noticed by it"
        notes.add("wacz-package-missing" if name == PACKAGE else "wacz-digest-missing", text, name)
        return None
    doubles: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(items)
        if len(seen) < len(items) and len(doubles) < _NAMED:
            counts = Counter(key for key, _ in items)
            doubles.extend(key for key, count in counts.items() if count > 1)
        return seen

    try:
        value = json.loads(archive.read(name, LONGEST), object_pairs_hook=pairs)
    except (MemberError, ValueError, RecursionError) as error:
        notes.add("wacz-package-invalid", f"{name} cannot be read as JSON: {str(error)[:200]}", name, "error")
        return None
    if doubles:
        named = ", ".join(doubles[:_NAMED])[:200]
        text = f"{name} says some things twice ({named}); programs differ in which one they take"
        notes.add("wacz-package-invalid", text, f"{name}, names")
    if not isinstance(value, dict):
        notes.add("wacz-package-invalid", f"{name} is no JSON object", name, "error")
        return None
    return value


def _check_head(said: dict[str, Any], notes: Notes) -> None:
    needs = ("profile", "resources") if said.get("profile") == "wacz" else ("profile", "resources", "wacz_version")
    lacks = [name for name in needs if name not in said]
    if lacks:
        notes.add("wacz-package-invalid", f"{PACKAGE} lacks what it must have: {', '.join(lacks)}", PACKAGE, "error")
    if "profile" in said and said["profile"] not in _PROFILES:
        text = f"{PACKAGE} has the profile “{str(said['profile'])[:60]}”, not “data-package” or “wacz”"
        notes.add("wacz-package-invalid", text, f"{PACKAGE}, profile")


def _check_resources(listed: object, found: dict[str, Found | None], made: Package, notes: Notes) -> None:
    if not isinstance(listed, list):
        if listed is not None:
            notes.add("wacz-package-invalid", f"the resources in {PACKAGE} are no list", f"{PACKAGE}, list", "error")
        return
    paths: set[str] = set()
    for number, one in enumerate(listed, 1):
        path = one.get("path") if isinstance(one, dict) else None
        if not isinstance(one, dict) or not isinstance(path, str):
            text = f"resource {number} in {PACKAGE} names no file"
            notes.add("wacz-package-invalid", text, f"{PACKAGE}, resource {number}", "error")
            continue
        if path in paths:
            notes.add("wacz-resource-twice", f"{path} is listed more than once in {PACKAGE}", path)
        paths.add(path)
        _check_resource(one, path, found, made, notes)
    for path in found:
        if path not in paths and path not in _UNLISTED_OK:
            text = (
                f"{path} is in the package but not in its list of files: nothing seals it, it may have been added later"
            )
            notes.add("wacz-not-listed", text, path)


def _check_resource(
    one: dict[str, Any], path: str, found: dict[str, Found | None], made: Package, notes: Notes
) -> None:
    stated, size = one.get("hash"), one.get("bytes")
    match = _HASH.fullmatch(stated) if isinstance(stated, str) else None
    if match is None or not isinstance(size, int) or not isinstance(one.get("name"), str):
        lacks = [name for name, good in (("name", isinstance(one.get("name"), str)), ("hash", match is not None),
                                         ("bytes", isinstance(size, int))) if not good]  # fmt: skip
        text = f"the entry of {path} in {PACKAGE} lacks {', '.join(lacks)}, or has it in a form that makes no sense"
        notes.add("wacz-package-invalid", text, f"{PACKAGE}, {path}")
    if path not in found:
        text = f"{path} is in the list of files but not in the package: it was left out or taken away"
        notes.add("wacz-listed-missing", text, path, "error")
        return
    real = found[path]
    if real is None:
        notes.add("wacz-hash-unchecked", f"{path} cannot be unpacked, so its hash could not be checked", path, "error")
        return
    if isinstance(size, int) and size != real.size:
        notes.add(
            "wacz-size-differs", f"{path} has {real.size:,} bytes; the list of files says {size:,}", path, "error"
        )
    if match is None:
        return
    if match.group(1).lower() != "sha256":
        text = f"the hash of {path} is {match.group(1)}, which the format does not allow; it was not checked"
        notes.add("wacz-hash-unchecked", text, path)
        return
    made.hashes[path] = match.group(2).lower()
    if match.group(2).lower() != real.sha256:
        text = f"{path} does not have the hash in the list of files: it was changed after the package was made, "
        notes.add("wacz-hash-differs", text + "or the list was", path, "error")


def _check_digest(digest: dict[str, Any], found: dict[str, Found | None], notes: Notes) -> None:
    if digest.get("path") != PACKAGE or not isinstance(digest.get("hash"), str):
        notes.add("wacz-package-invalid", f"{DIGEST} does not name {PACKAGE} and its hash", DIGEST, "error")
    real = found.get(PACKAGE)
    if isinstance(digest.get("hash"), str) and real is not None and digest["hash"].lower() != f"sha256:{real.sha256}":
        text = f"{PACKAGE} does not have the hash in {DIGEST}: the list of files was changed after it was sealed"
        notes.add("wacz-digest-differs", text, DIGEST, "error")
    signed = digest.get("signedData")
    if isinstance(signed, dict):
        _check_signature(signed, digest, notes)
    else:
        text = "nobody signed this package: its hashes show accidents, not who made it or whether it was remade"
        notes.add("wacz-not-signed", text, DIGEST, "note")


def _check_signature(signed: dict[str, Any], digest: dict[str, Any], notes: Notes) -> None:
    """Whether it is about this package. The signature itself is not verified here: readers have no such means."""
    if signed.get("hash") != digest.get("hash"):
        text = f"what is signed is another hash than the one in {DIGEST}: the signature is not about this package"
        notes.add("wacz-signature-elsewhere", text, DIGEST, "error")
    if signed.get("domain"):
        who = f"with a certificate of {str(signed['domain'])[:200]}"
    else:
        who = "with a key that names nobody; whoever made the package could have made the key"
    text = f"it carries a signature {who}; the signature was not verified here"
    notes.add("wacz-signature-not-verified", text, f"{DIGEST}, signedData", "note")
