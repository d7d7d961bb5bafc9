"""Which words a text writes in one, and which with a hyphen: looked up once, however often it is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Compounds:
    """The words of a text. Nothing is done before the first question: most texts part no words."""

    def __init__(self, text: str) -> None:
        self._text = text

    def has_word(self, start: str) -> bool:
        """Whether a word begins like this."""
        return _has(self._sorted[0], start)

    def has_pair(self, head: str, tail: str) -> bool:
        """Whether a hyphen stands between these two, the second of which may go on."""
        return _has(self._sorted[1], f"{head}-{tail}")

    @cached_property
    def _sorted(self) -> tuple[list[str], list[str]]:
        words: set[str] = set()
        pairs: set[str] = set()
        for found in _COMPOUND.finditer(self._text):
            parts = found.group().split("-")
            words.update(parts)
            pairs.update(map("-".join, pairwise(parts)))
        return sorted(words), sorted(pairs)


def _has(known: list[str], start: str) -> bool:
    at = bisect_left(known, start)
    return at < len(known) and known[at].startswith(start)
