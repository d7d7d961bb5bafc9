"""Exchanging the two parties of a sentence changes nothing but the parties."""

from __future__ import annotations

from itertools import permutations

import pytest

from .reading import acts

FRAMES = [
    ("en", "{} killed four members of {}.", ["the Union of the Plain", "the Kessar National Guard", "the Tarn Rifles"]),
    ("en", "A spokeswoman for {} said that {} had looted nine homes.",
     ["the Lowland Police", "the Tarn Rifles", "the Union of the Plain"]),
    ("es", "La detención de dos maestros por {} fue condenada por {}.",
     ["la Guardia de Kesara", "el batallón Tarn", "la Unión del Llano"]),
    ("fr", "{} nie que {} ait bombardé l'hôpital.",
     ["La Garde de Kessara", "l'Union de la Plaine", "le bataillon Tarn"]),
    ("ar", "قُتل ثلاثة من عناصر {} على يد {}.",
     ["قوات كيسارا", "حركة السهل", "جيش فيلدرا", "شرطة لولاند", "لواء الصقر"]),
    ("he", "שלושה לוחמים של {} נהרגו על ידי {}.", ["משמר קסארה", "איחוד המישור", "צבא ולדרה", "חטיבת הנץ"]),
    ("uk", "Речник {} повідомив про тортури бійців {}.", ["гвардії Кессари", "Союзу Рівнини", "бригади «Сокіл»"]),
    ("ru", "Представитель {} сообщил о пытках бойцов {}.", ["гвардии Кессары", "Союза Равнины", "отряда Тарна"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "frame", "names"), FRAMES)
def test_nothing_but_the_parties_changes(language: str, frame: str, names: list[str]) -> None:
    shapes = {
        tuple(
            (
                found.act.code,
                found.polarity,
                len(found.act.perpetrators),
                len(found.act.victims),
                found.act.target is None,
            )
            for found in acts(frame.format(*pair), language)
        )
        for pair in permutations(names, 2)
    }
    assert len(shapes) == 1
    assert shapes != {()}
