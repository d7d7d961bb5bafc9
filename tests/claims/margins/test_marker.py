"""Many texts marked in processes of their own: the same marks as here, and a text that is lost costs itself."""

from __future__ import annotations

import pytest

from muniment.claims.extractor import Background, checked_marks
from muniment.claims.margins import Marker, pool
from muniment.claims.rules import RulesExtractor
from muniment.claims.vocabulary import Vocabulary
from muniment.codes import load
from muniment.model.reading import Reading

VOCABULARY = Vocabulary((load("acts"),))
TEXTS = {
    "item-1.0": "Shells killed two nurses in Ostrivka.",
    "item-1.1": "Soldiers burned the mill. Nobody was hurt.",
    "item-1.2": "The choir sang.",
}


def documents() -> list[tuple[str, Reading]]:
    return [(item, Reading("text/1", text, language="en")) for item, text in TEXTS.items()]


def test_they_are_the_marks_that_would_be_made_here() -> None:
    known = Background(VOCABULARY)
    expected = {item: tuple(checked_marks(RulesExtractor(), item, reading, known)) for item, reading in documents()}
    with Marker("rules", VOCABULARY, (), 2) as marker:
        found = {margin.item: margin.marks for margin in marker.mark(documents())}
    assert found == expected
    assert found["item-1.0"]


def test_a_text_that_takes_too_long_is_told_and_the_others_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = ("item-9.9", Reading("text/1", "Soldiers killed men. " * 60_000, language="en"))
    monkeypatch.setattr(pool, "SECONDS", 2.0)
    monkeypatch.setattr(pool, "A_SECOND", 10**9)
    with Marker("rules", VOCABULARY, (), 1) as marker:
        found = {margin.item: margin for margin in marker.mark([documents()[0], slow, documents()[1]])}
    assert found["item-9.9"].marks == ()
    assert "the extractor was stopped (timeout)" in found["item-9.9"].problem
    assert found["item-1.0"].marks
    assert found["item-1.1"].marks
