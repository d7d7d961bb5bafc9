"""Archives made to harm: bombs, overlaps, a million entries, nesting, damage of any kind; in process and confined."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from py7zr import FILTER_LZMA2

from muniment.model.reading import Reading
from muniment.read.archive import sevenzip as sevenzip_room
from muniment.read.archive import tarstream, ziptable
from muniment.read.archive.faults import MemberError
from muniment.read.archive.zipitem import ZipItem
from muniment.read.giving import Allowance, Collected
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.worker.messages import Limits
from tests.read.archive.samples_archive import GZIP, SEVENZIP, TAR, XZ, ZIP, ZSTD, Got, patched, tarred, zipped
from tests.read.archive.test_archive_streams import MEMBERS, PACKERS, sevenzip

SMALL = Allowance(bytes=5 << 20)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Zeros, 64 MiB of them in a few thousand bytes."""
    packer = lzma.LZMACompressor(lzma.FORMAT_XZ, preset=0)
    zeros = bytes(1 << 20)
    return b"".join([*(packer.compress(zeros) for _ in range(64)), packer.flush()])


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1, Limits(seconds=30.0)) as made:
        yield made


def confined(
    pool: ReadingPool, data: bytes, kind: str, allowance: Allowance | None = None
) -> tuple[Reading, Collected]:
    outlet = Collected()
    job = Job("x", kind, data=data, allowance=allowance or Allowance())
    ((_, reading),) = pool.read_all([job], lambda _: outlet)
    return reading, outlet


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def overlapping(count: int) -> bytes:
    """The directory names one and the same stored bytes again and again (D. Fifield, 2019)."""
    data = zipped({"a0000": bytes(3 << 20)})
    at, mark = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    record = data[at:mark]
    many = b"".join(record.replace(b"a0000", f"a{number:04}".encode()) for number in range(count))
    end = patched(data[mark:], 8, struct.pack("<HHI", count, count, len(many)))
    return data[:at] + many + end


def test_overlapping_members_come_out_once() -> None:
    found = Got(overlapping(500), ZIP)
    assert list(found.children) == ["a0000"]
    assert "499 members" in found.codes["archive-overlap"].text
    assert len(found.lines) == 500


def test_a_quoting_overlap_comes_out_once() -> None:
    """Each member holds the headers of all that follow."""
    inner = zipped({"b.txt": b"x" * 100}, 0)
    inner = inner[: inner.index(b"PK\x01\x02")]
    outer = zipped({"a.txt": inner}, 0)
    both = zipped({"a.txt": inner, "b.txt": b"x" * 100}, 0)
    records = both[both.index(b"PK\x01\x02") : both.index(b"PK\x05\x06")]
    second = records.rindex(b"PK\x01\x02")
    records = patched(records, second + 42, struct.pack("<I", 30 + 5))
    start = outer.index(b"PK\x01\x02")
    end = both[both.index(b"PK\x05\x06") :]
    found = Got(outer[:start] + records + patched(end, 16, struct.pack("<I", start)), ZIP)
    assert found.children == {"a.txt": inner}
    assert found.codes["archive-overlap"].where == "b.txt"


def test_bombs_stop_at_the_allowance(bomb: bytes) -> None:
    started = time.process_time()
    twice = zipped({"first.txt": b"x", "bomb.xz": bomb})
    for data, kind in ((bomb, XZ), (gzip.compress(bytes(100 << 20)), GZIP)):
        found = Got(data, kind, allowance=SMALL)
        assert found.children == {}
        assert [finding.code for finding in found.source.giving.findings()] == ["too-large-children"]
    assert set(Got(twice, ZIP).children) == {"first.txt", "bomb.xz"}
    solid = sevenzip({"a.txt": b"x", "b": bytes(30 << 20), "c": bytes(30 << 20)})
    found = Got(solid, SEVENZIP, allowance=SMALL)
    assert list(found.children) == ["a.txt"]
    assert len(found.lines) == 3
    assert time.process_time() - started < 20


@pytest.mark.parametrize("kind", [GZIP, ZSTD])
def test_a_tar_bomb_stops_and_so_does_its_list(kind: str) -> None:
    data = tarred(("a.txt", b"x", {}), ("b", bytes(30 << 20), {}), ("c.txt", b"y", {}))
    found = Got(PACKERS[kind](data), kind, allowance=SMALL)
    assert list(found.children) == ["a.txt"]
    assert len(found.lines) == 2
    assert "archive-listing-cut" in found.codes


def test_a_member_larger_than_it_says_is_not_given() -> None:
    data = zipped({"a.txt": bytes(1 << 20), "b.txt": b"x"})
    at = data.index(b"PK\x01\x02") + 24
    found = Got(patched(data, at, struct.pack("<I", 1000)), ZIP)
    assert found.children == {"b.txt": b"x"}
    assert "a.txt" in found.codes["archive-size-lies"].text


def test_no_more_comes_out_than_a_member_says() -> None:
    data = zipped({"a.txt": bytes(40 << 20)})
    lying = patched(data, data.index(b"PK\x01\x02") + 24, struct.pack("<I", 1000))
    chunks = ZipItem(Source(media_type=ZIP, data=lying)).chunks("a.txt")
    with pytest.raises(MemberError):
        next(chunks)


@pytest.mark.parametrize("method", [8, 12, 14])
def test_pieces_stay_small_however_much_is_packed(method: int) -> None:
    data = zipped({"a.txt": bytes(40 << 20)}, method)
    lengths = {len(piece) for piece in ZipItem(Source(media_type=ZIP, data=data)).chunks("a.txt")}
    assert max(lengths) <= 1 << 18


def test_a_dictionary_of_gigabytes_is_refused() -> None:
    huge = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    data = lzma.compress(b"x" * 1000, filters=huge)
    found = Got(with_dictionary(data), XZ)
    assert found.children == {}
    assert "archive-memory" in found.codes


def with_dictionary(data: bytes) -> bytes:
    """An xz stream whose block header asks for a dictionary of four gigabytes."""
    start = 12
    size = (data[start] + 1) * 4
    block = bytearray(data[start : start + size])
    at = block.index(0x21) + 2
    block[at] = 40
    block[-4:] = struct.pack("<I", zlib.crc32(bytes(block[:-4])))
    return data[:start] + bytes(block) + data[start + size :]


def test_7z_with_a_dictionary_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sevenzip({"a.txt": b"x" * 1000}, filters=[{"id": FILTER_LZMA2, "preset": 9}])
    monkeypatch.setattr(sevenzip_room, "MEMORY", 1 << 20)
    found = Got(data, SEVENZIP)
    assert found.children == {}
    assert "archive-memory" in found.codes


def test_more_entries_than_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziptable, "MOST_ENTRIES", 100)
    monkeypatch.setattr(tarstream, "MOST_MEMBERS", 100)
    names = {f"{number}.txt": b"x" for number in range(150)}
    for data, kind in ((zipped(names), ZIP), (tarred(*((name, b"x", {}) for name in names)), TAR)):
        found = Got(data, kind)
        assert len(found.children) == 100
        assert "archive-too-many-members" in found.codes


def test_entries_that_are_not_looked_at_are_not_called_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ziptable, "MOST_ENTRIES", 5)
    data = zipped({f"{number}.txt": b"x" * 50 for number in range(9)})
    at, mark = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    records = data[at:mark].split(b"PK\x01\x02")[1:]
    found = Got(data[:at] + b"".join(b"PK\x01\x02" + one for one in reversed(records)) + data[mark:], ZIP)
    assert list(found.children) == [f"{number}.txt" for number in (8, 7, 6, 5, 4)]
    assert set(found.codes) == {"archive-too-many-members"}


def test_a_million_entries_cost_little(pool: ReadingPool, tmp_path: Path) -> None:
    one = zipped({"0000000": b""}, 0)
    at, mark = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    head, record = one[:at], one[at:mark]
    count = 1_000_000
    local = b"".join(head[:30] + b"%07d" % number for number in range(count))
    entries = b"".join(
        record[:42] + struct.pack("<I", number * len(head)) + b"%07d" % number for number in range(count)
    )
    end64 = struct.pack(
        "<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(entries), len(local)
    ) + struct.pack("<4sIQI", b"PK\x06\x07", 0, len(local) + len(entries), 1)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    started = time.monotonic()
    path = tmp_path / "million.zip"
    path.write_bytes(local + entries + end64 + end)
    outlet = Collected()
    ((_, reading),) = pool.read_all([Job("x", ZIP, path=path, allowance=Allowance())], lambda _: outlet)
    assert time.monotonic() - started < 60
    assert len(outlet.parts) == 20_000
    assert len(reading.passages) == 20_000
    assert {"too-many-children", "archive-too-many-members", "archive-listing-cut"} <= codes(reading)
    assert reading.metadata["zip:Entries"] == "1000000"


def test_each_level_of_nesting_is_an_item_of_its_own() -> None:
    data = b"the innermost"
    for level in range(200):
        data = zipped({f"{level}.zip": data}, 0)
    for level in reversed(range(200)):
        found = Got(data, ZIP)
        ((part, data),) = found.parts
        assert part.path == f"{level}.zip"
    assert data == b"the innermost"


def test_at_the_depth_limit_nothing_is_opened() -> None:
    found = Got(zipped({"a.zip": b"x"}), ZIP, allowance=Allowance(depth=0))
    assert found.children == {}
    assert [finding.code for finding in found.source.giving.findings()] == ["nested-too-deep"]
    assert found.reading.links == ()
    assert found.lines[0].startswith("a.zip")


def test_tar_headers_that_would_fill_the_memory() -> None:
    pax = io.BytesIO()
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 33
    pax.write(info.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20))
    assert "archive-damaged" in Got(pax.getvalue(), TAR).codes
    long = tarfile.TarInfo("././@LongLink")
    long.type, long.size = tarfile.GNUTYPE_LONGNAME, 3
    chain = (long.tobuf(tarfile.GNU_FORMAT) + b"ab\x00".ljust(512, b"\x00")) * 5000
    assert set(Got(chain, TAR).codes) & {"archive-damaged", "archive-truncated"}


def samples() -> dict[str, tuple[bytes, str]]:
    files = {"a.txt": b"words " * 300, "folder/б.bin": bytes(range(256)) * 4, "c": b""}
    tar = tarred(*MEMBERS[:2], *MEMBERS[3:])
    made = {kind: (pack(tar), kind) for kind, pack in PACKERS.items()}
    return made | {
        "zip": (zipped(files), ZIP), "stored": (zipped(files, 0), ZIP), "lzma": (zipped(files, zipfile.ZIP_LZMA), ZIP),
        "bzip2": (zipped(files, zipfile.ZIP_BZIP2), ZIP), "tar": (tar, TAR), "7z": (sevenzip(files), SEVENZIP),
    }  # fmt: skip


@pytest.mark.parametrize(("data", "kind"), samples().values(), ids=samples())
def test_damage_anywhere_is_a_reading_and_never_an_exception(data: bytes, kind: str) -> None:
    chance = random.Random(7)
    for _ in range(120):
        spoiled = bytearray(data)
        for _ in range(chance.choice((1, 1, 3, 20))):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        if chance.random() < 0.3:
            del spoiled[chance.randrange(len(spoiled)) :]
        first, second = Got(bytes(spoiled), kind), Got(bytes(spoiled), kind)
        assert first.reading == second.reading
        assert first.parts == second.parts
        for link in first.reading.links:
            assert link.target in first.children


@pytest.mark.parametrize(("data", "kind"), samples().values(), ids=samples())
def test_confined_it_reads_the_same(pool: ReadingPool, data: bytes, kind: str) -> None:
    found = Got(data, kind)
    reading, outlet = confined(pool, data, kind)
    assert reading == found.reading
    assert outlet.parts == found.parts
    assert outlet.parts


def test_confined_from_a_file(pool: ReadingPool, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({"a.txt": b"x" * 1_000_000}))
    outlet = Collected()
    ((_, reading),) = pool.read_all([Job("x", ZIP, path=path, allowance=Allowance())], lambda _: outlet)
    assert [(part.path, len(data)) for part, data in outlet.parts] == [("a.txt", 1_000_000)]
    assert reading.findings == ()


def test_confined_bombs_stop_at_the_allowance(pool: ReadingPool, bomb: bytes) -> None:
    for data, kind in ((bomb, XZ), (zipped({"x": bytes(50 << 20)}), ZIP), (sevenzip({"x": bytes(50 << 20)}), SEVENZIP)):
        reading, outlet = confined(pool, data, kind, SMALL)
        assert outlet.parts == []
        assert "too-large-children" in codes(reading)
