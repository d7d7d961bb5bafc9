"""The parent's side: documents out, margins back, in whatever order they are done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from muniment.claims.times import Reference
from muniment.claims.vocabulary import Vocabulary
from muniment.model.claims import Suggestion
from muniment.model.reading import Reading
from muniment.work.child import Task
from muniment.work.pool import ChildPool, Kind, Outcome, Piece

from .messages import Answer, Asked, Greeting

_COMMAND = (sys.executable, "-P", "-m", "muniment.claims.margins.child")
LONGEST_ANSWER = 256 << 20
SECONDS, A_SECOND, MOST_SECONDS = 30.0, 20_000, 90.0
"""Seconds a document may take, one more for so many characters (fifty times what it should), and all that it may."""


class Margin(NamedTuple):
    """A document's marks; `problem` says why there are none where something went wrong."""

    item: str
    marks: tuple[Suggestion, ...]
    problem: str = ""


class Marker:
    """Children that mark texts. `workers` defaults to the number of processors. Not thread-safe."""

    def __init__(
        self, extractor: str, vocabulary: Vocabulary, dates: tuple[Reference, ...], workers: int | None = None
    ) -> None:
        greeting = msgspec.msgpack.encode(Greeting(extractor, vocabulary.lists, dates))
        kind = Kind(_COMMAND, dict(os.environ), greeting, LONGEST_ANSWER)
        self._pool: ChildPool[str] = ChildPool(kind, workers or os.cpu_count() or 1)

    def mark(self, documents: Iterable[tuple[str, Reading]]) -> Iterator[Margin]:
        """Margins of (item, reading) as they are done. Raises `work.pool.PoolBroken`."""
        for came in self._pool.run(self._task(*document) for document in documents):
            if not isinstance(came, Piece):
                yield _margin(came)

    def _task(self, item: str, reading: Reading) -> Task[str]:
        body = msgspec.msgpack.encode(Asked(item, reading))
        return Task(item, body, min(SECONDS + len(reading.text) / A_SECOND, MOST_SECONDS), len(body))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()


def _margin(came: Outcome[str]) -> Margin:
    item = came.task.tag
    if came.answer is None:
        words = (
            f"{item}: the extractor was stopped ({came.loss}); nothing is suggested for it, which says nothing of it"
        )
        return Margin(item, (), words)
    answer = msgspec.msgpack.decode(came.answer, type=Answer)
    return Margin(item, answer.marks, answer.refused)
