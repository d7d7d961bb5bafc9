"""The rules on what persons agreed to, one by one; each is met in a scene, too."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.disclose.persons import person_refusals
from muniment.model.records import Record
from muniment.preserve import Recorded

TODAY = "2031-06-15"


def consent(use: str = "court", given: str = "yes", **more: Any) -> Record:
    fields = {"use": use, "given": given, "until": "", "recipient": "", "condition": "", **more}
    return Record("consent-7.0", "consent", "", "op-1", fields, "", "op-1")


def rules(*consents: Record, public: bool = False, purpose: str = "court", to: str = "Osmel court") -> list[str]:
    recorded = [Recorded("person-2.0", "account-3.0", consents)]
    return [refused.rule for refused in person_refusals("item-1.0", recorded, public, purpose, to, TODAY)]


@pytest.mark.parametrize("use", ["court", "share-with-court", "Court"])
def test_a_consent_to_this_purpose_lets_it_go(use: str) -> None:
    assert rules(consent(use)) == []


def test_one_to_another_purpose_or_none_at_all_does_not() -> None:
    assert rules(consent("keep"), consent("publish")) == ["person-consent"]
    assert rules() == ["person-consent"]


def test_what_is_public_needs_none_but_goes_out_against_no_refusal() -> None:
    assert rules(public=True) == []
    assert rules(consent(given="no"), public=True) == ["person-consent"]
    assert rules(consent(given="withdrawn"), public=True) == ["person-consent"]
    assert rules(consent(until="2030"), public=True) == ["person-consent-end"]


@pytest.mark.parametrize("given", ["no", "withdrawn"])
def test_a_refusal_stands_against_it_whatever_else_is_on_record(given: str) -> None:
    assert rules(consent(), consent(given=given)) == ["person-consent"]


@pytest.mark.parametrize(
    ("until", "ended"),
    [("2031-06-15", False), ("2031-06", False), ("2031", False), ("2031-06-14", True), ("2030", True), ("2031~", True)],
)
def test_it_ends_with_its_date_and_a_date_that_cannot_be_told_counts_against(until: str, ended: bool) -> None:
    assert rules(consent(until=until)) == (["person-consent-end"] if ended else [])


def test_a_condition_or_another_kind_of_recipient_has_to_be_stated_as_met_for_the_item() -> None:
    assert rules(consent(condition="without my voice")) == ["person-consent-condition"]
    assert rules(consent(condition="without my voice", items=["item-2.0"])) == ["person-consent-condition"]
    assert rules(consent(condition="without my voice", items=["item-1.0"])) == []
    assert rules(consent(recipient="courts abroad")) == ["person-consent-condition"]
    assert rules(consent(recipient="osmel COURT")) == []


def test_one_consent_that_covers_it_is_enough_and_each_fault_is_told_where_none_does() -> None:
    assert rules(consent(until="2030"), consent()) == []
    assert rules(consent(until="2030"), consent(condition="x")) == ["person-consent-end", "person-consent-condition"]


def test_every_person_is_asked() -> None:
    recorded = [Recorded("person-2.0", "account-3.0", (consent(),)), Recorded("person-5.0", "account-6.0", ())]
    found = list(person_refusals("item-1.0", recorded, False, "court", "x", TODAY))
    assert len(found) == 1
    assert "person-5.0" in str(found[0])
