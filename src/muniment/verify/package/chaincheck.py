"""Follows a record's statements from its newest back to its first: every one must be in the package, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from muniment.verify.acts import Act, ShownPart
from muniment.verify.report import Report

_INDEX = re.compile(r"(0|[1-9][0-9]{0,14})\Z")


def is_index(text: str) -> bool:
    """Whether this is a number in its one form: no sign, no leading zero, ASCII digits."""
    return _INDEX.match(text) is not None


class Shown(NamedTuple):
    """One part as it is shown: the act that it is of, and its fields."""

    act: Act
    fields: dict[str, Any]


class Parts:
    """The parts that a package shows, by `act.part`."""

    def __init__(self, acts: Mapping[int, Act], shown: Mapping[int, list[ShownPart]]) -> None:
        self._found = {
            f"{act}.{part.number}": Shown(acts[act], part.fields) for act, parts in shown.items() for part in parts
        }

    def get(self, record: str) -> Shown | None:
        """A part in the one form of its name; None where it is not shown."""
        return self._found.get(record)


def place(record: str) -> tuple[int, int]:
    """Act and part, to tell which stands before which."""
    act, _, number = record.partition(".")
    return int(act), int(number)


def follow(
    report: Report, parts: Parts, record: str, newest: str, kinds: Collection[str], disclosed: int
) -> Shown | None:
    """The record's own part, where every statement from `newest` back to it is shown, is of these kinds, is about
    this record, and stands before what follows on it. Else None, and the report says why."""
    at, before = newest, (disclosed, 0)
    while at != record:
        shown = parts.get(at)
        if shown is None:
            report.miss(f"statement {at} about {record}", "the disclosure names it, but it is not shown")
            return None
        if shown.fields.get("record") != record or shown.act.kind not in kinds:
            report.fail("statement", at, f"it is not a statement about {record}")
            return None
        if place(at) >= before:
            report.fail("statement", at, "it does not stand before what follows on it")
            return None
        before, at = place(at), str(shown.fields.get("prior"))
    return parts.get(record)
