"""What makes a claim contrary to another of its incident, and what does not. Invented places and people."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.link import contrary_to
from muniment.model.records import Record

OSTRIVKA = {"said": "Ostrivka", "country": "VD", "latitude": "50.10", "longitude": "30.20", "uncertainty": "2000"}


def claim(label: str, polarity: str = "affirmed", **act: Any) -> Record:
    fields = {"item": "item-1.0", "polarity": polarity, "acts": [{"code": "killing", **act}]}
    return Record(label, "claim", "", "op-1", fields, "", "op-1")


def kinds(one: Record, *others: Record, circumstances: tuple[str, ...] = ("warning",)) -> list[tuple[str, str]]:
    return [(found.kind, found.code) for found in contrary_to(one, others, circumstances)]


def count(low: int | None, high: int | None, unit: str = "children") -> dict[str, Any]:
    bounds = {name: value for name, value in (("low", low), ("high", high)) if value is not None}
    return {"count": {"said": "as said", "unit": unit, **bounds}}


def party(said: str, code: str = "") -> dict[str, Any]:
    return {"perpetrators": [{"said": said} | ({"code": code} if code else {})]}


def place(**changes: str) -> dict[str, Any]:
    return {"place": OSTRIVKA | changes}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (count(23, 23), count(40, 40), "count"),
        (count(301, None), count(40, 40), "count"),
        (party("the army of Veldra"), party("the river militia"), "party"),
        (place(latitude="52.9"), place(), "place"),
        ({"place": {"said": "X", "country": "AA"}}, {"place": {"said": "Y", "country": "BB"}}, "place"),
        ({"time": {"edtf": "2031-05-04"}}, {"time": {"edtf": "2031-05-06"}}, "time"),
    ],
)
def test_what_cannot_be_true_together(one: dict[str, Any], other: dict[str, Any], kind: str) -> None:
    assert kinds(claim("claim-3.0", **one), claim("claim-4.0", **other)) == [(kind, "killing")]
    assert kinds(claim("claim-4.0", **other), claim("claim-3.0", **one)) == [(kind, "killing")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (count(12, 12, "fighters"), count(40, 40)),
        (count(30, None), count(40, 40)),
        (count(None, None), count(40, 40)),
        (party("the army"), party("the army of Veldra")),
        (party("soldiers", "person-3.0"), party("men in uniform", "person-3.0")),
        (party("the army"), {}),
        (place(latitude="50.11"), place()),
        ({"place": {"said": "the school"}}, place()),
        ({"time": {"edtf": "2031-05"}}, {"time": {"edtf": "2031-05-06"}}),
        ({"time": {"said": "at night"}}, {"time": {"edtf": "2031-05-06"}}),
    ],
)
def test_what_can_be_true_together(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert kinds(claim("claim-3.0", **one), claim("claim-4.0", **other)) == []


def test_a_denial_stands_against_who_affirms_and_the_other_way_round() -> None:
    yes, no = claim("claim-3.0"), claim("claim-4.0", "denied")
    assert kinds(no, yes) == [("denial", "killing")]
    assert kinds(yes, no) == [("affirmation", "killing")]
    assert kinds(no, claim("claim-5.0", "denied")) == []
    assert kinds(no, claim("claim-5.0", "unknown")) == []
    assert kinds(claim("claim-4.0", "denied", code="injury"), yes) == []


def test_what_a_denial_counts_is_not_compared() -> None:
    assert kinds(claim("claim-3.0", "denied", **count(2, 2)), claim("claim-4.0", "denied", **count(9, 9))) == []


def test_a_circumstance_bears_on_all_of_them_even_alone() -> None:
    warned = claim("claim-3.0", code="warning")
    assert kinds(warned) == [("circumstance", "warning")]
    assert kinds(warned, circumstances=()) == []


def test_each_reason_is_told_once_and_names_the_first_claim_it_stands_against() -> None:
    many = [claim(f"claim-{number}.0", **count(40, 40)) for number in (4, 5)]
    found = contrary_to(claim("claim-3.0", **count(23, 23)), many, ())
    assert [(one.kind, one.than) for one in found] == [("count", "claim-4.0")]


def test_a_claim_does_not_stand_against_itself() -> None:
    one = claim("claim-3.0")
    assert kinds(one, one) == []
