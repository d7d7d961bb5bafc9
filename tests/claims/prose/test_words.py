"""Words and their folding."""

from __future__ import annotations

import pytest

from muniment.claims.prose import words
from muniment.claims.prose.words import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry's well-known list, 12.", ["the", "ministry's", "well-known", "list", "12"]),
        ("п’ятеро зниклих", ["п'ятеро", "зниклих"]),
        ('דובר צה"ל אמר', ["דובר", 'צה"ל', "אמר"]),
        ("قَالَ الشُّهود", ["قال", "الشهود"]),
        ("ещё трое", ["еще", "трое"]),
        ("“quoted” (aside)", ["quoted", "aside"]),
    ],
)
def test_words_are_folded(text: str, expected: list[str]) -> None:
    assert [word.key for word in words(text)] == expected


def test_words_know_their_place() -> None:
    text = "a — bc, d"
    assert [(word.start, word.end, word.text) for word in words(text, 2)] == [(4, 6, "bc"), (8, 9, "d")]


def test_one_apostrophe() -> None:
    assert fold("П’ЯТЬ") == fold("п'ять") == fold("пʼять")
