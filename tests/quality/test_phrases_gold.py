"""The annotated phrases are well formed: whatever measures with them may rely on it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from muniment.model.edtf import is_edtf

HERE = Path(__file__).parent / "phrases"
LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
FIELDS = {
    "id",
    "language",
    "text",
    "document_date",
    "country_hint",
    "other_places",
    "reference_dates",
    "times",
    "places",
}
COUNTRY = re.compile(r"[A-Z]{2}")
DEV, HELD, LEAST = 8, 10, 50

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The annotated sentences of a file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def everything() -> list[Row]:
    """All sentences, those for development too."""
    return [row for path in sorted(HERE.rglob("*.jsonl")) for row in rows(path)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_share_of_places_and_times(language: str) -> None:
    main = rows(HERE / f"{language}.jsonl")
    assert len(main) >= LEAST
    assert len(rows(HERE / "dev" / f"{language}.jsonl")) >= DEV
    assert len(rows(HERE / "held" / f"{language}.jsonl")) == HELD
    assert sum(bool(row["places"]) for row in main) >= LEAST // 3
    assert sum(bool(row["times"]) for row in main) >= LEAST // 3
    assert any(not row["places"] and not row["times"] for row in main), "a language without traps"


def test_fields_are_those_of_the_readme() -> None:
    for row in everything():
        assert FIELDS <= row.keys() <= FIELDS | {"not_judged"}, row["id"]
        assert row["id"].startswith(row["language"] + "-")
        assert row["language"] in LANGUAGES


def test_no_sentence_stands_twice() -> None:
    found = everything()
    assert len({row["id"] for row in found}) == len(found)
    assert len({row["text"] for row in found}) == len(found)


def test_words_occur_in_their_sentence_and_no_two_annotations_share_any() -> None:
    for row in everything():
        for kind in ("times", "places"):
            spans = sorted(_span(row["text"], each["said"], row[kind][:index]) for index, each in enumerate(row[kind]))
            assert all(start >= 0 for start, _ in spans), row["id"]
            assert all(one[1] <= two[0] for one, two in pairwise(spans)), row["id"]
        assert all(words in row["text"] for words in row.get("not_judged", [])), row["id"]


def _span(text: str, said: str, before: list[Row]) -> tuple[int, int]:
    """Where these words stand: the same words for the nth time at their nth place."""
    start = -1
    for _ in range(1 + sum(each["said"] == said for each in before)):
        start = text.find(said, start + 1)
    return start, start + len(said)


def test_times_are_edtf() -> None:
    for row in everything():
        for time in row["times"]:
            assert time.keys() <= {"said", "edtf", "also"}
            assert all(is_edtf(each) for each in [time["edtf"], *time.get("also", [])] if each), row["id"]
        assert all(is_edtf(each["edtf"]) and each["words"] for each in row["reference_dates"]), row["id"]
        assert row["document_date"] is None or is_edtf(row["document_date"]), row["id"]


def test_places_are_whole_or_unresolved() -> None:
    for row in everything():
        assert row["country_hint"] is None or COUNTRY.fullmatch(row["country_hint"]), row["id"]
        for place in row["places"]:
            if "resolved" in place:
                assert place == {"said": place["said"], "resolved": False}, row["id"]
                continue
            assert place.keys() == {"said", "name", "country", "lat", "lon"}, row["id"]
            assert place["name"].isascii(), row["id"]
            assert COUNTRY.fullmatch(place["country"]), row["id"]
            assert abs(place["lat"]) <= 90, row["id"]
            assert abs(place["lon"]) <= 180, row["id"]
