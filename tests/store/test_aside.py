"""A log that was set aside comes back where it was, for a writer alone; a marker written by others moves nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from muniment.store import aside
from muniment.store.disk import Disk
from muniment.store.ports import StoreError
from muniment.store.vault import VaultStore

CONFIG = 'id = "abc"\n'


def vault(root: Path) -> Path:
    for name in aside.MOVED:
        (root / name).mkdir(parents=True)
        (root / name / "file").write_text(name)
    (root / "muniment.toml").write_text(CONFIG)
    return root


def everything(root: Path) -> dict[str, str]:
    """Every file but the lock and what is derived."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name != "lock"]
    return {path.relative_to(root).as_posix(): path.read_text() for path in paths if ".sqlite" not in path.name}


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A vault whose branch was interrupted, beside another vault."""
    vault(tmp_path / "other")
    root = vault(tmp_path / "vault")
    aside.set_aside(root, Disk())
    return root


@pytest.fixture
def writer(begun: Path) -> Iterator[VaultStore]:
    store = VaultStore(begun)
    store.lock()
    yield store
    store.close()


def test_a_writer_puts_it_back(writer: VaultStore, tmp_path: Path) -> None:
    writer.settle()
    assert everything(writer.root) == everything(tmp_path / "other")


def test_a_reader_moves_nothing_and_is_told(begun: Path) -> None:
    before = everything(begun)
    store = VaultStore(begun)
    with pytest.raises(aside.Interrupted, match=r"interrupted.*for writing"):
        store.settle()
    assert everything(begun) == before


@pytest.mark.parametrize(
    "number",
    [
        "{other}",
        "../../other",
        "..",
        ".",
        "",
        "0",
        "01",
        "1_0",
        "+1",
        " 1",
        "1 ",
        "-1",
        "3",
        "x",
        "١",
        "1\r",
        "9" * 5000,
    ],
)
def test_a_marker_that_names_no_log_set_aside_here(writer: VaultStore, tmp_path: Path, number: str) -> None:
    text = number.format(other=tmp_path / "other") + "\n" + CONFIG
    (writer.root / aside.MARKER).write_bytes(text.encode())
    before = everything(tmp_path)
    with pytest.raises(aside.Interrupted, match="Nothing was moved"):
        writer.settle()
    assert everything(tmp_path) == before


def test_only_the_newest_log_comes_back(writer: VaultStore) -> None:
    vault(writer.root / "before/2")
    before = everything(writer.root)
    with pytest.raises(aside.Interrupted, match="newest"):
        writer.settle()
    assert everything(writer.root) == before


def _as_link(path: Path, target: Path) -> None:
    path.rename(path.with_name("moved-away"))
    path.symlink_to(target)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: _as_link(root / "before", root.parent / "other"),
        lambda root: _as_link(root / "before/1", root.parent / "other"),
        lambda root: _as_link(root / "before/1/log", root.parent / "other/log"),
        lambda root: _as_link(root / "branching", root / "muniment.toml"),
        lambda root: (root / "branching").write_bytes(b"\xff"),
        lambda root: (root / "branching").write_bytes(b"1\n" + b" " * 2**21),
        lambda root: ((root / "branching").unlink(), os.mkfifo(root / "branching")),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_links_and_strange_markers(writer: VaultStore, tmp_path: Path, change: Callable[[Path], object]) -> None:
    change(writer.root)
    before = everything(tmp_path / "other")
    with pytest.raises(aside.Interrupted, match="Nothing was moved"):
        writer.settle()
    assert everything(tmp_path / "other") == before


@pytest.mark.parametrize("odd", ["01", "1_0", "7", "x"])
def test_earlier_logs_are_numbered_without_a_gap(tmp_path: Path, odd: str) -> None:
    root = vault(tmp_path / "vault")
    for number in range(1, 12):
        (root / "before" / str(number)).mkdir(parents=True)
    store = VaultStore(root)
    assert [number for number, _ in store.earlier_logs()] == list(range(1, 12))
    if odd == "7":
        (root / "before/7").rmdir()
    else:
        (root / "before" / odd).mkdir()
    with pytest.raises(StoreError, match="one before it is missing" if odd == "7" else f"before/{odd} is none"):
        store.earlier_logs()
