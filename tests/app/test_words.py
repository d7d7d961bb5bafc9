"""Small wordings: counted nouns, what is owed, long titles made short."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from muniment.app.words import shortened, size_words
from muniment.model.counting import counted
from muniment.preserve.timestamps.stamping import Debt

SOURCES = Path(__file__).parents[2] / "src" / "muniment"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 entries"), (1, "1 entry"), (2, "2 entries"), (1204, "1,204 entries")],
)
def test_counted(count: int, said: str) -> None:
    assert counted(count, "entry", "entries") == said


def test_a_plain_plural_needs_no_word_of_its_own() -> None:
    assert (counted(1, "item"), counted(3, "item")) == ("1 item", "3 items")


@pytest.mark.parametrize(("size", "said"), [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1500, "1.5 kB")])
def test_sizes(size: int, said: str) -> None:
    assert size_words(size) == said


def test_nouns_are_counted_in_one_place() -> None:
    """`{n} items` reads as «1 items» sooner or later."""
    bare = re.compile(r"\{[^{}]+\} (?:items|files|entries|passages|records|parts|acquisitions|exhibits|gaps)\b")
    found = [
        f"{path.name}: {line.strip()}"
        for folder in ("app", "disclose", "find", "preserve")
        for path in sorted((SOURCES / folder).rglob("*.py"))
        for line in path.read_text().splitlines()
        if bare.search(line) and "environment" not in line
    ]
    assert found == []


def test_what_is_owed_says_what_can_be_done() -> None:
    assert "muniment.toml names no authority" in Debt(3, 0, []).words
    assert "nothing proves when 3 entries existed" in Debt(3, 0, []).words
    assert (
        Debt(6, 5, ["https://tsa.example"]).words
        == "1 entry under no stamp; run `muniment stamp` when there is a network"
    )
    assert "--authority" in Debt(6, 5, []).words
    assert Debt(5, 5, []).words.startswith("nothing is owed")


def test_a_long_title_is_cut_between_words() -> None:
    assert shortened("The ferry at Ruvend", 40) == "The ferry at Ruvend"
    assert shortened("The ferry at Ruvend", 12) == "The ferry…"
    assert shortened("x" * 30, 10) == "x" * 9 + "…"
