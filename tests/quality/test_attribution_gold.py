"""The annotated attributions are well formed: whatever measures with them may rely on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "attribution"
HELD_OUT = {"en": 50, "uk": 50, "ru": 50, "ar": 50, "es": 50, "fr": 30, "he": 30}
"""Snippets of each language; the last two were measured once before the rules knew them, and have none to tune on."""
TUNED = ("en", "uk", "ru", "ar", "es")
KINDS = {"direct", "indirect", "mixed"}
QUOTES = "\"'«»„“”‘’"
DEV = 8

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The annotated snippets of a file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def everything() -> list[Row]:
    """All snippets, those for development too."""
    return [row for path in sorted(HERE.rglob("*.jsonl")) for row in rows(path)]


@pytest.mark.parametrize("language", HELD_OUT)
def test_each_language_has_its_share_of_every_kind_and_of_traps(language: str) -> None:
    held_out = rows(HERE / f"{language}.jsonl")
    assert len(held_out) == HELD_OUT[language]
    assert language not in TUNED or len(rows(HERE / "dev" / f"{language}.jsonl")) == DEV
    found = [each for row in held_out for each in row["attributions"]]
    assert {each["kind"] for each in found} == KINDS
    assert any(each["source"] is None for each in found), "nobody unnamed"
    assert any("resolved" in each for each in found), "no antecedent"
    assert any("more" in each for each in found), "no content in pieces"
    assert sum(not row["attributions"] for row in held_out) >= 4, "too few traps"


def test_no_snippet_stands_twice() -> None:
    found = everything()
    assert len({row["id"] for row in found}) == len(found)
    assert len({row["text"] for row in found}) == len(found)


def test_fields_are_those_of_the_readme() -> None:
    for row in everything():
        assert row.keys() == {"id", "language", "genre", "text", "attributions"}, row["id"]
        assert row["id"].startswith(row["language"] + "-")
        for each in row["attributions"]:
            assert {"source", "cue", "content", "kind"} <= each.keys(), row["id"]
            assert each.keys() <= {"source", "cue", "content", "kind", "more", "resolved"}, row["id"]
            assert each["kind"] in KINDS, row["id"]


def test_words_occur_in_their_text() -> None:
    for row in everything():
        for each in row["attributions"]:
            said = [each["source"], each["cue"], each["content"], each.get("resolved"), *each.get("more", [])]
            assert all(words in row["text"] for words in said if words), row["id"]
            assert each["cue"], row["id"]
            assert each["content"], row["id"]


def test_contents_are_without_the_marks_around_them() -> None:
    for row in everything():
        for each in row["attributions"]:
            content = each["content"]
            whole = len(content) > 1 and content[0] in QUOTES and content[-1] in QUOTES
            assert each["kind"] != "direct" or not whole, row["id"]


def test_pieces_come_after_one_another() -> None:
    for row in everything():
        for each in row["attributions"]:
            at = row["text"].find(each["content"]) + len(each["content"])
            for piece in each.get("more", []):
                assert row["text"].find(piece, at) >= at, row["id"]
                at = row["text"].find(piece, at) + len(piece)
