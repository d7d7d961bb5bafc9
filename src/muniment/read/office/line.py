"""One paragraph or table row in the making: settled text, tracked changes and links, in order.

A tracked change is never mixed into the text around it: where one stands, the paragraph is parted, and what
follows is marked `continued`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from muniment.model.reading import PassageKind
from muniment.read.text.blocks import Block, Mark

CONTINUED = "continued"


@dataclass(frozen=True)
class Change:
    """A tracked change that nobody has accepted or rejected."""

    kind: PassageKind
    by: str | None = None
    at: str | None = None
    notes: tuple[str, ...] = ()


@dataclass
class _Segment:
    change: Change | None
    pieces: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0


class Line:
    """Collects text; `change` is what the text that comes next belongs to."""

    __slots__ = ("_last", "_links", "_segments", "change")

    def __init__(self) -> None:
        self.change: Change | None = None
        self._last = _Segment(None)
        self._segments = [self._last]
        self._links: list[tuple[str, int, int]] = []

    def add(self, text: str) -> None:
        """Text as it stands."""
        last = self._last
        if last.change is not self.change:
            if last.change != self.change:
                last = self._last = _Segment(self.change)
                self._segments.append(last)
        last.pieces.append(text)
        last.length += len(text)

    def open_link(self, target: str) -> None:
        """A link begins here."""
        self._links.append((target, len(self._segments) - 1, self._last.length))

    def close_link(self) -> None:
        """The link that began last ends here."""
        if not self._links:
            return
        target, index, start = self._links.pop()
        marked = False
        for segment in self._segments[index:]:
            if segment.length > start:
                segment.marks.append(Mark(start, segment.length, target))
                marked = True
            start = 0
        if not marked:
            self._last.marks.append(Mark(self._last.length, self._last.length, target))

    def picture(self, path: str) -> None:
        """A file inside the document is shown here."""
        self._last.marks.append(Mark(self._last.length, self._last.length, path, child=True))

    @property
    def is_empty(self) -> bool:
        """Whether there is neither text nor a link."""
        return not any(segment.length or segment.marks for segment in self._segments)

    def blocks(self, kind: PassageKind = "paragraph", where: str = "", tight: bool = False) -> list[Block]:
        """What was collected; several blocks where there are tracked changes."""
        while self._links:
            self.close_link()
        made: list[Block] = []
        for segment in self._segments:
            text = "".join(segment.pieces)
            if not (segment.marks or text.strip()):
                continue
            change = segment.change
            block = Block(text, kind, tight or bool(made), segment.marks, where=where)
            if change is not None:
                block.kind, block.by, block.at, block.notes = change.kind, change.by, change.at, change.notes
            elif made:
                block.notes = (CONTINUED,)
            made.append(block)
        return made
