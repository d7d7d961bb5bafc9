"""Tokens with their meanings: numbers in figures and words, prefixes, phrases."""

from __future__ import annotations

import pytest

from muniment.claims.lexing import Alphabet, lexer, whole
from muniment.claims.lexing.grammar import names


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and forty-five", 245),
        ("en", "three million two hundred thousand", 3_200_000),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante et onze", 71),
        ("es", "ciento treinta y cinco", 135),
        ("uk", "двадцять п'ять тисяч", 25_000),
        ("ru", "двести сорок два", 242),
        ("ar", "مئة وخمسة وعشرون", 125),
        ("ar", "ثلاثة عشر", 13),
        ("he", "מאה עשרים ושלוש", 123),
        ("ar", "٤٠", 40),
        ("es", "1.200", 1200),
        ("uk", "1 200", 1200),
    ],
)
def test_a_number_is_one_token(language: str, text: str, value: int) -> None:
    [token] = lexer("muniment.claims.counts", language).tokens(text, 0, len(text))
    assert token.number() == value
    assert (token.start, token.end) == (0, len(text))


def test_numbers_beside_one_another_stay_apart() -> None:
    tokens = lexer("muniment.claims.counts", "en").tokens("two three", 0, 9)
    assert [token.number() for token in tokens] == [2, 3]


@pytest.mark.parametrize(("figures", "value"), [("1,998", 1998), ("12.4", None), ("1,99", None), ("1.234,567", None)])
def test_figures_are_whole_only_in_groups_of_three(figures: str, value: int | None) -> None:
    assert whole(figures) == value


def test_prefixes_are_tokens_of_their_own() -> None:
    text = "ובמרץ"
    tokens = lexer("muniment.claims.times", "he").tokens(text, 0, len(text))
    assert [text[token.start : token.end] for token in tokens] == ["ו", "ב", "מרץ"]
    assert tokens[-1].sense("month") == "3"


def test_the_longest_phrase_is_taken() -> None:
    text = "the day before yesterday"
    [token] = lexer("muniment.claims.times", "en").tokens(text, 0, len(text))
    assert token.sense("relative-day") == "-2"


def test_a_quick_look_sees_figures_and_words_of_a_meaning() -> None:
    reads = lexer("muniment.claims.times", "en")
    wanted = frozenset(("month",))
    for text, may in (("in March", True), ("room 7", True), ("a green road", False)):
        assert reads.may_mean(text, 0, len(text), wanted) is may


def test_a_pattern_names_meanings() -> None:
    alphabet = Alphabet([frozenset(("month",)), frozenset(("day", "integer"))])
    assert alphabet.pattern("<day>") == f"[{alphabet.letter(frozenset(('day', 'integer')))}]"
    assert alphabet.pattern("<nothing>") == "(?!)"
    assert names((("month", "3"),)) == {"month"}
