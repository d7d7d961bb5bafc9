"""Quotations beside the texts they may be from."""

from __future__ import annotations

import pytest

from muniment.claims.checks import Observation, differing, quoted

from .making import reading

SOURCE = (
    "The council met in Orin. We shall keep the bridge open for every family that wants to leave Ostrivka this week. "
    "Then it rained."
)
QUOTED = "We shall keep the bridge open for every family that wants to leave Ostrivka this week"


def beside(text: str, *sources: str, language: str = "en") -> list[Observation]:
    made = reading(text, language=language)
    texts = [("item-1.0", made)]
    texts += [(f"item-2.{number}", reading(one, language=language)) for number, one in enumerate(sources)]
    found = differing(quoted("item-1.0", made), texts)
    for one in found:
        assert all(made.text[span.start : span.end] == span.text for span in one.spans)
    return found


def test_both_wordings_and_what_differs_are_shown() -> None:
    [found] = beside(f"She said: “{QUOTED.replace('every family', 'no family')}.”", SOURCE)
    assert (found.code, found.item, found.other) == ("quotation-and-source", "item-1.0", "item-2.0")
    assert found.other_spans[0].text == QUOTED
    assert SOURCE[found.other_spans[0].start : found.other_spans[0].end] == QUOTED
    assert "Different: «no» / «every»" in found.words
    assert "Which came first is not said by that" in found.words


@pytest.mark.parametrize(
    ("changed", "difference"),
    [
        (QUOTED.replace("this week", "next week"), "«next» / «this»"),
        (QUOTED.replace(" for every family", ""), "«–» / «for every family»"),
        (QUOTED.replace("open", "open and safe"), "«and safe» / «–»"),
        (QUOTED.replace("We shall", "They will"), "«They will» / «We shall»"),
    ],
)
def test_words_changed_left_out_and_put_in(changed: str, difference: str) -> None:
    [found] = beside(f"“{changed}”, she said.", SOURCE)
    assert difference in found.words


@pytest.mark.parametrize(
    "text",
    [
        f"She said: “{QUOTED}.”",
        f"She said: “{QUOTED.upper()}!”",
        "She said: “We shall keep the bridge open […] for every family that wants to leave Ostrivka this week.”",
        "She said: “[They] shall keep the bridge open for every family that wants to leave Ostrivka [soon] this week.”",
        "She said: “keep the bridge closed”.",
        "She said: “There was never any plan to let a single person out of the town before the autumn.”",
        f"{QUOTED.replace('every', 'no')}.",
    ],
)
def test_word_for_word_marked_short_other_or_not_quoted(text: str) -> None:
    assert beside(text, SOURCE) == []


def test_a_quotation_found_word_for_word_anywhere_is_left_alone() -> None:
    changed = QUOTED.replace("every", "no")
    assert beside(f"She said: “{changed}.”", SOURCE, f"Press note. {changed}.") == []


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("uk", "Рада заявила: «Ми тримаємо міст закритим для всіх родин, які хочуть виїхати».",
         "Ми тримаємо міст відкритим для всіх родин, які хочуть виїхати."),
        ("ar", "قالت: «سنبقي الجسر مغلقا أمام كل عائلة تريد أن تغادر البلدة»",
         "سنبقي الجسر مفتوحا أمام كل عائلة تريد أن تغادر البلدة"),
        ("fr", "Elle a dit : « Nous garderons le pont fermé pour toutes les familles qui partent ».",
         "Nous garderons le pont ouvert pour toutes les familles qui partent."),
    ],
)  # fmt: skip
def test_in_other_languages(language: str, text: str, source: str) -> None:
    assert len(beside(text, source, language=language)) == 1


def test_a_block_quotation_is_one() -> None:
    made = reading(QUOTED.replace("every", "no"), kind="quotation")
    assert len(differing(quoted("item-1.0", made), [("item-2.0", reading(SOURCE))])) == 1


def test_a_long_quotation_is_compared_in_stretches() -> None:
    said = " ".join(f"On day {number} the convoy number {number} waited at the bridge." for number in range(60))
    [found] = beside(f"“{said.replace('day 30 the', 'day 30 no')}”", said)
    assert "«no» / «the»" in found.words


def test_texts_of_one_word_do_not_take_for_ever() -> None:
    one = "bridge " * 8_000
    assert len(beside(f"“{one}town”", one)) == 1
