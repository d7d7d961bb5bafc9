"""Reads many items at once, each in a confined worker; whatever an item does costs one finding.

The pool itself never parses an item and never loads a heavy library. Give it small items as
bytes and large ones by path; results come in order of completion.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from muniment.model.reading import Derivative, Finding, Reading
from muniment.read.giving import Allowance, Outlet
from muniment.read.inlet import Inlets
from muniment.read.interface import Problem, Reader, Registry, load_registry, programs_of
from muniment.read.outcome import UNREAD, failed, sound, unread
from muniment.read.worker.messages import (
    Greeting,
    Hello,
    Limits,
    Protection,
    ReadingDecoder,
    Request,
    encode,
)
from muniment.work.child import Task
from muniment.work.pool import ChildPool, Kind, Outcome, Piece

_COMMAND = (sys.executable, "-P", "-B", "-m", "muniment.read.worker")


@dataclass(frozen=True)
class Job:
    """One item to read: its bytes as `data`, or a file at `path`. `key` is the caller's own."""

    key: str
    media_type: str
    path: Path | None = None
    name: str = ""
    """A hint for the reader, for instance the original file name."""
    data: bytes | None = None
    allowance: Allowance | None = None
    """What may be taken out of it; None: nothing is."""
    wishes: frozenset[str] = frozenset()
    page: int | None = None
    """Draw this page instead of reading."""

    def __post_init__(self) -> None:
        if self.data is None and self.path is None:
            raise ValueError(f"job {self.key} has neither data nor path")


class ReadingPool:
    """Warm, confined worker processes; started when there is something to read.

    `workers` defaults to the number of processors, at least one. `readers` are readers beside
    the installed ones, as `module:Class`; they take precedence. Not thread-safe.
    """

    def __init__(self, workers: int | None = None, limits: Limits | None = None, readers: Iterable[str] = ()) -> None:
        self.limits = limits or Limits()
        extra = tuple(readers)
        self._registry: Registry = load_registry(extra)
        self._hello: Hello | None = None
        count = workers or os.cpu_count() or 1
        self._pool: ChildPool[Job] = ChildPool(self._kind(extra, False), count, self._greeted)
        self._with_programs: ChildPool[Job] = ChildPool(self._kind(extra, True), count)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Readers that are installed and cannot be loaded."""
        return self._registry.problems

    def _kind(self, extra: tuple[str, ...], programs: bool) -> Kind:
        greeting = encode(Greeting(self.limits, extra, programs))
        return Kind(_COMMAND, _environment(), greeting, self.limits.output)

    def read_all(
        self, jobs: Iterable[Job], outlet: Callable[[Job], Outlet] | None = None
    ) -> Iterator[tuple[Job, Reading]]:
        """Readings as they are done, one for every job. Raises `muniment.work.pool.PoolBroken`.

        Files found inside an item go to the outlet made for its job, all before its reading comes.
        Items whose readers run programs come last: each of those takes a process of its own.
        """
        inlets = Inlets(outlet)
        later: list[Job] = []
        yield from self._run(self._pool, self._plain(jobs, later), inlets)
        yield from self._run(self._with_programs, map(self._task, later), inlets)

    def label_of(self, media_type: str) -> str | None:
        """Name and version of the reader for a type, or None."""
        reader = self._registry.for_type(media_type)
        return f"{reader.name}/{reader.version}" if reader else None

    def draw(self, job: Job) -> Derivative | Finding:
        """The picture of the job's page, or why there is none."""
        ((_job, reading),) = self.read_all([job])
        if reading.derivatives:
            return reading.derivatives[0]
        return reading.findings[0] if reading.findings else Finding("no-picture", "no picture came of it")

    def _plain(self, jobs: Iterable[Job], later: list[Job]) -> Iterator[Task[Job] | Outcome[Job]]:
        for job in jobs:
            reader = self._registry.for_type(job.media_type)
            if reader is not None and programs_of(reader):
                later.append(job)
            else:
                yield self._task(job)

    def _run(
        self, pool: ChildPool[Job], tasks: Iterable[Task[Job] | Outcome[Job]], inlets: Inlets[Job]
    ) -> Iterator[tuple[Job, Reading]]:
        for came in pool.run(tasks):
            job = came.task.tag
            if isinstance(came, Piece):
                inlets.take(job, came.body)
            else:
                yield job, inlets.finish(job, self._reading(came))

    def protections(self) -> tuple[Protection, ...]:
        """What holds the workers on this machine, as a worker found it. Starts one if there is none."""
        if self._hello is None:
            self._pool.start()
        assert self._hello is not None
        return self._hello.protections

    def close(self) -> None:
        """End the workers; a later `read_all` starts new ones."""
        self._pool.close()
        self._with_programs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _greeted(self, body: bytes) -> None:
        self._hello = msgspec.msgpack.decode(body, type=Hello)

    def _task(self, job: Job) -> Task[Job] | Outcome[Job]:
        reader = self._registry.for_type(job.media_type)
        if reader is None:
            return Outcome(Task(job, b"", 0.0, 0), None, "skipped")
        size = _size(job)
        seconds = self.limits.time_for(size)
        request = Request(
            reader.name, job.media_type, seconds, job.name, job.data, job.wishes, job.allowance, job.page
        )  # fmt: skip
        # a second more than the worker's own processor time, so that it is the worker's limit that speaks
        return Task(job, encode(request), seconds + 1, size, job.path if job.data is None else None)

    def _reading(self, outcome: Outcome[Job]) -> Reading:
        job = outcome.task.tag
        reader = self._registry.for_type(job.media_type)
        if reader is None:
            return unread(job.media_type)
        label = f"{reader.name}/{reader.version}"
        if outcome.answer is None:
            return _lost(label, reader, outcome, self.limits)
        try:
            reading = sound(ReadingDecoder.decode(outcome.answer), label)
        except (msgspec.DecodeError, UnicodeDecodeError):
            reading = None
        return reading or failed(label, "reader-failed", f"the {reader.name} reader gave a reading that makes no sense")


def protections() -> tuple[Protection, ...]:
    """What would hold a worker on this machine, found by starting one and asking it."""
    with ReadingPool(workers=1) as pool:
        return pool.protections()


def _size(job: Job) -> int:
    if job.data is not None:
        return len(job.data)
    assert job.path is not None
    try:
        return job.path.stat().st_size
    except OSError:
        return 0  # opening it will fail too, and that is where it is told


def _lost(label: str, reader: Reader, outcome: Outcome[Job], limits: Limits) -> Reading:
    """The reading of an item whose worker did not come back with one."""
    seconds = outcome.task.seconds - 1
    code, text = {
        "timeout": ("reader-timeout", f"the {reader.name} reader was stopped after {seconds:.0f} seconds"),
        "output": ("reader-output", f"the {reader.name} reader answered with more than {limits.output >> 20} MiB"),
        "missing": ("bytes-missing", f"the bytes could not be opened: {outcome.detail}"),
    }.get(outcome.loss or "", ("reader-crashed", f"the {reader.name} reader crashed: {outcome.detail}"))
    return failed(UNREAD if code == "bytes-missing" else label, code, text)


def _environment() -> dict[str, str]:
    """Everything a worker knows of the world: where modules are, and settings that make readings repeat."""
    return {
        "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
        "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "LANG": "C.UTF-8", "TZ": "UTC",
        "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2",
    }  # fmt: skip
