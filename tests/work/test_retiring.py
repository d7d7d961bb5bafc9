"""A child is replaced after so many answers, but not before it has been worth its start."""

from __future__ import annotations

import sys

import pytest

from muniment.work.child import Task
from muniment.work.pool import ChildPool, Kind, Outcome

CHILD = """
import os, socket
from muniment.work.frames import ANSWER, HELLO, Channel
channel = Channel(socket.socket(fileno=os.dup(0)), 1 << 20)
channel.receive()
channel.send(HELLO, b"")
while channel.receive() is not None:
    channel.send(ANSWER, str(os.getpid()).encode())
"""
"""Answers every task with its process id."""


def processes(tasks: int, *, after: int, not_before: float) -> list[bytes]:
    """Which process answered each of so many tasks."""
    environment = {"PYTHONPATH": ":".join(sys.path)}
    kind = Kind((sys.executable, "-c", CHILD), environment, b"", 1 << 20, after, retire_not_before=not_before)
    pool: ChildPool[int] = ChildPool(kind, 1)
    try:
        done = list(pool.run(Task(number, b"", 20.0, 1) for number in range(tasks)))
    finally:
        pool.close()
    assert [outcome.task.tag for outcome in done] == list(range(tasks))
    return [outcome.answer or b"" for outcome in done if isinstance(outcome, Outcome)]


@pytest.mark.parametrize(("not_before", "each"), [(0.0, [3, 3, 1]), (600.0, [7])])
def test_a_child_retires_when_it_has_served(not_before: float, each: list[int]) -> None:
    answers = processes(7, after=3, not_before=not_before)
    assert b"" not in answers
    assert [answers.count(process) for process in dict.fromkeys(answers)] == each
