"""The tag files that make a package folder a bag (BagIt 1.0, RFC 8493).

Reads no payload: whoever copies the files hashed them on the way and says so here. Never writes
under `data/`, and never names a person or contact in `bag-info.txt`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from muniment.disclose.exhibit import Handover
from muniment.model.safe_text import safe_text

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
_NOT_IN_A_PATH = ("", ".", "..")


class Payload(msgspec.Struct, frozen=True):
    """A payload file already in its place."""

    path: str
    """From the root of the bag, with slashes; begins with `data/`."""
    sha256: str
    """64 lower-case hexadecimal digits."""
    size: int
    """Bytes."""


def encode_path(path: str) -> str:
    """The path as manifests write it: CR, LF and % percent-encoded, nothing else (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def manifest(entries: Iterable[tuple[str, str]]) -> bytes:
    """Lines of hash, two spaces, path, sorted by path, from (SHA-256 hex, path) pairs.

    Two spaces, not one, so that `sha256sum -c` takes it too. Raises ValueError for a path that is
    named twice, leaves the bag, or is absolute, and for a hash that is none.
    """
    lines: dict[str, str] = {}
    for digest, path in entries:
        _check(digest, path)
        if path in lines:
            raise ValueError(f"{safe_text(path)} is listed twice; a file has one line in a manifest")
        lines[path] = f"{digest}  {encode_path(path)}\n"
    return "".join(lines[path] for path in sorted(lines)).encode()


def _check(digest: str, path: str) -> None:
    if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise ValueError(f"the hash of {safe_text(path)} is not 64 lower-case hexadecimal digits")
    if any(part in _NOT_IN_A_PATH for part in path.split("/")) or "\\" in path or path.startswith("~"):
        raise ValueError(f"{safe_text(path)} is no path inside a bag")


def payload_oxum(payload: Iterable[Payload]) -> str:
    """Octets and streams, `sum of sizes.number of files`, a quick check for completeness."""
    sizes = [each.size for each in payload]
    return f"{sum(sizes)}.{len(sizes)}"


def bag_info(handover: Handover, oxum: str) -> bytes:
    """`bag-info.txt`: one line a label; a value can not bring labels of its own."""
    labels = (
        ("External-Identifier", f"{handover.mark}:{handover.vault}"),
        ("External-Description", f"Evidence package for {handover.to}. Purpose: {handover.purpose}"),
        ("Bagging-Date", handover.prepared[:10]),
        ("Bag-Software-Agent", handover.program),
        ("Payload-Oxum", oxum),
    )
    return "".join(f"{label}: {safe_text(' '.join(value.split()))}\n" for label, value in labels).encode()


def tag_files(handover: Handover, payload: Sequence[Payload]) -> dict[str, bytes]:
    """All four tag files by name, in the order in which to write them.

    Raises ValueError when a payload path is not below `data/`, or as `manifest` does.
    """
    for each in payload:
        if not each.path.startswith("data/"):
            raise ValueError(f"{safe_text(each.path)} is not below data/; payload files have to be")
    tags = {
        "bagit.txt": BAGIT_TXT,
        "bag-info.txt": bag_info(handover, payload_oxum(payload)),
        MANIFEST: manifest((each.sha256, each.path) for each in payload),
    }
    digests = [(hashlib.sha256(content).hexdigest(), name) for name, content in tags.items()]
    return {**tags, TAG_MANIFEST: manifest(digests)}


def write_bag(root: Path, handover: Handover, payload: Sequence[Payload]) -> None:
    """Writes the tag files into `root`, where the payload already lies; `bagit.txt` comes last.

    So a folder whose writing was cut off is no bag. Raises ValueError as `tag_files`, before
    anything is written, and OSError.
    """
    tags = tag_files(handover, payload)
    for name in sorted(tags, key=lambda each: each == "bagit.txt"):
        (root / name).write_bytes(tags[name])
