"""Passages across languages: a translation is tied, another text of the same language pair is not."""

from __future__ import annotations

from itertools import pairwise

from muniment.link.across import pieces, translation_ties
from muniment.model.reading import Passage, Reading

ENGLISH = (
    "The ferry at Ruvend stood still for nine days because the water in the Osmel was too high for the cables.",
    "On the tenth day two fishermen brought flour and lamp oil across in a small boat with a patched sail.",
    "The teachers opened the library so that families whose cellars were flooded could sleep between the shelves.",
    "Old newspapers were dried on strings in the courtyard and read aloud to the children in the evening.",
)
UKRAINIAN = (
    "Пором у Рувенді стояв дев'ять днів, бо вода в Осмелі була зависокою для тросів.",
    "На десятий день двоє рибалок перевезли борошно й гас для ламп малим човном із латаним вітрилом.",
    "Учителі відчинили бібліотеку, щоб родини, чиї підвали затопило, могли спати між полицями.",
    "Старі газети сушили на мотузках у дворі, а ввечері читали вголос дітям.",
)
OTHER = (
    "Рада селища обговорила ціну на дрова і ремонт дороги до млина.",
    "Найкращу пасіку цього року тримає пані Орвен: сорок вуликів на схилі за церквою.",
    "Конкурс хорів перенесли на осінь, бо диригентка захворіла на кір.",
    "У музеї відкрили виставку годинників, подарованих нащадками аптекаря.",
)


def reading(paragraphs: tuple[str, ...], language: str) -> Reading:
    text, passages = "", []
    for paragraph in paragraphs:
        passages.append(Passage(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Reading("text/1", text, tuple(passages), language=language)


def test_a_translation_is_tied_with_a_passage_of_each_shown() -> None:
    (tie,) = translation_ties([("item-1.0", reading(ENGLISH, "en")), ("item-1.1", reading(UKRAINIAN, "uk"))])
    assert (tie.a, tie.b, tie.kind) == ("item-1.0", "item-1.1", "translation")
    assert tie.a_span is not None
    assert tie.b_span is not None
    number = next(at for at, words in enumerate(ENGLISH) if words == tie.a_span.text)
    assert tie.b_span.text == UKRAINIAN[number]


def test_another_text_is_not() -> None:
    assert translation_ties([("item-1.0", reading(ENGLISH, "en")), ("item-1.1", reading(OTHER, "uk"))]) == []


def test_passages_in_another_order_are_no_translation() -> None:
    backwards = reading(tuple(reversed(UKRAINIAN)), "uk")
    assert translation_ties([("item-1.0", reading(ENGLISH, "en")), ("item-1.1", backwards)]) == []


def test_one_language_is_left_to_the_comparison_of_text() -> None:
    same = reading(ENGLISH, "en")
    assert translation_ties([("item-1.0", same), ("item-1.1", same)]) == []


def test_pieces_join_short_paragraphs_cut_long_ones_and_lose_nothing() -> None:
    made = reading(("Short.", "Shorter still.", "word " * 400, "End."), "en")
    found = pieces(made)
    assert all(one.end - one.start <= 900 for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(made.text[one.start : one.end] for one in found)
    assert "".join(covered.split()) == "".join(made.text.split())
