"""One child process and the socket to it, seen from the parent.

The child's standard input is the socket; what it prints goes nowhere, except what it says on
standard error before its greeting, which is kept to explain a failed start. Never blocks.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from muniment.work.frames import TASK, FrameBuffer, frame, send_some

T = TypeVar("T")
_BUFFER = 1 << 20


@dataclass(frozen=True)
class Task(Generic[T]):
    """One piece of work for a child. `tag` is the caller's own and never leaves the parent."""

    tag: T
    payload: bytes
    seconds: float
    """Wall time it may take."""
    cost: int
    """Bytes it will make the child handle; bounds how much is sent ahead."""
    path: Path | None = None
    """Opened for reading and passed along as a descriptor."""


class Child(Generic[T]):
    """A running child: what it was sent and has not answered, in order."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], greeting: bytes, limit: int) -> None:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        for end in (ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        self.socket = ours
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the child)
        with theirs:
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                command, env=dict(environment), stdin=theirs.fileno(), stdout=subprocess.DEVNULL,
                stderr=self._errors, start_new_session=True, cwd="/",
            )  # fmt: skip
        self.pending: deque[Task[T]] = deque()
        self.last_words = ""
        """The last line of what it said on standard error before it was ready; known once closed."""
        self.load = 0
        """Bytes of work sent and not answered."""
        self.ready = False
        self.answered = 0
        self.since = time.monotonic()
        """When the task at work was begun; at first, when the child was started."""
        self.greeted = self.since
        """When it was ready."""
        self.extra = 0.0
        """Seconds that the task at work was given beyond its own."""
        self.frames = FrameBuffer(limit)
        self._out: deque[tuple[memoryview, int | None]] = deque()
        self._queue(frame(TASK, greeting), None)

    @property
    def sending(self) -> bool:
        """Whether something is still to be sent."""
        return bool(self._out)

    def give(self, task: Task[T]) -> None:
        """Queue a task. Raises OSError where its file cannot be opened."""
        descriptor = os.open(task.path, os.O_RDONLY) if task.path is not None else None
        if not self.pending:
            self.since = time.monotonic()
        self.pending.append(task)
        self.load += task.cost
        self._queue(frame(TASK, task.payload), descriptor)

    def answer(self) -> Task[T]:
        """Note that the oldest task is answered, and return it. Raises IndexError if there is none."""
        self.since = time.monotonic()
        self.extra = 0.0
        self.answered += 1
        task = self.pending.popleft()
        self.load -= task.cost
        return task

    def deadline(self, starting: float) -> float | None:
        """When (monotonic) it must have answered; None while it has nothing to do."""
        if not self.ready:
            return self.since + starting
        return self.since + self.pending[0].seconds + self.extra if self.pending else None

    def flush(self) -> None:
        """Send what the socket takes; a child that is gone is noticed when reading."""
        while self._out:
            data, descriptor = self._out[0]
            try:
                sent = send_some(self.socket, data, descriptor)
            except BlockingIOError:
                return
            except OSError:
                self._drop_unsent()
                return
            if descriptor is not None:
                os.close(descriptor)
            if sent == len(data):
                self._out.popleft()
            else:
                self._out[0] = (data[sent:], None)

    def kill(self, grace: float = 0.0) -> int:
        """End it and all it started; its return code (negative: the signal).

        `grace`: seconds in which it may come to its own end, so that its own code is seen.
        """
        with contextlib.suppress(subprocess.TimeoutExpired):
            if grace:
                self.process.wait(grace)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        self._drop_unsent()
        self.socket.close()
        return code

    def close(self, grace: float = 0.0) -> int:
        """End it (see `kill`) and let go of everything; its return code."""
        code = self.kill(grace)
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        self.last_words = lines[-1] if lines else ""
        self._errors.close()
        return code

    def _queue(self, data: bytes, descriptor: int | None) -> None:
        self._out.append((memoryview(data), descriptor))
        self.flush()

    def _drop_unsent(self) -> None:
        for _data, descriptor in self._out:
            if descriptor is not None:
                os.close(descriptor)
        self._out.clear()
