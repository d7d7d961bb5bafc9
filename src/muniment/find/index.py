"""Readings to index entries: one entry a passage.

A passage's own language decides its keys, else the reading's, else the script of each word. It
must never change or skip text: whatever stands in a passage can be found.
"""

from __future__ import annotations

from collections.abc import Iterator

from muniment.find.keys import search_keys
from muniment.find.words import fold, words
from muniment.model.reading import Passage, Reading
from muniment.store.search import Entry


def entries(item: str, reading: Reading) -> Iterator[Entry]:
    """One entry for each passage of `reading` that has a word in it.

    A reading without passages is taken as one passage, so that no text goes unfound.
    """
    passages = reading.passages or (Passage(0, len(reading.text)),)
    for passage in passages:
        entry = _entry(item, passage, reading)
        if entry.exact:
            yield entry


def _entry(item: str, passage: Passage, reading: Reading) -> Entry:
    language = passage.language or reading.language
    exact: list[str] = []
    more: list[str] = []
    for word, _, _ in words(reading.text[passage.start : passage.end]):
        form = fold(word)
        if form:
            exact.append(form)
            more += search_keys(word, language)[1:]
    return Entry(item, passage.start, passage.end, passage.page, exact, more)
