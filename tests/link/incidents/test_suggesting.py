"""Which claims are suggested as one happening, and which are not."""

from __future__ import annotations

from typing import Any

from muniment.link.incidents import suggest
from muniment.model.records import Record

OSTRIVKA = {"said": "Ostrivka", "name": "Ostrivka", "latitude": "48.2", "longitude": "31.5", "uncertainty": "5000"}
TAMSIL = {"said": "Tamsil", "name": "Tamsil", "latitude": "49.9", "longitude": "36.2", "uncertainty": "5000"}


def claim(number: int, code: str = "killing", **act: Any) -> Record:
    polarity, words = act.pop("polarity", "affirmed"), act.pop("words", f"words of claim {number}")
    fields = {
        "item": f"item-{number}.0",
        "passage": {"text": words},
        "polarity": polarity,
        "acts": [{"code": code, **act}],
    }
    return Record(f"claim-{number}.0", "claim", "2031-05-09T00:00:00Z", "op-1", fields, "", "op-1")


def groups(*claims: Record) -> list[tuple[str, ...]]:
    return [one.claims for one in suggest(claims)]


def test_one_place_and_one_day_are_one_happening_whatever_the_count_and_the_denial() -> None:
    day = {"said": "on Sunday", "edtf": "2031-05-04"}
    first = claim(1, place=OSTRIVKA, time=day, count={"low": 40, "high": 40})
    second = claim(2, "attack-schools", place=OSTRIVKA, time={"edtf": "2031-05-05"}, count={"low": 12, "high": 12})
    denial = claim(3, place=OSTRIVKA, time=day, polarity="denied")
    assert groups(first, second, denial) == [("claim-1.0", "claim-2.0", "claim-3.0")]


def test_another_place_another_day_or_another_kind_of_act_is_not() -> None:
    day, later = {"edtf": "2031-05-04"}, {"edtf": "2031-05-09"}
    first = claim(1, place=OSTRIVKA, time=day)
    assert groups(first, claim(2, place=TAMSIL, time=day)) == []
    assert groups(first, claim(2, place=OSTRIVKA, time=later)) == []
    assert groups(first, claim(2, "arms-or-money", place=OSTRIVKA, time=day)) == []


def test_a_place_alone_is_too_little_and_parties_or_wording_with_it_are_enough() -> None:
    first = claim(1, place=OSTRIVKA, victims=[{"said": "nine miners"}], words="the roof of the pump house fell in")
    assert groups(first, claim(2, place=OSTRIVKA)) == []
    assert groups(first, claim(2, place=OSTRIVKA, victims=[{"said": "miners of Ostrivka"}])) != []
    assert groups(first, claim(2, place=OSTRIVKA, words="the roof of the pump house")) != []


def test_names_compare_where_there_are_no_degrees() -> None:
    day = {"edtf": "2031-05-04"}
    here = {"said": "the mill"}
    assert groups(claim(1, place=here, time=day), claim(2, place={"said": "The Mill"}, time=day)) != []
    assert groups(claim(1, place=here, time=day), claim(2, place={"said": "the weir"}, time=day)) == []


def test_what_is_together_on_record_is_not_suggested_again() -> None:
    day = {"edtf": "2031-05-04"}
    claims = [claim(number, place=OSTRIVKA, time=day) for number in (1, 2, 3)]
    assert suggest(claims, [["claim-1.0", "claim-2.0", "claim-3.0"]]) == []
    (again,) = suggest(claims, [["claim-1.0", "claim-2.0"]])
    assert again.claims == ("claim-1.0", "claim-2.0", "claim-3.0")


def test_the_same_claims_get_the_same_name_and_reasons() -> None:
    day = {"edtf": "2031-05-04"}
    claims = [claim(number, place=OSTRIVKA, time=day, words=str(number)) for number in (1, 2)]
    assert suggest(claims) == suggest(claims)
    (one,) = suggest(claims)
    assert one.why == ("claim-1.0, claim-2.0: the same place, time",)
