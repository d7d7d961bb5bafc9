"""The gold for the seeds is well formed: it holds no words, and its positions fit the statements where they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from muniment.model.claims import BASES, POLARITIES

HERE = Path(__file__).parent / "seeds"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD: dict[str, Any] = json.loads((HERE / "gold.json").read_text("utf-8"))
ENTRIES: list[dict[str, Any]] = GOLD["entries"]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\S+", text))


CODES = _words(
    """
    killing injury torture sexual-violence starvation prevention-of-births transfer-of-children displacement
    settlement detention hostage-taking disappearance forced-labour attack-civilians attack-homes
    attack-infrastructure attack-schools attack-medical attack-relief attack-cultural property weapon-use
    human-shields children-in-hostilities unfair-trial restriction-of-rights statement-against-group
    call-to-violence aim-or-policy occupation foreign-forces arms-or-money military-objective warning evacuation
    ceasefire relief rescue return exchange investigation responsibility
    """
)
FIELDS = _words(
    """
    id file sentence code also optional trigger polarity speaker cue perpetrators perpetrators_also victims
    victims_also target place more_places time count hedges characterisations basis links
    """
)
INSIDE = FIELDS - {"sentence", "speaker", "cue", "links"}
"""Fields whose words stand in the entry's own sentence; a speaker may be named, and a block introduced, before it."""
KINDS = {"author", "named", "unnamed"}
ROLES = {"quoted", "reported"}
WORDS = CODES | KINDS | ROLES | {*BASES, *POLARITIES, "no-target", "ok", "same", "near", ""}
VALUE = re.compile(r"[ab]\d\d|[A-Z]{2}|[0-9a-f]{64}|\d{3}_[0-9a-f]{16}\.txt|(\.\.|[0-9~-]+)(/[0-9~-]+)?")
with_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no statements in {SEEDS}")


def _spans(value: Any) -> Iterator[tuple[int, int]]:
    """All positions in a value: every list of two whole numbers is one."""
    if isinstance(value, dict):
        value = list(value.values())
    elif isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        yield value[0], value[1]
        return
    if isinstance(value, list):
        for one in value:
            yield from _spans(one)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {one["file"]: (SEEDS / one["file"]).read_bytes().decode() for one in GOLD["files"]}


def test_the_guide_in_the_gold_is_the_guide_beside_it() -> None:
    assert "\n".join(GOLD["how"]) == (HERE / "README.md").read_text("utf-8")


def test_no_words_of_the_statements_stand_in_the_gold() -> None:
    said = {one for part in ("files", "entries", "both") for one in _strings(GOLD[part])}
    assert {one for one in said if one not in WORDS and not VALUE.fullmatch(one)} == set()


def test_entries_have_all_fields_and_known_values() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    files = {one["file"] for one in GOLD["files"]}
    for entry in ENTRIES:
        assert set(entry) == FIELDS, entry["id"]
        assert entry["file"] in files
        assert entry["code"] is None or entry["code"] in CODES, entry["id"]
        assert set(entry["also"]) <= CODES - {entry["code"]}, entry["id"]
        assert entry["polarity"] in POLARITIES
        assert entry["basis"] in BASES
        assert entry["code"] or entry["characterisations"], f"{entry['id']}: neither act nor label"


def test_a_chain_ends_with_the_one_who_says_it() -> None:
    for entry in ENTRIES:
        speaker = entry["speaker"]
        assert speaker["kind"] in KINDS
        assert bool(speaker["span"]) == (speaker["kind"] == "named"), entry["id"]
        assert (speaker["chain"] == []) == (speaker["kind"] == "author"), entry["id"]
        assert speaker["chain"][-1:] in ([], [speaker["span"]]), entry["id"]
        assert (entry["cue"] is None) == (speaker["kind"] == "author"), entry["id"]


def test_nobody_is_on_both_sides_of_one_act() -> None:
    for entry in ENTRIES:
        did = [*_spans(entry["perpetrators"]), *_spans(entry["perpetrators_also"])]
        for start, end in (*_spans(entry["victims"]), *_spans(entry["victims_also"])):
            assert not any(start < last and first < end for first, last in did), entry["id"]


def test_pairs_join_one_entry_of_each_file() -> None:
    of = {entry["id"]: entry["file"] for entry in ENTRIES}
    for pair in GOLD["both"]:
        assert sorted(of[one] for one in pair["entries"]) == sorted(one["file"] for one in GOLD["files"])


@with_seeds
def test_the_statements_are_those_that_were_annotated(texts: dict[str, str]) -> None:
    for one in GOLD["files"]:
        assert hashlib.sha256((SEEDS / one["file"]).read_bytes()).hexdigest() == one["sha256"]
        assert len(texts[one["file"]]) == one["characters"]
    assert sorted(texts) == sorted(path.name for path in SEEDS.glob("*.txt"))


@with_seeds
@pytest.mark.parametrize("part", ["files", "entries"])
def test_positions_are_of_words(texts: dict[str, str], part: str) -> None:
    for one in GOLD[part]:
        text = texts[one["file"]]
        for start, end in _spans(one):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip(), (one.get("id"), start, end)
            before, after = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
            assert not before.isalnum() or len(before) < 2, (one.get("id"), start, end)
            assert not after.isalnum() or len(after) < 2, (one.get("id"), start, end)


@with_seeds
def test_a_sentence_holds_what_its_entries_speak_of(texts: dict[str, str]) -> None:
    for entry in ENTRIES:
        first, last = entry["sentence"]
        own = INSIDE | ({"cue"} if entry["speaker"].get("role") == "reported" else set())
        for field in own:
            for start, end in _spans(entry[field]):
                assert first <= start < end <= last, (entry["id"], field)
