"""What is measured: seeded random files, vaults and packages made of them. All below one folder."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

from pairs import run

PROGRAM = str(Path(sys.executable).with_name("muniment"))
BARE_PYTHON = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
A_FOLDER = 500
"""Files in one folder."""


class Bench:
    """A folder for everything; `scale` below 1 makes the work smaller."""

    def __init__(self, root: Path, scale: float, pairs: int) -> None:
        self.root, self.scale, self.pairs = root, scale, pairs
        self._work = root / "work"
        self._work.mkdir()
        self._numbers = count(1)
        self.env = {"MUNIMENT_HOME": str(root / "home"), "BORG_BASE_DIR": str(root / "borg")}

    def scaled(self, number: int) -> int:
        """A number of things, smaller in a quick run."""
        return max(1, round(number * self.scale))

    def fresh(self, what: str) -> Path:
        """A path that was never used.

        Nothing is removed before the end: for minutes after many files were removed, ext4 looks at each
        of their inodes whenever a file is made, which can cost ten times as much as making it.
        """
        return self._work / f"{what}-{next(self._numbers)}"

    def files(self, name: str, small: int, size: int, big: int = 0, big_size: int = 0) -> Path:
        """A folder of random files, always the same for a name; made once."""
        folder = self.root / "material" / name
        if not folder.exists():
            chance = random.Random(name)
            for number in range(small):
                path = folder / f"{number // A_FOLDER:03d}" / f"file-{number:05d}.bin"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(chance.randbytes(size))
            for number in range(big):
                folder.mkdir(parents=True, exist_ok=True)
                _write_big(folder / f"large-{number:02d}.bin", big_size, chance)
            os.sync()
        return folder

    def small(self) -> Path:
        """10,000 files of 10 KB."""
        return self.files("small", self.scaled(10_000), 10_000)

    def mix(self) -> Path:
        """10,000 files of 10 KB and 19 of 100 MB."""
        return self.files("mix", self.scaled(10_000), 10_000, self.scaled(19), 100_000_000)

    def vault(self) -> Path:
        """A new vault."""
        folder = self.fresh("vault")
        self.call("init", str(folder), "--name", "bench")
        os.sync()
        return folder

    def add(self, vault: Path, source: Path) -> float:
        """Seconds of `muniment add --no-read`."""
        return self.call("add", "--vault", str(vault), "--no-read", "--basis", "public", str(source))

    def filled(self, source: Path) -> Path:
        """A new vault with these files."""
        vault = self.vault()
        self.add(vault, source)
        os.sync()
        return vault

    def call(self, *arguments: str) -> float:
        """Seconds of one command of ours."""
        return run([PROGRAM, *arguments], self.env)


def _write_big(path: Path, size: int, chance: random.Random) -> None:
    with path.open("wb") as file:
        for _ in range(size // 10**6):
            file.write(chance.randbytes(10**6))


def warm(folder: Path) -> None:
    """Read every file once, so that both sides find the source in memory."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb", buffering=0) as file:
            while file.read(2**20):
                pass


def machine() -> str:
    """The machine in a line."""
    kernel, cores = os.uname().release, len(os.sched_getaffinity(0))
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), ": unknown")
    versions = [
        _first_line("borg", "--version"),
        _first_line("openssl", "version"),
        f"Python {sys.version.split()[0]}",
    ]
    load = os.getloadavg()[0]
    return f"{cores} cores ({model.partition(': ')[2]}), Linux {kernel}, {', '.join(versions)}; load {load:.1f}"


def _first_line(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return f"no {command[0]}"
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.partition("\n")[0].strip()
