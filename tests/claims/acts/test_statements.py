"""What statements speak of: aims, supplies, targets of several kinds, and figures of speech that are none."""

from __future__ import annotations

import pytest

from .reading import acts, parties, polarities

SEVERAL = [
    ("The deliberate targeting of clinics, bridges and villages has caused a crisis.",
     {"attack-medical": "clinics", "attack-infrastructure": "bridges", "attack-civilians": "villages"}),
    ("Missiles destroyed schools, churches, and hospitals.",
     {"attack-schools": "schools", "attack-cultural": "churches", "attack-medical": "hospitals"}),
    ("They condemned the shelling of homes and markets.", {"attack-homes": "homes", "attack-civilians": "markets"}),
    ("By bombing museums and bridges they broke the town.",
     {"attack-cultural": "museums", "attack-infrastructure": "bridges"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hit"), SEVERAL)
def test_each_class_that_is_hit_is_an_act_with_its_own_target(text: str, hit: dict[str, str]) -> None:
    assert {code: parties(text, "en", code)[1] for code in hit} == {code: [said] for code, said in hit.items()}


AIMS = [
    ("The regime wants to erase them.", "regime", "them"),
    ("Veldra wages a war to crush Ostrivka.", "Veldra", "Ostrivka"),
    ("Kessar wishes to inflict a defeat on Veldra.", "Kessar", "Veldra"),
    ("The generals seek not only to weaken the towns but to annex them.", "generals", "towns"),
    ("The guard backs Kessar's war because it needs gas.", "guard", "Kessar"),
    ("They voiced unconditional support for Kessar's military actions.", "They", ""),
    ("We must push back against Kessar's expansionism.", "Kessar", ""),
    ("El mando quiere aplastar la ciudad.", "mando", "ciudad"),
    ("La garde cherche à détruire la ville.", "garde", "ville"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "doer", "at"), AIMS)
def test_an_aim_is_told_by_what_it_is_at(text: str, doer: str, at: str) -> None:
    language = "es" if text.startswith("El ") else "fr" if text.startswith("La ") else "en"
    doers, aimed = parties(text, language, "aim-or-policy")
    assert any(doer in said for said in doers)
    assert any(at in said for said in aimed) if at else not aimed


@pytest.mark.parametrize(
    "text", ["We seek to build links between towns.", "They want bread.", "Everybody may support that goal."]
)
def test_an_aim_at_no_harm_is_none(text: str) -> None:
    assert not polarities(text, "en", "aim-or-policy")


SAID = [
    ("arms-or-money", "Veldra enables Kessar's assault on Ostrivka with weapons and money."),
    ("arms-or-money", "It trades with Kessar while sending weapons to Veldra."),
    ("statement-against-group", 'He said that Veldra is not a "real" country.'),
    ("statement-against-group", "Kessar does not exist as a nation, he wrote."),
    ("restriction-of-rights", "He is attacking unions' assembly rights."),
    ("displacement", "We condemn the ethnic cleansing of villagers."),
    ("transfer-of-children", "Children were stolen from their families."),
    ("transfer-of-children", "There must be a return of stolen land and children."),
    ("occupation", "There must be a return of stolen land and children."),
    ("foreign-forces", "The arrival of Kessarian troops in Ostrivka alarms us."),
    ("attack-civilians", "The onslaught on Ostrivka continued."),
    ("attack-cultural", "The attack on its culture and people goes on."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), SAID)
def test_words_of_statements(code: str, text: str) -> None:
    assert polarities(text, "en", code)


def test_who_arms_a_war_arms_its_side() -> None:
    text = "Veldra enables Kessar's war with weapons and money."
    assert parties(text, "en", "arms-or-money") == (["Veldra"], ["Kessar"])


def test_who_leaves_the_dead_where_they_are_did_not_kill_them() -> None:
    assert parties("The rebels left the dead in the street.", "en", "killing")[0] == []


def test_an_adjective_behind_a_verb_goes_with_its_noun() -> None:
    assert parties("They expel exiled leaders.", "en", "displacement")[1] == ["exiled leaders"]


def test_people_without_a_known_word_are_told_by_their_number() -> None:
    assert parties("Sept notables ont été condamnés à mort.", "fr", "unfair-trial")[1] == ["notables"]


def test_a_cell_is_only_where() -> None:
    assert polarities("She was detained in a cell.", "en", "detention") == ["affirmed"]


def test_ideals_are_besieged_in_words_alone() -> None:
    assert not polarities("Our courage holds under siege.", "en", "starvation")
    assert polarities("The town endures under siege.", "en", "starvation")


def test_the_same_deed_on_others_is_another_act() -> None:
    text = "So many men have died fighting; so many shoppers have died in Kessarian bombings."
    found = [act.act for act in acts(text, "en") if act.act.code == "killing"]
    assert [act.victims[0].said.text for act in found] == ["men", "shoppers"]
    assert [[party.said.text for party in act.perpetrators] for act in found] == [[], ["Kessarian"]]


def test_a_phrase_beside_its_verb_is_the_same_act() -> None:
    text = "So many girls have disappeared into Kessar without a trace."
    assert polarities(text, "en", "disappearance") == ["affirmed"]
    assert parties(text, "en", "disappearance")[1] == ["girls"]


BLAMED = [
    ("The officer said nothing, blaming the shelling on the Tarn Rifles.", "weapon-use"),
    ("They blamed the bombing of the school on the Tarn Rifles.", "attack-schools"),
    ("The bombing of the school was blamed on the Tarn Rifles.", "attack-schools"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), BLAMED)
def test_whom_a_deed_is_blamed_on_did_it(text: str, code: str) -> None:
    doers, harmed = parties(text, "en", code)
    assert doers == ["Tarn Rifles"]
    assert "Tarn Rifles" not in harmed


PLACED = [
    ("en", "On the evening of 5 May the Guard of Kessar executed three rebels.", "killing", "Guard of Kessar"),
    ("en", "Captured by the Kessar Guard in May, Corporal Tam Reel was released.", "detention", "Kessar Guard"),
    ("fr", "La garde de Kessara s'est emparée de la mairie.", "property", "garde de Kessara"),
    ("fr", "Un arrêté du bataillon Tarn interdit aux habitants de sortir.", "restriction-of-rights", "bataillon Tarn"),
    ("fr", "La milice vient de confisquer tous les portables.", "property", "milice"),
    ("fr", "Dix instituteurs restent détenus par le comité.", "detention", "comité"),
    ("es", "Dos maestros quedaron detenidos por la milicia.", "detention", "milicia"),
    ("es", "El batallón Tarn sigue impidiendo el paso de los camiones de ayuda.", "starvation", "batallón Tarn"),
    ("es", "El batallón Tarn recluta a niños de doce años.", "children-in-hostilities", "batallón Tarn"),
    ("es", "La guardia bombardeó el mercado y dejó cuatro heridos.", "injury", "guardia"),
    ("fr", "L'attaque de la garde a fait quatre blessés.", "injury", "garde"),
    ("en", "The Tarn Rifles left four dead in the market.", "killing", "Tarn Rifles"),
    ("en", "The guard broke his jaw.", "injury", "guard"),
    ("en", "The Tarn Rifles said it had hit a hospital roof.", "attack-medical", "Tarn Rifles"),
    ("en", "They blocked all flour deliveries.", "starvation", "They"),
    ("en", "The Veldran missiles destroyed a school.", "attack-schools", "Veldran"),
    ("fr", "Le viol de détenues par des gardiens de la prison est établi.", "sexual-violence", "gardiens"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "doer"), PLACED)
def test_who_did_it_stands_elsewhere(language: str, text: str, code: str, doer: str) -> None:
    assert any(doer in said for said in parties(text, language, code)[0])


LEFT_OPEN = [
    ("es", "Exigimos a la guardia que libere a los pescadores presos.", "return", "unknown"),
    ("es", "Nadie salió lastimado en la plaza.", "injury", "denied"),
    ("es", "No es verdad que la guardia mató al panadero.", "killing", "denied"),
    ("fr", "L'enquête n'a pas abouti.", "investigation", "affirmed"),
    ("en", "They call to avoid civilian casualties.", "killing", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "code", "polarity"), LEFT_OPEN)
def test_whether_it_happened(language: str, text: str, code: str, polarity: str) -> None:
    assert polarities(text, language, code)[:1] == [polarity]


def test_another_subject_behind_its_verb_is_not_under_the_denial() -> None:
    text = "No es verdad que el frente mató al cura, lo mató la guardia."
    assert polarities(text, "es", "killing") == ["denied", "affirmed"]
