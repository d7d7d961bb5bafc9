"""Several named as one speaker: the whole of them is the speaker."""

from __future__ import annotations

import pytest

from .saying import brief

SEVERAL = [
    ("en", "As a statement by more than 300 prominent Veldran activists, journalists and scholars put it, it died.",
     "more than 300 prominent Veldran activists, journalists and scholars"),
    ("en", "According to Lena Orsk, Osk Brandt and the mayor, the bridge fell.", "Lena Orsk, Osk Brandt and the mayor"),
    ("en", "“It fell,” said Lena Orsk and Osk Brandt.", "Lena Orsk and Osk Brandt"),
    ("en", "Jeff Orsk (D-Tolm), Lena Tarn (D-Ost) and Osk Brandt all suggested that the bridge fell.",
     "Jeff Orsk (D-Tolm), Lena Tarn (D-Ost) and Osk Brandt"),
    ("uk", "Понад 300 активістів, журналістів і науковців заявили, що річка мертва.",
     "Понад 300 активістів, журналістів і науковців"),
    ("uk", "За словами мера та вчительки, міст упав.", "мера та вчительки"),
    ("ru", "Более 300 активистов, журналистов и учёных заявили, что река мертва.",
     "Более 300 активистов, журналистов и учёных"),
    ("ru", "Мэр и начальник полиции сообщили, что мост упал.", "Мэр и начальник полиции"),
    ("ar", "قال أكثر من 300 ناشط وصحفي وباحث إن النهر مات.", "أكثر من 300 ناشط وصحفي وباحث"),
    ("ar", "قال الوزير والسفير إن الجسر سقط.", "الوزير والسفير"),
    ("he", "יותר מ-300 פעילים, עיתונאים וחוקרים אמרו כי הנהר מת.", "יותר מ-300 פעילים, עיתונאים וחוקרים"),
    ("he", "ראש העיר והמורה אמרו כי הגשר נפל.", "ראש העיר והמורה"),
    ("es", "Más de 300 activistas, periodistas y académicos afirmaron que el río murió.",
     "Más de 300 activistas, periodistas y académicos"),
    ("es", "Según la alcaldesa y el maestro, el puente cayó.", "la alcaldesa y el maestro"),
    ("fr", "Plus de 300 militants, journalistes et universitaires ont affirmé que le fleuve est mort.",
     "Plus de 300 militants, journalistes et universitaires"),
    ("fr", "Selon le maire et la préfète, le pont est tombé.", "le maire et la préfète"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "speakers"), SEVERAL)
def test_all_who_are_named_together_speak(language: str, text: str, speakers: str) -> None:
    assert [said for said, _ in brief(text, language)] == [speakers]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "The bridge fell, Osk and Tarn said.", "Osk and Tarn"),
        ("en", "In Tolm, Osk and Tarn said the bridge fell.", "Osk and Tarn"),
        ("es", "Según el alcalde, la maestra cerró la escuela.", "el alcalde"),
    ],
)
def test_what_only_stands_beside_them_does_not(language: str, text: str, speaker: str) -> None:
    assert brief(text, language)[0][0] == speaker
