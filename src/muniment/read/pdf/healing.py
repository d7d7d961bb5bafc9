"""Pages → one text with passages: paragraphs cut by a page break or a column are made whole.

Every line ends up in the text exactly once; what stands between the two halves of a paragraph
(page numbers, running heads, footnotes) follows behind it as passages of its own.
"""

from __future__ import annotations

from collections.abc import Set

import msgspec

from muniment.model.reading import Passage
from muniment.read.pdf.lines import Line, Page
from muniment.read.pdf.paragraphs import Block, Body, blocks_of, body_of
from muniment.read.pdf.running import running_lines
from muniment.read.pdf.wordboxes import WordTable
from muniment.read.pdf.wording import Vocabulary, ends_sentence, goes_on, joined_without_space, starts_item

_SMALL = 0.93
"""Type smaller than this share of the body's, at the foot of a page, is a note's."""
_NEAR = 60
"""Lines looked at for a paragraph's edges."""
BETWEEN = "\n\n"
"""What stands between two passages."""


class Span(msgspec.Struct, frozen=True):
    """Where a line of a page stands in the text."""

    line: Line
    start: int
    end: int


class Healed(msgspec.Struct, frozen=True):
    """The text, its passages, and where lines stand, by page number, for pages asked about."""

    text: str
    passages: list[Passage]
    spans: dict[int, list[Span]]
    words: bytes = b""
    """A box for each word, packed."""


def heal(pages: list[Page], linked: Set[int] = frozenset()) -> Healed:
    """The whole text of `pages`, which are in order; spans only for the page numbers in `linked`."""
    vocabulary = Vocabulary([line.text for page in pages for line in page.lines])
    return _write(_healed_blocks(pages), vocabulary, linked)


def _healed_blocks(pages: list[Page]) -> list[Block]:
    body = body_of(pages)
    out: list[Block] = []
    tail: Block | None = None
    for page, running in zip(pages, running_lines(pages), strict=True):
        heads, main, feet = _parts(page, running)
        blocks = _columns_healed(blocks_of(main, body))
        notes = _take_notes(blocks, body)
        if tail is not None and blocks and _continues(tail, blocks[0]):
            tail.lines += blocks.pop(0).lines
        out += heads + blocks + notes + feet
        tail = blocks[-1] if blocks else tail
    return out


def _parts(page: Page, running: set[int]) -> tuple[list[Block], list[Line], list[Block]]:
    """Running heads, the page's own lines, running feet."""
    if not running:
        return [], page.lines, []
    heads, main, feet = [], [], []
    for index, line in enumerate(page.lines):
        if index not in running:
            main.append(line)
        elif line.top < page.height / 2:
            heads.append(Block([line]))
        else:
            feet.append(Block([line]))
    return heads, main, feet


def _take_notes(blocks: list[Block], body: Body) -> list[Block]:
    """Remove and return the footnotes: small type below everything else on the page."""
    at = len(blocks)
    while at > 0 and blocks[at - 1].lines[0].size < _SMALL * body.size:
        at -= 1
    if at == 0:  # a page all in small type is not all notes
        return []
    notes = blocks[at:]
    del blocks[at:]
    return notes


def _columns_healed(blocks: list[Block]) -> list[Block]:
    """Paragraphs cut by the end of a column made whole."""
    out: list[Block] = []
    for block in blocks:
        if out and _is_next_column(out[-1].lines[-1], block.lines[0]) and _continues(out[-1], block):
            out[-1].lines += block.lines
        else:
            out.append(block)
    return out


def _is_next_column(last: Line, line: Line) -> bool:
    beside = line.right < last.left if line.rtl else line.left > last.right - last.size
    return beside and last.bottom - line.bottom > 3 * line.size


def _continues(tail: Block, head: Block) -> bool:
    """Whether `head`, first on its page or column, goes on with the sentence `tail` broke off in."""
    last, line = tail.lines[-1], head.lines[0]
    if tail.kind == "heading" or head.kind == "heading":
        return False
    if abs(last.size - line.size) > 0.08 * last.size or last.rtl != line.rtl:
        return False
    if last.hyphen or _breaks_word(last, line):
        return True
    if ends_sentence(last.text) or starts_item(line.text):
        return False
    return goes_on(line.text) or _is_full(last, tail, head)


def _breaks_word(last: Line, line: Line) -> bool:
    """Whether a hyphen at the end of a page breaks a word; if so, it becomes the line's mark.

    PDFium marks broken words only where the next line is on the same page.
    """
    if last.text[-1:] not in "-\u2010" or not last.text[-2:-1].isalpha() or not line.text[:1].islower():
        return False
    last.text, last.hyphen = last.text[:-1], True
    return True


def _is_full(last: Line, tail: Block, head: Block) -> bool:
    """Whether the last line goes to its edge, so that the break after it was not meant."""
    near = tail.lines[-_NEAR:] + head.lines[:_NEAR]
    lines = [line for line in near if line.page == last.page]
    if last.rtl:
        return last.left - min(line.left for line in lines) < 6 * last.size
    return max(line.right for line in lines) - last.right < 6 * last.size


def _write(blocks: list[Block], vocabulary: Vocabulary, linked: Set[int]) -> Healed:
    parts: list[str] = []
    passages: list[Passage] = []
    spans: dict[int, list[Span]] = {}
    table = WordTable()
    at = 0
    for block in blocks:
        if parts:
            parts.append(BETWEEN)
            at += len(BETWEEN)
        start = at
        before: Line | None = None
        for line in block.lines:
            if before is not None:
                joint = _joint(before, line, vocabulary)
                parts.append(joint)
                at += len(joint)
            parts.append(line.text)
            table.add(line, at)
            end = at + len(line.text)
            if line.page in linked:
                spans.setdefault(line.page, []).append(Span(line, at, end))
            at = end
            before = line
        if before is not None and before.hyphen:  # nothing follows that it could belong to
            parts.append("-")
            at += 1
        passages.append(_passage(block, start, at))
    return Healed("".join(parts), passages, spans, table.packed())


def _joint(before: Line, line: Line, vocabulary: Vocabulary) -> str:
    """What goes between two lines of a paragraph: a space, a hyphen that belongs there, nothing."""
    if before.hyphen:
        return "-" if vocabulary.keeps_hyphen(before.text, line.text) else ""
    return "" if joined_without_space(before.text, line.text) else " "


def _passage(block: Block, start: int, end: int) -> Passage:
    first, last = block.lines[0].page, block.lines[-1].page
    boxes = tuple(line.box() for line in block.lines)
    return Passage(start, end, block.kind, first, last, None, boxes, confidence=_sure(block.lines))


def _sure(lines: list[Line]) -> int | None:
    """How sure recognition was of these lines; None where nothing was recognised."""
    told = [line for line in lines if line.sure >= 0]
    if not told:
        return None
    return round(sum(line.sure * len(line.text) for line in told) / sum(len(line.text) for line in told))
