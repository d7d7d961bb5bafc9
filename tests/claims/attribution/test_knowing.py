"""How the speaker knows, and which words hold back, in every language."""

from __future__ import annotations

import pytest

from .saying import found

BASES = [
    ("en", "Tarn said: “I saw the lorry at noon.”", "saw"),
    ("en", "Tarn said she heard two shots.", "heard"),
    ("en", "Tarn said that she was told of it by a guard.", "told"),
    ("en", "According to the records, 12 men were held.", "document"),
    ("en", "Tarn said that the lorry must have turned.", "inferred"),
    ("en", "Tarn said that the lorry turned.", "unknown"),
    ("uk", "Вона розповіла: «Я бачила вантажівку».", "saw"),
    ("ru", "Она рассказала: «Мне сказали об этом».", "told"),
    ("ar", 'وقال المدير: "رأيتهم عند الجسر".', "saw"),
    ("he", "״שמעתי שתי יריות״, סיפר הנהג.", "heard"),
    ("es", "La vecina dijo: «Vi el camión».", "saw"),
    ("fr", "La voisine a dit : « J'ai entendu deux coups. »", "heard"),
]
HEDGES = [
    ("en", "Tarn said the men allegedly may have fled.", ["allegedly", "may have"]),
    ("en", "Tarn said it fell in May.", []),
    ("uk", "Тарн сказав, що міст, ймовірно, упав.", ["ймовірно"]),
    ("ru", "Тарн сказал, что мост, вероятно, упал.", ["вероятно"]),
    ("ar", "قال المدير إن الجسر ربما سقط.", ["ربما"]),
    ("he", "הנהג אמר כי הגשר ככל הנראה נפל.", ["ככל הנראה"]),
    ("es", "Tarn dijo que el puente presuntamente cayó.", ["presuntamente"]),
    ("fr", "Le maire a dit que le tireur présumé a fui.", ["présumé"]),
]


@pytest.mark.parametrize(("language", "text", "basis"), BASES)
def test_how_the_speaker_knows(language: str, text: str, basis: str) -> None:
    assert found(text, language)[0].basis == basis


@pytest.mark.parametrize(("language", "text", "hedges"), HEDGES)
def test_words_that_hold_back(language: str, text: str, hedges: list[str]) -> None:
    assert [one.text for one in found(text, language)[0].hedges] == hedges


def test_an_adverb_that_is_the_cue_holds_back_too() -> None:
    (one,) = found("Allegedly, the road was closed.", "en")
    assert [hedge.text for hedge in one.hedges] == ["Allegedly"]
    assert one.chain[-1].name == ""
