"""The pool with real worker processes and readers that misbehave: one finding each, and it goes on."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.model.reading import Reading
from muniment.read.pool import Job, ReadingPool
from muniment.read.worker.messages import Limits
from muniment.work.pool import PoolBroken
from tests.read.hostile_readers import KIND

READERS = tuple(f"tests.read.hostile_readers:{name}" for name in ("Hostile", "Flood", "Liar"))
LIMITS = Limits(seconds=2.0, memory=1 << 30, output=8 << 20)

linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's protections are Linux's")


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2, LIMITS, READERS) as made:
        yield made


def job(order: str, kind: str = KIND) -> Job:
    return Job(order, kind, data=order.encode())


def results(pool: ReadingPool, jobs: list[Job]) -> dict[str, Reading]:
    return {done.key: reading for done, reading in pool.read_all(jobs)}


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


HARM = {
    "crash": "reader-crashed", "segfault": "reader-crashed", "vanish": "reader-crashed", "leave": "reader-failed",
    "hang": "reader-timeout", "spin": "reader-timeout", "bomb": "reader-memory", "stack": "reader-failed",
    "fail": "reader-failed",
}  # fmt: skip


def test_every_harm_costs_one_finding_and_nothing_else(pool: ReadingPool) -> None:
    jobs = [job(order) for harm in HARM for order in (f"before {harm}", harm, f"after {harm}")]
    found = results(pool, jobs)
    assert len(found) == len(jobs)
    for harm, code in HARM.items():
        assert codes(found[harm]) == [code]
        assert found[harm].reader == "hostile/1"
        for order in (f"before {harm}", f"after {harm}"):
            assert (found[order].text, codes(found[order])) == (order, [])


def test_a_failure_is_told_in_one_clean_line(pool: ReadingPool) -> None:
    (finding,) = results(pool, [job("fail")])["fail"].findings
    assert finding.text.startswith("the hostile reader gave up: ValueError: the table has no")
    assert len(finding.text) < 300
    assert finding.text.isprintable()


def test_halves_of_characters_do_not_cost_the_reading(pool: ReadingPool) -> None:
    reading = results(pool, [job("halves")])["halves"]
    assert (reading.text, reading.title, len(reading.passages)) == ("a\ufffdb", "\ufffd", 1)
    assert reading.metadata == {"x:\ufffd": "\ufffd"}
    assert codes(reading) == ["encoding-broken"]


def test_an_oversized_answer_is_cut_off(pool: ReadingPool) -> None:
    jobs = [job("", "application/x-flood"), job("fine")]
    found = results(pool, jobs)
    assert codes(found[""]) in (["reader-output"], ["reader-memory"])
    assert found["fine"].text == "fine"


def test_a_gigabyte_where_memory_allows_is_too_much_output() -> None:
    with ReadingPool(1, Limits(seconds=20.0, output=8 << 20), READERS) as roomy:
        assert codes(results(roomy, [job("", "application/x-flood")])[""]) == ["reader-output"]


def test_a_reading_that_makes_no_sense_is_refused(pool: ReadingPool) -> None:
    found = results(pool, [job("outside", "application/x-liar"), job("inside", "application/x-liar")])
    assert codes(found["outside"]) == ["reader-failed"]
    assert found["outside"].text == ""
    assert found["inside"].reader == "liar/1"  # whatever name it gave itself


@linux
def test_what_a_reader_may_not_do(pool: ReadingPool, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("keys")
    orders = ["connect", "execute", "spawn", "fork", f"write {tmp_path / 'new'}", f"write {precious}",
              f"remove {precious}", f"peek {precious}", f"kill {os.getpid()}"]  # fmt: skip
    found = results(pool, [job(order) for order in orders])
    assert {order: codes(found[order]) for order in orders} == {order: ["reader-forbidden"] for order in orders}
    assert precious.read_text() == "keys"
    assert not (tmp_path / "new").exists()
    assert results(pool, [job("fine")])["fine"].text == "fine"


@linux
def test_protections_are_what_a_worker_found(pool: ReadingPool) -> None:
    found = {one.name: one for one in pool.protections()}
    assert set(found) == {"resource-limits", "no-new-privileges", "no-capabilities", "landlock", "seccomp"}
    assert found["resource-limits"].in_force
    assert found["no-new-privileges"].in_force
    assert all(one.text for one in found.values())


def test_files_are_read_by_path_without_being_in_reach(pool: ReadingPool, tmp_path: Path) -> None:
    path = tmp_path / "item"
    path.write_text("words of the council")
    found = results(pool, [Job("a", KIND, path=path), Job("b", KIND, path=tmp_path / "gone"), job("c")])
    assert found["a"].text == "words of the council"
    assert codes(found["b"]) == ["bytes-missing"]
    assert found["c"].text == "c"


def test_a_type_nobody_reads_starts_no_worker() -> None:
    with ReadingPool(2) as idle:
        (reading,) = results(idle, [job("x", "application/x-unread")]).values()
        assert reading.reader == "none/1"
        (finding,) = reading.findings
        assert (finding.code, finding.level) == ("not-read", "note")
        assert finding.text == "kept, not read: no reader for application/x-unread yet"
        assert idle._pool._children == []


def test_a_slow_consumer_is_no_hang(pool: ReadingPool) -> None:
    # the long answers fill the sockets: their workers have to wait for us in the middle of a frame
    seen = []
    for done, reading in pool.read_all(job(f"{'long' if number > 10 else 'item'} {number}") for number in range(100)):
        if len(seen) == 1:
            time.sleep(LIMITS.seconds + 1.5)
        seen.append((done.key, codes(reading)))
    assert len(seen) == 100
    assert all(found == [] for _key, found in seen)


def test_a_consumer_who_leaves_early_leaves_nothing_behind(pool: ReadingPool) -> None:
    for _done, _reading in pool.read_all(job(f"item {number}") for number in range(1000)):
        break
    assert results(pool, [job("fine")]).keys() == {"fine"}


def test_thousands_of_small_items_in_flat_memory() -> None:
    text = "The council of the valley met in the school. " * 20
    with ReadingPool(2) as many:

        def run(count: int) -> int:
            jobs = (Job(str(number), "text/plain", data=f"{text}{number}".encode()) for number in range(count))
            seen = 0
            for done, reading in many.read_all(jobs):
                assert reading.text.endswith(done.key)
                seen += 1
            assert seen == count
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

        early = run(500)
        late = run(3000)
    assert late - early < 8 << 10  # KiB


def test_our_own_readers_work_confined() -> None:
    html = b"<html><head><title>T</title></head><p>Words of the council in the valley.</p></html>"
    with ReadingPool(1) as own:
        found = results(own, [Job("h", "text/html", data=html), Job("m", "text/markdown", data=b"# T\n\nWords.")])
        assert found["h"].text == "Words of the council in the valley."
        assert [codes(reading) for reading in found.values()] == [[], []]
        assert own.problems == ()


def test_workers_that_cannot_start_are_an_error_not_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    with ReadingPool(1, LIMITS, READERS) as broken:
        kind = broken._pool._kind
        monkeypatch.setattr(
            broken._pool, "_kind", type(kind)((sys.executable, "-c", "raise SystemExit('no library')"),
                                              kind.environment, kind.greeting, kind.output_limit)
        )  # fmt: skip
        with pytest.raises(PoolBroken, match="no library"):
            list(broken.read_all([job("fine")]))


def test_a_job_needs_bytes() -> None:
    with pytest.raises(ValueError, match="neither data nor path"):
        Job("a", KIND)
