"""Checks that what is gone was erased by an act of two people, and says who, when and why."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .logcheck import CheckedLog
from .packcheck import Contents
from .report import Report


def check_erasures(log: CheckedLog, contents: Contents, report: Report) -> None:
    """Report every erasure; fail whatever is gone without one."""
    targets = {index: _targets(contents, index) for index, act in log.acts.items() if act.kind == "erase"}
    gone: dict[int, list[str]] = defaultdict(list)
    for act, part, what, eraser in contents.gone:
        record = f"{act}.{part}"
        if record not in targets.get(eraser, ()):
            report.fail("part", record, f"removed, but entry {eraser} does not erase it")
        gone[eraser].append(f"{record} {what}".strip())
    for where, eraser in contents.tombs:
        if eraser not in targets:
            report.fail("object", where, f"removed, but entry {eraser} is no erasure")
    for index in targets:
        _check_two(log, contents, index, report)
        if index not in gone:
            report.notes.append(f"the erasure of entry {index} is signed but not carried out yet")
            continue
        report.erased.append(_describe(log, contents, index, gone[index]))


def _targets(contents: Contents, index: int) -> set[str]:
    return {str(fields["record"]) for fields in contents.fields.get(index, []) if "record" in fields}


def _check_two(log: CheckedLog, contents: Contents, index: int, report: Report) -> None:
    act = log.acts[index]
    proposal = log.acts.get(_proposal(log, index))
    needed = log.authority.at(index).policy.get("erase_operators", 2)
    if needed < 2:
        return
    if proposal is None or proposal.kind != "erase-proposal" or proposal.by == act.by:
        report.fail("act", f"entry {index} (erase)", "it is not the act of two operators")
    elif not _targets(contents, index) <= _targets(contents, proposal.index):
        report.fail("act", f"entry {index} (erase)", "it erases more than was proposed")


def _proposal(log: CheckedLog, index: int) -> int:
    value: Any = log.acts[index].payload.get("proposal")
    return value if isinstance(value, int) else -1


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
