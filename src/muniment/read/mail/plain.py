"""Plain text of a mail → blocks: what is quoted with `>`, what flows (RFC 3676), the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from muniment.read.text.blocks import Block
from muniment.read.text.wrapped import blocks_of

_QUOTED = re.compile(r"(?!>+From )(?:>[ \t]?)+")
_SIGNATURE = re.compile(r"-- ?")
_MOST_MARKS = 60


@dataclass
class _Run:
    """Lines of one depth of quotation that follow each other."""

    depth: int
    signature: bool
    lines: list[str] = field(default_factory=list)
    flowing: set[int] = field(default_factory=set)
    """Which of the lines go on with the one before."""


def plain_blocks(text: str, flowed: bool = False, delete_space: bool = False) -> list[Block]:
    """The blocks of a plain text in order; quotation marks and the line before a signature are left out."""
    blocks: list[Block] = []
    for run in _runs(text, flowed, delete_space):
        made = _flowing(run) if flowed else blocks_of("\n".join(run.lines))
        blocks += [_placed(block, run) for block in made]
    return blocks


def _placed(block: Block, run: _Run) -> Block:
    if run.depth:
        notes = (f"quoted {run.depth} deep",) if run.depth > 1 else ()
        return replace(block, kind="quotation", notes=notes)
    kind = "paragraph" if block.kind == "quotation" else block.kind  # `>From` is a mailbox's doing
    return replace(block, kind=kind, notes=("signature",) if run.signature else ())


def _runs(text: str, flowed: bool, delete_space: bool) -> Iterator[_Run]:
    run = _Run(0, False)
    open_line = False
    for line in text.split("\n"):
        depth, bare = _depth(line, flowed)
        if depth == 0 and _SIGNATURE.fullmatch(bare):
            yield run
            run, open_line = _Run(0, True), False
            continue
        if depth != run.depth:
            yield run
            run, open_line = _Run(depth, run.signature), False
        goes_on = flowed and bare.endswith(" ")
        kept = bare[:-1] if goes_on and delete_space else bare
        if open_line:
            run.flowing.add(len(run.lines))
        run.lines.append(kept)
        open_line = goes_on
    yield run


def _depth(line: str, flowed: bool) -> tuple[int, str]:
    """How deep a line is quoted, and what it says."""
    match = _QUOTED.match(line) if line.startswith(">") else None
    if match is None:
        return 0, line[1:] if flowed and line.startswith(" ") else line
    if flowed:
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:]
        return depth, bare[1:] if bare.startswith(" ") else bare
    return min(match.group().count(">"), _MOST_MARKS), line[match.end() :]


def _flowing(run: _Run) -> list[Block]:
    """Each paragraph a block."""
    blocks: list[Block] = []
    pieces: list[str] = []
    after_empty = True
    for number, line in enumerate([*run.lines, ""]):
        if number in run.flowing:
            pieces.append(line)
            continue
        if pieces and (whole := "".join(pieces)).strip():
            blocks.append(Block(whole, tight=not after_empty))
            after_empty = False
        elif pieces:
            after_empty = True
        pieces = [line]
    return blocks
