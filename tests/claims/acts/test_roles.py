"""Who did it to whom, in seven languages: order, case, agreement, passives, nominalisations."""

from __future__ import annotations

import pytest

from .reading import parties

CASES = [
    ("en", "The Union of the Plain killed four members of the Kessar National Guard.",
     "killing", "Union of the Plain", "members"),
    ("en", "Four soldiers were killed by the Tarn Rifles near Ostrivka.", "killing", "Tarn Rifles", "soldiers"),
    ("en", "The soldiers shot by the Tarn Rifles were buried.", "injury", "Tarn Rifles", "soldiers"),
    ("en", "The villagers whom the militia abducted have not returned.", "hostage-taking", "militia", "villagers"),
    ("en", "The arbitrary detention of two teachers by the Lowland Police was condemned.",
     "detention", "Lowland Police", "teachers"),
    ("en", "The Lowland Police carried out mass arrests of students.", "detention", "Lowland Police", "students"),
    ("en", "Civilians were subjected to torture by the Lowland Police.", "torture", "Lowland Police", "Civilians"),
    ("en", "He accused the Union of the Plain of torturing detainees.", "torture", "Union of the Plain", "detainees"),
    ("en", "The army denied shelling the hospital.", "attack-medical", "army", "hospital"),
    ("en", "A missile fired by the Kessar National Guard struck the school.",
     "attack-schools", "Kessar National Guard", "school"),
    ("uk", "Полоненого з Союзу Рівнини люди з загону Тарна били прикладами.", "torture", "люди", "Полоненого"),
    ("uk", "Школу обстріляла бригада «Сокіл».", "attack-schools", "бригада", "Школу"),
    ("uk", "Лікарню обстріляно гвардією Кессари.", "attack-medical", "гвардією Кессари", "Лікарню"),
    ("uk", "Спілка засуджує затримання загоном Тарна двох учителів.", "detention", "загоном Тарна", "учителів"),
    ("ru", "Пятеро служащих гвардии Кессары убиты Союзом Равнины.",
     "killing", "Союзом Равнины", "служащих гвардии Кессары"),
    ("ru", "Солдаты, убитые отрядом Тарна, служили в гвардии.", "killing", "отрядом Тарна", "Солдаты"),
    ("ru", "Отряд Тарна подверг пленных пыткам.", "torture", "Отряд Тарна", "пленных"),
    ("ru", "Пленные подверглись пыткам со стороны гвардии Кессары.", "torture", "гвардии Кессары", "Пленные"),
    ("es", "Al alcalde lo mató la policía.", "killing", "policía", "alcalde"),
    ("es", "Los aldeanos que secuestró la milicia no han regresado.", "hostage-taking", "milicia", "aldeanos"),
    ("es", "Nueve casas fueron saqueadas por la Guardia de Kesara.", "property", "Guardia de Kesara", "casas"),
    ("es", "La detención de dos maestros por parte del batallón Tarn es un hecho.",
     "detention", "batallón Tarn", "maestros"),
    ("fr", "L'Union de la Plaine a tué quatre membres de la Garde de Kessara.",
     "killing", "Union de la Plaine", "membres"),
    ("fr", "J'ai vu un prisonnier se faire frapper par les hommes du bataillon Tarn.",
     "torture", "hommes", "prisonnier"),
    ("fr", "Les villageois que la milice a torturés sont revenus.", "torture", "milice", "villageois"),
    ("ar", "قتلت قوات كيسارا أربعة من عناصر حركة السهل.", "killing", "قوات كيسارا", "أربعة من عناصر"),
    ("ar", "تسعة منازل نُهبت على يد قوات كيسارا.", "property", "قوات كيسارا", "منازل"),
    ("ar", "ندين اعتقال جيش فيلدرا لطبيبين.", "detention", "جيش فيلدرا", "طبيبين"),
    ("ar", "أسير يضربه رجال كتيبة تارن.", "torture", "رجال كتيبة تارن", "أسير"),
    ("he", "את החייל של איחוד המישור הרג משמר קסארה.", "killing", "משמר קסארה", "חייל"),
    ("he", "תשעה בתים נבזזו על ידי צבא ולדרה.", "property", "צבא ולדרה", "בתים"),
    ("he", "המשפחה מגנה את מעצרם של שני מורים בידי גדוד טארן.", "detention", "גדוד טארן", "מורים"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "doer", "harmed"), CASES)
def test_who_did_it_to_whom(language: str, text: str, code: str, doer: str, harmed: str) -> None:
    doers, victims = parties(text, language, code)
    assert any(doer in said for said in doers)
    assert any(harmed in said for said in victims)
    assert not any(harmed in said for said in doers)


def test_a_people_is_harmed_but_never_acts() -> None:
    assert parties("Believers were expelled from their homes by the militia.", "en", "displacement")[1] == ["Believers"]
    assert parties("Believers killed four soldiers.", "en", "killing")[0] == []


def test_a_missile_is_a_means() -> None:
    assert parties("Missiles destroyed a school.", "en", "attack-schools")[0] == []


def test_a_verb_that_may_be_active_or_passive_gives_nobody() -> None:
    assert parties("The soldiers attacked at dawn near a school.", "en", "attack-schools")[1] != ["soldiers"]


def test_words_of_the_stage_are_no_killing() -> None:
    assert parties("The finale killed the audience.", "en", "killing") == ([], [])
