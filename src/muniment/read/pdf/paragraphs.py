"""Lines → paragraphs and headings, page by page, from white space, indents and type size.

Guesses from layout, the same for every language. Never drops or reorders a line.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from muniment.model.reading import PassageKind
from muniment.read.pdf.lines import Line, Page
from muniment.read.pdf.wording import ends_sentence, starts_item, starts_list

_LOOSE = 1.3
"""A line further down than this many usual line distances begins a paragraph."""
_UNKNOWN_LOOSE = 2.0
_OTHER_SIZE = 0.08
_BIG = 1.12
"""Type this much larger than the body's is a heading's."""
_BOLD = 1.25
_HEADING_LINES, _HEADING_CHARS = 4, 250


class Block(msgspec.Struct):
    """Lines that belong together."""

    lines: list[Line]
    kind: PassageKind = "paragraph"


class Body(msgspec.Struct, frozen=True):
    """What is usual in this document: the body's type size (points) and weight, and for each type
    size (in half points) the distance of lines."""

    size: float
    weight: int
    pitch: dict[int, float]


def body_of(pages: Iterable[Page]) -> Body:
    """The usual sizes of a document, by how much text is set in them."""
    sizes: dict[float, int] = {}
    weights: dict[int, int] = {}
    pitches: dict[tuple[int, int], int] = {}
    for page in pages:
        bottom, key = 0.0, -1
        for line in page.lines:
            size, count = line.size, len(line.text)
            sizes[size] = sizes.get(size, 0) + count
            weights[line.weight] = weights.get(line.weight, 0) + count
            down, last = line.bottom - bottom, key
            bottom, key = line.bottom, int(size * 2 + 0.5)
            if key == last and 0.5 * size < down < 4 * size:
                step = (key, int(down * 2 + 0.5))
                pitches[step] = pitches.get(step, 0) + 1
    return Body(max(sizes, key=sizes.__getitem__, default=0.0), _most(weights), _pitch(pitches))


def _most(weights: dict[int, int]) -> int:
    return max(weights, key=weights.__getitem__, default=-1)


def _pitch(pitches: dict[tuple[int, int], int]) -> dict[int, float]:
    """For each type size the smallest line distance that is not rare: paragraphs of one line must
    not set it."""
    most: dict[int, int] = {}
    for (key, _), count in pitches.items():
        most[key] = max(count, most.get(key, 0))
    usual: dict[int, float] = {}
    for (key, step), count in sorted(pitches.items(), reverse=True):
        if count * 4 >= most[key]:
            usual[key] = step / 2
    return usual


def blocks_of(lines: list[Line], body: Body) -> list[Block]:
    """Paragraphs and headings of one page, in the order of its lines."""
    blocks: list[Block] = []
    for group in _groups(lines, body):
        if _is_heading(group, body):
            blocks.append(Block(group, "heading"))
        else:
            blocks.extend(_paragraphs(group))
    return blocks


def _groups(lines: list[Line], body: Body) -> list[list[Line]]:
    """Lines cut where white, a jump on the page or another type size separates them."""
    groups: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        if last is None or _apart(last, line, body):
            groups.append([line])
        else:
            groups[-1].append(line)
        last = line
    return groups


def _apart(last: Line, line: Line, body: Body) -> bool:
    size = line.size
    down = line.bottom - last.bottom
    if abs(down) < 0.4 * size:  # PDFium cut one row; a wide gap means cells of a table
        gap = last.left - line.right if line.rtl else line.left - last.right
        return gap > 3 * size or gap < -size
    if down < 0:
        return True
    if abs(size - last.size) > _OTHER_SIZE * max(size, last.size) and not last.hyphen:
        return True
    pitch = body.pitch.get(int(size * 2 + 0.5))
    # fonts differ in depth and height; the baselines are no further apart than the nearer edges
    down = min(down, line.top - last.top)
    return down > (_LOOSE * pitch if pitch else _UNKNOWN_LOOSE * size)


def _is_heading(lines: list[Line], body: Body) -> bool:
    if len(lines) > _HEADING_LINES or not body.size:
        return False
    if lines[0].size < _BIG * body.size and not _is_bold(lines, body):
        return False
    text = " ".join(line.text for line in lines)
    return len(text) <= _HEADING_CHARS and text[-1] not in ".;,\u061b\u060c" and any(map(str.isalpha, text))


def _is_bold(lines: list[Line], body: Body) -> bool:
    heavy = max(600.0, _BOLD * body.weight)
    return body.weight > 0 and all(line.weight >= heavy for line in lines)


def _paragraphs(lines: list[Line]) -> list[Block]:
    """A group of evenly spaced lines cut at indents, short lines and list marks."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    current = [lines[0]]
    blocks = [current]
    last = lines[0]
    for line in lines[1:]:
        if not last.hyphen and _begins(last, line, len(current) == 1, left, right):
            current = []
            blocks.append(current)
        current.append(line)
        last = line
    return [Block(block, "list" if starts_list(block[0].text) else "paragraph") for block in blocks]


def _begins(last: Line, line: Line, last_was_first: bool, left: float, right: float) -> bool:
    """Whether `line` begins a paragraph, given the edges (points) of the lines around it."""
    size = line.size
    lead, last_lead = _lead(line, left, right), _lead(last, left, right)
    item = starts_item(line.text)
    if not item and abs(lead - last_lead) < 0.9 * size and _slack(last, left, right) <= last.size:
        return False  # a line like the one before: most are
    if _is_centred(last, left, right) and _is_centred(line, left, right):
        return False
    ended = ends_sentence(last.text)
    if _is_short(last, line, left, right) or (item and (ended or abs(lead - last_lead) > size)):
        return True
    if lead - last_lead > 0.9 * size:
        return not (last_was_first and starts_item(last.text))  # hanging indent
    return last_lead - lead > 0.9 * size and not last_was_first and ended


def _lead(line: Line, left: float, right: float) -> float:
    """How far the beginning of a line is indented, in points."""
    return right - line.right if line.rtl else line.left - left


def _slack(line: Line, left: float, right: float) -> float:
    """How far before the edge a line ends, in points."""
    return line.left - left if line.rtl else right - line.right


def _is_short(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether the next line's first word would still have fitted: then the break was meant."""
    slack = _slack(last, left, right)
    if slack <= line.size:
        return False
    word = len(line.text.split(None, 1)[0]) + 1
    return slack > word * (line.right - line.left) / len(line.text) + 0.5 * line.size


def _is_centred(line: Line, left: float, right: float) -> bool:
    lead, tail = line.left - left, right - line.right
    return abs(lead - tail) < line.size and (lead > 2 * line.size or line.right - line.left > 0.95 * (right - left))
