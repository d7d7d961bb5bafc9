"""The gold for reversed roles and polarity is well formed: spans stand in the text, codes are known, swaps are fair."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muniment.codes import load
from muniment.model.claims import POLARITIES

ROLES = Path(__file__).parent / "roles"
LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
GENRES = ("statement", "witness", "report", "chat")
CODES = frozenset(code.id for code in load("acts").codes)
SENTENCE = {"id", "language", "genre", "text", "acts", "speaker"}
ACT = {"code", "trigger", "perpetrators", "victims", "target", "polarity", "count"}
Row = dict[str, Any]


def rows(folder: Path, language: str) -> list[Row]:
    """The sentences of one language."""
    lines = (folder / f"{language}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def gold() -> list[Row]:
    """The sentences of all languages."""
    return [row for language in LANGUAGES for row in rows(ROLES, language)]


def everything() -> list[Row]:
    """The gold, the sentences that rules are developed on, and those kept back."""
    files = [(ROLES / folder, path.stem) for folder in ("dev", "held") for path in (ROLES / folder).glob("*.jsonl")]
    return gold() + [row for folder, language in files for row in rows(folder, language)]


def texts(row: Row) -> Iterator[tuple[str, Row]]:
    """Each text with each of its acts, as written and with the parties exchanged."""
    for side in (row, row.get("swap")):
        for act in side["acts"] if side else ():
            yield side["text"], act


def spans(act: Row) -> Iterator[str]:
    """All words of an act that must stand in the text."""
    yield act["trigger"]
    yield from act["perpetrators"]
    yield from act["victims"]
    if act["target"] is not None:
        yield act["target"]
    if act["count"] is not None:
        yield act["count"]["said"]
        yield act["count"]["unit"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_share_in_every_genre(language: str) -> None:
    found = rows(ROLES, language)
    genres = Counter(row["genre"] for row in found)
    assert len(found) >= 57
    assert set(genres) == set(GENRES)
    assert min(genres.values()) >= 12
    assert {row["language"] for row in found} == {language}


def test_there_are_400_with_ids_and_texts_of_their_own() -> None:
    assert len(gold()) == 400
    for field in ("id", "text"):
        values = Counter(row[field] for row in everything())
        assert [value for value, times in values.items() if times > 1] == []


def test_every_line_has_just_the_fields_that_are_described() -> None:
    for row in everything():
        assert SENTENCE <= set(row) <= SENTENCE | {"swap"}, row["id"]
        for _, act in texts(row):
            assert set(act) == ACT, row["id"]
            assert act["count"] is None or set(act["count"]) == {"said", "low", "high", "unit"}, row["id"]


def stands(span: str, text: str, language: str) -> bool:
    """Whole words; Arabic and Hebrew write prepositions and *and* together with the next word."""
    before = "" if language in ("ar", "he") else r"(?<!\w)"
    after = "" if span.endswith("'") else r"(?!\w)"
    return bool(span) and re.search(before + re.escape(span) + after, text) is not None


def test_all_spans_stand_in_their_text() -> None:
    missing = [
        (row["id"], span)
        for row in everything()
        for text, act in texts(row)
        for span in spans(act)
        if not stands(span, text, row["language"])
    ]
    assert missing == []


def test_all_speakers_stand_in_their_text() -> None:
    named = [row for row in everything() if row["speaker"] is not None]
    assert [row["id"] for row in named if not stands(row["speaker"], row["text"], row["language"])] == []


def test_codes_and_polarities_are_known_and_most_codes_occur() -> None:
    acts = [act for row in everything() for _, act in texts(row)]
    assert {act["code"] for act in acts} <= CODES
    assert {act["polarity"] for act in acts} <= set(POLARITIES)
    assert len({act["code"] for row in gold() for act in row["acts"]}) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_polarities_and_traps_occur_in_each_language(language: str) -> None:
    found = rows(ROLES, language)
    polarities = Counter(act["polarity"] for row in found for act in row["acts"])
    assert min(polarities[polarity] for polarity in POLARITIES) >= 5
    assert sum(not row["acts"] for row in found) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_sentences_have_a_swap(language: str) -> None:
    found = rows(ROLES, language)
    assert sum("swap" in row for row in found) >= 0.6 * len(found)


def test_a_swap_is_another_text_and_keeps_code_and_polarity() -> None:
    for row in everything():
        swap = row.get("swap", row)
        assert (swap["text"] != row["text"]) == ("swap" in row), row["id"]
        kept = [[(act["code"], act["polarity"]) for act in side["acts"]] for side in (row, swap)]
        assert kept[0] == kept[1], row["id"]


def test_most_swaps_have_other_parties_in_their_acts() -> None:
    """Not all: in some, one of the parties exchanged is only who speaks, or neither does anything."""
    changed = [row["acts"] != row["swap"]["acts"] for row in gold() if "swap" in row and row["acts"]]
    assert sum(changed) >= 0.9 * len(changed)
