"""A warm pool of child processes that answer tasks; a child that dies costs one task.

Tasks are sent ahead of need, so that no child waits for a round trip, but never more than a
window of them: memory stays flat over any number of tasks. Children answer in order, so the
oldest unanswered task is the one at work: if its child crashes, hangs or talks too much, that
task is lost (and said to be), a fresh child starts, and the tasks behind it are sent again.
"""

from __future__ import annotations

import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from muniment.work.child import Child, Task
from muniment.work.frames import HELLO, LAST, MORE, PART, FrameTooLong

T = TypeVar("T")
WINDOW_TASKS = 64
WINDOW_BYTES = 2 << 20
STARTING_SECONDS = 120.0
_CHUNK = 1 << 18
_FALSE_STARTS = 3
_GRACE = 2.0


class PoolBroken(Exception):
    """Children cannot be started at all; the text says what the last one said."""


Loss = Literal["crashed", "timeout", "output", "missing", "skipped"]


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What became of a task: an answer, or how it was lost and in which words."""

    task: Task[T]
    answer: bytes | None
    loss: Loss | None = None
    detail: str = ""


@dataclass(frozen=True)
class Piece(Generic[T]):
    """Something a child says about the task at work before it answers."""

    task: Task[T]
    body: bytes


@dataclass(frozen=True)
class Kind:
    """What the children are: the command, its whole environment, and what greets each."""

    command: Sequence[str]
    environment: Mapping[str, str]
    greeting: bytes
    output_limit: int
    """Longest answer in bytes."""
    retire_after: int = 20_000
    """Answers after which a child is replaced, against slow leaks …"""
    retire_not_before: float = 60.0
    """… once it has worked for so many seconds: where work is light, starting would cost more than all leaks."""
    longest: float = 3600.0
    """Seconds beyond its own that a task may ask for, in all."""


class ChildPool(Generic[T]):
    """`size` children of one kind. Not thread-safe; starts nothing until there is work."""

    def __init__(self, kind: Kind, size: int, on_hello: Callable[[bytes], None] = lambda _body: None) -> None:
        self._kind = kind
        self._size = size
        self._on_hello = on_hello
        self._children: list[Child[T]] = []
        self._selector = selectors.DefaultSelector()
        self._again: deque[Task[T]] = deque()
        self._done: deque[Outcome[T] | Piece[T]] = deque()
        self._false_starts = 0

    def run(self, tasks: Iterable[Task[T] | Outcome[T]]) -> Iterator[Outcome[T] | Piece[T]]:
        """Outcomes in order of completion, each after its pieces. Raises `PoolBroken` if no child can be started.

        An outcome among the tasks needs no child and comes out as it went in.
        Whoever stops before the end ends the children too: what they still owe is nobody's.
        """
        finished = False
        try:
            yield from self._run(iter(tasks))
            finished = True
        finally:
            if not finished:
                self.close()

    def _run(self, source: Iterator[Task[T] | Outcome[T]]) -> Iterator[Outcome[T] | Piece[T]]:
        more = True
        while more or self._again or self._done or self._owed():
            more = self._hand_out(source)
            while self._done:
                yield from self._let_consumer_work(self._done.popleft())
            if self._owed():
                self._wait()

    def _owed(self) -> bool:
        """Whether some child has not yet answered all it was given."""
        return any(child.pending for child in self._children)

    def start(self) -> None:
        """Start one child and wait for its greeting. Raises `PoolBroken`."""
        if not self._children:
            self._start_child()
        while not any(child.ready for child in self._children):
            self._wait()

    def close(self) -> None:
        """End all children. The pool can be used again and starts new ones then."""
        while self._children:
            self._remove(self._children[-1])
        self._again.clear()
        self._done.clear()

    def _let_consumer_work(self, outcome: Outcome[T] | Piece[T]) -> Iterator[Outcome[T] | Piece[T]]:
        """Yield, then move every clock by the time we were away: a slow consumer is no hang."""
        left = time.monotonic()
        yield outcome
        away = time.monotonic() - left
        for child in self._children:
            child.since += away

    def _hand_out(self, source: Iterator[Task[T] | Outcome[T]]) -> bool:
        """Fill every child's window; False when the source is exhausted."""
        while len(self._done) < WINDOW_TASKS and self._has_room():
            task = self._again.popleft() if self._again else next(source, None)
            if task is None:
                return False
            if isinstance(task, Outcome):
                self._done.append(task)
            else:
                self._give(task)
        return True

    def _give(self, task: Task[T]) -> None:
        child = self._roomiest()
        try:
            child.give(task)
        except OSError as error:
            self._done.append(Outcome(task, None, "missing", error.strerror or str(error)))
        self._watch(child)

    def _has_room(self) -> bool:
        return len(self._children) < self._size or any(_has_room(child) for child in self._children)

    def _roomiest(self) -> Child[T]:
        """The child to give the next task to: an idle one, else a new one, else the least loaded."""
        free = [child for child in self._children if _has_room(child)]
        idle = next((child for child in free if not child.pending), None)
        if idle is None and len(self._children) < self._size:
            return self._start_child()
        return idle or min(free, key=lambda child: child.load)

    def _start_child(self) -> Child[T]:
        kind = self._kind
        child: Child[T] = Child(kind.command, kind.environment, kind.greeting, kind.output_limit)
        self._children.append(child)
        self._selector.register(child.socket, selectors.EVENT_READ, child)
        self._watch(child)
        return child

    def _watch(self, child: Child[T]) -> None:
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if child.sending else 0)
        if self._selector.get_key(child.socket).events != events:
            self._selector.modify(child.socket, events, child)

    def _wait(self) -> None:
        """Wait for one round of answers, or for the next deadline."""
        deadlines = [due for child in self._children if (due := child.deadline(STARTING_SECONDS)) is not None]
        timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else 0.0
        for key, events in self._selector.select(timeout):
            child: Child[T] = key.data
            if events & selectors.EVENT_WRITE:
                child.flush()
                self._watch(child)
            if events & selectors.EVENT_READ:
                self._read(child)
        self._end_the_late()

    def _read(self, child: Child[T]) -> None:
        try:
            data = child.socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        if not data:
            self._lose(child, "crashed", "")
            return
        child.frames.feed(data)
        try:
            while (whole := child.frames.pop()) is not None:
                if not self._take(child, *whole):
                    return
        except FrameTooLong as error:
            self._lose(child, "output", str(error))

    def _take(self, child: Child[T], kind: bytes, body: bytes) -> bool:
        """Take one frame in; False when the child is gone after it."""
        if kind == HELLO and not child.ready:
            child.ready = True
            child.since = child.greeted = time.monotonic()
            self._false_starts = 0
            self._on_hello(body)
            return True
        if not child.pending:
            self._lose(child, "crashed", "it spoke unasked")
            return False
        if kind == PART:
            self._done.append(Piece(child.pending[0], body))
            return True
        if kind == MORE:
            asked = float(body) if body.isdigit() else 0.0
            child.extra = min(child.extra + asked, self._kind.longest)
            return True
        self._done.append(Outcome(child.answer(), body))
        if kind == LAST or self._has_served(child):
            self._again.extendleft(reversed(child.pending))
            self._remove(child)
            return False
        return True

    def _has_served(self, child: Child[T]) -> bool:
        kind = self._kind
        return child.answered >= kind.retire_after and time.monotonic() >= child.greeted + kind.retire_not_before

    def _end_the_late(self) -> None:
        now = time.monotonic()
        for child in list(self._children):
            due = child.deadline(STARTING_SECONDS)
            if due is not None and now >= due:
                self._lose(child, "timeout", "")

    def _lose(self, child: Child[T], loss: Loss, detail: str) -> None:
        """The child is of no more use: its oldest task is lost, the others are done again."""
        code = self._remove(child, _GRACE if loss == "crashed" else 0.0)
        if not child.ready:
            self._false_start(child)
        elif child.pending:
            if loss == "crashed" and code == -signal.SIGXCPU:
                loss = "timeout"
            self._done.append(Outcome(child.answer(), None, loss, detail or _end_in_words(code)))
        self._again.extendleft(reversed(child.pending))
        child.pending.clear()

    def _false_start(self, child: Child[T]) -> None:
        self._false_starts += 1
        if self._false_starts >= _FALSE_STARTS:
            raise PoolBroken(f"a worker process cannot be started: {child.last_words or 'it said nothing'}")

    def _remove(self, child: Child[T], grace: float = 0.0) -> int:
        self._selector.unregister(child.socket)
        self._children.remove(child)
        return child.close(grace)


def _has_room(child: Child[T]) -> bool:
    if not child.pending:
        return True
    return len(child.pending) < WINDOW_TASKS and child.load < WINDOW_BYTES


def _end_in_words(code: int) -> str:
    if code >= 0:
        return f"the process ended with code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"the process was ended by {name}"
