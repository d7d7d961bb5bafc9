"""The text of an archive's reading: one line for each member, in the order of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from muniment.model.reading import Reading
from muniment.read.archive.faults import Faults
from muniment.read.text.blocks import Block, Mark, compose

LISTED = 20_000
"""So many members are listed; the archive keeps the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """One member as the list shows it. `child` is the path under which it was given, empty where it was not."""

    name: str
    path: str
    size: int | None
    modified: str = ""
    child: str = ""
    remark: str = ""


def blocks(lines: Iterable[Line], faults: Faults, total: int | None = None) -> list[Block]:
    """The list, bounded; `total` is how many there are where `lines` is not asked for all."""
    made = []
    count = 0
    for line in lines:
        count += 1
        if count > LISTED:
            if total is not None:
                break
            continue
        made.append(_block(line))
    count = total if total is not None else count
    if count > LISTED:
        faults.add("archive-listing-cut", f"it has {count:,} members; the first {LISTED:,} are listed", "note")
    return made


def listed(label: str, lines: list[Block], metadata: dict[str, str], faults: Faults) -> Reading:
    """The reading that a list makes. Names are in no language, and none of them is a title."""
    reading = compose(label, lines, metadata=metadata, findings=faults.findings())
    passages = tuple(msgspec.structs.replace(one, language=None) for one in reading.passages)
    return msgspec.structs.replace(reading, passages=passages, language=None, title=None, moments=())


def _block(line: Line) -> Block:
    parts = [line.name, *_facts(line)]
    marks = [Mark(0, len(line.name), line.child, child=True)] if line.child else []
    return Block("\t".join(parts), "list", tight=True, marks=marks, where=line.path)


def _facts(line: Line) -> Iterator[str]:
    if line.size is not None:
        yield f"{line.size:,} {'byte' if line.size == 1 else 'bytes'}"
    if line.modified:
        yield line.modified
    if line.remark:
        yield line.remark
