"""Runs the command line as a person would, and gives back what they would see.

`run` calls the program's own entry point in this process, with output, folder and settings of its
own; `start` starts the installed program without a terminal and with nothing to read from.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from muniment.app.cli import main

PROGRAM = Path(sys.executable).with_name("muniment")


@dataclass(frozen=True)
class Result:
    """What a command ended with: exit code, standard output as bytes, standard error as text."""

    exit_code: int
    raw: bytes
    err: str

    @cached_property
    def out(self) -> str:
        return self.raw.decode()

    @cached_property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @cached_property
    def json(self) -> list[dict[str, Any]]:
        """Every line as JSON; fails where a line is none."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    def ok(self) -> Result:
        """Itself, where the command ended well."""
        assert self.exit_code == 0, (self.exit_code, self.out, self.err)
        return self


def run(*args: str | Path, home: Path, cwd: Path) -> Result:
    """The command line with these arguments, in a folder, by the person whose settings are in `home`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        pytest.MonkeyPatch.context() as patched,
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patched.setenv("MUNIMENT_HOME", str(home))
        code = _ended([str(arg) for arg in args])
    return Result(code, _bytes(out), _bytes(err).decode())


def _bytes(stream: io.TextIOWrapper) -> bytes:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def _ended(args: list[str]) -> int:
    try:
        main(args)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    raise AssertionError("main() returned")


def start(*args: str | Path, home: Path, cwd: Path, **more: Any) -> Result:
    """The installed program in a process of its own: no terminal, nothing on standard input."""
    env = {**os.environ, "MUNIMENT_HOME": str(home), **more.pop("env", {})}
    streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [str(PROGRAM), *map(str, args)]
    done = subprocess.run(command, cwd=cwd, env=env, timeout=60, check=False, **(streams | more))
    return Result(done.returncode, done.stdout or b"", done.stderr.decode())


class Person:
    """Somebody with settings of their own who works in a vault's folder."""

    def __init__(self, home: Path, vault: Path) -> None:
        self.home, self.vault = home, vault

    def __call__(self, *args: str | Path) -> Result:
        """Run a command in the vault's folder."""
        return run(*args, home=self.home, cwd=self.vault)

    def in_vault(self, vault: Path) -> Person:
        """The same person in another folder."""
        return Person(self.home, vault)

    def add(self, *paths: Path, basis: str = "public", **told: str) -> list[str]:
        """Preserve without reading; the items' labels."""
        options = [text for name, value in told.items() for text in (f"--{name.replace('_', '-')}", value)]
        done = self("add", *paths, "--basis", basis, *options, "--no-read", "--json").ok()
        return [line["item"] for line in done.json[:-1]]

    def size(self) -> int:
        """Entries of the log."""
        return len(self("log", "--limit", "10000", "--json").ok().json)


def found_vault(folder: Path, name: str = "Tamsil valley") -> Person:
    """A new vault in `folder`/vault, and the person who made it."""
    vault, home = folder / "vault", folder / "home-of-op-1"
    folder.mkdir(exist_ok=True)
    run("init", vault, "--name", name, home=home, cwd=folder).ok()
    return Person(home, vault)


def second_operator(first: Person, home: Path, code: str = "op-2") -> Person:
    """Another person, admitted by the first: their request goes over by another channel."""
    second = Person(home, first.vault)
    request = second("operators", "request", "--as", code).ok().out.strip()
    first("operators", "add", request).ok()
    return second


def file(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content; its folder is made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def everything_below(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a folder with its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()
