"""A query as an FTS5 match expression in which nothing typed can be syntax.

Every key becomes one quoted token of ASCII letters, digits and characters beyond ASCII, which
the `ascii` tokenizer takes as it stands. A key must never reach an expression in another way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from muniment.store.search import Query

_ESCAPES = {code: 0xE000 + code for code in range(128) if not (48 <= code <= 57 or 97 <= code <= 122)}
"""ASCII that the tokenizer would split at or fold moves to the private use area."""

_ODD = re.compile(r"[\0-\x1f!-/:-@A-Z\[-`{-\x7f]")


class Match(NamedTuple):
    """A match expression and, for each word of the query, how many FTS5 phrases stand for it."""

    text: str
    groups: Sequence[int]
    parts: Sequence[str]
    """The expression of each group alone, to estimate how many passages hold it."""


def token(key: str) -> str:
    """`key` as one token of the index; distinct keys stay distinct."""
    return key.translate(_ESCAPES)


def document(keys: Sequence[str]) -> str:
    """`keys` as a column's text: one token each, in order."""
    joined = " ".join(keys)
    if joined.count(" ") == len(keys) - 1 and not _ODD.search(joined):
        return joined  # as nearly always: nothing to escape
    return " ".join(token(key) for key in keys if key)


def exact(query: Query) -> Match | None:
    """Passages with all words of the query side by side, or None where nothing can be exact."""
    if not query.phrase:
        return None
    text = _phrase(query.phrase)
    return Match(text, (1,), (text,))


def loose(query: Query) -> Match | None:
    """Passages that satisfy the query but are not exact hits, or None where none can be."""
    words = [[key for key in keys if key] for keys in query.words]
    if not all(words):
        return None
    parts = [" OR ".join(f'"{token(key)}"' for key in keys) for keys in words]
    parts += [_phrase(phrase) for phrase in query.phrases]
    parts += [f'"{token(prefix)}" *' for prefix in query.prefixes]
    if not parts:
        return None
    text = " AND ".join(f"({part})" for part in parts)
    if query.phrase:
        text = f"({text}) NOT ({_phrase(query.phrase)})"
    groups = [len(keys) for keys in words] + [1] * (len(parts) - len(words))
    return Match(text, groups, parts)


def _phrase(words: Sequence[str]) -> str:
    return f'exact : "{document(words)}"'
