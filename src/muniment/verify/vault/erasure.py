"""Checks that what is gone was erased by an act of two people, and says who, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from muniment.verify.report import Report

from .logcheck import CheckedLog
from .packcheck import Contents

Generation = tuple[CheckedLog, Contents]
"""One log with what its packs hold; a branched vault has several, oldest first."""


def check_erasures(generations: Sequence[Generation], report: Report) -> None:
    """Report every erasure; fail whatever is gone without one."""
    gone: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, (log, contents) in enumerate(generations):
        for act, part, what, eraser in contents.gone:
            by = _eraser(generations[number:], log, f"{act}.{part}", eraser)
            if by is None:
                report.fail("part", f"{act}.{part}", f"removed, but entry {eraser} does not erase it")
            else:
                gone[number + by, eraser].append(f"{act}.{part} {what}".strip())
        for where, eraser in contents.tombs:
            if not any(_erases(later, eraser) for later in generations[number:]):
                report.fail("object", where, f"removed, but entry {eraser} is no erasure")
    for number, (log, contents) in enumerate(generations):
        _report_erasures(log, contents, number, gone, report)


def _eraser(later: Sequence[Generation], log: CheckedLog, record: str, eraser: int) -> int | None:
    """How many logs on the erasure of a record stands; None where there is none."""
    for distance, generation in enumerate(later):
        name = record if distance == 0 else f"{log.authority.log}/{record}"
        if _erases(generation, eraser) and name in _targets(generation[1], eraser):
            return distance
    return None


def _erases(generation: Generation, index: int) -> bool:
    act = generation[0].acts.get(index)
    return act is not None and act.kind == "erase"


def _report_erasures(
    log: CheckedLog, contents: Contents, number: int, gone: dict[tuple[int, int], list[str]], report: Report
) -> None:
    for index, act in log.acts.items():
        if act.kind != "erase":
            continue
        _check_two(log, contents, index, report)
        if (number, index) in gone:
            report.erased.append(_describe(log, contents, index, gone[number, index]))
        elif len(contents.parts) < len(log.acts):
            report.notes.append(f"whether the erasure of entry {index} was carried out cannot be told: parts are gone")
        else:
            report.owed.append(index)
            report.notes.append(f"the erasure of entry {index} is signed but not carried out yet")


def _targets(contents: Contents, index: int) -> set[str]:
    return {str(fields["record"]) for fields in contents.fields.get(index, []) if "record" in fields}


def _check_two(log: CheckedLog, contents: Contents, index: int, report: Report) -> None:
    act = log.acts[index]
    proposal = log.acts.get(_proposal(log, index))
    needed: Any = log.authority.at(index).policy.get("erase_operators", 2)
    if type(needed) is int and needed < 2:
        return
    proposed = proposal is not None and proposal.kind == "erase-proposal" and proposal.index < index
    if proposal is None or not proposed or proposal.by == act.by:
        report.fail("act", f"entry {index} (erase)", "it is not the act of two operators")
    elif any(_withdraws(log, other, proposal.index) for other in range(proposal.index, index)):
        report.fail("act", f"entry {index} (erase)", "its proposal had been withdrawn")
    elif not _targets(contents, index) <= _targets(contents, proposal.index):
        report.fail("act", f"entry {index} (erase)", "it erases more than was proposed")


def _withdraws(log: CheckedLog, index: int, proposal: int) -> bool:
    act = log.acts.get(index)
    return act is not None and act.kind == "erase-withdrawal" and act.payload.get("proposal") == proposal


def _proposal(log: CheckedLog, index: int) -> int:
    value: Any = log.acts[index].payload.get("proposal")
    return value if type(value) is int else -1


def _describe(log: CheckedLog, contents: Contents, index: int, what: list[str]) -> dict[str, Any]:
    act = log.acts[index]
    proposal = log.acts.get(_proposal(log, index))
    grounds = [fields["ground"] for fields in contents.fields.get(index, []) if "ground" in fields]
    return {
        "act": index,
        "by": [proposal.by, act.by] if proposal else [act.by],
        "at": act.at,
        "ground": grounds[0] if grounds else "not stated",
        "what": sorted(what),
    }
