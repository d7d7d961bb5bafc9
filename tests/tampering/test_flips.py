"""Random damage to single bytes of the truth files: every one is seen, and nothing is seen where there is none."""

from __future__ import annotations

import os
import random
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from muniment.preserve import fast_check
from muniment.verify.asked import Asked
from muniment.verify.vault.vaultcheck import VaultCheck
from tests.tampering.scene import Scene
from tests.tampering.tools import check_package, said

remembering_check = lru_cache(maxsize=None)(fast_check)
"""The same signatures are met ten thousand times."""


def truth(vault: Path) -> list[Path]:
    return sorted(p for name in ("packs", "blobs", "log") for p in (vault / name).rglob("*") if p.is_file())


def whole(vault: Path) -> bool:
    return VaultCheck(vault, Asked(), remembering_check).run().ok


def unseen_flips(vault: Path, count: int, seed: int) -> list[tuple[str, int, int]]:
    """(file, offset, mask) of the flips that the verifier did not see. Each is undone."""
    choose = random.Random(seed)
    paths = truth(vault)
    weights = [path.stat().st_size for path in paths]
    missed = []
    for number in range(count):
        # Half of them by bytes, half by files: a checkpoint is small and worth as many tries.
        path = choose.choices(paths, weights)[0] if number % 2 else choose.choice(paths)
        at = choose.randrange(path.stat().st_size)
        mask = 1 << choose.randrange(8) if choose.random() < 0.7 else choose.randrange(1, 256)
        with path.open("r+b", buffering=0) as file:
            file.seek(at)
            byte = file.read(1)[0]
            os.pwrite(file.fileno(), bytes([byte ^ mask]), at)
            if whole(vault):
                missed.append((path.relative_to(vault).as_posix(), at, mask))
            os.pwrite(file.fileno(), bytes([byte]), at)
    return missed


def test_flipped_bytes_are_seen(vault: Path) -> None:
    assert unseen_flips(vault, 2_000, seed=1) == []
    assert whole(vault)


@pytest.mark.soak
def test_ten_thousand_flipped_bytes_are_seen(vault: Path) -> None:
    assert unseen_flips(vault, 10_000, seed=2) == []
    assert whole(vault)


def test_every_byte_of_the_checkpoint(vault: Path) -> None:
    path = vault / "log/checkpoint"
    good = path.read_bytes()
    size = range(good.index(b"\n"), good.index(b"\n") + 4)
    for at in range(len(good)):
        for bit in range(8) if at in size else [at % 6]:
            path.write_bytes(good[:at] + bytes([good[at] ^ 1 << bit]) + good[at + 1 :])
            assert not whole(vault), (at, bit)


def test_fifty_copies_are_whole(scene: Scene, tmp_path: Path) -> None:
    for number in range(50):
        copy = Path(shutil.copytree(scene.vault, tmp_path / str(number)))
        report = VaultCheck(copy, Asked(trust=scene.fingerprint), remembering_check).run()
        assert report.ok, said(report)
        assert not [note for note in report.notes if "unfinished" in note]


def test_flipped_bytes_of_a_package_are_seen(package: Path) -> None:
    """Where nobody has recomputed anything, the manifests see all of them."""
    choose = random.Random(3)
    paths = sorted(p for p in package.rglob("*") if p.is_file())
    for _ in range(300):
        path = choose.choice(paths)
        good = path.read_bytes()
        at = choose.randrange(len(good))
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << choose.randrange(8)]) + good[at + 1 :])
        assert not check_package(package).ok, (path, at)
        path.write_bytes(good)
    assert check_package(package).ok
