"""Columns for a terminal: nothing is cut off, and the last column is never squeezed into a few letters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

LEAST = 40
"""Letters that the last column needs beside the others; with less room, what is too long goes beneath."""
GAP = "  "
BENEATH = "    "


def lines(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int], width: int) -> Iterator[str]:
    """The table's lines, the head first. Columns named in `right` end at the right."""
    widths = [max(_width(row[number]) for row in (head, *rows)) for number in range(len(head))]
    room = width - sum(widths[:-1]) - len(GAP) * (len(head) - 1)
    yield _start(head, widths, right) + head[-1]
    for row in rows:
        yield from _row(row, widths, right, room, width)


def _row(row: Sequence[str], widths: Sequence[int], right: Sequence[int], room: int, width: int) -> Iterator[str]:
    start, last = _start(row, widths, right), row[-1]
    if _width(last) <= room:
        yield (start + last).rstrip()
        return
    beneath = room < LEAST
    pieces = textwrap.wrap(last, max(LEAST, width - len(BENEATH)) if beneath else room)
    if beneath:
        yield start.rstrip()
        yield from (BENEATH + piece for piece in pieces)
    else:
        yield start + pieces[0]
        yield from (" " * (width - room) + piece for piece in pieces[1:])


def _start(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    """All columns but the last, each as wide as its widest cell."""
    padded = []
    for number, (cell, wide) in enumerate(zip(row[:-1], widths, strict=False)):
        blank = " " * (wide - _width(cell))
        padded.append(blank + cell if number in right else cell + blank)
    return "".join(cell + GAP for cell in padded)


def _width(text: str) -> int:
    """Places that a text takes on a terminal."""
    from rich.cells import cell_len

    return cell_len(text)
