"""Blocks of text on their way into a reading, and how they become its text and passages.

A reader makes blocks in order; `compose` lays them out and computes every offset. Nothing here
drops a block that has text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import msgspec

from muniment.model.reading import Finding, Link, Moment, Passage, PassageKind, Reading
from muniment.read.text.dates import published
from muniment.read.text.language import languages
from muniment.read.text.links import bare_links, state
from muniment.read.text.speech import is_title

_LONGEST_TITLE = 120


@dataclass
class Mark:
    """A link inside a block: character range in the block's text, and the target verbatim.

    `child`: the target is the path of a file inside the item.
    """

    start: int
    end: int
    target: str
    child: bool = False


@dataclass
class Block:
    """One passage to be. `tight`: separated from the one before by a line end, not an empty line."""

    text: str
    kind: PassageKind = "paragraph"
    tight: bool = False
    marks: list[Mark] = field(default_factory=list)
    page: int | None = None
    page_end: int | None = None
    where: str = ""
    by: str | None = None
    at: str | None = None
    notes: tuple[str, ...] = ()
    """Become the passage's `marks`."""

    def trimmed(self) -> Block:
        """Without white space at both ends; marks moved along."""
        text = self.text.strip()
        if text == self.text:
            return self
        away = len(self.text) - len(self.text.lstrip())
        marks = [
            replace(mark, start=min(max(mark.start - away, 0), len(text)), end=min(max(mark.end - away, 0), len(text)))
            for mark in self.marks
        ]
        return replace(self, text=text, marks=marks)


def joined(first: Block, second: Block, between: str) -> Block:
    """Two blocks as one, in the kind of the first."""
    shift = len(first.text) + len(between)
    moved = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in second.marks]
    text, end = first.text + between + second.text, second.page_end or second.page or first.page_end
    return replace(first, text=text, marks=first.marks + moved, page_end=end)


def compose(
    reader: str,
    blocks: list[Block],
    *,
    findings: tuple[Finding, ...] = (),
    title: str | None = None,
    language: str | None = None,
    metadata: dict[str, str] | None = None,
    moments: tuple[Moment, ...] = (),
    has_base: bool = False,
    author: str | None = None,
    pages: int | None = None,
) -> Reading:
    """The reading that these blocks make. `language`: said by the item, used where ours cannot tell."""
    kept = [block for block in (block.trimmed() for block in blocks) if block.text or block.marks]
    pieces: list[str] = []
    passages: list[Passage] = []
    links: list[Link] = []
    rows = [place for place, block in enumerate(kept) if block.kind == "table"]
    codes, whole = languages([block.text for block in kept], rows)
    at = 0
    for block, code in zip(kept, codes, strict=True):
        if not block.text:  # a link on nothing, a picture for instance
            links += _links(block, at, has_base)
            continue
        gap = "" if not pieces else "\n" if block.tight else "\n\n"
        at += len(gap)
        end = at + len(block.text)
        passages.append(_passage(block, at, end, code or language))
        links += _links(block, at, has_base)
        pieces += (gap, block.text)
        at = end
    said = () if moments else tuple(published(block.text for block in kept))
    return Reading(
        reader=reader, text="".join(pieces), passages=tuple(passages), links=tuple(links), findings=findings,
        title=title or title_of(kept), language=whole or language, metadata=metadata or {},
        moments=moments + said, author=author, pages=pages,
    )  # fmt: skip


def _passage(block: Block, at: int, end: int, language: str | None) -> Passage:
    return Passage(
        at, end, block.kind, block.page, block.page_end, language,
        where=block.where, by=block.by, at=block.at, marks=block.notes,
    )  # fmt: skip


def title_of(blocks: list[Block]) -> str | None:
    """The first heading, else a first short line of words that is no whole sentence."""
    for block in blocks:
        if block.kind == "heading":
            return block.text
    first = blocks[0].text if blocks and blocks[0].kind not in ("table", "code") else ""
    line = first.split("\n", 1)[0]
    return line if len(line) <= _LONGEST_TITLE and is_title(line) else None


def _links(block: Block, at: int, has_base: bool) -> list[Link]:
    """Marked links, and addresses written out where none is marked; offsets in the whole text."""
    found = [
        Link(block.text[mark.start : mark.end], mark.target, at + mark.start, at + mark.end,
             "child" if mark.child else state(mark.target, has_base))
        for mark in block.marks
    ]  # fmt: skip
    for bare in bare_links(block.text):
        if not any(mark.start < bare.end and bare.start < mark.end for mark in block.marks):
            found.append(msgspec.structs.replace(bare, start=at + bare.start, end=at + bare.end))
    return sorted(found, key=lambda link: (link.start, link.end))
