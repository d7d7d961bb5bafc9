"""Working without root's right to read everything, so that what a user may not read is tested for root too."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator

VERSION = 0x20080522
"""_LINUX_CAPABILITY_VERSION_3 of capset(2): two sets of three words."""
READ_ALL = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def _call(name: str, sets: ctypes.Array[ctypes.c_uint32]) -> None:
    header = (ctypes.c_uint32 * 2)(VERSION, 0)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc[name](header, sets) != 0:
        raise OSError(ctypes.get_errno(), name)


@contextlib.contextmanager
def only_what_the_mode_allows() -> Iterator[None]:
    """Give up reading past the permission bits for a while, in this thread and those that it starts."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield
        return
    before = (ctypes.c_uint32 * 6)()
    _call("capget", before)
    less = (ctypes.c_uint32 * 6)(*before)
    less[0] &= ~READ_ALL
    _call("capset", less)
    try:
        yield
    finally:
        _call("capset", before)
