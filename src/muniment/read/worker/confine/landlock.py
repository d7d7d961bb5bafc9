"""Landlock (Linux ≥ 5.13): which files a process may touch. Source: kernel `userspace-api/landlock`.

The worker may read the program's own code and the system's libraries, fonts, time zones and language
data for recognition, and nothing else: no vault, no keys, no home. Items reach it as descriptors, which
Landlock leaves alone.
Nothing may be written, made, removed or executed; where the kernel can, no TCP and no signals outward.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import struct
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from muniment.read.worker.confine.linux import check, libc

SAYS = "reads only the program's own code and system libraries; writes, makes and executes nothing"

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ABI_QUERY = 1
_RULE_PATH_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_LOADERS = (
    "/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1",
    "/lib/ld-musl-aarch64.so.1",
)  # fmt: skip
"""What the kernel starts first for a program that is linked dynamically."""
_SYSTEM = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/usr/share/fonts", "/usr/share/zoneinfo",
    "/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
    "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/dev/null", "/dev/urandom",
)  # fmt: skip


def restrict(programs: Sequence[str] = (), item: int | None = None) -> str:
    """Put this process under Landlock; returns the version in words. Raises OSError where missing.

    `programs` may be executed; the file behind `item` may be opened again for reading.
    """
    call = libc().syscall
    abi = check(call(_CREATE_RULESET, None, ctypes.c_size_t(0), _ABI_QUERY), "landlock")
    attributes = _attributes(abi)
    ruleset = check(call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0), "landlock")
    try:
        for path in _readable():
            _allow_reading(ruleset, path)
        for path in map(Path, [*programs, *(_LOADERS if programs else ())]):
            _allow_reading(ruleset, path, _EXECUTE)
        if item is not None:
            _allow_item(ruleset, item)
        check(call(_RESTRICT_SELF, ruleset, 0), "landlock")
    finally:
        os.close(ruleset)
    return f" (version {abi})"


def _attributes(abi: int) -> bytes:
    """`landlock_ruleset_attr` with everything this kernel can restrict."""
    bits = 13 + (abi >= 2) + (abi >= 3)  # REFER, TRUNCATE
    files = (1 << bits) - 1 | (1 << 15 if abi >= 5 else 0)  # IOCTL_DEV
    if abi < 4:
        return struct.pack("=Q", files)
    if abi < 6:
        return struct.pack("=QQ", files, 0b11)  # TCP bind and connect
    return struct.pack("=QQQ", files, 0b11, 0b11)  # abstract sockets, signals


def _readable() -> list[Path]:
    """What late imports may need. Never `sys.path` as it stands: it may name a case folder."""
    code: list[str] = [sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    own = Path(__file__).resolve().parents[3]
    python = Path(sys.base_prefix) / "lib"
    return [own, python, *map(Path, code), *map(Path, _SYSTEM)]


def _allow_reading(ruleset: int, path: Path, more: int = 0) -> None:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            _allow(ruleset, descriptor, _READ_FILE | more | (_READ_DIR if path.is_dir() else 0))
        finally:
            os.close(descriptor)


def _allow_item(ruleset: int, item: int) -> None:
    try:
        _allow(ruleset, item, _READ_FILE)
    except OSError as error:
        if error.errno != errno.EBADFD:  # a file in memory has no place: Landlock leaves it alone
            raise


def _allow(ruleset: int, descriptor: int, rights: int) -> None:
    rule = struct.pack("=Qi", rights, descriptor)
    check(libc().syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0), "landlock")
