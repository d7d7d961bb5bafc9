"""Objects go from hand to hand by versions; a step that does not begin where the one before ended is a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.claims import ClaimError
from muniment.claims.witnesses import add_object, edit_object, gaps, objects_on_record, transfer
from muniment.preserve import Ledger

from .people import people


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return people(tmp_path).of("op-1", write=True)


def test_each_transfer_is_the_next_version_with_all_before_it(ledger: Ledger) -> None:
    thing = add_object(ledger, {"description": "a shell fragment", "seal": "S-1", "holder": "op-1", "place": "room 2"})
    transfer(ledger, thing.label, {"date": "2031-05-04", "to": "lab-1", "by": "op-2", "seal_intact": "yes"})
    now = transfer(ledger, thing.label, {"date": "2031-05-09", "to": "op-1", "seal_intact": "no", "seal": "S-2"})
    assert (now.versions, now.fields["holder"], now.fields["seal"], now.fields["place"]) == (3, "op-1", "S-2", "room 2")
    assert [(step["from"], step["to"], step["seal_intact"]) for step in now.fields["transfers"]] == [
        ("op-1", "lab-1", "yes"),
        ("lab-1", "op-1", "no"),
    ]
    assert gaps(now) == []
    ledger.close()


def test_a_gap_is_kept_as_it_is_said_and_shown(ledger: Ledger) -> None:
    thing = add_object(ledger, {"description": "a passport", "holder": "op-1"})
    transfer(ledger, thing.label, {"date": "2031-05-04", "to": "lab-1"})
    now = transfer(ledger, thing.label, {"date": "2031-06", "from": "a courier", "to": "op-1"})
    assert gaps(now) == [2]
    assert now.fields["transfers"][0]["seal_intact"] == "unknown"
    edited = edit_object(ledger, thing.label, {"condition": "torn"}, "seen on return")
    assert edited.fields["transfers"] == now.fields["transfers"]
    assert [record.label for record in objects_on_record(ledger)] == [thing.label]
    ledger.close()


def test_what_is_lacking_is_said(ledger: Ledger) -> None:
    with pytest.raises(ClaimError, match="description"):
        add_object(ledger, {"seal": "S-1"})
    thing = add_object(ledger, {"description": "a passport"})
    with pytest.raises(ClaimError, match="--to"):
        transfer(ledger, thing.label, {"date": "2031"})
    with pytest.raises(ClaimError, match="none of yes, no, unknown"):
        transfer(ledger, thing.label, {"date": "2031", "to": "x", "seal_intact": "nope"})
    ledger.close()
