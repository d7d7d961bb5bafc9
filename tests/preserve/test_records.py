"""What people put on record: begun, superseded, withdrawn; each version stays in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.model.claims import Span, Speaker, Suggestion
from muniment.model.reading import Reading
from muniment.preserve import (
    NoSuchRecord,
    enter_records,
    find_record,
    keep_reading,
    record_versions,
    revise_record,
    state_about,
    withdraw_record,
)

from .vaults import Place, dump


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_record_is_what_its_newest_version_says_and_keeps_the_earlier_ones(place: Place) -> None:
    with place.open(write=True) as ledger:
        first, second = enter_records(ledger, "claim", [{"note": "one"}, {"note": "two"}])
        revised = revise_record(ledger, second, {"note": "two, mended"})
        assert (first.label, second.label) == ("claim-1.0", "claim-1.1")
        assert revised.label == second.label
        assert (revised.fields, revised.versions) == ({"note": "two, mended"}, 2)
        history = record_versions(ledger, revised)
        assert [version["note"] for version in history] == ["two", "two, mended"]
        assert [version.get("prior") for version in history] == [None, "1.1"]
        assert find_record(ledger, "claim-1.0").fields == {"note": "one"}


def test_a_withdrawn_record_says_why_and_takes_no_further_version(place: Place) -> None:
    with place.open(write=True) as ledger:
        (record,) = enter_records(ledger, "claim", [{"note": "one"}])
        gone = withdraw_record(ledger, record, "it was another village")
        assert gone.withdrawn
        assert gone.fields == {"note": "one", "state": "withdrawn", "reason": "it was another village"}
        with pytest.raises(NoSuchRecord, match="withdrawn"):
            revise_record(ledger, gone, {"note": "again"})


def test_a_statement_of_another_kind_leaves_the_record_as_it_is(place: Place) -> None:
    with place.open(write=True) as ledger:
        (record,) = enter_records(ledger, "judge", [{"note": "met"}])
        state_about(ledger, "review", record, {"decision": "agree"})
        again = find_record(ledger, "judgement-1.0")
        assert (again.fields, again.versions) == ({"note": "met"}, 1)
        assert [row.kind for row in ledger.catalogue.statements("1.0")][-1] == "review"


def test_a_label_of_another_kind_is_refused_in_words(place: Place) -> None:
    with place.open(write=True) as ledger:
        enter_records(ledger, "claim", [{"note": "one"}])
        with pytest.raises(NoSuchRecord, match=r"judgement-1\.0"):
            find_record(ledger, "judgement-1.0", "judge")
        with pytest.raises(NoSuchRecord, match="not a record's label"):
            find_record(ledger, "claim-1.0", "judge")


def test_a_rebuilt_catalogue_holds_the_same_records(place: Place) -> None:
    with place.open(write=True) as ledger:
        records = enter_records(ledger, "claim", [{"item": "item-9.0"}, {"item": "item-9.1"}])
        revise_record(ledger, records[0], {"item": "item-9.1"})
        withdraw_record(ledger, records[1], "not so")
    before = dump(place.vault)
    with place.open(write=True) as ledger:
        ledger.start_anew()
    assert dump(place.vault) == before


def test_suggestions_outlive_a_rebuilt_catalogue_and_leave_no_trace_in_the_log(place: Place) -> None:
    place.add(a=b"text")
    with place.open(write=True) as ledger:
        draft = ledger.draft("read")
        keep_reading(draft, "item-1.0", Reading("text/1", "text"))
        draft.commit()
        row = ledger.catalogue.reading("item-1.0")
        assert row is not None
        assert row.reading is not None
        size = ledger.log.size
        mark = Suggestion("s1", "item-1.0", Span("text", 0, 4), (Speaker(""),), "rules/1")
        ledger.catalogue.suggest("item-1.0", row.reading, [mark])
        ledger.start_anew()
        assert ledger.catalogue.suggestions() == [mark]
        assert ledger.log.size == size
