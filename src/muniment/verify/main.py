"""The verifier's own command line: `python3 verify.py PACKAGE|ZIP|VAULT`. Standard library only."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .asked import Asked
from .crypto import verify_ed25519 as pure_check
from .files import Tick, silent
from .layout import is_package, is_vault
from .log import Check
from .report import Report
from .timestamps import StampError
from .vault import VaultCheck

TOO_LARGE = "needs more memory to be checked than there is here. It was NOT checked."


class WrongUsage(Exception):
    """What was asked makes no sense; the message says why."""


def verify(path: Path, asked: Asked, check: Check = pure_check, tick: Tick = silent) -> Report:
    """Check a package folder, its zip file, or a vault. Raises WrongUsage where it is none of these, or too large."""
    try:
        return _verify(path, asked, check, tick)
    except MemoryError:
        raise WrongUsage(f"{path} {TOO_LARGE}") from None


def _verify(path: Path, asked: Asked, check: Check, tick: Tick) -> Report:
    if path.is_file():
        return _verify_zip(path, asked, check, tick)
    if is_vault(path) and not is_package(path):
        return VaultCheck(path, asked, check, tick).run()
    from .package import PackageCheck

    if is_package(path):
        return PackageCheck(path, asked, check, tick).run()
    raise WrongUsage(f"{path} is neither a package nor a vault.")


def _verify_zip(path: Path, asked: Asked, check: Check, tick: Tick) -> Report:
    from .package import NotAZip, PackageCheck, unpacked, why_added

    try:
        with unpacked(path) as (folder, beside):
            report = PackageCheck(folder, asked, check, tick).run()
            for name in beside:
                report.fail(
                    "file", name, why_added(name, f"it lies beside {folder.name} and is no part of the package")
                )
            return report
    except NotAZip as error:
        raise WrongUsage(f"{path} {error}") from error


def asked_for(trust: str | None, since: Path | None, anchors: Sequence[Path]) -> Asked:
    """What the asker wants, from the command line's texts. Raises WrongUsage."""
    try:
        key = Path(trust).read_text("utf-8").strip() if trust and _is_file(trust) else trust
        return Asked(key, since.read_bytes() if since else None, _certificates(anchors) if anchors else ())
    except (OSError, StampError, UnicodeDecodeError) as error:
        raise WrongUsage(str(error)) from error


def _certificates(paths: Sequence[Path]) -> list[bytes]:
    from .timestamps import pem_certificates

    found = [(path, pem_certificates(path.read_bytes())) for path in paths]
    for path, certificates in found:
        if not certificates:
            raise WrongUsage(f"{path} holds no certificate in PEM form.")
    return [der for _, certificates in found for der in certificates]


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; exit code 0 where all is as signed and as asked, 1 where not, 2 for wrong usage."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="verify.py", description="Check a muniment package or vault, offline, trusting nobody."
    )
    parser.add_argument("path", type=Path, help="a package's folder, its zip file, or a vault")
    parser.add_argument("--trust", help="the vault's fingerprint or a verifier key (or a file with it)")
    parser.add_argument("--since", type=Path, help="an earlier checkpoint that this must extend")
    parser.add_argument("--anchor", type=Path, action="append", default=[], help="PEM certificate of a time authority")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    options = parser.parse_args(arguments)
    try:
        report = verify(options.path, asked_for(options.trust, options.since, options.anchor))
    except WrongUsage as error:
        print(f"verify: {error}", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report.as_json(), ensure_ascii=True) if options.json else plain(report.as_text()), flush=True)
    except MemoryError:
        print(f"verify: {options.path} {TOO_LARGE}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # whoever reads has had enough; the exit code still tells
    return 0 if report.ok else 1


def plain(text: str) -> str:
    """Control and bidi characters from a hostile package must not reach the terminal. Line ends are ours."""
    return "".join(c if c == "\n" or (c.isprintable() and c not in _BIDI) else f"<U+{ord(c):04X}>" for c in text)


_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
