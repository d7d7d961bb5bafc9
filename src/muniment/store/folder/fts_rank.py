"""Ranking in two steps, so that a frequent word does not cost a look at every passage.

First the shortest passages that match, in SQLite: with every word once, BM25 *is* the order by
length. Then those are scored by how often they hold the words. FTS5's own bm25() reads every
passage of every key before it answers, 60 ms and more where this takes 5. It must never drop
a hit: those beyond the first step follow in order of length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log2

import apsw

from muniment.store import bm25
from muniment.store.folder.fts_match import Match

CANDIDATES = 500
"""Passages that are scored; a search page lies well within them."""
SAMPLE = 256
"""Passages looked at to guess how frequent a word is."""

_STEPS = 20
_CLASSES = 256


def length_class(words: int) -> int:
    """The length of a passage in words as a number below 256, in steps of 3.5 per cent."""
    return min(_CLASSES - 1, round(_STEPS * log2(max(1, words))))


def rowid(number: int, words: int) -> int:
    """The rowid of the `number`th passage, which has so many words."""
    return number * _CLASSES + length_class(words)


def number_of(row: int) -> int:
    """The running number in a rowid."""
    return row // _CLASSES


class Ranking:
    """Ranked matches over one connection; registers its scoring function there."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._groups: list[range] = []
        self._weights: list[float] = []
        self._average = 0.0
        connection.register_fts5_function("muniment_score", self._score)

    def hits(self, match: Match) -> Iterator[tuple[int, float]]:
        """Every rowid that matches with its score, best first; 0.0 beyond `CANDIDATES`."""
        ends = list(accumulate(match.groups))
        self._groups = [range(end - count, end) for end, count in zip(ends, match.groups, strict=True)]
        self._weights = self._weigh(match.parts)
        self._average = 0.0
        best = self._select("muniment_score(keys)", match.text, CANDIDATES, 0)
        yield from sorted(best, key=lambda hit: (-hit[1], hit[0]))
        if len(best) == CANDIDATES:
            yield from self._select("0.0", match.text, -1, CANDIDATES)

    def _select(self, score: str, text: str, limit: int, offset: int) -> list[tuple[int, float]]:
        return list(
            self._connection.execute(
                f"SELECT rowid, {score} FROM keys WHERE keys MATCH ? ORDER BY rowid % 256, rowid LIMIT ? OFFSET ?",
                (text, limit, offset),
            )
        )

    def _weigh(self, parts: Sequence[str]) -> list[float]:
        if len(parts) == 1:
            return [1.0]
        newest = self._connection.execute("SELECT max(id) FROM passage").get
        passages = number_of(newest or 0) + 1
        return [bm25.weight(self._holding(part, passages), passages) for part in parts]

    def _holding(self, part: str, passages: int) -> float:
        """About how many passages hold `part`, guessed from how soon `SAMPLE` of them are found."""
        seen, last = self._connection.execute(
            "SELECT count(*), max(rowid) FROM (SELECT rowid FROM keys WHERE keys MATCH ? LIMIT ?)", (part, SAMPLE)
        ).get
        return float(seen) if seen < SAMPLE else SAMPLE * passages / (number_of(last) + 1)

    def _score(self, api: apsw.FTS5ExtensionApi, *_: apsw.SQLiteValue) -> float:
        if not self._average:
            self._average = api.column_total_size(0) / max(1, api.row_count)
        length = 2 ** (api.rowid % _CLASSES / _STEPS)
        frequencies = [max(_count(api, phrase) for phrase in group) for group in self._groups]
        return bm25.score(frequencies, self._weights, length, self._average)


def _count(api: apsw.FTS5ExtensionApi, phrase: int) -> int:
    return sum(len(offsets) for offsets in api.phrase_locations(phrase))
