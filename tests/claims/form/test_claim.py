"""A claim's form: what it takes, and in which words it refuses the rest."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.claims.form import ClaimError, claim_fields
from muniment.model.reading import Passage, Reading

TEXT = "The clinic at Ostrivka was hit.\nThree nurses said so. The clinic was hit again."
READING = Reading("text/1", TEXT, (Passage(0, 31, page=4), Passage(32, len(TEXT), page=5)), language="en")
CODES = frozenset({"killing", "attack-medical"})


def fields(**form: Any) -> dict[str, Any]:
    return claim_fields({"passage": "at Ostrivka was hit", **form}, "item-3.0", READING, CODES, "op-1")


def refused(**form: Any) -> str:
    with pytest.raises(ClaimError) as error:
        fields(**form)
    return str(error.value)


def test_the_passage_is_found_with_its_place() -> None:
    assert fields()["passage"] == {"text": "at Ostrivka was hit", "start": 11, "end": 30, "page": 4}


def test_blanks_and_line_ends_may_differ_and_the_words_are_kept_as_they_stand() -> None:
    found = fields(passage="was  hit.\nThree")["passage"]
    assert found["text"] == TEXT[found["start"] : found["end"]] == "was hit.\nThree"


def test_words_that_do_not_stand_there_are_refused() -> None:
    assert "do not stand in the item: «at Ostrivka was bombed»" in refused(passage="at Ostrivka was bombed")


def test_words_that_stand_there_twice_need_their_place() -> None:
    assert "more than once (at 4 and 58)" in refused(passage="clinic")
    assert fields(passage={"text": "clinic", "start": 58, "end": 64})["passage"]["page"] == 5


def test_a_place_with_other_words_is_refused() -> None:
    assert "stands other text" in refused(passage={"text": "clinic", "start": 0, "end": 6})
    assert "no text from 5 to 900" in refused(passage={"start": 5, "end": 900})


def test_an_item_without_text_is_cited_by_the_place_in_it() -> None:
    found = claim_fields({"passage": {"where": "00:01:23"}}, "item-3.0", None, CODES, "op-1")
    assert found["passage"] == {"where": "00:01:23"}
    with pytest.raises(ClaimError, match="it has no text"):
        claim_fields({}, "item-3.0", None, CODES, "op-1")
    assert "quote the passage" in refused(passage={"where": "page 4"})


def test_what_is_not_said_is_unknown() -> None:
    found = fields()
    assert (found["asserter"], found["chain"], found["acts"]) == ("", [], [])
    assert (found["basis"], found["polarity"], found["language"]) == ("unknown", "affirmed", "en")


def test_somebody_unnamed_stays_in_the_chain() -> None:
    assert fields(chain=[{"name": "Council"}, {"name": ""}])["chain"][-1] == {"name": "", "role": "reported"}


def test_an_act_is_kept_as_said_beside_as_resolved() -> None:
    act = {
        "code": "attack-medical",
        "perpetrators": [{"said": "the Northern Front", "involvement": "ordered"}],
        "victims": ["three nurses"],
        "place": {"said": "Ostrivka", "name": "Ostrivka", "country": "vd", "latitude": 48.25, "longitude": "31.5"},
        "time": {"said": "on 3 May", "edtf": "2031-05-03"},
        "count": {"said": "three", "low": 3, "high": "3", "unit": "nurses"},
    }
    (found,) = fields(acts=[act])["acts"]
    assert found["perpetrators"] == [{"said": "the Northern Front", "involvement": "ordered"}]
    assert found["victims"] == [{"said": "three nurses"}]
    place = {"said": "Ostrivka", "name": "Ostrivka", "country": "VD", "latitude": "48.25", "longitude": "31.5"}
    assert found["place"] == {**place, "by": "op-1"}
    assert found["time"] == {"said": "on 3 May", "edtf": "2031-05-03", "by": "op-1"}
    assert found["count"] == {"said": "three", "unit": "nurses", "low": 3, "high": 3, "by": "op-1"}


def test_nobody_resolved_what_is_only_said() -> None:
    (found,) = fields(acts=[{"code": "killing", "time": "in spring"}])["acts"]
    assert found["time"] == {"said": "in spring"}


def test_a_group_is_targeted_and_never_acts() -> None:
    victims = [{"said": "Sarn villagers", "group": "Sarn"}]
    assert fields(acts=[{"code": "killing", "victims": victims}])["acts"][0]["victims"] == victims
    assert "never as acting" in refused(acts=[{"code": "killing", "perpetrators": victims}])


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"asserters": "x"}, "there is no field 'asserters' (did you mean asserter?)"),
        ({"basis": "seen"}, "'seen' is none of saw, heard, told"),
        ({"polarity": "denyed"}, "(did you mean denied?)"),
        ({"hedges": "maybe"}, "a list of texts is wanted"),
        ({"hedges": [" "]}, "one of the texts is empty"),
        ({"note": "x" * 4_001}, "4,001 characters are too many"),
        ({"chain": [{"rank": "x"}]}, "there is no field 'rank'"),
        ({"acts": [{"code": "kiling"}]}, "(did you mean killing?)"),
        ({"acts": [{}]}, "'' is no code"),
        ({"acts": {"code": "killing"}}, "a list of tables is wanted"),
        ({"acts": [{"code": "killing"}] * 41}, "41 acts in one claim are too many"),
        ({"acts": [{"code": "killing", "victims": [{}]}]}, "give the words as said, or the code"),
        ({"acts": [{"code": "killing", "time": {"edtf": "3 May"}}]}, "'3 May' is no date as EDTF writes it"),
        ({"acts": [{"code": "killing", "count": {"low": 4, "high": 3}}]}, "from 4 to 3 is no range"),
        ({"acts": [{"code": "killing", "count": {"low": -4}}]}, "-4 is out of range"),
        ({"acts": [{"code": "killing", "count": {"low": "many"}}]}, "'many' is no whole number"),
        ({"acts": [{"code": "killing", "place": {"latitude": 91, "longitude": 0}}]}, "out of range (at most 90)"),
        ({"acts": [{"code": "killing", "place": {"latitude": 1}}]}, "stand together or not at all"),
        ({"acts": [{"code": "killing", "place": {"latitude": "nan", "longitude": 0}}]}, "out of range"),
        ({"acts": [{"code": "killing", "place": {"country": "Veldra"}}]}, "two letters are wanted"),
    ],
)  # fmt: skip
def test_what_cannot_be_on_record_is_refused_in_words(form: dict[str, Any], words: str) -> None:
    assert words in refused(**form)
