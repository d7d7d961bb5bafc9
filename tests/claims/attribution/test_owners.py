"""A phrase that names no speaker itself: whose words they are."""

from __future__ import annotations

import pytest

from .saying import brief

OWNERS = [
    ("en", "The words of President Tarn were clear: “We go.”", "President Tarn"),
    ("en", "President Tarn's words were clear: “We go.”", "President Tarn's"),
    ("en", "The cynicism of the Tarn administration — denouncing the strike — is known.", "the Tarn administration"),
    ("en", "As a letter by more than forty teachers put it: “We go.”", "more than forty teachers"),
    ("uk", "Слова президента Тарна були ясними: «Ми йдемо».", "президента Тарна"),
    ("uk", "Цинізм адміністрації Тарна, яка заявила, що міст цілий, вражає.", "адміністрації Тарна"),
    ("ru", "Слова президента Тарна были ясны: «Мы идем».", "президента Тарна"),
    ("ar", "كلمات الرئيس تارن: «نحن ذاهبون».", "الرئيس تارن"),
    ("he", 'דברי הנשיא טארן היו ברורים: "אנחנו הולכים".', "הנשיא טארן"),
    ("he", 'מילותיו של הנשיא טארן: "אנחנו הולכים".', "הנשיא טארן"),
    ("es", "Las palabras del presidente Tarn fueron claras: «Nos vamos».", "presidente Tarn"),
    ("fr", "Les paroles du président Tarn étaient claires : « Nous partons ».", "président Tarn"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), OWNERS)
def test_an_abstract_noun_of_somebody_is_that_somebody(language: str, text: str, speaker: str) -> None:
    assert [said for said, _ in brief(text, language)] == [speaker]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The same is true for the mayor: “We go.”"),
        ("uk", "Те саме стосується мера: «Ми йдемо»."),
        ("ru", "То же самое касается мэра: «Мы идем»."),
        ("es", "Lo mismo vale para el alcalde: «Nos vamos»."),
        ("fr", "La même chose vaut pour le maire : « Nous partons »."),
    ],
)
def test_the_same_is_no_speaker(language: str, text: str) -> None:
    assert all(said == "-" for said, _ in brief(text, language))
