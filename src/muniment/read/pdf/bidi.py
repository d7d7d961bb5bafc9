"""From the order on the page (left to right) back to the order of reading.

The inverse of the Unicode bidirectional algorithm (UAX #9) for one line. It is not unique; where
several texts look the same on paper the most usual one is taken. Works on strings alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_NUMBER_JOINERS = frozenset(("CS", "ES"))
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_OPENING, _CLOSING = frozenset("([{«"), frozenset(")]}»")
_BEFORE, _AFTER = frozenset("\"'"), frozenset(".,:;!?\u060c\u061b\u061f\u06d4")
"""What may stand outside a bracket besides a space: before an opening one, after a closing one."""


@lru_cache(maxsize=4096)
def _class(letter: str) -> str:
    """L, R, N (digits), or the class of a neutral: ES, ET, CS, ON, WS …"""
    kind = unicodedata.bidirectional(letter)
    if kind in ("R", "AL"):
        return "R"
    if kind in ("EN", "AN"):
        return "N"
    return kind or "ON"


def is_rtl(text: str) -> bool:
    """Whether more letters of `text` run from right to left than from left to right."""
    kinds = [_class(letter) for letter in text]
    return kinds.count("R") > kinds.count("L")


def logical(cells: Sequence[str], base_rtl: bool) -> str:
    """The reading order of `cells`: what stands side by side on the page, from left to right.

    A cell is one glyph's letters (with its marks) in logical order, or a space.
    """
    return "".join(ordered(cells, base_rtl))


def ordered(cells: Sequence[str], base_rtl: bool) -> list[str]:
    """The same as a list: the very objects given, but for brackets that had to be mirrored."""
    kinds = [_class(cell[0]) for cell in cells]
    if base_rtl:
        return _from_right(cells, _runs(cells, kinds))
    return _from_left(cells, kinds)


def _from_right(cells: Sequence[str], runs: list[tuple[int, int]]) -> list[str]:
    """Cells from right to left, with each run (start, end) in `runs` kept left to right."""
    out: list[str] = []
    index = len(cells)
    for start, end in reversed(runs):
        out.extend(reversed(cells[end:index]))
        out.extend(cells[start:end])
        index = start
    out.extend(reversed(cells[:index]))
    return _brackets(out)


def _from_left(cells: Sequence[str], kinds: list[str]) -> list[str]:
    """Cells from left to right, with each right-to-left run turned around."""
    out: list[str] = []
    index = 0
    for start, end in _rtl_runs(kinds):
        out.extend(cells[index:start])
        inner = _runs(cells[start:end], kinds[start:end])
        out.extend(_from_right(cells[start:end], inner))
        index = end
    out.extend(cells[index:])
    return out


def _rtl_runs(kinds: list[str]) -> list[tuple[int, int]]:
    """Stretches from one right-to-left letter to the last before a left-to-right one."""
    runs: list[tuple[int, int]] = []
    start = last = -1
    for index, kind in enumerate(kinds):
        if kind == "R":
            start = index if start < 0 else start
            last = index
        elif kind == "L" and start >= 0:
            runs.append((start, last + 1))
            start = -1
    if start >= 0:
        runs.append((start, last + 1))
    return runs


def _runs(cells: Sequence[str], kinds: list[str]) -> list[tuple[int, int]]:
    """Maximal left-to-right stretches in a right-to-left line: Latin phrases and numbers."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(kinds):
        if kinds[index] not in "LN":
            index += 1
            continue
        end = _run_end(cells, kinds, index)
        runs.append((index, end))
        index = end
    return runs


def _run_end(cells: Sequence[str], kinds: list[str], start: int) -> int:
    """Where the stretch that begins at `start` ends (exclusive)."""
    end = start + 1
    latin = kinds[start] == "L"
    while end < len(kinds):
        ahead = end
        while ahead < len(kinds) and kinds[ahead] not in "RLN":
            ahead += 1
        if ahead == len(kinds) or kinds[ahead] == "R":
            break
        between = kinds[end:ahead]
        latin = latin or kinds[ahead] == "L"
        if between and not latin and not _joins_numbers(cells, kinds, between, end, ahead):
            break
        end = ahead + 1
    return _with_closing(cells, start, end)


def _with_closing(cells: Sequence[str], start: int, end: int) -> int:
    """A bracket opened inside the stretch takes its closing one along: "Orvex (250)" (rule N0)."""
    inside = cells[start:end]
    if end < len(cells) and cells[end] in ")]}":
        opening = cells[end].translate(_MIRRORED)
        return end + (inside.count(opening) > inside.count(cells[end]))
    return end


def _joins_numbers(cells: Sequence[str], kinds: list[str], between: list[str], end: int, ahead: int) -> bool:
    """Whether what stands between two numbers keeps them one number: 05:40, 3,5, 12/3/2019."""
    if len(between) != 1 or between[0] not in _NUMBER_JOINERS:
        return False
    if between[0] == "CS":
        return True
    # a hyphen or plus joins European digits (W4), but not after an Arabic letter (W2)
    return not _after_arabic(cells, kinds, ahead) and not _arabic_digit(cells[end - 1])


def _after_arabic(cells: Sequence[str], kinds: list[str], index: int) -> bool:
    for cell, kind in zip(cells[index:], kinds[index:], strict=True):
        if kind in "RL":
            return unicodedata.bidirectional(cell[0]) == "AL"
    return False


def _arabic_digit(cell: str) -> bool:
    return unicodedata.bidirectional(cell[0]) == "AN"


def _brackets(out: list[str]) -> list[str]:
    """Brackets the right way round, told by the spaces beside them.

    What a file says a mirrored bracket is differs from writer to writer, and PDFium mirrors some
    of them once more; but an opening one has its space before it and a closing one after it.
    """
    depth = 0
    for index, cell in enumerate(out):
        if cell not in _OPENING and cell not in _CLOSING:
            continue
        before = index == 0 or out[index - 1].isspace() or out[index - 1] in _BEFORE
        after = index + 1 == len(out) or out[index + 1].isspace() or out[index + 1] in _AFTER
        opens = before if before != after else depth == 0
        if (cell in _OPENING) != opens:
            out[index] = cell.translate(_MIRRORED)
        depth = depth + 1 if opens else max(0, depth - 1)
    return out
