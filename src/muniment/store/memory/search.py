"""The search port by brute force in memory: the second implementation that the tests compare.

It looks at every passage for every query and must never be given more than a test's worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from muniment.store import bm25
from muniment.store.search import Entry, Hit, Query


class MemorySearchIndex:
    """`SearchIndex` in a list; it sees its own changes at once and keeps nothing on disk."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def add(self, entries: Iterable[Entry]) -> None:
        """Index passages."""
        self._entries.extend(entries)

    def remove(self, item: str) -> None:
        """Forget every passage of `item`."""
        self._entries = [entry for entry in self._entries if entry.item != item]

    def search(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """Exact hits, then the others, each by BM25."""
        found = []
        if query.words or query.phrases or query.prefixes:
            found = [(entry, _frequencies(entry, query)) for entry in self._entries]
        matching = [(entry, counts) for entry, counts in found if all(counts)]
        weights = [
            bm25.weight(sum(1 for _, counts in found if counts[at]), len(found))
            for at in range(len(found[0][1]) if found else 0)
        ]
        average = sum(len(entry.exact) for entry in self._entries) / max(1, len(self._entries))
        hits = [_hit(entry, counts, weights, average, query) for entry, counts in matching]
        hits.sort(key=lambda hit: (not hit.exact, -hit.score))
        return hits[offset : offset + limit]

    def commit(self) -> None:
        """Nothing to do: nobody else can see a list."""

    def close(self) -> None:
        """Let go of everything."""
        self._entries = []


def _hit(entry: Entry, counts: Sequence[int], weights: Sequence[float], average: float, query: Query) -> Hit:
    exact = bool(query.phrase) and _occurrences(entry.exact, query.phrase) > 0
    score = bm25.score(counts, weights, len(entry.exact), average)
    return Hit(entry.item, entry.start, entry.end, entry.page, score, exact)


def _frequencies(entry: Entry, query: Query) -> list[int]:
    """How often each word, phrase and prefix of the query stands in the passage."""
    keys = Counter(entry.exact) + Counter(entry.keys)
    words = [max((keys[key] for key in word), default=0) for word in query.words]
    phrases = [_occurrences(entry.exact, phrase) for phrase in query.phrases]
    prefixes = [sum(n for key, n in keys.items() if key.startswith(p)) for p in query.prefixes]
    return words + phrases + prefixes


def _occurrences(words: Sequence[str], phrase: Sequence[str]) -> int:
    wanted = list(phrase)
    return sum(list(words[at : at + len(wanted)]) == wanted for at in range(len(words) - len(wanted) + 1))
