"""Reading, beside the bare libraries and beside reading without a sandbox."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from material import Bench
from pairs import Row, at_least, in_turn

HERE = Path(__file__).resolve().parent
SANDBOX = 1 / 1.25
"""The sandbox may cost a quarter more than reading in process."""
BARE = 0.8
"""Of the speed of the bare library."""


def small_texts(bench: Bench) -> Iterator[Row]:
    """100,000 small texts: one confined worker beside reading in process; then both cores, and memory."""
    count = bench.scaled(100_000)
    told: dict[str, list[dict[str, float]]] = {"inside": [], "one": [], "all": []}
    for _ in range(bench.pairs):
        for how, runs in told.items():
            runs.append(_work(how, count))
    pairs = [(one["seconds"], inside["seconds"]) for one, inside in zip(told["one"], told["inside"], strict=True)]
    work = f"{count:,} texts of about 1 KB, one confined worker"
    yield at_least("read-small", work, "the same reader in process", SANDBOX, pairs)
    both = told["all"][0]
    rate, busy = count / both["seconds"], both["processor"] / both["seconds"]
    said = f"{rate:,.0f} a second, {busy:.1f} cores busy"
    yield Row("read-small-all", f"{count:,} texts, all workers", "", "both cores busy", said, busy > 1.7, 0.0, 0.0)
    few = _work("all", count // 10)
    said = f"{few['MB']:.0f} MB after {count // 10:,}, {both['MB']:.0f} MB after {count:,}"
    met = both["MB"] <= 1.1 * few["MB"]
    yield Row("read-memory", "memory of the parent and its largest worker", "", "flat", said, met, 0.0, 0.0)


def formats(bench: Bench) -> Iterator[Row]:
    """Each reader beside the bare library that it uses, in one process, on the same material."""
    from formats import FORMATS

    for name, made in FORMATS.items():
        peer, ours, theirs, work = made()
        ours(), theirs()
        timed = in_turn(_timed(ours), _timed(theirs), max(bench.pairs, 5))
        yield at_least(f"read-{name}", work, peer, BARE, timed)


def _timed(work: Callable[[], object]) -> Callable[[], float]:
    from time import perf_counter

    def run() -> float:
        begun = perf_counter()
        work()
        return perf_counter() - begun

    return run


def _work(how: str, count: int) -> dict[str, float]:
    command = [sys.executable, str(HERE / "reading.py"), how, str(count)]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


TEXTS = (
    "The boats of Orin lay behind the mill for two days before anybody asked where the crew had gone.",
    "Човни стояли за млином два дні, перш ніж хтось запитав, куди поділася команда.",
    "Лодки стояли за мельницей два дня, прежде чем кто-то спросил, куда делась команда.",
    "بقيت القوارب خلف الطاحونة يومين قبل أن يسأل أحد عن مكان الطاقم.",
    "הסירות עמדו מאחורי הטחנה יומיים לפני שמישהו שאל לאן נעלם הצוות.",
)


def _texts(count: int) -> Iterator[bytes]:
    chance = random.Random("texts")
    for number in range(count):
        line = TEXTS[number % len(TEXTS)].split()
        paragraphs = [" ".join(chance.sample(line, len(line))) for _ in range(8)]
        yield f"Note {number}\n\n{chr(10).join(paragraphs)}\n\n{paragraphs[0]}\n".encode()


def _measure(how: str, count: int) -> dict[str, float]:
    import resource
    import time

    from muniment.read.interface import Source
    from muniment.read.pool import Job, ReadingPool
    from muniment.read.readers.text import TextReader

    begun = time.perf_counter()
    if how == "inside":
        reader = TextReader()
        reader.warm()
        begun = time.perf_counter()
        done = sum(bool(reader.read(Source(media_type="text/plain", data=data)).text) for data in _texts(count))
    else:
        with ReadingPool(1 if how == "one" else None) as pool:
            pool.protections()
            begun = time.perf_counter()
            jobs = (Job(str(number), "text/plain", data=data) for number, data in enumerate(_texts(count)))
            done = sum(bool(reading.text) for _job, reading in pool.read_all(jobs))
            seconds = time.perf_counter() - begun
    seconds = time.perf_counter() - begun if how == "inside" else seconds
    assert done == count
    who = [resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(usage.ru_utime + usage.ru_stime for usage in who)
    return {"seconds": seconds, "processor": processor, "MB": sum(usage.ru_maxrss for usage in who) / 1024}


def pages(bench: Bench) -> Iterator[Row]:
    """PDF text beside bare pypdfium2; word recall and order of printed and recognised pages, by `bench/pdf.py`."""
    runs = "15" if bench.scale >= 1 else "3"
    command = [sys.executable, str(HERE / "pdf.py"), "--json", "--runs", runs]
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():
        told = json.loads(line)
        if "ratio" in told:
            asked, said = f"≥ {told['asked']} ×", f"{told['ratio']:.2f} ×"
            times = (told["ours_ms"] / 1000, told["bare_ms"] / 1000)
            yield Row("read-pdf", told["work"], "bare pypdfium2", asked, said, told["met"], *times, told)
            continue
        name = f"{told['what']}-{told['language']}-{told['printed by']}"
        asked = "" if told["asked"] is None else " / ".join(str(one) for one in told["asked"] if one)
        work = f"word recall / order, {told['what']}, {told['language']}, printed by {told['printed by']}"
        said = f"{told['recall']} / {told['order']}"
        yield Row(name, work, "", asked, said, told["met"], 0.0, 0.0, told)


ROWS = {"read-small": small_texts, "read-formats": formats, "read-pages": pages}

if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], int(sys.argv[2]))))
