"""Packs and blobs in a folder: the contract, and what a person finds there without our program."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from muniment.store.disk import Disk
from muniment.store.folder import objects
from muniment.store.folder.objects import FolderObjects
from muniment.store.ports import StoreError
from muniment.verify.vault.packs import HEADER

from .objects_contract import SPLIT, ObjectsContract, Opener, close, never, objects_in, put, write_act


class TestFolder(ObjectsContract):
    @pytest.fixture
    def opener(self, tmp_path: Path) -> Opener:
        self.root = tmp_path
        return lambda: FolderObjects(tmp_path, Disk(), split=SPLIT)

    def everything(self, opener: Opener) -> object:
        files = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root): path.read_bytes() for path in files}

    def raw(self, opener: Opener) -> bytes:
        return b"\n".join(path.read_bytes() for path in self.root.rglob("*") if path.is_file())


@pytest.fixture
def store(tmp_path: Path) -> FolderObjects:
    return FolderObjects(tmp_path, Disk(), split=SPLIT)


@pytest.fixture
def small_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "PACK_LIMIT", 500)


def test_a_blob_is_a_plain_file_under_its_own_hash(store: FolderObjects, tmp_path: Path) -> None:
    body = b"a picture " * 50
    stored = store.put_stream(0, BytesIO(body))
    write_act(store, 0)
    path = tmp_path / "blobs" / stored.sha256[:2] / stored.sha256
    assert path.read_bytes() == body
    assert list((tmp_path / "blobs" / "incoming").iterdir()) == []


def test_a_split_blob_is_its_pieces_in_order(store: FolderObjects, tmp_path: Path) -> None:
    body = bytes(number % 253 for number in range(3 * SPLIT + 5))
    digest = store.put_stream(0, BytesIO(body)).sha256
    write_act(store, 0)
    pieces = sorted((tmp_path / "blobs" / digest[:2]).iterdir())
    assert [piece.name for piece in pieces] == [f"{digest}.{number:04d}" for number in (1, 2, 3, 4)]
    assert [piece.stat().st_size for piece in pieces] == [SPLIT, SPLIT, SPLIT, 5]
    assert b"".join(piece.read_bytes() for piece in pieces) == body


@pytest.mark.usefixtures("small_packs")
def test_a_full_pack_is_followed_by_the_next(store: FolderObjects, tmp_path: Path) -> None:
    stored = [put(store, 0, b"%03d" % number * 40) for number in range(12)]
    write_act(store, 0)
    names = store.pack_names()
    assert names == [f"{number:06d}" for number in range(1, len(names) + 1)]
    assert len(names) > 3
    assert all((tmp_path / "packs" / name).stat().st_size <= 500 for name in names)
    again = FolderObjects(tmp_path, Disk())
    assert [again.read(one.place, one.sha256) for one in stored] == [b"%03d" % number * 40 for number in range(12)]
    assert [digest for _, digest in objects_in(again, 1)] == [*(one.sha256 for one in stored), ""]


@pytest.mark.usefixtures("small_packs")
def test_recover_over_several_packs(tmp_path: Path) -> None:
    """What lies beyond may be a whole row of packs; they go, the last one needed is cut off."""
    store = FolderObjects(tmp_path, Disk())
    write_act(store, 0, b"zero" * 20)
    kept = {path.name: path.read_bytes() for path in (tmp_path / "packs").iterdir()}
    for number in range(9):
        put(store, 1, b"%d" % number * 150)
    store.sync()
    close(store)
    assert len(store.pack_names()) > 3
    again = FolderObjects(tmp_path, Disk())
    again.recover(1, never)
    assert {path.name: path.read_bytes() for path in (tmp_path / "packs").iterdir()} == kept


@pytest.mark.usefixtures("small_packs")
@pytest.mark.parametrize("damaged", [1, 2, 3])
def test_recover_never_removes_a_pack_because_its_head_is_damaged(tmp_path: Path, damaged: int) -> None:
    store = FolderObjects(tmp_path, Disk())
    for act in range(3):
        write_act(store, act, b"%d" % act * 300)
    close(store)
    assert store.pack_names() == ["000001", "000002", "000003"]
    path = tmp_path / "packs" / f"{damaged:06d}"
    path.write_bytes(b"\0" * 8 + path.read_bytes()[8:])
    before = {path: path.read_bytes() for path in (tmp_path / "packs").iterdir()}
    again = FolderObjects(tmp_path, Disk())
    if damaged == 3:
        with pytest.raises(StoreError, match="restore"):
            again.recover(3, never)
    else:
        again.recover(3, never)
    assert {path: path.read_bytes() for path in (tmp_path / "packs").iterdir()} == before


def test_every_flipped_byte_of_a_pack_is_noticed_when_it_is_read(store: FolderObjects, tmp_path: Path) -> None:
    stored = put(store, 0, b"what was kept")
    write_act(store, 0)
    path = tmp_path / "packs" / "000001"
    data = path.read_bytes()
    for at in range(HEADER.size + len(b"what was kept")):
        if 8 <= at < 16:
            continue  # the index of the act: not the object's affair, the verifier looks at it
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(StoreError, match="verify"):
            store.read(stored.place, stored.sha256)
    path.write_bytes(data)
    assert store.read(stored.place, stored.sha256) == b"what was kept"


def test_a_changed_blob_is_noticed_at_its_end(store: FolderObjects, tmp_path: Path) -> None:
    stored = store.put_stream(0, BytesIO(b"b" * (3 * SPLIT)))
    write_act(store, 0)
    piece = tmp_path / "blobs" / stored.sha256[:2] / f"{stored.sha256}.0002"
    piece.write_bytes(b"c" + b"b" * (SPLIT - 1))
    with pytest.raises(StoreError, match="verify"):
        store.read(stored.place, stored.sha256)
    piece.unlink()
    with pytest.raises(StoreError, match="verify"):
        b"".join(store.chunks(stored.place, stored.sha256))


class OnceFull(Disk):
    """Has no room for one write, after half of it."""

    def __init__(self, at: int) -> None:
        self._left = at

    def write(self, file: IO[bytes], data: bytes | memoryview) -> None:
        self._left -= 1
        if self._left == 0:
            super().write(file, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        super().write(file, data)


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_after_a_failed_write_nothing_more_is_written(tmp_path: Path, at: int) -> None:
    """The next frame would lie behind half of one, and every place after it would be wrong."""
    store = FolderObjects(tmp_path, OnceFull(at))
    writes: list[Callable[[], object]] = [lambda: put(store, 0, b"one"), lambda: store.put_parts(0, b"parts")]
    failed = 0
    for write in (*writes, *writes, store.sync):
        try:
            write()
        except (OSError, StoreError):
            failed += 1
        else:
            assert not failed, "it went on"
    assert failed
    close(store)
    again = FolderObjects(tmp_path, Disk())
    again.recover(0, never)
    write_act(again, 0, b"one")
    assert objects_in(again, 1) == [(0, sha256(b"one").hexdigest()), (0, "")]
