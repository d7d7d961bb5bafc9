"""Whether it is said to have happened: denials, negation, conditions, threats, contrasts."""

from __future__ import annotations

import pytest

from .reading import acts, parties, polarities

CASES = [
    ("en", "The army denied that its forces had shelled the hospital.", "attack-medical", "denied"),
    ("en", "No hospital was hit, the ministry said.", "attack-medical", "denied"),
    ("en", "The claim that the Tarn Rifles shelled the clinic is false.", "attack-medical", "denied"),
    ("en", "The claim that the Tarn Rifles shelled the clinic is a lie.", "attack-medical", "denied"),
    ("en", "The reports of the killing of villagers are lies.", "killing", "denied"),
    ("en", "A wish for the harbour lies behind the killing of the villagers.", "killing", "affirmed"),
    ("en", "There is no evidence that the Tarn Rifles killed the mayor.", "killing", "unknown"),
    ("en", "If they attack the school, we will respond.", "attack-schools", "unknown"),
    ("en", "Should the Tarn Rifles shell the school, we will respond.", "attack-schools", "unknown"),
    ("en", "Did the police kill the boy?", "killing", "unknown"),
    ("en", "The commander ordered his men to shoot the prisoners.", "injury", "unknown"),
    ("en", "They will destroy the school.", "attack-schools", "unknown"),
    ("en", "I will never forget how they killed my son.", "killing", "affirmed"),
    ("en", "No fewer than twelve people were killed.", "killing", "affirmed"),
    ("en", "The army stopped shelling the school.", "attack-schools", "affirmed"),
    ("en", "We reject the forced transfer of hundreds of children.", "transfer-of-children", "affirmed"),
    ("en", "The Union of the Plain denied any involvement in the killing of the mayor.", "responsibility", "denied"),
    ("uk", "Гвардія Кессари заперечує, що її бійці обстріляли школу.", "attack-schools", "denied"),
    ("uk", "Невідомі поранили вчителя; загиблих немає.", "killing", "denied"),
    ("uk", "Неправда, що ми спалили будинки.", "attack-homes", "denied"),
    ("ru", "Требуем прекратить пытки пленных.", "torture", "affirmed"),
    ("ru", "Никто не был убит.", "killing", "denied"),
    ("es", "Es falso que la Unión del Llano disparara contra el hospital.", "attack-medical", "denied"),
    ("es", "El portavoz negó que la Guardia hubiera matado a nadie.", "killing", "denied"),
    ("es", "No hubo muertos.", "killing", "denied"),
    ("fr", "L'armée nie avoir bombardé l'hôpital.", "attack-medical", "denied"),
    ("fr", "La Garde de Kessara aurait bombardé la clinique.", "attack-medical", "unknown"),
    ("fr", "S'ils attaquent l'école, nous répondrons.", "attack-schools", "unknown"),
    ("ar", "نفت قوات كيسارا أن تكون مدفعيتها قد قصفت المستشفى.", "attack-medical", "denied"),
    ("ar", "إذا تكرر القصف على القرية فسوف تنهار الهدنة.", "attack-civilians", "unknown"),
    ("he", "איחוד המישור הכחיש כי גדוד טארן הפגיז את בית החולים.", "attack-medical", "denied"),
    ("he", "אין פצועים.", "injury", "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "polarity"), CASES)
def test_what_is_said_of_it(language: str, text: str, code: str, polarity: str) -> None:
    assert polarities(text, language, code) == [polarity]


CONTRASTS = [
    ("en", "It was not the Lowland Police who shelled the school, it was the Tarn Rifles."),
    ("en", "The Tarn Rifles, not the Lowland Police, shelled the school."),
    ("fr", "Ce n'est pas la Garde de Kessara mais l'Union de la Plaine qui a bombardé l'école."),
    ("es", "No fue la Guardia de Kesara sino la Unión del Llano quien bombardeó la escuela."),
    ("uk", "Школу обстріляла не гвардія Кессари, а загін Тарна."),
    ("ru", "Школу обстрелял не Союз Равнины, а гвардия Кессары."),
    ("he", "לא משמר קסארה הפגיז את בית הספר אלא איחוד המישור."),
]


@pytest.mark.parametrize(("language", "text"), CONTRASTS)
def test_not_these_but_those(language: str, text: str) -> None:
    said = {
        found.polarity: found.act.perpetrators for found in acts(text, language) if found.act.code == "attack-schools"
    }
    assert set(said) == {"affirmed", "denied"}
    assert said["affirmed"] != said["denied"]
    assert all(said.values())


def test_a_hedge_is_kept() -> None:
    found = acts("The Lowland Police reportedly shelled the clinic.", "en")[0]
    assert [hedge.text for hedge in found.hedges] == ["reportedly"]


def test_a_pronoun_of_the_same_verb_is_what_was_hit_before() -> None:
    text = "El granero no lo quemó la Guardia de Kesara, lo quemó el batallón Tarn."
    assert all(found.act.target is not None for found in acts(text, "es"))
    assert parties(text, "es", "property")[0] == ["Guardia de Kesara"]
