"""Zip files: what leads outside, explodes, or would be unpacked differently elsewhere is refused."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.verify.asked import Asked
from muniment.verify.main import WrongUsage, main, verify
from muniment.verify.package.zipped import NotAZip, unpacked

Add = Callable[[zipfile.ZipFile], None]


def zip_of(path: Path, *adds: Add) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pkg/data/a.txt", "a")
        for add in adds:
            add(archive)
    return path


def entry(name: str, data: bytes = b"x", mode: int = 0, method: int = zipfile.ZIP_DEFLATED) -> Add:
    def add(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        info.compress_type = method
        archive.writestr(info, data)

    return add


def test_a_good_one_is_unpacked_and_removed_again(tmp_path: Path) -> None:
    with unpacked(zip_of(tmp_path / "a.zip", entry("pkg/data/sub/", b""), entry("pkg/b.txt"))) as (folder, _):
        assert folder.name == "pkg"
        assert (folder / "data/a.txt").read_text() == "a"
    assert not folder.exists()


def test_a_package_without_a_folder_around_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("data/contents.json", "{}")
    with unpacked(tmp_path / "a.zip") as (folder, _):
        assert (folder / "data/contents.json").exists()


REFUSED = {
    "a step up": entry("../outside.txt"),
    "a step up inside": entry("pkg/../../outside.txt"),
    "an absolute name": entry("/tmp/outside.txt"),
    "a drive": entry("C:/outside.txt"),
    "a stream": entry("pkg/data/a.txt:hidden"),
    "backslashes": entry("pkg\\..\\..\\outside.txt"),
    "an empty step": entry("pkg//data/a.txt"),
    "a dot": entry("pkg/./data/a.txt"),
    "a name twice": entry("pkg/data/a.txt", b"b"),
    "a name twice but for case": entry("pkg/Data/A.txt"),
    "a file and a folder of one name": entry("pkg/data/a.txt/", b""),
    "a link": entry("pkg/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
    "a device": entry("pkg/device", b"", stat.S_IFCHR | 0o666),
    "a pipe": entry("pkg/pipe", b"", stat.S_IFIFO | 0o666),
    "another way to compress": entry("pkg/b", b"x" * 100, method=zipfile.ZIP_LZMA),
}


@pytest.mark.parametrize("add", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_refused(tmp_path: Path, add: Add) -> None:
    path = zip_of(tmp_path / "a.zip", add)
    with pytest.raises(NotAZip), unpacked(path):
        pass
    assert not (tmp_path.parent / "outside.txt").exists()
    with pytest.raises(WrongUsage, match=r"a\.zip"):
        verify(path, Asked())
    assert main([str(path)]) == 2


def test_two_names_that_are_one_when_composed(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", entry("pkg/caf\u00e9"), entry("pkg/cafe\u0301"))
    with pytest.raises(NotAZip, match="two entries of one name"), unpacked(path):
        pass


def test_a_name_that_ends_early(tmp_path: Path) -> None:
    """What stands behind a zero is a name to some programs and not to others."""
    path = zip_of(tmp_path / "a.zip", entry("pkg/data/bAtxt"))
    path.write_bytes(path.read_bytes().replace(b"bAtxt", b"b\0txt"))
    with pytest.raises(NotAZip, match="no plain name"), unpacked(path):
        pass


def bomb(tmp_path: Path, size: int) -> Path:
    """A small entry that says it is larger than deflate could make it."""
    path = zip_of(tmp_path / "bomb.zip", entry("pkg/bomb", b"0" * 1000))
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rindex(signature)
        data[place + at : place + at + 4] = struct.pack("<I", size)
    path.write_bytes(bytes(data))
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(NotAZip, match="would explode"), unpacked(bomb(tmp_path, 2**31)):
        pass


def test_more_than_the_disk_has_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 0))
    with pytest.raises(NotAZip, match="to unpack"), unpacked(zip_of(tmp_path / "a.zip")):
        pass


def test_something_before_it(tmp_path: Path) -> None:
    """A picture, a program or another zip file in front: other programs would see that one."""
    path = zip_of(tmp_path / "a.zip")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("pkg/data/a.txt", "something else")
    path.write_bytes(other.getvalue() + path.read_bytes())
    with pytest.raises(NotAZip, match="before or behind"), unpacked(path):
        pass


def test_something_behind_it(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"read me"
    with pytest.raises(NotAZip, match="before or behind"), unpacked(path):
        pass


@pytest.mark.parametrize("at", range(0, 400, 7))
def test_damage_is_told_in_words(tmp_path: Path, at: int) -> None:
    """Whatever byte is wrong: unpacked as it was, or refused in words; never a traceback."""
    path = zip_of(tmp_path / "a.zip", entry("pkg/b.txt", bytes(range(256)) * 20), entry("pkg/c", b"c" * 5000))
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 0x55
    path.write_bytes(bytes(data))
    try:
        with unpacked(path) as (folder, _):
            assert folder.is_dir()
    except NotAZip as error:
        assert str(error).startswith(("cannot be unpacked", "has "))  # noqa: PT017


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_no_zip_at_all(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert main([str(path)]) != 0


BAG = (entry("pkg/bagit.txt"), entry("pkg/data/contents.json"))


@pytest.mark.parametrize("top", ["__MACOSX/pkg/._a.txt", ".DS_Store", "Thumbs.db", "readme.html", "other/a.txt"])
def test_a_package_that_was_zipped_again_with_what_lay_beside_it(tmp_path: Path, top: str) -> None:
    path = zip_of(tmp_path / "a.zip", *BAG, entry(top))
    with unpacked(path) as (folder, beside):
        assert folder.name == "pkg"
        assert beside == [top.partition("/")[0] + ("/" if "/" in top else "")]
    report = verify(path, Asked())
    system = {"__MACOSX/": "macOS", ".DS_Store": "macOS", "Thumbs.db": "Windows"}.get(beside[0])
    why = {problem.where: problem.why for problem in report.fails}[beside[0]]
    assert "no part of the package" in why
    assert (f"{system} leaves such files by itself" in why) is (system is not None)


def test_a_zip_of_several_packages_or_of_none(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", *BAG, entry("two/bagit.txt"))
    with pytest.raises(NotAZip, match=r"several packages \(pkg, two\)"), unpacked(path):
        pass
    path = zip_of(tmp_path / "b.zip", *(entry(f"{n}.txt") for n in range(9)))
    with pytest.raises(NotAZip, match=r"holds no package \(0.txt, .*, …\)"), unpacked(path):
        pass
    with zipfile.ZipFile(tmp_path / "c.zip", "w"):
        pass
    with pytest.raises(NotAZip, match="it is empty"), unpacked(tmp_path / "c.zip"):
        pass
