"""Languages of very many table rows: not every one is judged, and none is made up."""

from __future__ import annotations

import random

import pytest

from muniment.read.text.blocks import Block, compose, title_of
from muniment.read.text.language import languages
from muniment.read.text.speech import letters

WORDS = {
    "en": "the soldiers came to the mill at dawn and took flour from people who lived near the river",
    "fr": "les soldats sont venus au moulin le matin et ont pris la farine des gens qui habitaient ici",
    "uk": "солдати прийшли до млина на світанку і забрали борошно у людей які жили біля річки поки діти спали",
    "ar": "جاء الجنود إلى المطحنة عند الفجر وأخذوا الدقيق من الناس الذين يعيشون قرب النهر",
}


def rows(count: int, *codes: str) -> tuple[list[Block], list[str]]:
    """So many rows; the codes take turns."""
    pick = random.Random(3)
    said = [codes[at % len(codes)] for at in range(count)]
    words = {code: text.split() for code, text in WORDS.items()}
    return [
        Block(f"{at}\t2024\t" + " ".join(pick.choices(words[code], k=12)), "table", tight=True)
        for at, code in enumerate(said)
    ], said


def share(count: int, *codes: str) -> tuple[float, float]:
    """Of rows in `codes` by turns: the share told right, and the share told wrong."""
    blocks, said = rows(count, *codes)
    found = [passage.language for passage in compose("t", blocks).passages]
    right = sum(one == other for one, other in zip(found, said, strict=True))
    wrong = sum(one not in (other, None) for one, other in zip(found, said, strict=True))
    return right / count, wrong / count


@pytest.mark.parametrize("codes", [("en",), ("uk",), ("en", "uk"), ("ar", "fr"), ("ar", "uk", "en")])
def test_many_rows_in_one_language_of_each_script_are_told_by_those_judged(codes: tuple[str, ...]) -> None:
    right, wrong = share(6_000, *codes)
    assert right > 0.95
    assert wrong < 0.01


def test_two_languages_of_one_script_by_turns_are_not_taken_for_one() -> None:
    right, wrong = share(12_000, "en", "fr")
    assert wrong < 0.01
    assert right > 0.1  # those judged by themselves


def test_few_rows_are_all_judged() -> None:
    right, _ = share(1_500, "en", "fr")
    assert right > 0.95


def test_only_rows_are_spared() -> None:
    blocks, said = rows(3_000, "en", "fr")
    found, _ = languages([block.text for block in blocks])
    assert sum(one == other for one, other in zip(found, said, strict=True)) > 2_500


def test_letters_are_counted_alike_in_ascii_and_beyond() -> None:
    text = "Ab, 12\tcd\x00_-z"
    assert letters(text) == letters(text + "—") == 5


def test_a_row_is_no_title() -> None:
    assert title_of([Block("name\tplace", "table")]) is None
    assert title_of([Block("Names", "paragraph")]) == "Names"
