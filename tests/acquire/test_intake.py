"""What people's folders really hold: links, pipes, names in other encodings, files that change or break."""

from __future__ import annotations

import base64
import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from muniment.acquire.walk import MAX_DEPTH, Found, Obstacle, Opened, ReadFailed, walk

from .intakes import Desk, why
from .privileges import only_what_the_mode_allows

LARGE = b"0123456789abcdef" * 20_000

needs_posix = pytest.mark.skipif(os.name == "nt", reason="this system has no such files")


def test_files_and_folders_in_order(desk: Desk, files: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c/d/e.bin", "empty"):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_bytes(b"" if name == "empty" else name.encode())
    (files / "large.bin").write_bytes(LARGE)
    summary = desk.take(files)
    assert (summary.files, summary.failed, summary.findings) == (6, [], [])
    wanted = ["b.txt", "empty", "large.bin", "a/1.txt", "a/2.txt", "c/d/e.bin"]
    assert [told.path for told in desk.told] == [f"files/{name}" for name in wanted]
    assert desk.contents() == {name.rpartition("/")[2]: (files / name).read_bytes() for name in wanted}
    assert desk.ok()


def test_nothing_that_is_brought_is_altered(desk: Desk, files: Path) -> None:
    (files / "a.txt").write_text("a")
    (files / "large.bin").write_bytes(LARGE)
    os.utime(files / "a.txt", (1_000_000_000, 981_173_106))
    before = [(path.name, path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) for path in files.iterdir()]
    desk.take(files)
    assert before == [(p.name, p.read_bytes(), p.stat().st_mtime_ns, p.stat().st_mode) for p in files.iterdir()]
    assert desk.rows()["files/a.txt"]["modified"] == "2001-02-03T04:05:06Z"


def test_the_same_command_twice_changes_nothing(desk: Desk, files: Path) -> None:
    (files / "a.txt").write_text("a")
    (files / "b.txt").write_text("b")
    (files / "large.bin").write_bytes(LARGE)
    desk.take(files, source="source-1")
    size = desk.size
    os.utime(files / "a.txt", (5, 5))
    again = desk.take(files, source="source-1")
    assert (again.unchanged, again.by_status["known"], again.by_status["added"]) == (3, 3, 0)
    assert desk.size == size, "not one entry more"
    assert desk.ok()


def test_another_name_another_giver(desk: Desk, files: Path) -> None:
    (files / "a.txt").write_text("the same")
    desk.take(files, source="source-1")
    (files / "b.txt").write_text("the same")
    more = desk.take(files, source="source-1")
    assert (more.by_status["known"], more.unchanged) == (2, 1)
    desk.take(files, source="source-2")
    with desk.open() as ledger:
        (item,) = ledger.catalogue.items()
        given = [(row.fields["name"], row.fields["source"]) for row in ledger.catalogue.acquisitions(item.item)]
    assert sorted(given) == [(name, f"source-{n}") for name in ("a.txt", "b.txt") for n in (1, 2)]


@needs_posix
def test_links_are_named_and_not_followed(desk: Desk, files: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("not to be taken")
    (files / "link.txt").symlink_to(outside)
    (files / "folder").symlink_to(tmp_path)
    (files / "nowhere").symlink_to(files / "gone")
    (files / "loop").symlink_to(files / "loop")
    summary = desk.take(files)
    assert summary.by_status["added"] == 0
    assert set(why(summary)) == {f"files/{name}" for name in ("link.txt", "folder", "nowhere", "loop")}
    assert str(outside) in why(summary)["files/link.txt"]
    assert all("links are not followed" in reason for reason in why(summary).values())
    assert desk.size == 1, "nothing taken is no act"


@needs_posix
def test_a_link_that_was_named_is_followed(desk: Desk, files: Path) -> None:
    (files / "real.txt").write_text("to be taken")
    (files / "link.txt").symlink_to(files / "real.txt")
    desk.take(files / "link.txt")
    assert desk.contents() == {"link.txt": b"to be taken"}
    summary = desk.take(files / "gone.txt")
    assert "No such file" in next(iter(why(summary).values()))


@needs_posix
def test_what_is_no_file(desk: Desk, files: Path) -> None:
    """A pipe would wait for ever, a device never end; a socket cannot be opened at all."""
    os.mkfifo(files / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(files)
        listening.bind("socket")
        (files / "file.txt").write_text("a file")
        summary = desk.take(files, Path("/dev/null"), files / "pipe")
    assert why(summary) == {
        "files/pipe": "it is a named pipe, not a file",
        "files/socket": "it is a socket, not a file",
        "null": "it is a character device, not a file",
        "pipe": "it is a named pipe, not a file",
    }
    assert summary.by_status["added"] == 1


@needs_posix
def test_files_that_may_not_be_read(desk: Desk, files: Path) -> None:
    (files / "a.txt").write_text("a")
    (files / "secret.txt").write_text("b")
    (files / "secret.txt").chmod(0)
    (files / "folder").mkdir(mode=0)
    with only_what_the_mode_allows():
        summary = desk.take(files)
    assert set(why(summary)) == {"files/secret.txt", "files/folder"}
    assert all("Permission denied" in reason for reason in why(summary).values())
    assert summary.by_status["added"] == 1


def failing(number: int) -> Callable[[], int]:
    def opener() -> int:
        raise OSError(number, os.strerror(number))

    return opener


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENOENT, errno.ELOOP])
def test_a_file_that_does_not_open(number: int) -> None:
    """As root may read everything, the file is one whose opening fails."""
    with pytest.raises(ReadFailed, match=f"it cannot be read: {os.strerror(number)}"):
        Opened(Found("a.txt", b"a.txt", failing(number)))


@needs_posix
def test_a_pipe_that_takes_the_place_of_a_file(files: Path) -> None:
    """Swapped between looking and opening: it neither hangs nor is taken."""
    (files / "a.txt").write_text("a")
    (found,) = walk(files)
    assert isinstance(found, Found)
    (files / "a.txt").unlink()
    os.mkfifo(files / "a.txt")
    with pytest.raises(ReadFailed, match=r"cannot be read|no longer a regular file"):
        Opened(found)


@needs_posix
@pytest.mark.parametrize("becomes", ["link", "pipe", "folder", "gone"])
def test_a_file_swapped_under_the_walk(desk: Desk, files: Path, tmp_path: Path, becomes: str) -> None:
    (tmp_path / "outside.txt").write_text("not to be taken")
    path = files / "a.txt"
    path.write_text("a")
    things = walk(files)
    found = next(things)
    path.unlink()
    make = {
        "link": lambda: path.symlink_to(tmp_path / "outside.txt"),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "gone": lambda: None,
    }
    make[becomes]()
    assert isinstance(found, Found)
    with pytest.raises(ReadFailed):
        Opened(found)
    assert list(things) == []


@pytest.mark.parametrize("size", [10, len(LARGE)])
def test_a_file_that_grows_while_it_is_read(files: Path, size: int) -> None:
    path = files / "log.txt"
    path.write_bytes(LARGE[:size])
    (found,) = walk(path)
    assert isinstance(found, Found)
    opened = Opened(found)
    assert not opened.changed()
    with path.open("ab") as file:
        file.write(b"more")
    assert opened.changed()
    opened.close()


def test_a_change_while_reading_is_a_finding(desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read is kept all the same."""
    (files / "small.txt").write_text("a")
    (files / "large.bin").write_bytes(LARGE)
    monkeypatch.setattr("muniment.acquire.walk.Opened.changed", lambda self: True)
    summary = desk.take(files)
    assert summary.by_status["added"] == 2
    assert [path for path, what in summary.findings if what.startswith("changed-while-read")] == [
        "files/large.bin",
        "files/small.txt",
    ]
    assert desk.contents() == {"small.txt": b"a", "large.bin": LARGE}
    assert "changed-while-read" in desk.rows()["files/small.txt"]["intake_finding"]


def test_a_change_of_a_large_file_is_in_its_record(desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files / "large.bin").write_bytes(LARGE)
    monkeypatch.setattr("muniment.acquire.walk.Opened.changed", lambda self: True)
    desk.take(files)
    assert "changed-while-read" in desk.rows()["files/large.bin"]["intake_finding"]


@needs_posix
def test_names_that_are_not_utf_8(desk: Desk, files: Path) -> None:
    """Shown with \\xNN and kept as they are, byte for byte; two that look alike stay two."""
    raw = [b"\xcf\xee\xea\xe0\xe7.txt", b"caf\xe9.txt", b"caf\\xe9.txt", "café.txt".encode(), b"\xff\xfe"]
    for number, name in enumerate(raw):
        with open(os.path.join(os.fsencode(files), name), "wb") as file:  # noqa: PTH118 (bytes)
            file.write(b"%d" % number)
    summary = desk.take(files)
    assert summary.by_status["added"] == len(raw)
    with desk.open() as ledger:
        fields = [row.fields for item in ledger.catalogue.items() for row in ledger.catalogue.acquisitions(item.item)]
    by_bytes = {base64.b64decode(row["path_bytes"]) for row in fields if "path_bytes" in row}
    assert by_bytes == {b"files/" + name for name in (raw[0], raw[1], raw[4])}
    shown = sorted(row["name"] for row in fields)
    assert shown == sorted([r"\xcf\xee\xea\xe0\xe7.txt", r"caf\xe9.txt", r"caf\xe9.txt", "café.txt", r"\xff\xfe"])
    assert desk.ok()
    size = desk.size
    assert desk.take(files).unchanged == len(raw)
    assert desk.size == size


NAMES = (
    "\u202egnp.exe",
    "a\nb.txt",
    "con",
    "a" * 255,
    "дело №7.txt",
    "ملف.txt",
    "-rf",
    " ",
    "*",
    "ｆｕｌｌ",
    "e\u0301",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_kind_are_kept_as_they_are(desk: Desk, files: Path, name: str) -> None:
    try:
        (files / name).write_text("x")
    except (OSError, ValueError):
        pytest.skip("this system has no such names")
    desk.take(files)
    assert list(desk.contents()) == [name]
    assert desk.rows()[f"files/{name}"]["name"] == name


def deep(files: Path, levels: int, name: str) -> None:
    """Folders in folders, with a file in each; made by descriptor, for no path is that long."""
    descriptor = os.open(files, os.O_RDONLY)
    for level in range(levels):
        file = os.open(f"{level}.txt", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor)
        os.write(file, b"%d" % level)
        os.close(file)
        os.mkdir(name, dir_fd=descriptor)
        below = os.open(name, os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)


@needs_posix
def test_paths_longer_than_any_path_may_be(desk: Desk, files: Path) -> None:
    name = "n" * 200
    deep(files, 40, name)
    summary = desk.take(files)
    assert summary.failed == []
    assert summary.by_status["added"] == 40
    longest = max(desk.rows(), key=len)
    assert len(longest) > 7_000
    assert longest == f"files/{f'{name}/' * 39}39.txt"
    assert desk.ok()


@needs_posix
def test_very_deep_folders(desk: Desk, files: Path) -> None:
    deep(files, MAX_DEPTH + 30, "d")
    summary = desk.take(files)
    ((path, reason),) = summary.failed
    assert reason == f"it lies more than {MAX_DEPTH} folders deep"
    assert path == "files" + "/d" * (MAX_DEPTH + 1)
    assert summary.by_status["added"] == MAX_DEPTH + 1
    assert desk.ok()


def test_the_vault_itself_is_left_out(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    summary = desk.take(tmp_path)
    assert "it is the vault itself" in why(summary).values()
    assert not any(name.startswith("checkpoint") for name in desk.contents())
    assert "a.txt" in desk.contents()
    assert desk.ok()


def test_an_obstacle_is_a_value() -> None:
    assert list(walk(Path("/nowhere/at/all"))) == [
        Obstacle("/nowhere/at/all", "it cannot be read: No such file or directory")
    ]


def test_a_file_that_breaks_off_takes_nothing_else_with_it(
    desk: Desk, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bad sector in the middle of one large file."""
    for name in ("a.bin", "b.bin", "c.bin"):
        (files / name).write_bytes(name.encode() + LARGE)
    broken: list[str] = []

    def readinto(self: object, buffer: memoryview) -> int:
        if len(broken) == 0:
            broken.append("once")
            raise ReadFailed("it cannot be read: Input/output error")
        return self._file.readinto(buffer) or 0  # type: ignore[attr-defined]

    monkeypatch.setattr("muniment.acquire.walk.Source.readinto", readinto)
    summary = desk.take(files)
    assert why(summary) == {"files/a.bin": "it cannot be read: Input/output error"}
    assert set(desk.contents()) == {"b.bin", "c.bin"}
    assert desk.ok()
    assert list((desk.vault / "blobs" / "incoming").iterdir()) == []
