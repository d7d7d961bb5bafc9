"""Readings become entries, one a passage; and a real statement is found by other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.find import analyse, entries, highlights, keys_version
from muniment.model.reading import Passage, Reading
from muniment.store.folder.fts import FtsIndex

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


def test_one_entry_a_passage() -> None:
    text = "Old mills\n\n—\n\nLa ville"
    reading = Reading(
        "test/1", text, (Passage(0, 9, page=3), Passage(11, 12), Passage(14, 22, language="fr")), language="en"
    )
    first, last = entries("item-7", reading)
    assert first[:4] == ("item-7", 0, 9, 3)
    assert list(first.exact) == ["old", "mills"]
    assert "mill" in first.keys
    assert last[1:4] == (14, 22, None)
    assert list(last.exact) == ["la", "ville"]


def test_a_reading_without_passages_is_one_passage() -> None:
    (only,) = entries("item-7", Reading("test/1", "Old mills"))
    assert (only.start, only.end) == (0, 9)
    assert list(entries("item-7", Reading("test/1", " … "))) == []


def test_the_language_of_a_passage_goes_before_that_of_the_reading() -> None:
    reading = Reading("test/1", "детей", (Passage(0, 5, language="ru"),), language="uk")
    (only,) = entries("item-7", reading)
    assert "ребенок" in only.keys
    (other,) = entries("item-7", Reading("test/1", "детей", (Passage(0, 5),), language="uk"))
    assert "ребенок" not in other.keys


def paragraphs(path: Path) -> Reading:
    text = path.read_text(encoding="utf-8")
    passages = []
    at = 0
    for part in text.split("\n\n"):
        passages.append(Passage(at, at + len(part)))
        at += len(part) + 2
    return Reading("test/1", text, tuple(passages), language="en")


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"{SEEDS} is not here")
def test_a_statement_is_found_by_other_words(tmp_path: Path) -> None:
    readings = {path.name: paragraphs(path) for path in sorted(SEEDS.glob("*.txt"))}
    assert len(readings) == 2
    index = FtsIndex(tmp_path / "search.sqlite", keys_version())
    for name, reading in readings.items():
        index.add(entries(name, reading))
    index.commit()
    query = analyse("forced transfer of children")
    hits = index.search(query, 20)
    texts = [readings[hit.item].text[hit.start : hit.end] for hit in hits]
    assert "forced transfer of hundreds of Ukrainian children" in texts[0]
    assert not hits[0].exact
    assert index.search(analyse("forced transfer of hundreds"), 20)[0].exact
    marks = [texts[0][start:end] for start, end in highlights(texts[0], query, "en")]
    assert {"forced", "transfer", "children"} <= set(marks)
