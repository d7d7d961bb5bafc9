"""Inflected words are found in seven languages, through the whole way: reading, index, query."""

from __future__ import annotations

import pytest

from muniment.find import analyse, entries, search_keys
from muniment.find.words import fold
from muniment.model.reading import Passage, Reading
from muniment.store.memory.search import MemorySearchIndex

from .pairs import LANGUAGES, pairs

LEAST = {"ar": 0.83, "en": 0.95, "es": 0.95, "fr": 0.95, "he": 0.84, "ru": 0.95, "uk": 0.93}


def recall(language: str, known: str | None) -> float:
    listed = pairs(language)
    found = 0
    for text, query in listed:
        index = MemorySearchIndex()
        reading = Reading("test/1", text, (Passage(0, len(text), language=known),))
        index.add(entries("item-1", reading))
        found += bool(index.search(analyse(query, [known] if known else None), 1))
    return found / len(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_recall_of_inflected_words(language: str) -> None:
    assert len(pairs(language)) >= 60
    assert recall(language, language) >= LEAST[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_recall_where_the_language_is_not_known(language: str) -> None:
    assert recall(language, None) >= LEAST[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_folding_alone_would_not_do(language: str) -> None:
    listed = pairs(language)
    assert sum(fold(text) == fold(query) for text, query in listed) / len(listed) < 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_words_seldom_meet(language: str) -> None:
    """Precision: of all pairs of unrelated lines few share a key (a related few do, rightly)."""
    listed = pairs(language)
    texts = [set(search_keys(text, language)) for text, _ in listed]
    queries = [set(search_keys(query, language)) for _, query in listed]
    met = sum(
        not left.isdisjoint(right)
        for at, left in enumerate(texts)
        for other, right in enumerate(queries)
        if at != other
    )
    assert met / (len(listed) * (len(listed) - 1)) < 0.02
