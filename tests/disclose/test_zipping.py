"""A package as a zip: the same bytes every time, whole or not there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from muniment.disclose.zipping import holds_the_same, write_zip, zip_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "package"
    for name, data in {"b.txt": b"fog " * 999, "data/a.jpg": b"\xff\xd8" * 500, "data/Лозова.txt": b"x"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "one.zip")
    for path in folder.rglob("*"):
        os.utime(path, (1_900_000_000, 1_900_000_000))
    (folder / "b.txt").chmod(0o600)
    zip_folder(folder, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_is_in_it(folder: Path, tmp_path: Path) -> None:
    zip_folder(folder, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
        assert [each.filename for each in entries] == [
            "package/b.txt",
            "package/data/a.jpg",
            "package/data/Лозова.txt",
        ]
        assert [each.compress_type for each in entries] == [8, 0, 8]
        assert {each.date_time for each in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert entries[2].flag_bits & 0x800
        assert all(archive.read(each) == (folder.parent / each.filename).read_bytes() for each in entries)
    assert subprocess.run([sys.executable, "-m", "zipfile", "-t", tmp_path / "one.zip"], check=False).returncode == 0


def test_a_link_is_refused_and_no_half_zip_stays(folder: Path, tmp_path: Path) -> None:
    (folder / "data" / "link").symlink_to("/etc/passwd")
    with pytest.raises(ValueError, match="link or device"):
        zip_folder(folder, tmp_path / "one.zip")
    assert {path.name for path in tmp_path.iterdir()} == {"package"}


def test_a_linked_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "data" / "link").symlink_to(tmp_path, target_is_directory=True)
    with pytest.raises(ValueError, match="link or device"):
        zip_folder(folder, tmp_path / "one.zip")


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one.zip").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        zip_folder(folder, tmp_path / "one.zip")
    assert (tmp_path / "one.zip").read_bytes() == b"mine"


class _Pipe(io.RawIOBase):
    """A stream that cannot seek, as a pipe or a socket."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, chunk: bytes) -> int:  # type: ignore[override]
        self.data += chunk
        return len(chunk)


def test_it_streams(folder: Path) -> None:
    pipe = _Pipe()
    write_zip(folder, pipe)  # type: ignore[arg-type]
    assert zipfile.ZipFile(io.BytesIO(bytes(pipe.data))).testzip() is None


def test_a_file_beyond_four_gigabytes_gets_zip64(tmp_path: Path) -> None:
    root = tmp_path / "package"
    root.mkdir()
    with (root / "film.mp4").open("wb") as sparse:
        sparse.truncate(2**32 + 1)

    class Counting(_Pipe):
        def write(self, chunk: bytes) -> int:  # type: ignore[override]
            if any(chunk[:64]):
                self.data += chunk
            return len(chunk)

    pipe = Counting()
    write_zip(root, pipe)  # type: ignore[arg-type]
    assert b"PK\x06\x06" in pipe.data


def test_a_zip_is_held_against_the_folder_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "one.zip"
    zip_folder(folder, archive)
    assert holds_the_same(archive, folder)
    (folder / "b.txt").write_bytes(b"fog " * 998 + b"mud ")
    assert not holds_the_same(archive, folder)
    (folder / "b.txt").write_bytes(b"fog " * 999)
    (folder / "c.txt").write_bytes(b"")
    assert not holds_the_same(archive, folder)
    (folder / "c.txt").unlink()
    whole = archive.read_bytes()
    for at in range(0, len(whole), 31):
        archive.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        holds_the_same(archive, folder)  # whatever is broken in it, an answer and no error
    archive.write_bytes(whole[: len(whole) // 2])
    assert not holds_the_same(archive, folder)
