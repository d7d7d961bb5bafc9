"""Accounts: whether they told it before has to be answered, and what is known stands in the way of a third time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses import (
    accounts_on_record,
    add_account,
    add_consent,
    add_person,
    ask_to_keep,
    edit_account,
    known_before,
)
from muniment.preserve import Ledger, NoSuchItem, Refused, accounts_of_person, persons_recorded_in, withdraw_record

from .people import NAME, People, people


@pytest.fixture
def place(tmp_path: Path) -> People:
    """item-1.0, item-1.1 and person-2.0."""
    found = people(tmp_path)
    found.add(one=b"one", two=b"two")
    with found.of("op-1", write=True) as ledger:
        add_person(ledger, {})
    return found


def heard(ledger: Ledger, *earlier: str, reason: str = "", **more: Any) -> Any:
    return add_account(ledger, "person-2.0", {"earlier": earlier, **more}, reason)


def test_whether_there_were_earlier_ones_has_to_be_answered(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        with pytest.raises(ClaimError, match="--earlier"):
            heard(ledger)
        with pytest.raises(ClaimError, match="stands alone"):
            heard(ledger, "none", "Legal Aid")
        assert heard(ledger, "unknown").fields["earlier_accounts"] == "unknown"


def test_the_fields_are_kept_as_they_were_given(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        record = heard(
            ledger,
            "Osmel Legal Aid; spring 2031",
            interviewer="op-1",
            interpreter="interp-3",
            date="2031-05~",
            languages=["uk"],
            method="phone",
            vulnerable="yes",
            referral="clinic",
            items=["item-1.0", "item-1.0"],
        )
        assert record.fields["earlier_accounts"] == [{"to": "Osmel Legal Aid", "when": "spring 2031"}]
        assert record.fields["items"] == ["item-1.0"]
        with pytest.raises(ClaimError, match=r"did you mean .?phone"):
            heard(ledger, "none", method="fone")
        with pytest.raises(ClaimError, match="EDTF"):
            heard(ledger, "none", date="May")
        with pytest.raises(NoSuchItem):
            heard(ledger, "none", items=["item-9.0"])


def test_from_two_known_ones_on_a_reason_is_wanted(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        heard(ledger, "Osmel Legal Aid; 2031")
        with pytest.raises(Refused, match="2 earlier accounts") as refused:
            heard(ledger, "none")
        assert refused.value.rule == "many-accounts"
        third = heard(ledger, "none", reason="a court summoned them")
        assert third.fields["reason"] == "a court summoned them"
        known = known_before(ledger, "person-2.0", ["osmel legal aid; 2031", "Radio Osmel"])
        assert [record.label for record in known.here] == ["account-3.0", "account-4.0"]
        assert [one["to"] for one in known.elsewhere] == ["osmel legal aid", "Radio Osmel"]


def test_what_they_say_now_counts_as_well(place: People) -> None:
    with place.of("op-1", write=True) as ledger, pytest.raises(Refused):
        heard(ledger, "Osmel Legal Aid", "Radio Osmel")


def test_a_retracted_account_counts_no_more(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        withdraw_record(ledger, heard(ledger, "none", items=["item-1.0"]), "it was somebody else")
        heard(ledger, "none", items=["item-1.1"])
        assert known_before(ledger, "person-2.0").known == 1
        assert accounts_of_person(ledger) == {"person-2.0": ["item-1.1"]}
        assert persons_recorded_in(ledger, "item-1.0") == []
        assert [one.person for one in persons_recorded_in(ledger, "item-1.1")] == ["person-2.0"]


def test_that_they_do_not_want_to_be_asked_again_is_known(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        consent = add_consent(ledger, "person-2.0", {"use": "contact-again", "given": "no"})
        assert [one.label for one in known_before(ledger, "person-2.0").against] == [consent.label]
        add_consent(ledger, "person-2.0", {"use": "contact-again", "given": "yes"}, "they asked us to")
        assert known_before(ledger, "person-2.0").against == ()


def test_accounts_by_person_name_every_item_that_records_one(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        other = add_person(ledger, {})
        heard(ledger, "none", items=["item-1.0"])
        heard(ledger, "none", items=["item-1.1", "item-1.0"])
        add_account(ledger, other.label, {"earlier": ["none"], "items": ["item-1.1"]})
        assert accounts_of_person(ledger) == {
            "person-2.0": ["item-1.0", "item-1.1"],
            other.label: ["item-1.1"],
        }


def test_an_edit_replaces_what_is_given_and_keeps_the_rest(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        record = heard(ledger, "Osmel Legal Aid; 2031", date="2031-05", items=["item-1.0"])
        edited = edit_account(ledger, record.label, {"method": "video"}, "it was by video")
        assert edited.fields["earlier_accounts"] == record.fields["earlier_accounts"]
        assert (edited.fields["method"], edited.fields["date"], edited.versions) == ("video", "2031-05", 2)
        with pytest.raises(ClaimError, match="nothing was given"):
            edit_account(ledger, record.label, {}, "no reason")
        assert len(accounts_on_record(ledger, "person-2.0")) == 1


def test_a_keeper_s_account_is_held_against_the_sealed_name(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        ask_to_keep(ledger)
        person = add_person(ledger, {}, NAME)
        with pytest.raises(ClaimError, match="note"):
            add_account(ledger, person.label, {"earlier": ["none"], "note": "Qorvane wept"})
        with pytest.raises(ClaimError, match="reason"):
            add_account(ledger, person.label, {"earlier": ["none"]}, "Qorvane asked for it")
