"""Web archives made to exhaust, to mislead, or to reach out; all through limits, none through an exception."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zlib

import brotli
import pytest

from muniment.read.giving import Allowance, Giving
from muniment.read.interface import Source
from muniment.read.pool import Job, ReadingPool
from muniment.read.readers.webarchive import WebArchiveReader
from muniment.read.webarchive import feed, reading
from tests.read.webarchive.samples_web import ARC, ORIN, PAGE, WARC, Read, Web, answer, bare

SMALL = bare(ORIN, b"x", kind="metadata")


class Nowhere:
    """Takes everything and keeps nothing."""

    count = size = 0

    def begin(self, part: object) -> None:
        self.count += 1

    def data(self, piece: bytes) -> None:
        self.size += len(piece)

    def end(self) -> None:
        pass

    def drop(self) -> None:
        pass


def streamed(data: bytes) -> tuple[Nowhere, list[str], int]:
    """Read into nowhere; with the codes of findings, and the most memory that was in use."""
    nowhere = Nowhere()
    source = Source(media_type=WARC, data=data, giving=Giving(Allowance(), nowhere))
    tracemalloc.start()
    try:
        made = WebArchiveReader().read(source)
        return nowhere, [one.code for one in made.findings], tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_very_many_records_are_counted_and_not_all_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LISTED", 200)
    monkeypatch.setattr(reading, "MOST_RECORDS", 1000)
    data = gzip.compress(SMALL) * 3000
    monkeypatch.setattr(reading, "PER_BYTES", 1 << 40)
    read = Read(data)
    assert read.codes[-1] == "listing-cut"
    assert "too-many-records" in read.codes
    assert read.reading.metadata["records"] == "1000"
    assert len(read.reading.passages) <= 201


def test_findings_of_one_kind_are_bounded() -> None:
    read = Read(bare(ORIN, answer(), "WARC-Block-Digest: sha1:" + "A" * 32) * 500)
    assert len(read.codes) == 21
    assert read.reading.findings[-1].text.startswith("480 more")


@pytest.mark.parametrize("length", [4 << 30, 10**18])
@pytest.mark.parametrize("packed", [False, True])
def test_records_that_claim_to_be_huge_do_not_hide_those_behind_them(length: int, packed: bool) -> None:
    data = bare(ORIN, answer(), length=str(length)) * 200 + bare("http://last.veldra.example/", answer())
    start = time.perf_counter()
    read = Read(gzip.compress(data) if packed else data)
    assert len(read.parts) == 201
    assert "record-cut-off" in read.codes or "length-wrong" in read.codes
    assert time.perf_counter() - start < 20


def test_a_gzip_bomb_inside_a_body_is_left_packed_and_costs_no_memory() -> None:
    bomb = gzip.compress(bytes(200 << 20), 9)
    data = bare(ORIN, answer(bomb, "Content-Encoding: gzip")) + bare("http://tamsk.veldra.example/", answer())
    nowhere, codes, most = streamed(data)
    assert codes == ["body-encoding-broken"]
    assert (nowhere.count, nowhere.size) == (2, len(bomb) + len(PAGE))
    assert most < 60 << 20


def test_a_brotli_bomb_and_bombs_in_bombs() -> None:
    bomb = brotli.compress(bytes(100 << 20), quality=5, lgwin=24)
    twice = gzip.compress(gzip.compress(bytes(100 << 20)))
    data = bare(ORIN, answer(bomb, "Content-Encoding: br")) + bare(ORIN, answer(twice, "Content-Encoding: gzip, gzip"))
    nowhere, codes, most = streamed(data)
    assert codes == ["body-encoding-broken"] * 2
    assert nowhere.size < 1 << 20
    assert most < 100 << 20


def test_a_file_that_unpacks_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "FREE", 8 << 20)
    monkeypatch.setattr(feed, "RATIO", 1)
    packed = gzip.compress(SMALL + bare(ORIN, bytes(64 << 20)))
    _nowhere, codes, most = streamed(packed)
    assert "unpacks-too-far" in codes
    assert most < 60 << 20


def test_a_large_record_is_streamed() -> None:
    body = zlib.compress(bytes(range(256))) * 300_000
    for data in (Web(gzip=False).page(body=body).data, Web().page(body=body).data):
        nowhere, codes, most = streamed(data)
        assert (nowhere.size, codes) == (len(body), [])
        assert most < 30 << 20


def test_endless_headers() -> None:
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 2_000_000
    read = Read(endless + b"\r\n" + bare(ORIN, answer()))
    assert "record-header-broken" in read.codes
    assert read.children == {ORIN: PAGE}
    read = Read(bare(ORIN, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2_000_000) + bare("http://t.example/", answer()))
    assert read.codes == ["http-broken"]
    assert read.children["http://t.example/"] == PAGE
    read = Read(b"WARC/1.0\r\n" * 200_000 + bare(ORIN, answer()))
    assert read.children.get(ORIN) == PAGE or "record-header-broken" in read.codes


def test_very_many_header_lines_are_bounded_in_what_is_told() -> None:
    lines = [f"X-{number}: {'v' * 5000}" for number in range(1000)]
    assert sum(map(len, lines)) > 5_000_000 - 1
    read = Read(bare(ORIN, answer(PAGE, *lines[:40])))
    assert max(map(len, read.details().values())) <= 2001
    read = Read(bare(ORIN, answer(PAGE, *[f"X-{number}: v" for number in range(1000)])))
    assert len(read.details()) < 130


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("javascript:alert(1)", []),
        ("data:text/html,<script>alert(1)</script>", []),
        ("file:///etc/passwd", []),
        ("../../../etc/passwd", []),
        ("http://tamsk.example/\u202egpj.exe", ["address-odd"]),
        ("http://tamsk.example/a\x00b\x1b[31m", ["address-odd"]),
        ("http://tamsk.example/" + "a" * 100_000, ["address-long"]),
        ("http://[::1", []),
        ("", []),
    ],
)
def test_addresses_are_names_and_nothing_more(url: str, codes: list[str]) -> None:
    read = Read(bare(url, answer()))
    assert read.codes == codes
    part, data = read.parts[0]
    assert data == PAGE
    assert part.path.startswith(url[:4000]) or part.path == f"{url} (record at byte 0)"
    assert {one.state for one in read.reading.links} == {"child"}
    assert url[:2000] in read.reading.text


def test_addresses_that_are_no_children_are_links_only_where_they_lead_to_the_web() -> None:
    read = Read(bare("javascript:alert(1)", b"GET / HTTP/1.1\r\n\r\n", kind="request"))
    assert [one.target for one in read.reading.links if one.target.startswith("javascript")] == []


def test_records_hidden_among_false_beginnings_cost_no_endless_search() -> None:
    start = time.perf_counter()
    for data in (
        b"\x1f\x8b\x08" * 500_000,
        gzip.compress(SMALL) + b"\x1f\x8b\x08\x00" * 500_000,
        b"WARC/1.0\r\n\r\n" * 100_000,
        b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" * 20_000,
        gzip.compress(b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" * 20_000),
        gzip.compress(b"WARC/1.0\r\n\r\n") * 20_000,
        b"WARC/1.0\r\nContent-Length: 0\r\n\r\n" + b"\nWARC/" * 500_000,
    ):
        Read(data)
    Read(b"\na:" * 500_000, ARC)
    Read(b"http://a 1 20240102030405 t 999999999\n" * 20_000, ARC)
    assert time.perf_counter() - start < 60


def test_sixty_thousand_records_in_the_worker() -> None:
    data = gzip.compress(bare(ORIN, b"x", kind="metadata")) * 60_000
    with ReadingPool(workers=1) as pool:
        ((_, made),) = pool.read_all([Job("k", WARC, data=data)])
    assert made.metadata["records"] == "60000"
    assert [one.code for one in made.findings] == ["listing-cut"]


def test_empty_and_tiny_files() -> None:
    for data in (b"", b"W", b"\x1f\x8b", b"\x1f\x8b\x08", io.BytesIO().getvalue(), b"\n\n\n"):
        for kind in (WARC, ARC):
            assert "no-records" in Read(data, kind).codes
