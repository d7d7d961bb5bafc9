"""The seccomp filter for both processors, run through a small interpreter of classic BPF."""

from __future__ import annotations

import errno
import os
import struct

import pytest

from muniment.read.worker.confine import seccomp

PID = 4242
ALLOW = "allow"
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> str | int:
    """What the filter answers to a call: "allow", "kill", or the error number."""
    data = struct.pack("=IIQ", number, architecture or ARCHITECTURE[machine], 0)
    data += struct.pack("=6Q", *(*arguments, *[0] * (6 - len(arguments))))
    program = seccomp.program(machine, PID)
    steps = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at = accumulator = 0
    for _ in range(len(steps) + 1):
        code, if_true, if_false, value = steps[at]
        if code == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, value)
            at += 1
        elif code == 0x06:
            return {0x7FFF0000: ALLOW, 0x80000000: "kill"}.get(value, value & 0xFFFF)
        else:
            holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[code]
            at += 1 + (if_true if holds else if_false)
    raise AssertionError("the filter does not end")


NUMBERS = {
    "x86_64": {"read": 0, "write": 1, "mmap": 9, "recvmsg": 47, "exit_group": 231, "futex": 202, "openat": 257,
               "socket": 41, "connect": 42, "execve": 59, "execveat": 322, "ptrace": 101, "clone": 56, "clone3": 435,
               "kill": 62, "tgkill": 234, "prlimit64": 302, "io_uring_setup": 425, "unlinkat": 263},
    "aarch64": {"read": 63, "write": 64, "mmap": 222, "recvmsg": 212, "exit_group": 94, "futex": 98, "openat": 56,
                "socket": 198, "connect": 203, "execve": 221, "execveat": 281, "ptrace": 117, "clone": 220,
                "clone3": 435, "kill": 129, "tgkill": 131, "prlimit64": 261, "io_uring_setup": 425, "unlinkat": 35},
}  # fmt: skip


@pytest.mark.parametrize("machine", NUMBERS)
def test_the_filter(machine: str) -> None:
    number = NUMBERS[machine]
    for name in ("read", "write", "mmap", "recvmsg", "exit_group", "futex"):
        assert verdict(machine, number[name]) == ALLOW, name
    for name in ("socket", "connect", "execve", "execveat", "ptrace", "io_uring_setup", "unlinkat"):
        assert verdict(machine, number[name]) == errno.EPERM, name
    assert verdict(machine, number["openat"], 0, 0, os.O_RDONLY | os.O_CLOEXEC) == ALLOW
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_CREAT, os.O_RDONLY | os.O_TRUNC):
        assert verdict(machine, number["openat"], 0, 0, flags) == errno.EPERM
    assert verdict(machine, number["clone"], 0x10000) == ALLOW
    assert verdict(machine, number["clone"], 17) == errno.EPERM
    assert verdict(machine, number["clone3"]) == errno.ENOSYS
    for name in ("kill", "tgkill"):
        assert verdict(machine, number[name], PID, PID, 6) == ALLOW
        assert verdict(machine, number[name], 1, 1, 9) == errno.EPERM
    assert verdict(machine, number["prlimit64"], 0) == verdict(machine, number["prlimit64"], PID) == ALLOW
    assert verdict(machine, number["prlimit64"], 1) == errno.EPERM


@pytest.mark.parametrize("machine", NUMBERS)
def test_calls_of_tomorrow_and_of_other_processors(machine: str) -> None:
    assert verdict(machine, 463) == errno.ENOSYS
    assert verdict(machine, 0x40000000) == errno.ENOSYS  # x32
    assert verdict(machine, 0, architecture=0x40000003) == "kill"  # i386 by another door


def test_an_unknown_processor_is_refused_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "vax")
    with pytest.raises(OSError, match="vax"):
        seccomp.install()
