"""Running text of an RTF file, or of a note, remark or header in it → blocks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from muniment.model.reading import PassageKind
from muniment.read.office.line import Line
from muniment.read.text.blocks import Block

from .halves import whole

_CHANGES = ("insertion", "deletion")


@dataclass
class Flow:
    """One stream of paragraphs. What hangs on a paragraph goes to `after` and follows it."""

    kind: PassageKind | None = None
    """Of all its blocks, where they are notes or remarks."""
    where: str = ""
    by: str | None = None
    at: str | None = None
    blocks: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    label: str | None = None
    """What stands before a list item; "" for a bullet."""
    in_table: bool = False
    is_heading: bool = False
    _table: int = 0
    _row: int = 0
    _cells: int = 0

    def paragraph(self) -> None:
        """A paragraph ends; in a table only a line of a cell does."""
        if self.in_table:
            self.line.add("\n")
            return
        self._row = 0
        kind: PassageKind = "heading" if self.is_heading else "paragraph" if self.label is None else "list"
        before = self.blocks[-1].kind if self.blocks else None
        self._end(kind, self.where, tight=kind == "list" == before)

    def cell(self) -> None:
        """A cell ends."""
        self._cells += 1
        self.line.add("\t")

    def row(self, next_table: int) -> bool:
        """A row ends; True where it was the first of a table, which then has the number `next_table`."""
        first = self._row == 0
        if first:
            self._table = next_table
        self._row += 1
        place = f"table {self._table}, row {self._row}"
        self._end("table", f"{self.where}, {place}" if self.where else place, tight=not first)
        self._cells = 0
        return first

    def finish(self) -> list[Block]:
        """Everything; a paragraph that was not ended is."""
        self._end("table" if self._cells else "heading" if self.is_heading else "paragraph", self.where, tight=False)
        if self.kind is None:
            return self.blocks
        return [
            replace(one, kind=self._kind_of(one), by=one.by or self.by, at=one.at or self.at) for one in self.blocks
        ]

    def _kind_of(self, block: Block) -> PassageKind:
        return block.kind if self.kind is None or block.kind in _CHANGES else self.kind

    def _end(self, kind: PassageKind, where: str, tight: bool) -> None:
        made = self.line.blocks(kind, where, tight)
        if self.label and made:
            shift = len(self.label) + 1
            marks = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in made[0].marks]
            made[0] = replace(made[0], text=f"{self.label} {made[0].text}", marks=marks)
        for block in made:
            block.text = whole(block.text.rstrip("\t\n")) if kind == "table" else whole(block.text)
            block.marks = [replace(m, start=min(m.start, len(block.text)), end=min(m.end, len(block.text)))
                           for m in block.marks]  # fmt: skip
        self.blocks += made + self.after
        change = self.line.change
        self.after, self.line, self.label = [], Line(), None
        self.line.change = change
