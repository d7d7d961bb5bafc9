"""Which parts of a passage answer a query, for highlighting.

It finds by the same keys as the index and must never mark what the query did not ask for.
"""

from __future__ import annotations

from muniment.find.keys import search_keys
from muniment.find.words import fold, words
from muniment.store.search import Query


def highlights(text: str, query: Query, language: str | None = None) -> list[tuple[int, int]]:
    """Ranges of `text` that match `query`: start, end (code points, end exclusive), in order.

    Ranges do not overlap. The whole query or a quoted phrase standing there word for word is
    one range. `language` is the passage's, where it is known.
    """
    standing = [(fold(word), word, start, end) for word, start, end in words(text)]
    standing = [each for each in standing if each[0]]
    forms = [form for form, _, _, _ in standing]
    found = []
    for phrase in dict.fromkeys((tuple(query.phrase), *map(tuple, query.phrases))):
        for at in _places(forms, phrase):
            found.append((standing[at][2], standing[at + len(phrase) - 1][3]))
    wanted = {key for keys in query.words for key in keys}
    for form, word, start, end in standing:
        if form in wanted or _answers(word, wanted, query, language):
            found.append((start, end))
    return _merged(found)


def _answers(word: str, wanted: set[str], query: Query, language: str | None) -> bool:
    if not wanted and not query.prefixes:
        return False
    keys = search_keys(word, language)
    return not wanted.isdisjoint(keys) or any(key.startswith(p) for key in keys for p in query.prefixes)


def _places(forms: list[str], phrase: tuple[str, ...]) -> list[int]:
    if not phrase:
        return []
    last = len(forms) - len(phrase)
    return [at for at in range(last + 1) if tuple(forms[at : at + len(phrase)]) == phrase]


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
