"""Acts of judgement in the log's list: enough to find them, and no codes while a round is blind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from muniment.preserve import enter_records, find_record, revise_record, state_about, withdraw_record

from .vaults import Place

JUDGED = {"incident": "incident-3.0", "proposition": "happened", "outcome": "met", "standard": "reasonable-grounds"}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize(
    ("kind", "fields", "line"),
    [
        ("judge", JUDGED, "judgement-1.0: incident-3.0, happened: met by reasonable-grounds"),
        (
            "judge",
            JUDGED | {"proposition": "party", "about": "a drone unit"},
            "judgement-1.0: incident-3.0, party (a drone unit): met by reasonable-grounds",
        ),
        ("element", {"claim": "claim-3.0", "act": 2, "element": "x-1"}, "act 2 of claim-3.0 mapped to x-1"),
        ("coding", {"people": ["op-1", "op-2"], "items": ["a", "b"]}, "coding-1.0: op-1 and op-2 code 2 items"),
        (
            "coding",
            {"about": "coding-9.0", "item": "item-1.0", "given": ["killing"]},
            "codes of item-1.0 given in coding-9.0",
        ),
    ],
)
def test_an_act_of_judgement_in_a_line(place: Place, kind: str, fields: dict[str, Any], line: str) -> None:
    with place.open(write=True) as ledger:
        (record,) = enter_records(ledger, kind, [fields])
        assert ledger.catalogue.acts()[-1].summary == line
        revise_record(ledger, record, fields)
        assert "superseding" in ledger.catalogue.acts()[-1].summary or "people" in fields
        withdraw_record(ledger, find_record(ledger, record.label), "a mistake")
        assert ledger.catalogue.acts()[-1].summary.endswith("withdrawn: a mistake")


def test_a_review_says_which_judgement_and_what_was_decided(place: Place) -> None:
    with place.open(write=True) as ledger:
        (record,) = enter_records(ledger, "judge", [JUDGED])
        state_about(ledger, "review", record, {"decision": "disagree", "reasons": "another roof"})
        assert ledger.catalogue.acts()[-1].summary == "judgement-1.0 reviewed, disagree: another roof"


def test_what_another_program_left_out_closes_no_vault(place: Place) -> None:
    with place.open(write=True) as ledger:
        enter_records(ledger, "judge", [{"proposition": "{of}"}])
        assert ledger.catalogue.acts()[-1].summary == "judgement-1.0: ?, {of}: ? by ?"
        enter_records(ledger, "coding", [{"people": 3}])
        assert ledger.catalogue.acts()[-1].summary == "coding-2.0:  code 0 items"
