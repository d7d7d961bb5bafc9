"""Checks a BagIt bag (RFC 8493): every file listed, nothing else there, every hash right.

Anybody can recompute these manifests; what cannot be recomputed is checked by `packagecheck`.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

from .packcheck import Tick, hash_file
from .report import Report

MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SMALL = 2**16


def check_bag(root: Path, report: Report, pool: ThreadPoolExecutor, tick: Tick) -> dict[str, str]:
    """Hash every payload file and compare with the manifest. Returns path → SHA-256 as it is."""
    listed = _manifest(root, MANIFEST, report)
    tags = _manifest(root, TAGS, report)
    present = [path for path in sorted(root.rglob("*")) if path.is_symlink() or not path.is_dir()]
    names = {path.relative_to(root).as_posix(): path for path in present}
    payload = {name: path for name, path in names.items() if name.startswith("data/")}
    actual = dict(zip(payload, pool.map(lambda path: _hash(path, tick), payload.values()), strict=True))
    report.checked["files"] += len(actual)
    for name, digest in actual.items():
        if digest is None:
            report.fail("file", name, "it cannot be read, or is a link")
    hashes = {name: digest for name, digest in actual.items() if digest is not None}
    _compare(listed, hashes, report)
    others = {name: _hash(path, tick) or "" for name, path in names.items() if name not in payload and name != TAGS}
    _compare(tags, others, report)
    return hashes


def _hash(path: Path, tick: Tick) -> str | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        if path.stat().st_size < SMALL:
            data = path.read_bytes()
            tick(len(data))
            return sha256(data).hexdigest()
        return hash_file([path], tick)[0]
    except OSError:
        return None


def _manifest(root: Path, name: str, report: Report) -> dict[str, str]:
    try:
        lines = (root / name).read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        report.miss(name, "a package has to have it")
        return {}
    found: dict[str, str] = {}
    for line in filter(None, lines):
        digest, separator, path = line.partition("  ")
        path = path.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        if not separator or len(digest) != 64 or path in found:
            report.fail("manifest", name, f"the line {line[:80]!r} is malformed")
        else:
            found[path] = digest
    return found


def _compare(listed: dict[str, str], actual: dict[str, str], report: Report) -> None:
    for name, digest in actual.items():
        if name not in listed:
            report.fail("file", name, "no manifest lists it: it was added")
        elif listed[name] != digest:
            report.fail("file", name, "its bytes do not fit the manifest")
    for name in sorted(listed.keys() - actual.keys()):
        report.miss(name, "the manifest lists it, but it is not there")
