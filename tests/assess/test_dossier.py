"""Dossiers: entries in order, each change the next version; what is linked and left out, and who says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from muniment.assess import (
    AssessError,
    LeftOut,
    Why,
    add_to_dossier,
    annotate_dossier,
    dossiers,
    explain_dossier,
    inside_dossier,
    judge,
    left_out_of,
    make_dossier,
    move_in_dossier,
    remove_from_dossier,
    state_left_out,
)
from muniment.model.records import Record
from muniment.preserve import Ledger, NoSuchItem, Refused, find_record, record_versions, revise_record, withdraw_record

from .world import World


def nothing(claim: Record, beside: Sequence[Record]) -> Iterator[Why]:
    yield from ()


def warned(claim: Record, beside: Sequence[Record]) -> Iterator[Why]:
    """As if every claim that speaks of a warning were contrary, and nothing else."""
    for act in claim.fields["acts"]:
        if act["code"] == "warning":
            yield Why("circumstance", "warning", "it speaks of a warning")


class Files:
    """The world with a claim that speaks of a warning beside the others of the incident."""

    def __init__(self, root: Path) -> None:
        self.world = World(root)
        with self.world.as_("op-1") as ledger:
            told = {"item": self.world.items[2], "acts": [{"code": "warning"}]}
            self.warning = self.world.enter(ledger, "claim", told)
            self.claims = [*self.world.claims, self.warning]
            fields = {"name": "The school", "claims": self.claims, "reason": "one day"}
            self.incident = self.world.enter(ledger, "incident", fields)

    def make(self, ledger: Ledger, *records: str, weigh: Any = nothing, why: str = "") -> Record:
        return make_dossier(ledger, "For the court", "one day at a school", records, weigh, why)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture
def ledger(files: Files) -> Iterator[Ledger]:
    with files.world.as_("op-1") as opened:
        yield opened


def entries(record: Record) -> list[str]:
    return [one["record"] for one in record.fields["entries"]]


def left(ledger: Ledger, record: Record, weigh: Any = warned) -> list[LeftOut]:
    return left_out_of(ledger, inside_dossier(ledger, record.fields), weigh)


def said(ledger: Ledger, record: Record, weigh: Any = warned) -> str:
    held = inside_dossier(ledger, record.fields)
    found = left_out_of(ledger, held, weigh)
    return state_left_out(ledger, record, held, found, {"warning": "Warning"}).said


def test_each_change_is_the_next_version_with_its_reason(files: Files, ledger: Ledger) -> None:
    one, two, item = files.claims[0], files.claims[1], files.world.items[2]
    made = files.make(ledger, one, item)
    add_to_dossier(ledger, made.label, [two], "asked for", nothing, note="the neighbour", at=1)
    moved = move_in_dossier(ledger, made.label, item, 1, "pictures first")
    assert entries(moved) == [item, two, one]
    done = annotate_dossier(ledger, made.label, one, "seen from the road", "clearer")
    assert [entry["note"] for entry in done.fields["entries"]] == ["", "the neighbour", "seen from the road"]
    gone = remove_from_dossier(ledger, made.label, [two], "twice the same", nothing)
    assert (entries(gone), gone.fields["claims"], gone.fields["items"]) == ([item, one], [one], [item])
    history = record_versions(ledger, gone)
    assert [one.get("reason", "") for one in history] == [
        "", "asked for", "pictures first", "clearer", "twice the same",
    ]  # fmt: skip
    assert [one.label for one in dossiers(ledger)] == [made.label]


def test_an_incident_takes_its_claims_in_but_for_those_removed(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, files.incident)
    assert [one.label for one in inside_dossier(ledger, made.fields).claims] == files.claims
    gone = remove_from_dossier(ledger, made.label, [files.warning], "a source asked", warned, "a source asked")
    held = inside_dossier(ledger, gone.fields)
    assert [one.label for one in held.claims] == files.world.claims
    assert gone.fields["without"] == [files.warning]
    back = add_to_dossier(ledger, made.label, [files.warning], "they agree now", warned)
    assert entries(back) == [files.incident, files.warning]
    assert back.fields["without"] == []
    assert "left_out" not in back.fields


def test_a_claim_touches_every_incident_that_holds_it(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, files.claims[0], why="only who saw it")
    held = inside_dossier(ledger, made.fields)
    assert [one.label for one in held.incidents] == [files.world.incident, files.incident]
    assert [one.record for one in left(ledger, made)] == [files.claims[1], files.warning]
    assert held.items == (files.world.items[0],)


def test_what_is_contrary_is_refused_until_somebody_says_why(files: Files, ledger: Ledger) -> None:
    size = ledger.log.size
    with pytest.raises(Refused, match="it speaks of a warning") as refused:
        files.make(ledger, *files.claims[:2], weigh=warned)
    assert (refused.value.rule, ledger.log.size) == ("left-out-unexplained", size)
    assert files.warning in str(refused.value)
    assert "--left-out" in str(refused.value)
    made = files.make(ledger, *files.claims[:2], weigh=warned, why="its source asked")
    assert made.fields["left_out_records"] == [files.warning]
    moved = move_in_dossier(ledger, made.label, files.claims[0], 2, "the other way round")
    assert moved.fields["left_out"] == "its source asked"


def test_what_is_removed_is_refused_likewise(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, *files.claims, weigh=warned)
    with pytest.raises(Refused, match="nobody says why"):
        remove_from_dossier(ledger, made.label, [files.warning], "shorter", warned)
    gone = remove_from_dossier(ledger, made.label, [files.warning], "shorter", warned, "for its source")
    assert gone.fields["left_out"] == "for its source"


def test_a_reason_holds_for_nothing_that_comes_later(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, *files.claims[:2], weigh=warned, why="its source asked")
    told = {"item": files.world.items[2], "acts": [{"code": "warning"}]}
    later = files.world.enter(ledger, "claim", told)
    incident = find_record(ledger, files.incident)
    revise_record(ledger, incident, {**incident.fields, "claims": [*files.claims, later]})
    with pytest.raises(Refused, match=later):
        add_to_dossier(ledger, made.label, [files.world.items[2]], "asked for", warned)
    done = explain_dossier(ledger, made.label, "both sources asked", warned)
    assert done.fields["left_out_records"] == [files.warning, later]
    add_to_dossier(ledger, made.label, [files.world.items[2]], "asked for", warned)


def test_what_a_judgement_weighs_against_is_contrary(files: Files, ledger: Ledger) -> None:
    one, two = files.world.claims
    item = files.world.items[2]
    asked = files.world.asked(for_=[one], against=[f"{two}: says otherwise", f"{item}: a picture of the roof"])
    label = judge(ledger, files.world.incident, asked).label
    with pytest.raises(Refused, match=f"{label} names {two} as speaking against it"):
        files.make(ledger, label, one)
    made = files.make(ledger, label, one, why="too long")
    found = {row.record: [why.kind for why in row.contrary] for row in left(ledger, made, nothing)}
    assert found == {two: ["against"], item: ["against"], files.warning: ["against"]}
    assert files.make(ledger, label, one, two, item, files.warning).versions == 1


def test_claims_that_only_a_judgement_names_are_linked(files: Files, ledger: Ledger) -> None:
    asked = files.world.asked(for_=[files.warning])
    label = judge(ledger, files.world.incident, asked).label
    made = files.make(ledger, label, *files.world.claims)
    assert files.warning in [row.record for row in left(ledger, made)]


def test_what_is_stated_counts_and_names_no_content(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, files.claims[0], weigh=warned, why="its source asked")
    assert said(ledger, made) == (
        "Of the 2 incidents shown, 2 linked claims in 2 items are left out; 1 of them bears contrary information: "
        f"a circumstance (Warning). Left out by decision of op-1 (entry {made.record.partition('.')[0]}): "
        "its source asked."
    )
    whole = files.make(ledger, *files.claims)
    assert said(ledger, whole) == "Of the 2 incidents shown, no linked claim is left out."
    item = files.make(ledger, files.world.items[0])
    assert said(ledger, item) == "No incident is shown; no linked claim is left out."


def test_the_decision_is_whose_reason_it_is(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, *files.claims[:2], weigh=warned, why="its source asked")
    entry = made.record.partition(".")[0]
    move_in_dossier(ledger, made.label, files.claims[0], 2, "the other way round")
    ledger.close()
    with files.world.as_("op-2") as other:
        annotate_dossier(other, made.label, files.claims[0], "a note", "clearer")
        moved = find_record(other, made.label)
        assert f"decision of op-1 (entry {entry})" in said(other, moved)
        decided = explain_dossier(other, made.label, "both of us agree", warned)
        assert "decision of op-2" in said(other, decided)


def test_what_was_withdrawn_since_is_gone_and_not_counted(files: Files, ledger: Ledger) -> None:
    made = files.make(ledger, *files.claims)
    withdraw_record(ledger, find_record(ledger, files.claims[1]), "a mistake")
    held = inside_dossier(ledger, made.fields)
    assert (held.gone, [one.label for one in held.claims]) == ((files.claims[1],), [files.claims[0], files.warning])
    assert left(ledger, made) == []
    assert entries(remove_from_dossier(ledger, made.label, [files.claims[1]], "gone", warned)) == [
        files.claims[0],
        files.warning,
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda ledger, label, claim, item: add_to_dossier(ledger, label, [claim], "x", nothing),
            "in the dossier already",
        ),
        (lambda ledger, label, claim, item: remove_from_dossier(ledger, label, [item], "x", nothing), "not in the"),
        (lambda ledger, label, claim, item: move_in_dossier(ledger, label, claim, 9, "x"), "no place 9"),
        (lambda ledger, label, claim, item: annotate_dossier(ledger, label, item, "n", "x"), "no entry"),
        (lambda ledger, label, claim, item: add_to_dossier(ledger, label, [item], "x", nothing, at=9), "no place 9"),
        (lambda ledger, label, claim, item: make_dossier(ledger, " ", "p", [claim], nothing), "a name and a purpose"),
        (lambda ledger, label, claim, item: make_dossier(ledger, "n", "p", [], nothing), "at least one"),
    ],
)
def test_what_cannot_be_done_says_why_and_writes_nothing(files: Files, ledger: Ledger, change: Any, words: str) -> None:
    made = files.make(ledger, *files.claims)
    size = ledger.log.size
    with pytest.raises(AssessError, match=words):
        change(ledger, made.label, files.claims[0], files.world.items[1])
    assert ledger.log.size == size


def test_what_is_withdrawn_goes_into_none(files: Files, ledger: Ledger) -> None:
    withdraw_record(ledger, find_record(ledger, files.warning), "a mistake")
    with pytest.raises(AssessError, match="withdrawn"):
        files.make(ledger, files.warning)
    with pytest.raises(NoSuchItem):
        files.make(ledger, "item-99.0")
