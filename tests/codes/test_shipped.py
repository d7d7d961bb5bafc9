"""The shipped lists: whole, in every language, the same words for nobody in particular."""

from __future__ import annotations

import re

import pytest

from muniment.codes import LANGUAGES, NAMES, UnknownCode, UnknownList, load
from muniment.model import claims

ACTS = (
    *("killing", "injury", "torture", "sexual-violence", "starvation", "prevention-of-births"),
    *("transfer-of-children", "displacement", "settlement", "detention", "hostage-taking", "disappearance"),
    *("forced-labour", "attack-civilians", "attack-homes", "attack-infrastructure", "attack-schools"),
    *("attack-medical", "attack-relief", "attack-cultural", "property", "weapon-use", "human-shields"),
    *("children-in-hostilities", "unfair-trial", "restriction-of-rights", "statement-against-group"),
    *("call-to-violence", "aim-or-policy", "occupation", "foreign-forces", "arms-or-money", "military-objective"),
    *("warning", "evacuation", "ceasefire", "relief", "rescue", "return", "exchange", "investigation"),
    "responsibility",
)
"""Ids stand in logs: none is ever taken away or given another meaning."""
OTHERS = tuple(language for language in LANGUAGES if language != "en")


@pytest.mark.parametrize("name", NAMES)
def test_every_code_says_what_is_in(name: str) -> None:
    listed = load(name)
    assert (listed.name, listed.title != "") == (name, True)
    for code in listed:
        assert len(code.definition) > 20, code.id
        assert code.definition.endswith("."), code.id


def test_the_acts_are_those_promised() -> None:
    assert load("acts").ids == ACTS


@pytest.mark.parametrize("name", [name for name in NAMES if name != "law"])
def test_labels_are_there_in_every_language(name: str) -> None:
    for code in load(name):
        assert set(code.labels) == set(OTHERS), code.id
        labels = [code.label_in(language) for language in LANGUAGES]
        assert all(label == label.strip() and label for label in labels), code.id
        assert code.label_in("xx") == code.label


def test_a_label_in_one_language_is_one_code() -> None:
    for language in LANGUAGES:
        labels = [code.label_in(language) for code in load("acts")]
        assert len(set(labels)) == len(labels), language


def test_who_can_be_in_an_act_is_said_of_each() -> None:
    assert all(code.roles for code in load("acts"))


def test_the_kinds_divide_what_happened_from_what_was_said_and_what_stood_by() -> None:
    kinds = {code.id: code.kind for code in load("acts")}
    assert set(kinds.values()) == {"act", "statement", "circumstance"}
    assert (kinds["killing"], kinds["warning"]) == ("act", "circumstance")
    assert kinds["statement-against-group"] == "statement"


def test_definitions_use_no_word_of_law_and_name_no_crime() -> None:
    legal = re.compile(r"\b(crim|guilt|genocid|unlawful|illegal|lawful|terroris|atrocit)", re.I)
    for code in load("acts"):
        assert not legal.search(f"{code.label} {code.definition}"), code.id


def test_codes_of_claims_have_their_words() -> None:
    assert load("basis").ids == claims.BASES
    assert load("polarity").ids == claims.POLARITIES
    assert load("involvement").ids == claims.INVOLVEMENTS


def test_standards_stand_from_the_weakest_to_the_strongest() -> None:
    ids = load("standards").ids
    assert (ids[0], ids[2], ids[-1]) == ("reasonable-suspicion", "balance-of-probabilities", "beyond-reasonable-doubt")
    assert len(ids) == 5


def test_an_unknown_code_is_told_with_those_spelt_like_it() -> None:
    with pytest.raises(UnknownCode, match=r"no code 'attack-medcal' in the list 'acts' \(did you mean attack-medical"):
        load("acts").match("attack-medcal")
    with pytest.raises(UnknownCode, match=r"'zebra' in the list 'acts'\.$"):
        load("acts").match("zebra")
    assert load("acts").match("killing").label == "Killing"
    assert load("acts").get("zebra") is None


def test_an_unknown_list_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownList, match=r"no code list 'act' \(did you mean acts\?\); there are acts, law"):
        load("act")
