"""An identity: sealed before it is written, opened by keepers alone, sealed anew for those who come later."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses import (
    add_person,
    admit_keeper,
    ask_to_keep,
    edit_person,
    end_keeper,
    identity_of,
    read_identity,
    reseal,
    sealed_for,
)
from muniment.preserve import Refused, find_record, revise_record

from .people import NAME, People, people


@pytest.fixture
def place(tmp_path: Path) -> People:
    """op-1 is a keeper and has put person-4.0 on record, with an identity."""
    found = people(tmp_path, "op-2")
    with found.of("op-1", write=True) as ledger:
        ask_to_keep(ledger)
        assert add_person(ledger, {"protection": "never at home"}, NAME).label == "person-3.0"
    return found


def test_a_keeper_reads_it_and_nobody_else(place: People) -> None:
    with place.of("op-1") as ledger:
        assert read_identity(ledger, find_record(ledger, "person-3.0")).identity == NAME
    with place.of("op-2") as ledger, pytest.raises(Refused, match="sealed for op-1") as refused:
        read_identity(ledger, find_record(ledger, "person-3.0"))
    assert refused.value.rule == "keepers-only"


def test_reading_it_writes_nothing(place: People) -> None:
    with place.of("op-1") as ledger:
        size = ledger.log.size
        read_identity(ledger, find_record(ledger, "person-3.0"))
        assert ledger.log.size == size


def test_who_seals_need_not_be_able_to_read(place: People) -> None:
    with place.of("op-2", write=True) as ledger:
        person = add_person(ledger, {}, {"name": "Ilmar Tossen"})
        with pytest.raises(Refused):
            read_identity(ledger, person)
    with place.of("op-1") as ledger:
        assert read_identity(ledger, person).identity == {"name": "Ilmar Tossen"}


def test_without_a_keeper_nothing_is_written(tmp_path: Path) -> None:
    place = people(tmp_path)
    with place.of("op-1", write=True) as ledger:
        with pytest.raises(Refused, match="Nobody is a keeper"):
            add_person(ledger, {}, NAME)
        assert ledger.log.size == 1


def test_a_name_in_an_open_field_stops_everything_before_it_is_written(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        size = ledger.log.size
        with pytest.raises(ClaimError, match="codename"):
            add_person(ledger, {"codename": "zelmira"}, NAME)
        assert ledger.log.size == size


def test_a_keeper_s_later_edit_is_held_against_the_sealed_name_too(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        with pytest.raises(ClaimError, match="note"):
            edit_person(ledger, "person-3.0", {"note": "Qorvane moved"}, "moved")
        with pytest.raises(ClaimError, match="reason"):
            edit_person(ledger, "person-3.0", {"note": "moved"}, "Qorvane moved")
        assert edit_person(ledger, "person-3.0", {"note": "moved"}, "moved").fields["protection"] == "never at home"


def test_a_keeper_who_came_later_reads_what_was_sealed_anew_for_them(place: People) -> None:
    with place.of("op-2", write=True) as ledger:
        ask_to_keep(ledger)
        assert reseal(ledger) == ([], [])
    with place.of("op-1", write=True) as ledger:
        admit_keeper(ledger, "op-2")
    with place.of("op-2", write=True) as ledger:
        assert reseal(ledger) == ([], ["person-3.0"])
    with place.of("op-1", write=True) as ledger:
        assert reseal(ledger) == (["person-3.0"], [])
        assert reseal(ledger) == ([], [])
    with place.of("op-2") as ledger:
        assert read_identity(ledger, find_record(ledger, "person-3.0")).identity == NAME


def test_who_is_a_keeper_no_more_is_left_out_from_then_on(place: People) -> None:
    with place.of("op-2", write=True) as ledger:
        ask_to_keep(ledger)
    with place.of("op-1", write=True) as ledger:
        admit_keeper(ledger, "op-2")
        reseal(ledger)
        end_keeper(ledger, "op-2", "left us")
        reseal(ledger)
        record = identity_of(ledger, "person-3.0")
        assert record is not None
        assert len(sealed_for(ledger, record)) == 1
    with place.of("op-2") as ledger, pytest.raises(Refused):
        read_identity(ledger, find_record(ledger, "person-3.0"))


def test_an_identity_under_another_person_s_record_is_refused(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        other = add_person(ledger, {}, {"name": "Ilmar Tossen"})
        first, second = identity_of(ledger, "person-3.0"), identity_of(ledger, other.label)
        assert first is not None
        assert second is not None
        revise_record(ledger, second, {**second.fields, "sealed": first.fields["sealed"]})
        with pytest.raises(Refused, match="another person"):
            read_identity(ledger, other)


def test_a_form_that_cannot_be_taken_is_refused_without_repeating_it(place: People) -> None:
    with place.of("op-1", write=True) as ledger:
        for form in ({"name": ""}, {"name": "Zelmira", "born": ["secret"]}, {"name": 5}, {"name": "x" * 5000}):
            with pytest.raises(ClaimError) as refused:
                add_person(ledger, {}, form)
            assert "secret" not in str(refused.value)
            assert "Zelmira" not in str(refused.value)
        with pytest.raises(ClaimError, match=r"did you mean .?contact"):
            add_person(ledger, {}, {"name": "Zelmira", "contct": "+999"})
