"""The catalogue is derived: deleted, damaged or unwritable, it costs a rebuild and nothing else."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.app.vault import Vault
from muniment.preserve import confirm_erasure, plan_erasure, propose_erasure
from muniment.preserve.people.operators import add, request, rotate
from muniment.preserve.statements import find_item, hold, restrict
from muniment.store.ports import CatalogueUnusable, StoreError

from .vaults import dump


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with every kind of act in it: brought, read, restated, erased, keys changed, branched from."""
    root = tmp_path_factory.mktemp("whole")
    files = root / "files"
    files.mkdir()
    for number in range(8):
        (files / f"{number}.txt").write_text(f"Statement {number}. The mill at Dorrin burned.\n" * 20)
    (files / "again.txt").write_bytes((files / "3.txt").read_bytes())
    (files / "large.txt").write_text("The bridge fell in the night.\n" * 5_000)
    vault, settings = root / "vault", root / "settings"
    Vault.init(vault, "Dorrin", settings=settings)
    with Vault(vault, settings=settings) as opened:
        line = request(opened.ledger, "op-2")
    with Vault(vault, write=True, operator="op-1", settings=settings) as opened:
        add(opened.ledger, line)
        opened.add([files], {"source": "source-1"})
        opened.add([files / "1.txt"], {"source": "source-2", "basis": "public"})
        opened.read(workers=1)
        opened.search("mill")
        item = find_item(opened.ledger, opened.items()[0].item)
        restrict(opened.ledger, item, [{"rule": "never"}], "asked for")
        hold(opened.ledger, item, lifted=False, reason="a court asked")
        plan = plan_erasure(opened.ledger, opened.items()[4].item)
        proposed = propose_erasure(opened.ledger, plan, "withdrawn").index
    with Vault(vault, write=True, operator="op-2", settings=settings) as opened:
        confirm_erasure(opened.ledger, proposed)
        rotate(opened.ledger)
    with Vault(vault, settings=settings) as opened:
        assert opened.search("mill")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    for name in ("vault", "settings"):
        shutil.copytree(made / name, tmp_path / name)
    return tmp_path


def opened(root: Path, write: bool = False) -> Vault:
    return Vault(root / "vault", write=write, operator="op-1", settings=root / "settings")


def found_in(root: Path) -> list[tuple[str, str, bool]]:
    with opened(root) as vault:
        return sorted((hit.item, hit.text, hit.exact) for hit in vault.search("mill", limit=100))


def test_rebuilt_it_is_the_same(root: Path) -> None:
    before, hits = dump(root / "vault"), found_in(root)
    assert all(before[table] for table in ("acts", "items", "acquisitions", "readings", "statements", "erased", "refs"))
    with opened(root, write=True) as vault:
        vault.rebuild()
    assert dump(root / "vault") == before
    assert found_in(root) == hits


@pytest.mark.parametrize("name", ["catalogue.sqlite", "search.sqlite", "*.sqlite"])
@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("content", [None, b"", b"no database at all " * 400, b"\0" * 8192])
def test_gone_or_garbage(root: Path, name: str, write: bool, content: bytes | None) -> None:
    before, hits = dump(root / "vault"), found_in(root)
    for path in list((root / "vault").glob(name)):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    with opened(root, write=write) as vault:
        assert vault.items()
    assert found_in(root) == hits
    assert dump(root / "vault") == before


def test_a_catalogue_of_another_vault(root: Path, tmp_path: Path) -> None:
    before = dump(root / "vault")
    Vault.init(tmp_path / "other", "Another", settings=tmp_path / "settings")
    with Vault(tmp_path / "other", write=True, settings=tmp_path / "settings") as other:
        for number in range(20):
            draft = other.ledger.draft("restore")
            draft.add({"files": number})
            draft.commit()
    shutil.copy(tmp_path / "other" / "catalogue.sqlite", root / "vault" / "catalogue.sqlite")
    with opened(root) as vault:
        assert vault.items()
    assert dump(root / "vault") == before


def test_damaged_at_random_bytes(made: Path, root: Path) -> None:
    """It opens and can be rebuilt, or is begun anew by itself; the log is never touched."""
    chance = random.Random(11)
    path = root / "vault" / "catalogue.sqlite"
    whole, before = path.read_bytes(), dump(made / "vault")
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 1, 5, 200))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        try:
            with opened(root) as vault:
                vault.items()
                vault.log()
        except CatalogueUnusable as refusal:
            assert "muniment rebuild" in str(refusal)  # noqa: PT017 (opening is as good)
        with opened(root, write=True) as vault:
            vault.rebuild()
        assert dump(root / "vault") == before


def test_cut_off_anywhere(made: Path, root: Path) -> None:
    path = root / "vault" / "catalogue.sqlite"
    whole, before = path.read_bytes(), dump(made / "vault")
    for size in range(0, len(whole), 1_777):
        path.write_bytes(whole[:size])
        with opened(root, write=True) as vault:
            vault.rebuild()
        assert dump(root / "vault") == before


def test_behind_it_catches_up(root: Path) -> None:
    """Put back from before the last acts, as by a program that restores single files."""
    path = root / "vault" / "catalogue.sqlite"
    older = path.read_bytes()
    with opened(root, write=True) as vault:
        for number in range(3):
            hold(vault.ledger, find_item(vault.ledger, vault.items()[1].item), lifted=bool(number % 2), reason="r")
    before = dump(root / "vault")
    path.write_bytes(older)
    with opened(root) as vault:
        assert len(vault.log()) == vault.ledger.log.size
    assert dump(root / "vault") == before


@pytest.fixture
def read_only(root: Path) -> Iterator[Path]:
    """The vault on a file system that nothing can be written to."""
    vault = root / "vault"
    if subprocess.run(["mount", "--bind", vault, vault], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    subprocess.run(["mount", "-o", "remount,ro,bind", vault], check=True)
    yield root
    subprocess.run(["umount", "-l", vault], check=True)


def test_a_medium_that_is_only_read(read_only: Path, made: Path) -> None:
    with pytest.raises(OSError, match="ead-only"):
        (read_only / "vault" / "probe").touch()
    with opened(read_only) as vault, Vault(made / "vault", settings=made / "settings") as writable:
        assert vault.items() == writable.items()
        assert vault.log() == writable.log()
        item = vault.items()[0]
        assert b"".join(vault.bytes_of(item)) == b"".join(writable.bytes_of(item))
        assert vault.reading(item.item) == writable.reading(item.item)
    with pytest.raises((OSError, StoreError), match=r"ead-only|lock"):
        opened(read_only, write=True)
