"""All hashes within a distance of others, none missed, without comparing every two.

Multi-index hashing (Norouzi, Punjani, Fleet: Fast search in Hamming space, 2012): of 16 parts of 16 bits each, at
least one differs in at most one bit if all differ in at most 31 together. So it is enough to look at the hashes that
agree with the asked one in some part but for one bit, 17 × 16 buckets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
"""A row of four numbers for each hash."""
Numbers = NDArray[np.int64]
PARTS = 16
LONGEST = 2 * PARTS - 1
"""The greatest distance that can be asked for: 31."""
_VALUES = 1 << 16
_ONE_BIT = np.concatenate(([0], 1 << np.arange(16))).astype(np.uint16)
_TOGETHER = 16
"""Hashes asked for at a time."""


class Near(NamedTuple):
    """Pairs: which hash was asked for, which one is near, and by how many bits they differ."""

    asked: Numbers
    found: Numbers
    distance: Numbers


class Tables(NamedTuple):
    """Hashes, and for each part and each of its values the hashes that have it."""

    hashes: Hashes
    begins: NDArray[np.uint32]
    """Where in `rows` each part's and value's bucket begins, one part behind the other."""
    rows: NDArray[np.uint32]


def hashes(written: list[str]) -> Hashes:
    """Hexadecimal digits as numbers. Raises ValueError for anything but 64 digits each."""
    if any(len(one) != 64 for one in written):
        raise ValueError("a PDQ hash has 64 hexadecimal digits")
    return np.frombuffer(bytes.fromhex("".join(written)), np.uint64).reshape(-1, 4)


def tables(hashed: Hashes) -> Tables:
    """The tables of these hashes; up to 268 million of them."""
    parts = np.ascontiguousarray(hashed).view(np.uint16).reshape(len(hashed), PARTS)
    begins = np.zeros(PARTS * _VALUES + 1, np.uint32)
    rows = np.empty(PARTS * len(hashed), np.uint32)
    for part in range(PARTS):
        values, first = parts[:, part], part * len(hashed)
        rows[first : first + len(hashed)] = np.argsort(values, kind="stable")
        counts = np.bincount(values, minlength=_VALUES)
        begins[part * _VALUES + 1 : (part + 1) * _VALUES + 1] = first + np.cumsum(counts)
    return Tables(hashed, begins, rows)


def near(held: Tables, asked: Hashes, limit: int = LONGEST) -> Near:
    """All hashes within `limit` bits of those asked for; each pair once, in order."""
    if limit > LONGEST:
        raise ValueError(f"at most {LONGEST} bits can be asked for")
    found = [_some(held, asked[first : first + _TOGETHER], limit, first) for first in range(0, len(asked), _TOGETHER)]
    return joined(found)


def compared(held: Hashes, asked: Hashes, limit: int = LONGEST) -> Near:
    """The same, by comparing every two: for a few hashes that are in no table."""
    found = []
    for number, one in enumerate(asked):
        apart = _distances(held, one)
        rows = np.flatnonzero(apart <= limit)
        found.append(Near(np.full(len(rows), number), rows, apart[rows]))
    return joined(found)


def joined(parts: list[Near]) -> Near:
    """All pairs, by the hash asked for, then the one found."""
    if not parts:
        none = np.zeros(0, np.int64)
        return Near(none, none, none)
    both = Near(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    order = np.lexsort((both.found, both.asked))
    return Near(*(column[order] for column in both))


def _some(held: Tables, asked: Hashes, limit: int, first: int) -> Near:
    likely, whose = _candidates(held, asked)
    apart = _distances(held.hashes[likely], asked[whose])
    close = apart <= limit
    likely, whose, apart = likely[close], whose[close], apart[close]
    _, once = np.unique(whose * len(held.hashes) + likely, return_index=True)
    return Near(whose[once] + first, likely[once].astype(np.int64), apart[once])


def _candidates(held: Tables, asked: Hashes) -> tuple[NDArray[np.uint32], Numbers]:
    """Rows of the hashes that agree in some part but for one bit, and for which of those asked; some come twice."""
    values = np.ascontiguousarray(asked).view(np.uint16).reshape(len(asked), PARTS, 1) ^ _ONE_BIT
    buckets = (values + (np.arange(PARTS) * _VALUES)[:, None]).ravel()
    begins = held.begins[buckets].astype(np.int64)
    counts = held.begins[buckets + 1] - begins
    behind = np.cumsum(counts)
    places = np.arange(int(behind[-1])) + np.repeat(begins - (behind - counts), counts)
    each = counts.reshape(len(asked), -1).sum(axis=1)
    return held.rows[places], np.repeat(np.arange(len(asked)), each)


def _distances(some: Hashes, others: Hashes) -> Numbers:
    apart: Numbers = np.bitwise_count(some ^ others).sum(axis=1, dtype=np.int64)
    return apart
