"""Limits on memory, files and processor time (POSIX `setrlimit`).

Nothing may be written to a file at all: a reader has no business writing, not even scratch.
"""

from __future__ import annotations

import math
import signal
import sys
import time

from muniment.read.worker.messages import Limits

SAYS = "memory, open files, processor time and alarm limited; no file can be written, no core left"

if sys.platform != "win32":
    import resource


def apply(bounds: Limits) -> str:
    """Set what holds for the whole life of the worker. Raises OSError where there is no such thing."""
    if sys.platform == "win32":
        raise OSError("Windows has no resource limits of this kind")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (bounds.files, bounds.files))
    if sys.platform == "linux":  # elsewhere it is accepted and ignored
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
        return ""
    return "; memory is not enforced on this system"


def begin_item(seconds: float) -> None:
    """Give the next item `seconds` of processor time, and an alarm in case nobody waits for us."""
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_REAL, seconds * 2 + 10)
    spent = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (spent, resource.RLIM_INFINITY))


def prolong_item(seconds: float) -> None:
    """Give the item at work so many seconds more."""
    if sys.platform == "win32":
        return
    left, _interval = signal.getitimer(signal.ITIMER_REAL)
    signal.setitimer(signal.ITIMER_REAL, left + seconds * 2)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft + math.ceil(seconds), hard))


def end_item() -> None:
    """Take the alarm back: waiting for work is not work."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)
