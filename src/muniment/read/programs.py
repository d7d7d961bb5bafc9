"""Programs of others that readers run: found by name, run on the item, confined as the reader is.

The item is given as a path to an open descriptor, never as a path in a vault. Nothing is written.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

PLACES = ("/usr/bin", "/usr/local/bin", "/bin", "/opt/homebrew/bin")
"""Looked through in this order: never the user's PATH, which a case folder may stand in."""
_SAID = 256_000
ENVIRONMENT = {"LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent", "PATH": "/nonexistent"}


class NoProgram(Exception):
    """A program is not installed; the message names it."""


class Ran(NamedTuple):
    """What came of a run. `code` is None where it was stopped: too long, or too much output (`cut`)."""

    code: int | None
    output: bytes
    said: str
    """The end of what it wrote on standard error, at most 256,000 characters."""
    cut: bool = False


@lru_cache
def find_program(name: str) -> str | None:
    """The real path of an installed program, or None. `ffmpeg` may also come with the package imageio-ffmpeg."""
    found = shutil.which(name, path=os.pathsep.join(PLACES))
    if found is None and name == "ffmpeg":
        found = _bundled_ffmpeg()
    return str(Path(found).resolve()) if found else None


def _bundled_ffmpeg() -> str | None:
    try:
        from imageio_ffmpeg import get_ffmpeg_exe  # type: ignore[import-not-found]

        return str(get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return None


class Programs:
    """Runs programs on the file of one descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def run(self, name: str, arguments: list[str], seconds: float, longest: int) -> Ran:
        """See `Source.run`."""
        path = find_program(name)
        if path is None:
            raise NoProgram(name)
        item = f"/proc/self/fd/{self._descriptor}" if sys.platform == "linux" else f"/dev/fd/{self._descriptor}"
        command = [path, *(argument.replace("{item}", item) for argument in arguments)]
        process = subprocess.Popen(
            command, env=ENVIRONMENT, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, pass_fds=[self._descriptor],
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.close()
        return _Listening(process, seconds, longest).listen()


class _Listening:
    """Hears a program out, within limits of time and output."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, longest: int) -> None:
        self._process, self._longest = process, longest
        self._seconds = seconds
        self._output = bytearray()
        self._said = bytearray()

    def listen(self) -> Ran:
        end = time.monotonic() + self._seconds
        cut = late = False
        with selectors.DefaultSelector() as selector:
            for stream, into in ((self._process.stdout, self._output), (self._process.stderr, self._said)):
                assert stream is not None
                selector.register(stream, selectors.EVENT_READ, into)
            while selector.get_map() and not cut and not late:
                for key, _events in selector.select(max(0.0, end - time.monotonic())):
                    self._hear(selector, key)
                cut = len(self._output) > self._longest
                late = time.monotonic() >= end
        code = self._ended(cut or late)
        return Ran(code, bytes(self._output[: self._longest]), self._said.decode("utf-8", "replace")[-_SAID:], cut)

    def _hear(self, selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
        data = os.read(key.fd, 1 << 16)
        if not data:
            selector.unregister(key.fileobj)
            return
        key.data.extend(data)
        if key.data is self._said:
            del self._said[: -2 * _SAID]

    def _ended(self, stop: bool) -> int | None:
        if stop:
            with suppress(ProcessLookupError, PermissionError):
                self._process.send_signal(signal.SIGKILL)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        code = self._process.wait()
        return None if stop else code
