"""Running heads, running feet and page numbers: lines that stand at the same place on most pages.

They are told apart, never dropped.
"""

from __future__ import annotations

import math
import re

from muniment.read.pdf.lines import Line, Page

_EDGE_LINES = 4
_ZONE = 0.14
"""Share of a page's height, at top and bottom, in which running lines are looked for."""
_SHARE = 0.35
"""A line is running if its like stands on this share of pages; heads of left and right pages differ."""
_PLACE = 8.0
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[-–—\s]*[ivxlc]+[-–—\s]*", re.IGNORECASE)

Key = tuple[str, int]
"""The text with its numbers blotted out, and how far down it stands (in steps of 8 points)."""


def running_lines(pages: list[Page]) -> list[set[int]]:
    """For each page, the indices in `page.lines` of its running heads and feet."""
    candidates = [_candidates(page) for page in pages]
    seen: dict[Key, list[int]] = {}
    for number, keys in enumerate(candidates):
        for key in set(keys.values()):
            seen.setdefault(key, []).append(number)
    needed = max(2, math.ceil(_SHARE * len(pages)))
    running = {key for key, on in seen.items() if _is_running(on, needed)}
    return [{index for index, key in keys.items() if _near(key, running)} for keys in candidates]


def _is_running(on: list[int], needed: int) -> bool:
    """On most pages, or on most pages of a stretch (a chapter's head)."""
    if len(on) >= needed:
        return True
    return len(on) >= 3 and on[-1] - on[0] <= 2 * len(on)


def _near(key: Key, running: set[Key]) -> bool:
    text, place = key
    return any((text, place + step) in running for step in (0, -1, 1))


def _candidates(page: Page) -> dict[int, Key]:
    """Line index → what the line looks like, for the outermost lines of a page."""
    lines = page.lines
    top, bottom = _ZONE * page.height, (1 - _ZONE) * page.height
    order = sorted(range(len(lines)), key=lambda index: lines[index].top)
    heads = [index for index in order[:_EDGE_LINES] if lines[index].bottom < top]
    feet = [index for index in order[-_EDGE_LINES:] if lines[index].top > bottom]
    return {index: _key(lines[index]) for index in heads + feet}


def _key(line: Line) -> Key:
    text = "#" if _ROMAN.fullmatch(line.text) else _NUMBER.sub("#", line.text).casefold()
    return (text, round(line.top / _PLACE))
