"""Two things Linux lets any process give up: new privileges, and the capabilities of root."""

from __future__ import annotations

import ctypes
import os
import platform

SAYS_PRIVILEGES = "no program can raise this process's rights"
SAYS_CAPABILITIES = "root's special rights are dropped"

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION_3 = 0x20080522
_SYS_CAPSET = {"x86_64": 126, "aarch64": 91}


def libc() -> ctypes.CDLL:
    """The C library with `errno` kept."""
    return ctypes.CDLL(None, use_errno=True)


def check(result: int, what: str) -> int:
    """`result` of a system call, or OSError with the call's own reason."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def no_new_privileges() -> str:
    """Also a precondition of Landlock and seccomp without root. Raises OSError."""
    check(libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    check(libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl")  # and nobody looks into our memory
    return ""


def drop_capabilities() -> str:
    """Clear all three capability sets; harmless for whoever has none. Raises OSError."""
    number = _SYS_CAPSET.get(platform.machine())
    if number is None:
        raise OSError(f"unknown processor {platform.machine()}")
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    check(libc().syscall(number, ctypes.byref(header), ctypes.byref(none)), "capset")
    return ""
