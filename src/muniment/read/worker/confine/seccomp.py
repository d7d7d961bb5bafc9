"""A seccomp-BPF filter: which system calls a reader may not make. Source: kernel `seccomp_filter`.

Denied, with "operation not permitted": the network, starting programs or processes, looking into or
signalling other processes, opening anything for writing, changing the file system, and the kernel's
administrative calls. Threads stay allowed. Calls newer than this list do not exist for the worker.
Numbers: Linux `arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

from muniment.read.worker.confine.linux import check, libc

SAYS = "no network, no programs or processes started, no other process touched, nothing opened for writing"

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_NEWEST = 462
"""The highest call known when this was written; later ones answer ENOSYS."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CLONE_THREAD = 0x10000

_DENIED_X86_64 = {
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "bind": 49, "listen": 50, "socketpair": 53,
    "accept4": 288, "sendmmsg": 307, "recvmmsg": 299, "execve": 59, "execveat": 322, "fork": 57, "vfork": 58,
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311, "tkill": 200, "pidfd_open": 434,
    "pidfd_send_signal": 424, "pidfd_getfd": 438, "kcmp": 312, "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297,
    "creat": 85, "truncate": 76, "rename": 82, "renameat": 264, "renameat2": 316, "mkdir": 83, "mkdirat": 258,
    "rmdir": 84, "link": 86, "linkat": 265, "unlink": 87, "unlinkat": 263, "symlink": 88, "symlinkat": 266,
    "mknod": 133, "mknodat": 259, "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452, "chown": 92,
    "fchown": 93, "lchown": 94, "fchownat": 260, "utime": 132, "utimes": 235, "futimesat": 261,
    "utimensat": 280, "setxattr": 188, "lsetxattr": 189, "fsetxattr": 190, "removexattr": 197,
    "lremovexattr": 198, "fremovexattr": 199, "memfd_create": 319, "mount": 165, "umount2": 166,
    "pivot_root": 155, "chroot": 161, "unshare": 272, "setns": 308, "move_mount": 429, "open_tree": 428,
    "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442, "bpf": 321,
    "perf_event_open": 298, "userfaultfd": 323, "io_uring_setup": 425, "io_uring_enter": 426,
    "io_uring_register": 427, "add_key": 248, "request_key": 249, "keyctl": 250, "init_module": 175,
    "finit_module": 313, "delete_module": 176, "kexec_load": 246, "kexec_file_load": 320, "reboot": 169,
    "swapon": 167, "swapoff": 168, "acct": 163, "settimeofday": 164, "clock_settime": 227, "adjtimex": 159,
    "clock_adjtime": 305, "sethostname": 170, "setdomainname": 171, "ioperm": 173, "iopl": 172,
    "modify_ldt": 154, "open_by_handle_at": 304, "name_to_handle_at": 303, "quotactl": 179,
    "fanotify_init": 300, "setuid": 105, "setgid": 106, "setresuid": 117, "setresgid": 119, "setgroups": 116,
    "shmget": 29, "msgget": 68, "semget": 64, "mq_open": 240, "setsid": 112, "setpgid": 109,
}  # fmt: skip
_DENIED_AARCH64 = {
    "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203, "sendto": 206,
    "accept4": 242, "recvmmsg": 243, "sendmmsg": 269, "execve": 221, "execveat": 281, "ptrace": 117,
    "process_vm_readv": 270, "process_vm_writev": 271, "tkill": 130, "pidfd_open": 434,
    "pidfd_send_signal": 424, "pidfd_getfd": 438, "kcmp": 272, "rt_sigqueueinfo": 138, "rt_tgsigqueueinfo": 240,
    "truncate": 45, "renameat": 38, "renameat2": 276, "mkdirat": 34, "linkat": 37, "unlinkat": 35,
    "symlinkat": 36, "mknodat": 33, "fchmod": 52, "fchmodat": 53, "fchmodat2": 452, "fchownat": 54,
    "fchown": 55, "utimensat": 88, "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14,
    "lremovexattr": 15, "fremovexattr": 16, "memfd_create": 279, "mount": 40, "umount2": 39,
    "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268, "move_mount": 429, "open_tree": 428,
    "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "mount_setattr": 442, "bpf": 280,
    "perf_event_open": 241, "userfaultfd": 282, "io_uring_setup": 425, "io_uring_enter": 426,
    "io_uring_register": 427, "add_key": 217, "request_key": 218, "keyctl": 219, "init_module": 105,
    "finit_module": 273, "delete_module": 106, "kexec_load": 104, "kexec_file_load": 294, "reboot": 142,
    "swapon": 224, "swapoff": 225, "acct": 89, "settimeofday": 170, "clock_settime": 112, "adjtimex": 171,
    "clock_adjtime": 266, "sethostname": 161, "setdomainname": 162, "open_by_handle_at": 265,
    "name_to_handle_at": 264, "quotactl": 60, "fanotify_init": 262, "setuid": 146, "setgid": 144,
    "setresuid": 147, "setresgid": 149, "setgroups": 159, "shmget": 194, "msgget": 186, "semget": 190,
    "mq_open": 180, "setsid": 157, "setpgid": 154,
}  # fmt: skip

_PLATFORMS: dict[str, tuple[int, dict[str, int], dict[str, int]]] = {
    "x86_64": (0xC000003E, _DENIED_X86_64, {
        "open": 2, "openat": 257, "openat2": 437, "clone": 56, "clone3": 435, "kill": 62, "tgkill": 234,
        "prlimit64": 302}),
    "aarch64": (0xC00000B7, _DENIED_AARCH64, {
        "openat": 56, "openat2": 437, "clone": 220, "clone3": 435, "kill": 129, "tgkill": 131,
        "prlimit64": 261}),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


_STARTING = frozenset({"execve", "fork", "vfork"})
"""What a worker that runs programs may do; Landlock says which programs."""


def install(programs: bool = False) -> str:
    """Install the filter for every thread to come of this process. Raises OSError.

    `programs`: processes and programs may be started; all else stays denied, for them too.
    """
    machine = platform.machine()
    if machine not in _PLATFORMS:
        raise OSError(f"no list of system calls for {machine}")
    code = ctypes.create_string_buffer(program(machine, os.getpid(), programs))
    count = (len(code) - 1) // 8
    what = _Program(count, ctypes.cast(code, ctypes.c_void_p).value)
    check(libc().prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(what), 0, 0), "seccomp")
    return ""


def program(machine: str, pid: int, programs: bool = False) -> bytes:
    """The filter for `machine` as an array of `sock_filter` (8 bytes each)."""
    architecture, denied, special = _PLATFORMS[machine]
    if programs:
        denied = {name: number for name, number in denied.items() if name not in _STARTING}
        special = {name: number for name, number in special.items() if name not in ("clone", "kill")}
    head = [_step(_LOAD, _ARCHITECTURE), _step(_JUMP_EQUAL, architecture, 1, 0), _step(_RETURN, _KILL)]
    head += [_step(_LOAD, _NUMBER), _step(_JUMP_AT_LEAST, _NEWEST + 1, 0, 1), _fail(errno.ENOSYS)]
    body = [piece for number in sorted(denied.values()) for piece in _when(number, [_fail(errno.EPERM)])]
    rules = {
        "open": _deny_if_bits(1, _WRITING), "openat": _deny_if_bits(2, _WRITING),
        "openat2": [_fail(errno.ENOSYS)], "clone3": [_fail(errno.ENOSYS)],  # libc falls back to the old calls
        "clone": _allow_if_bits(0, _CLONE_THREAD), "kill": _allow_if_equal(0, (pid,)),
        "tgkill": _allow_if_equal(0, (pid,)), "prlimit64": _allow_if_equal(0, (0, pid)),
    }  # fmt: skip
    for name, number in special.items():
        body += _when(number, rules[name])
    return b"".join([*head, *body, _step(_RETURN, _ALLOW)])


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _fail(code: int) -> bytes:
    return _step(_RETURN, _ERRNO | code)


def _when(number: int, then: list[bytes]) -> list[bytes]:
    """`then` must return in every branch: it may load something else over the call's number."""
    return [_step(_JUMP_EQUAL, number, 0, len(then)), *then]


def _argument(index: int) -> bytes:
    return _step(_LOAD, _ARGUMENTS + 8 * index)  # the low half: both machines are little-endian


def _deny_if_bits(index: int, bits: int) -> list[bytes]:
    return [_argument(index), _step(_JUMP_ANY_BIT, bits, 0, 1), _fail(errno.EPERM), _step(_RETURN, _ALLOW)]


def _allow_if_bits(index: int, bits: int) -> list[bytes]:
    return [_argument(index), _step(_JUMP_ANY_BIT, bits, 0, 1), _step(_RETURN, _ALLOW), _fail(errno.EPERM)]


def _allow_if_equal(index: int, values: tuple[int, ...]) -> list[bytes]:
    checks = [_step(_JUMP_EQUAL, value, len(values) - at, 0) for at, value in enumerate(values)]
    return [_argument(index), *checks, _fail(errno.EPERM), _step(_RETURN, _ALLOW)]
