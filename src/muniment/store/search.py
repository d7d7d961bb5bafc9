"""The search port: what the program asks of any full-text index.

An index is a projection: it can be deleted and rebuilt from the readings at any time. It knows
keys and places, never languages: `find/` makes the keys, so that every adapter finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class SearchIndexUnusable(Exception):
    """The index is damaged, foreign or of another version: delete it and build it anew."""


class KeysLeftBehind(Exception):
    """Something was removed, but its keys could not be wiped yet: commit again."""


class Entry(NamedTuple):
    """One passage to index: whose it is, where it stands, and its search keys.

    Keys are compared as they are, code point by code point. Surrogates do not occur in them.
    """

    item: str
    """Label of the item."""
    start: int
    end: int
    page: int | None
    exact: Sequence[str]
    """Folded words in order, as written: what a phrase is matched against. Each is a key too."""
    keys: Sequence[str]
    """Further keys of these words (lemmas, stems), order irrelevant, as often as they occur."""


class Hit(NamedTuple):
    """One passage found. Higher `score` is better; `exact` hits are listed first."""

    item: str
    start: int
    end: int
    page: int | None
    score: float
    """Comparable within one search and one kind (exact or not) only; 0.0 is found, not ranked."""
    exact: bool


class Query(NamedTuple):
    """A query after analysis: all of `words`, `phrases` and `prefixes` must be satisfied."""

    phrase: Sequence[str]
    """The folded words in order: a passage holding them side by side is an exact hit. Empty
    where nothing can be exact."""
    words: Sequence[Sequence[str]]
    """For each word, the keys any one of which satisfies it."""
    phrases: Sequence[Sequence[str]] = ()
    """Quoted: folded words that must stand side by side in this order."""
    prefixes: Sequence[str] = ()
    """For each, some key must begin with it."""
    ignored: int = 0
    """Words at the end of what was typed that did not count."""


class SearchIndex(Protocol):
    """A full-text index over passages. Every method may raise `SearchIndexUnusable`."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Index passages; durable no later than the next `commit`.

        Adding an item again adds its passages again: `remove` it first.
        """

    def remove(self, item: str) -> None:
        """Forget every passage of an item; after `commit` none of its keys is left behind."""

    def search(self, query: Query, limit: int, offset: int = 0) -> list[Hit]:
        """Best first, exact hits before others. Pages through `offset` reach every hit once.

        A query without words, phrases and prefixes finds nothing.
        """

    def commit(self) -> None:
        """Make what was added or removed visible to other processes.

        Raises `KeysLeftBehind` where keys of something removed are still in the index.
        """

    def close(self) -> None:
        """Release the index; what was not committed is lost."""
