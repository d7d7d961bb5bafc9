"""Consents are superseded, never edited; taken back they stay and refuse; retracted they say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses import (
    add_account,
    add_consent,
    add_person,
    consents_on_record,
    meets,
    retract_consent,
    take_back,
)
from muniment.preserve import persons_recorded_in, record_versions

from .people import People, people


@pytest.fixture
def place(tmp_path: Path) -> People:
    """item-1.0 records account-3.0 of person-2.0."""
    found = people(tmp_path)
    found.add(one=b"one")
    with found.of("op-1", write=True) as ledger:
        add_person(ledger, {})
        add_account(ledger, "person-2.0", {"earlier": ["none"], "items": ["item-1.0"]})
    return found


def test_a_later_answer_is_the_next_version_and_says_why(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        yes = add_consent(ledger, "person-2.0", {"use": "Publish", "given": "yes", "until": "2032-01"})
        with pytest.raises(ClaimError, match="--reason"):
            add_consent(ledger, "person-2.0", {"use": "publish", "given": "no"})
        no = add_consent(ledger, "person-2.0", {"use": "publish", "given": "no"}, "they are afraid now")
        assert no.label == yes.label
        assert [one["given"] for one in record_versions(ledger, no)] == ["yes", "no"]
        other = add_consent(ledger, "person-2.0", {"use": "publish", "given": "yes", "recipient": "radio"})
        assert other.label != yes.label


def test_taken_back_it_stands_and_refuses_while_a_mistake_says_nothing(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        yes = add_consent(ledger, "person-2.0", {"use": "court", "given": "yes"})
        back = take_back(ledger, yes.label, "they rang us", "2031-06-01")
        assert (back.fields["given"], back.withdrawn) == ("withdrawn", False)
        with pytest.raises(ClaimError, match="already"):
            take_back(ledger, yes.label, "again")
        assert [one.consents for one in persons_recorded_in(ledger, "item-1.0")] == [(back,)]
        retract_consent(ledger, yes.label, "it was another person")
        assert [one.consents for one in persons_recorded_in(ledger, "item-1.0")] == [()]
        assert consents_on_record(ledger, "person-2.0") == []


def test_a_condition_is_met_item_by_item_and_only_where_there_is_one(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        plain = add_consent(ledger, "person-2.0", {"use": "court", "given": "yes"})
        with pytest.raises(ClaimError, match="no condition"):
            meets(ledger, plain.label, ["item-1.0"], "none")
        held = add_consent(ledger, "person-2.0", {"use": "press", "given": "yes", "condition": "without my voice"})
        assert meets(ledger, held.label, ["item-1.0"], "the voice is not in it").fields["items"] == ["item-1.0"]
        again = add_consent(ledger, "person-2.0", {"use": "press", "given": "yes", "condition": "no face"}, "they said")
        assert "items" not in again.fields


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"given": "yes"}, "say for what"),
        ({"use": "press"}, "given: '' is none of yes, no"),
        ({"use": "press", "given": "ja"}, "given"),
        ({"use": "press", "given": "yes", "until": "soon"}, "EDTF"),
        ({"use": "press", "given": "yes", "given_by": "gardian"}, r"did you mean .?guardian"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(place: People, form: dict[str, str], why: str) -> None:
    with place.of("op-1", write=True) as ledger, pytest.raises(ClaimError, match=why):
        add_consent(ledger, "person-2.0", form)
