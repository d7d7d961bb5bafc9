"""What an attacker does to files, and what the verifier must say to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from muniment.preserve import fast_check
from muniment.verify.asked import Asked
from muniment.verify.package.packagecheck import PackageCheck
from muniment.verify.report import Report
from muniment.verify.vault.vaultcheck import VaultCheck

NOTHING = Asked()
UNLISTED = ("data/contents.json", "data/log/", "data/proofs/", "data/timestamps/")


def check_vault(folder: Path, asked: Asked = NOTHING) -> Report:
    return VaultCheck(folder, asked, fast_check).run()


def check_package(folder: Path, asked: Asked = NOTHING) -> Report:
    return PackageCheck(folder, asked, fast_check).run()


def said(report: Report) -> str:
    """Everything that is wrong, a line each."""
    lines = [f"{p.what} {p.where}: {p.why}" for p in report.fails]
    return "\n".join([*lines, *(f"{g.what}: {g.why}" for g in report.missing)])


def assert_named(report: Report, *words: str) -> None:
    """The verification fails, and one line of what is wrong holds all of these words."""
    assert not report.ok
    lines = said(report).split("\n")
    assert any(all(word in line for word in words) for line in lines), (words, lines)


def flip(path: Path, at: int, mask: int = 1) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[at] ^= mask
    path.write_bytes(data)


def edit_json(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file as the program would have written it."""
    value = json.loads(path.read_bytes())
    change(value)
    path.write_bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(package: Path) -> list[str]:
    """Every payload file of a package."""
    return sorted(p.relative_to(package).as_posix() for p in (package / "data").rglob("*") if p.is_file())


def rebag(package: Path) -> None:
    """Recompute everything that BagIt knows: Payload-Oxum and both manifests."""
    names = files(package)
    octets = sum((package / name).stat().st_size for name in names)
    info = (package / "bag-info.txt").read_text("utf-8").split("\n")
    info = [f"Payload-Oxum: {octets}.{len(names)}" if line.startswith("Payload-Oxum") else line for line in info]
    (package / "bag-info.txt").write_text("\n".join(info), "utf-8")
    _manifest(package, "manifest-sha256.txt", names)
    tags = [p.name for p in package.iterdir() if p.is_file() and p.name != "tagmanifest-sha256.txt"]
    _manifest(package, "tagmanifest-sha256.txt", tags)


def _manifest(package: Path, manifest: str, names: Iterable[str]) -> None:
    lines = "".join(f"{sha256(package / name)}  {name}\n" for name in sorted(names))
    (package / manifest).write_text(lines, "utf-8")


def relist(package: Path) -> None:
    """Recompute `contents.json` as well, and then the manifests."""

    def change(contents: Any) -> None:
        records = {file["path"]: file["record"] for file in contents["files"] if "record" in file}
        contents["files"] = [
            {"path": name, "size": (package / name).stat().st_size, "sha256": sha256(package / name)}
            | ({"record": records[name]} if name in records else {})
            for name in files(package)
            if not name.startswith(UNLISTED)
        ]

    edit_json(package / "data/contents.json", change)
    rebag(package)
