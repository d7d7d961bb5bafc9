"""Texts as numbers: one for each word, with its place. Many texts at a time, without a loop over words.

A word's number is a hash of its folded letters, 32 bits; two words of one number are taken for the same.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from .letters import ALONE, GAP, MARK, letters, scattered

_BATCH = 1 << 17
"""Characters worked on at a time: what they need stays in a processor's cache."""
THREADS = 2
"""Most of the work is done outside of the interpreter's lock."""
_FACTOR = 0x9E3779B97F4A7C15 | 1
_HEAD = struct.Struct("<4sI")
_MAGIC = b"cpy1"
Numbers = NDArray[np.uint32]


class Signature(msgspec.Struct, frozen=True, eq=False):
    """A text's words: their numbers, and where each begins and ends (code points, end exclusive)."""

    words: Numbers
    starts: Numbers
    ends: Numbers

    def pack(self) -> bytes:
        """As bytes, to be kept beside what else is derived from the text."""
        parts = (part.astype("<u4").tobytes() for part in (self.words, self.starts, self.ends))
        return _HEAD.pack(_MAGIC, len(self.words)) + b"".join(parts)


def unpack(packed: bytes) -> Signature:
    """What `Signature.pack` made. Raises ValueError for anything else, and for an older version's."""
    if len(packed) < _HEAD.size or _HEAD.unpack_from(packed) != (_MAGIC, (len(packed) - _HEAD.size) // 12):
        raise ValueError("not a packed signature of this version")
    words, starts, ends = np.frombuffer(packed, "<u4", offset=_HEAD.size).reshape(3, -1)
    return Signature(words, starts, ends)


class Batch(NamedTuple):
    """Signatures of several texts, one behind the other."""

    words: Numbers
    starts: Numbers
    ends: Numbers
    counts: NDArray[np.int64]
    """Words of each text."""


def signatures(texts: Iterable[str]) -> Iterator[Signature]:
    """The signature of each text, in order."""
    for batch in batches(texts):
        ends = np.cumsum(batch.counts).tolist()
        for first, last in pairwise([0, *ends]):
            yield Signature(*(part[first:last] for part in batch[:3]))


def batches(texts: Iterable[str]) -> Iterator[Batch]:
    """The same, as many texts together as are worked on at a time, on two threads."""
    with ThreadPoolExecutor(THREADS) as threads:
        yield from threads.map(_batch, _portions(texts))


def _portions(texts: Iterable[str]) -> Iterator[list[str]]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text) + 1
        if size >= _BATCH:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _batch(texts: list[str]) -> Batch:
    joined = "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    words, starts, ends = _words(codes)
    begins = np.concatenate(([0], np.cumsum([len(text) + 1 for text in texts])))
    counts = np.diff(np.searchsorted(starts, begins))
    begun = np.repeat(begins[:-1], counts)
    return Batch(words, (starts - begun).astype(np.uint32), (ends - begun).astype(np.uint32), counts)


def _words(codes: Numbers) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    """Numbers, starts and ends of the words among these characters, the last of which is no letter."""
    table = letters()
    times = table.times[codes]
    if (times == 1).all():
        starts, ends = _edges(table.kinds[codes])
        return _hashes(table.values[codes], starts, ends), starts, ends
    origin = np.repeat(np.arange(len(codes)), times)
    plain = _written_out(codes[origin], table.written_out)
    starts, ends = _edges(table.kinds[plain])
    numbers = _hashes(table.values[plain], starts, ends)
    return numbers, origin[starts], _past_marks(table.kinds[codes], origin[ends - 1] + 1)


def _edges(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words begin and end; the last character is none of a word."""
    here, after = kinds[:-1], kinds[1:]
    parts = (here != after) | (here == ALONE)  # no word goes on from here to the next character
    starts = np.flatnonzero(np.concatenate(([True], parts[:-1])) & (here != GAP))
    ends = np.flatnonzero(parts & (here != GAP)) + 1
    return starts, ends


def _past_marks(kinds: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Accents behind a word's last letter belong to it."""
    on = kinds[ends] == MARK
    while on.any():
        ends = ends + on
        on = kinds[ends] == MARK
    return ends


def _written_out(codes: Numbers, written_out: dict[int, str]) -> Numbers:
    """Ligatures, here already as often as they have letters, become these letters."""
    for point in np.unique(codes).tolist():
        if (plain := written_out.get(point)) is not None:
            places = np.flatnonzero(codes == point)
            for number, letter in enumerate(plain):
                codes[places[number :: len(plain)]] = ord(letter)
    return codes


def _hashes(values: NDArray[np.uint64], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Numbers:
    """A polynomial of each word's letters, from running sums: the power at its start is divided out."""
    powers, inverses = _powers(1 << max(len(values), _BATCH).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], out=sums[1:])
    hashed = (sums[ends] - sums[starts]) * inverses[starts]
    return (scattered(hashed) >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The factor to the power of 0, 1, 2 … modulo 2**64, and what each must be multiplied with to give 1."""
    tables = []
    for factor in (_FACTOR, pow(_FACTOR, -1, 1 << 64)):
        table = np.full(count, factor, np.uint64)
        table[0] = 1
        tables.append(np.cumprod(table, dtype=np.uint64))
    return tables[0], tables[1]
