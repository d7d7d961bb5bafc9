"""What a person typed, taken apart into words, quoted phrases and prefixes.

A query is hostile input: whatever is typed becomes folded words, never syntax of an index, and
nothing in it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.find.keys import languages_of, search_keys
from muniment.find.words import fold, words
from muniment.store.search import Query

MOST_WORDS = 64
"""Words of a query that count; a longer one is cut off and says so in `Query.ignored`."""

SHORTEST_PREFIX = 2
"""Letters before a `*`; one letter alone would be half of the index."""

_QUOTE = '["“”„«»]'
# A gershayim typed as a quotation mark stands between two Hebrew letters and quotes nothing.
_MARK = rf"(?:(?<![\u05d0-\u05ea]){_QUOTE}|{_QUOTE}(?![\u05d0-\u05ea]))"
_PARTS = re.compile(rf"{_MARK}(?P<phrase>.*?){_MARK}|(?P<loose>\S+)", re.DOTALL)


def analyse(text: str, languages: Sequence[str] | None = None) -> Query:
    """`text` as a query: every word, `"quoted phrase"` and `prefix*` in it must be satisfied.

    `languages` (ISO 639-1) are those the words may be in; None means not known, and each word
    gets the keys of every language kept for its script. Text without a word gives a query that
    finds nothing.
    """
    phrase: list[str] = []
    loose: list[tuple[str, ...]] = []
    phrases: list[tuple[str, ...]] = []
    prefixes: list[str] = []
    kept = 0
    parts = list(_parts(text))
    for kind, part in parts:
        taken = part[: MOST_WORDS - kept]
        kept += len(taken)
        forms = tuple(fold(word) for word in taken)
        if kind == "prefix":
            prefixes += forms
        elif kind == "phrase" and forms:
            phrases.append(forms)
        elif kind == "word":
            loose += (_keys(word, languages) for word in taken)
        phrase += forms
    ignored = sum(len(part) for _, part in parts) - kept
    whole = () if prefixes or ignored else tuple(phrase)
    return Query(whole, tuple(dict.fromkeys(loose)), tuple(phrases), tuple(prefixes), ignored)


def _parts(text: str) -> Iterator[tuple[str, list[str]]]:
    for found in _PARTS.finditer(text):
        quoted = found["phrase"]
        part = found["loose"] if quoted is None else quoted
        taken = [word for word, _, _ in words(part) if fold(word)]
        if quoted is not None:
            yield "phrase", taken
            continue
        starred = bool(taken) and part.endswith("*") and len(fold(taken[-1])) >= SHORTEST_PREFIX
        yield "word", taken[:-1] if starred else taken
        if starred:
            yield "prefix", taken[-1:]


def _keys(word: str, languages: Sequence[str] | None) -> tuple[str, ...]:
    fitting = [each for each in languages or () if languages_of(word, each) == (each,)]
    found: dict[str, None] = {}
    for each in fitting or (None,):
        found.update(dict.fromkeys(search_keys(word, each)))
    return tuple(found)
