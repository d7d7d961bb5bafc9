"""Damaged files of every kind: each costs at most a finding, in time, and the next one is read.

`bench/fuzz.py` does the same with tens of thousands.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.read.giving import Allowance, Collected
from muniment.read.pool import Job, ReadingPool
from muniment.read.sniff import sniff
from muniment.read.worker.messages import Limits
from tests.read.mutants import SEEDS, mutants, seed

EACH = 6
UNCAUGHT = {"reader-failed", "reader-crashed", "reader-timeout", "reader-memory", "reader-forbidden", "reader-output"}
FILMS = ("mp4", "mkv")
without_ffmpeg = shutil.which("ffmpeg") is None


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2, Limits(seconds=20.0)) as made:
        yield made


def kinds() -> list[str]:
    return [name for name in SEEDS if not (without_ffmpeg and name in FILMS)]


@pytest.mark.parametrize("name", kinds())
def test_the_sound_file_is_read_and_damaged_ones_cost_a_finding(pool: ReadingPool, name: str) -> None:
    media_type, data = seed(name)
    others = (seed("zip")[1], seed("jpg")[1], seed("html")[1])
    made = [data, *mutants(data, name, EACH if name not in FILMS else 2, others)]
    jobs = [Job(str(number), media_type, data=one, allowance=Allowance()) for number, one in enumerate(made)]
    found = {job.key: reading for job, reading in pool.read_all(jobs, lambda _job: Collected())}
    assert set(found) == {job.key for job in jobs}
    assert UNCAUGHT.isdisjoint(finding.code for finding in found["0"].findings)
    bad = {key: reading.findings for key, reading in found.items() if UNCAUGHT & {one.code for one in reading.findings}}
    assert bad == {}


def test_no_byte_is_lost_whatever_is_brought(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    brought = set()
    for name in kinds():
        for number, data in enumerate(mutants(seed(name)[1], f"kept {name}", 2)):
            (folder / f"{name.replace(' ', '-')}-{number}").write_bytes(data)
            brought.add(hashlib.sha256(data).hexdigest())
    Vault.init(tmp_path / "vault", "Damaged", settings=tmp_path / "settings")
    with Vault(tmp_path / "vault", write=True, settings=tmp_path / "settings") as vault:
        vault.add([folder], {"basis": "public"})
        vault.read(workers=2)
        kept = {item.sha256: item for item in vault.items()}
        assert brought <= set(kept)
        for digest in brought:
            assert hashlib.sha256(b"".join(vault.bytes_of(kept[digest]))).hexdigest() == digest
        assert {item.read for item in kept.values()} <= {"done", "failed", "none"}


def test_seeds_are_what_they_are_called() -> None:
    assert len({seed(name)[0] for name in kinds()}) >= len(kinds()) - 5
    assert sniff(b"", 0) not in {seed(name)[0] for name in kinds()}
