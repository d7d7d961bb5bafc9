"""Counts as said in seven languages: bounds, unit, and what is no count."""

from __future__ import annotations

import time

import pytest

from muniment.claims.counts import find_counts
from tests.claims.counts.phrases import PHRASES, Said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [(language, text, said) for language, phrases in PHRASES.items() for text, said in phrases.items()],
)
def test_a_phrase_counts_what_it_says(language: str, text: str, said: list[Said]) -> None:
    found = find_counts(text, 0, len(text), language)
    assert [(each.said.text, each.low, each.high, each.unit) for each in found] == said


@pytest.mark.parametrize("language", PHRASES)
def test_offsets_are_those_of_the_whole_text(language: str) -> None:
    for text in PHRASES[language]:
        padded = f"5 x {text} 6"
        for each in find_counts(padded, 4, 4 + len(text), language):
            assert padded[each.said.start : each.said.end] == each.said.text
            assert 4 <= each.said.start < each.said.end <= 4 + len(text)


def test_another_language_has_no_counts() -> None:
    assert find_counts("300 children", 0, 12, "xx") == []


def test_long_text_takes_linear_time() -> None:
    text = "between 20 and 30 of the houses, 5 " * 3000
    began = time.perf_counter()
    assert len(find_counts(text, 0, len(text), "en")) >= 3000
    assert time.perf_counter() - began < 6
