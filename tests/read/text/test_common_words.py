"""Common words decide where they speak clearly, and never for a relative that is not listed."""

from __future__ import annotations

import pytest

from muniment.read.text.common_words import by_common_words
from muniment.read.text.language import identify

CLEAR = {
    "en": "The boats were behind the mill, and they had been there for two days when the men came.",
    "es": "Los barcos fueron llevados al molino y las familias estaban allí cuando llegaron los hombres.",
    "fr": "Les bateaux ont été vus dans la rivière avec une famille qui était là pour deux jours.",
    "de": "Die Boote sind auf dem Fluss und das Haus wurde nicht mit dem Dorf verbunden.",
    "ru": "Лодки были за мельницей, когда они пришли, и только после этого узнали, что его уже нет.",
    "uk": "Човни були за млином, коли вони прийшли, і тільки після цього дізналися, що його вже немає.",
    "ar": "كانت القوارب خلف الطاحونة في ذلك اليوم ولم يسأل أحد عن الطاقم إلى أن وصلوا من القرية.",
}
RELATIVES = {
    "pt": "Os barcos estavam atrás do moinho quando os homens chegaram, e não havia ninguém com eles na aldeia.",
    "be": "Чаўны былі за млынам, калі яны прыйшлі, і толькі пасля гэтага даведаліся, што яго ўжо няма.",
    "bg": "Лодките бяха зад мелницата, когато хората дойдоха, и никой не знаеше какво е станало с тях.",
    "sr": "Чамци су били иза млина кад су људи дошли, и нико није знао шта се с њима догодило.",
    "fa": "قایق‌ها پشت آسیاب بودند و وقتی مردان آمدند هیچ‌کس نمی‌دانست که چه بر سر آنها آمده است.",
    "ca": "Les barques eren darrere el molí quan van arribar els homes, i ningú no sabia què els havia passat.",
}


@pytest.mark.parametrize("code", CLEAR)
def test_clear_sentences(code: str) -> None:
    assert by_common_words(CLEAR[code]) == code
    assert identify(CLEAR[code]) == code


@pytest.mark.parametrize("code", RELATIVES)
def test_relatives_go_to_the_model(code: str) -> None:
    assert by_common_words(RELATIVES[code]) is None


@pytest.mark.parametrize("text", ["", "Orin", "the the the the the", "1 2 3 4", CLEAR["en"] + " " + CLEAR["fr"]])
def test_little_or_mixed_words_decide_nothing(text: str) -> None:
    assert by_common_words(text) is None
