"""The disk: what it is given is written whole, or the writer hears that it was not."""

from __future__ import annotations

import sys
from io import FileIO
from pathlib import Path

import pytest

from muniment.store.disk import Disk


class _Sparing(FileIO):
    """A file that takes at most three bytes at a time, as a system may."""

    def write(self, data: object, /) -> int:
        return super().write(memoryview(data)[:3])  # type: ignore[arg-type,call-overload]


@pytest.mark.parametrize("data", [b"", b"ab", b"abc", b"abcdefgh"])
def test_a_write_that_is_cut_short_goes_on(tmp_path: Path, data: bytes) -> None:
    with _Sparing(tmp_path / "file", "wb") as file:
        Disk().write(file, data)  # type: ignore[arg-type]
    assert (tmp_path / "file").read_bytes() == data


def _write(path: Path, buffering: int) -> None:
    with path.open("wb", buffering) as file:
        Disk().write(file, bytes(1500))
        file.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files")
@pytest.mark.parametrize("buffering", [0, -1])
def test_the_last_bytes_that_find_no_room_are_an_error(tmp_path: Path, buffering: int) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            _write(tmp_path / "file", buffering)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
