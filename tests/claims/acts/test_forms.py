"""Forms of verbs by rule, and words as the sentence has them."""

from __future__ import annotations

import pytest

from muniment import codes
from muniment.claims.acts import Lexicon
from muniment.claims.acts.morphology import arabic, french, hebrew, spanish
from muniment.claims.acts.tokens import marks_and_words, with_compounds

FORMS = [
    (spanish, "herir", "hirieron"), (spanish, "destruir", "destruyó"), (spanish, "atacar", "ataque"),
    (spanish, "detener", "detuvieron"), (spanish, "matar", "matara"), (spanish, "morir", "muerto"),
    (french, "tuer", "tuée"), (french, "enlever", "enlèvent"), (french, "détruire", "détruit"),
    (french, "démentir", "démentent"), (french, "détenir", "détenus"), (french, "libérer", "libèrent"),
    (arabic, "نفى", "نفت"), (arabic, "قتل", "قتلوا"), (arabic, "يضرب", "يضربون"),
    (hebrew, "הפגיז", "הפגיזו"), (hebrew, "ירה", "ירו"), (hebrew, "הרג", "נהרגו"), (hebrew, "הפציץ", "הופצץ"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "verb", "form"), FORMS)
def test_a_form_is_known(language: object, verb: str, form: str) -> None:
    made = language.forms(verb)  # type: ignore[attr-defined]
    assert form in {found[0] for found in made}


def test_a_name_in_quotation_marks_is_one_with_its_noun() -> None:
    text = 'the brigade "Falcon" left, he said: "Stop it now."'
    assert [token.key for token in marks_and_words(text, 0, len(text)) if token.key == '"'] == ['"', '"']


def test_words_that_act_as_one_are_one() -> None:
    text = "at the hands of the police"
    joined = with_compounds(marks_and_words(text, 0, len(text)), frozenset({"at_the_hands_of"}))
    assert [token.key for token in joined] == ["at_the_hands_of", "the", "police"]


def test_particles_are_split_off_but_not_from_names() -> None:
    morphology = Lexicon.of(codes.load("acts"), "he").morphology
    text = "צבא ולדרה ומשמר קסארה"
    assert [token.key for token in morphology.analyse(marks_and_words(text, 0, len(text)))] == [
        "צבא", "ולדרה", "ו", "משמר", "קסארה",
    ]  # fmt: skip


def test_a_lexicon_is_made_once() -> None:
    assert Lexicon.of(codes.load("acts"), "en") is Lexicon.of(codes.load("acts"), "en")
