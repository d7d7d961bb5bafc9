"""Files found inside items: from a reader, through a real confined worker, to an outlet; limits and breakage."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.model.reading import Derivative, Finding, Part, Reading, Told
from muniment.read.giving import Allowance, Collected, Giving
from muniment.read.inlet import Inlets
from muniment.read.pool import Job, ReadingPool
from muniment.read.worker.messages import BEGIN, DATA, END, Limits, encode
from tests.read.giving_readers import GIVES, RUNS

DEFAULT = Allowance()
READERS = ("tests.read.giving_readers:Giver", "tests.read.giving_readers:Runner")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's protections are Linux's")


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1, Limits(seconds=3.0), READERS) as made:
        yield made


def read(pool: ReadingPool, orders: str, allowance: Allowance | None = DEFAULT) -> tuple[Reading, Collected]:
    outlet = Collected()
    ((_job, reading),) = pool.read_all(
        [Job("a", GIVES, data=orders.encode(), allowance=allowance)], lambda _job: outlet
    )
    return reading, outlet


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_file_comes_whole_with_what_is_told_of_it(pool: ReadingPool) -> None:
    reading, outlet = read(pool, "give ../a/b.txt=hello\nraw x\nmention beside.jpg=" + "0" * 64)
    told = Told(reference="https://example.org/x", details={"x:y": "z"})
    assert outlet.parts == [
        (Part("../a/b.txt", told), b"hello"),
        (Part("caf\ufffd/x", path_bytes="Y2Fm6S94"), b"raw"),
        (Part("beside.jpg", Told(sha256="0" * 64, obtained="2031-04-05"), held=False), b""),
    ]
    assert codes(reading) == []


def test_large_files_come_in_pieces_and_whole(pool: ReadingPool) -> None:
    _reading, outlet = read(pool, "large 40")
    assert [len(data) for _part, data in outlet.parts] == [40 << 20]


def test_nothing_comes_where_nothing_is_wanted(pool: ReadingPool) -> None:
    reading, outlet = read(pool, "give a=b", None)
    assert (outlet.parts, reading.text, codes(reading)) == ([], "True", [])


@pytest.mark.parametrize(
    ("orders", "allowance", "code", "kept"),
    [
        ("many 50", Allowance(count=10), "too-many-children", 10),
        ("give a=b\nlarge 30", Allowance(bytes=10 << 20), "too-large-children", 1),
        ("give a=b", Allowance(depth=0), "nested-too-deep", 0),
    ],
)
def test_limits_cost_one_finding_and_keep_what_came_before(
    pool: ReadingPool, orders: str, allowance: Allowance, code: str, kept: int
) -> None:
    reading, outlet = read(pool, orders, allowance)
    assert (codes(reading), len(outlet.parts)) == ([code], kept)


def test_a_file_that_breaks_off_is_dropped(pool: ReadingPool) -> None:
    reading, outlet = read(pool, "give a=b\nbroken c")
    assert ([part.path for part, _ in outlet.parts], codes(reading)) == (["a"], ["reader-failed"])


def test_a_reader_that_dies_keeps_what_was_whole(pool: ReadingPool) -> None:
    reading, outlet = read(pool, "give a=b\ndies c")
    assert [part.path for part, _ in outlet.parts] == ["a"]
    assert codes(reading) == ["reader-crashed", "children-broken-off"]


def test_a_reader_may_ask_for_more_time_within_limits(pool: ReadingPool) -> None:
    reading, _outlet = read(pool, "slow 6")
    assert codes(reading) == []


def test_pages_are_drawn(pool: ReadingPool) -> None:
    drawn = pool.draw(Job("a", GIVES, data=b"give a=b", page=2))
    assert isinstance(drawn, Derivative)
    assert drawn.data == b"page 2 of 8"
    none = pool.draw(Job("a", GIVES, data=b"", page=3))
    assert isinstance(none, Finding)
    assert none.code == "no-such-page"
    other = pool.draw(Job("a", "text/plain", data=b"", page=1))
    assert isinstance(other, Finding)
    assert other.code == "no-picture"


# The parent trusts no piece


class _Job:
    key = "a"
    allowance = Allowance(count=2, bytes=10)


@pytest.mark.parametrize(
    "pieces",
    [
        [DATA + b"x"],
        [END],
        [BEGIN + b"\xc1"],
        [BEGIN + encode(Part("a")), BEGIN + encode(Part("b"))],
        [BEGIN + encode(Part("a")), DATA + b"x" * 11, END],
        [piece for name in "abc" for piece in (BEGIN + encode(Part(name)), END)],
        [b"?"],
        [b""],
    ],
)
def test_pieces_out_of_order_or_beyond_the_allowance_are_refused_and_told(pieces: list[bytes]) -> None:
    outlet = Collected()
    inlets: Inlets[_Job] = Inlets(lambda _job: outlet)
    for piece in pieces:
        inlets.take(_Job(), piece)
    reading = inlets.finish(_Job(), Reading("x/1"))
    assert codes(reading) == ["children-broken-off"]
    assert len(outlet.parts) <= 2
    assert all(len(data) <= 10 for _part, data in outlet.parts)


def test_paths_are_cut_and_never_refused() -> None:
    outlet = Collected()
    Giving(Allowance(), outlet).give("\udcff" + "a" * 9000, [b""], Told())
    part = outlet.parts[0][0]
    assert len(part.path) == 4096
    assert part.path_bytes


# Programs


def run(pool: ReadingPool, order: str) -> Reading:
    ((_job, reading),) = pool.read_all([Job("a", RUNS, data=order.encode())])
    return reading


def test_a_program_reads_its_item_and_answers(pool: ReadingPool) -> None:
    reading = run(pool, "hash me")
    assert hashlib.sha256(b"hash me").hexdigest() in reading.text
    assert reading.text.startswith("0 False")


@linux
@pytest.mark.parametrize(
    ("order", "code"),
    [("connect", "reader-forbidden"), ("other", "reader-forbidden"), ("write /tmp/x", "reader-forbidden")],
)
def test_beyond_its_programs_it_is_as_confined_as_any(pool: ReadingPool, order: str, code: str) -> None:
    assert codes(run(pool, order)) == [code]


@linux
def test_a_program_reads_nothing_but_its_item(pool: ReadingPool, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the name of the witness")
    reading = run(pool, f"read {secret}")
    assert "witness" not in reading.text
    assert "ermission denied" in reading.text
    assert codes(run(pool, f"peek {secret}")) == ["reader-forbidden"]


def test_a_program_that_sleeps_or_floods_is_stopped(pool: ReadingPool) -> None:
    assert run(pool, "sleep").text.startswith("None False")
    flooded = run(pool, "flood").text
    assert flooded.startswith("None True")
    assert len(flooded) < 2000
