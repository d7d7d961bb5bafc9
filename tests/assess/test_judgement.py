"""Judgements: what they must say, what supersedes them, what a program may not do."""

from __future__ import annotations

from typing import Any

import pytest

from muniment.app.cli.errors import REFUSED, exit_code
from muniment.assess import (
    AssessError,
    OriginCheck,
    find_judgement,
    is_single_account,
    judge,
    judgements_on,
    standing,
    withdraw_judgement,
)
from muniment.codes import UnknownCode
from muniment.preserve import (
    NoSuchItem,
    NoSuchRecord,
    Refused,
    find_record,
    record_versions,
    set_policy,
    withdraw_record,
)

from .world import World


def test_a_judgement_says_all_that_was_weighed(world: World) -> None:
    with world.as_("op-1") as ledger:
        asked = world.asked(
            for_=[f"{world.claims[0]}: saw the roof", world.items[1]],
            against=[f"{world.claims[1]}"],
            alternatives=["a gas explosion", " "],
            gaps=["no satellite picture"],
            about="  the clinic  at Ostrivka ",
            on_translation=[world.items[1]],
        )
        record = judge(ledger, world.incident, asked)
        assert record.fields == {
            "incident": world.incident,
            "incident_version": 1,
            "proposition": "happened",
            "about": "the clinic at Ostrivka",
            "standard": "reasonable-grounds",
            "standards": "standards/1",
            "outcome": "met",
            "for": [{"record": world.claims[0], "version": 1, "words": "saw the roof"}, {"record": world.items[1]}],
            "against": [{"record": world.claims[1], "version": 1}],
            "claims": world.claims,
            "items": [world.items[1]],
            "alternatives": ["a gas explosion"],
            "gaps": ["no satellite picture"],
            "reasons": "both describe the same roof",
            "read_in": ["uk"],
            "on_translation": [world.items[1]],
            "judge": "op-1",
        }
        assert [one.label for one in ledger.catalogue.records("judge", about=world.items[1])] == [record.label]


def test_a_later_one_of_the_same_proposition_supersedes_and_the_earlier_stays(world: World) -> None:
    with world.as_("op-1") as ledger:
        first = judge(ledger, world.incident, world.asked())
        other = judge(ledger, world.incident, world.asked(proposition="party", outcome="not-enough"))
        assert other.label != first.label
    with world.as_("op-2") as ledger:
        again = judge(
            ledger, world.incident, world.asked(outcome="not-enough", standard="clear-and-convincing", reasons="less")
        )
        assert (again.label, again.versions, again.by, again.now_by) == (first.label, 2, "op-1", "op-2")
        assert [v["outcome"] for v in record_versions(ledger, again)] == ["met", "not-enough"]
        assert [one.label for one in judgements_on(ledger, world.incident)] == [first.label, other.label]


def test_a_proposition_worded_anew_supersedes_where_that_is_said(world: World) -> None:
    with world.as_("op-1") as ledger:
        open_ = judge(ledger, world.incident, world.asked(proposition="party", outcome="not-enough"))
        named = world.asked(proposition="party", about="a drone unit")
        again = judge(ledger, world.incident, named, instead_of=open_.label)
        assert (again.label, again.versions) == (open_.label, 2)
        with pytest.raises(AssessError, match="another incident or proposition"):
            judge(ledger, world.incident, world.asked(), instead_of=open_.label)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"standard": "reasonable-ground"}, "did you mean reasonable-grounds"),
        ({"proposition": "guilt"}, "is no proposition"),
        ({"outcome": "proven"}, "is no outcome"),
        ({"proposition": "party"}, "Say with --about which"),
        ({"proposition": "part", "outcome": "not-enough"}, "Say with --about this"),
        ({"reasons": "  "}, "reasons"),
        ({"for_": ()}, "rests on something"),
        ({"read_in": ()}, "which language"),
        ({"read_in": ["Ukrainian!"]}, "no code of a language"),
    ],
)
def test_what_does_not_say_enough_is_not_taken(world: World, changes: dict[str, Any], words: str) -> None:
    with world.as_("op-1") as ledger:
        size = ledger.log.size
        with pytest.raises((AssessError, UnknownCode), match=words):
            judge(ledger, world.incident, world.asked(**changes))
        assert ledger.log.size == size


def test_which_party_can_stay_open_without_a_name(world: World) -> None:
    with world.as_("op-1") as ledger:
        record = judge(ledger, world.incident, world.asked(proposition="party", outcome="not-enough"))
        assert "about" not in record.fields


def test_it_rests_on_what_is_on_record(world: World) -> None:
    with world.as_("op-1") as ledger:
        for changes, error in (
            ({"for_": ["claim-99.0"]}, NoSuchRecord),
            ({"for_": ["item-99.0"]}, NoSuchItem),
            ({"proposition": "part", "about": "person-99.0"}, NoSuchRecord),
        ):
            with pytest.raises(error):
                judge(ledger, world.incident, world.asked(**changes))
        withdraw_record(ledger, find_record(ledger, world.claims[0]), "it was another clinic")
        with pytest.raises(AssessError, match="withdrawn"):
            judge(ledger, world.incident, world.asked())
        with pytest.raises(NoSuchRecord):
            judge(ledger, world.claims[1], world.asked(for_=world.claims[1:]))


def test_a_program_judges_nothing(world: World) -> None:
    with world.as_("op-1") as ledger:
        for author in ("rules/1", "op-2"):
            with pytest.raises(Refused) as refused:
                judge(ledger, world.incident, world.asked(), author=author)
            assert (refused.value.rule, exit_code(refused.value)) == ("people-only", REFUSED)
        assert judgements_on(ledger) == []
        assert judge(ledger, world.incident, world.asked(), author="op-1").by == "op-1"


def test_a_single_account_is_a_description_and_no_fault(world: World) -> None:
    with world.as_("op-1") as ledger:
        one = judge(ledger, world.incident, world.asked())
        assert is_single_account(ledger, one.fields)
        assert "single" not in " ".join(lack.words for lack in standing(ledger, one).lacking)
        two = judge(ledger, world.incident, world.asked(for_=world.claims))
        assert not is_single_account(ledger, two.fields)
        same = judge(ledger, world.incident, world.asked(for_=[world.claims[0], world.items[0]]))
        assert is_single_account(ledger, same.fields)


def test_too_few_origins_forbid_met_and_enough_satisfy_nothing(world: World) -> None:
    asked: list[list[str]] = []

    def check(groups: int, independent: bool) -> OriginCheck:
        return OriginCheck(lambda _, items: asked.append(list(items)) or groups, lambda *_: independent)

    with world.as_("op-1") as ledger:
        set_policy(ledger, "judge_origin_groups", 2, "copies abound")
        for origins, rule in (
            (None, "origin-groups"),
            (check(1, True), "origin-groups"),
            (check(2, False), "independence"),
        ):
            with pytest.raises(Refused) as refused:
                judge(ledger, world.incident, world.asked(for_=world.claims), origins)
            assert refused.value.rule == rule
        assert judgements_on(ledger) == []
        assert asked[0] == world.claims
        judge(ledger, world.incident, world.asked(outcome="not-enough", about="x"))
        record = judge(ledger, world.incident, world.asked(for_=world.claims), check(2, True))
        assert "origin-groups" in [lack.rule for lack in standing(ledger, record).lacking]
        assert [lack.rule for lack in standing(ledger, record, check(3, True)).lacking] == ["judge-people"]


def test_one_group_asked_for_needs_no_named_pair(world: World) -> None:
    with world.as_("op-1") as ledger:
        set_policy(ledger, "judge_origin_groups", 1, "something must be known")
        judge(ledger, world.incident, world.asked(), OriginCheck(lambda *_: 1, lambda *_: False))


def test_a_withdrawn_one_stays_on_record_and_a_new_one_begins(world: World) -> None:
    with world.as_("op-1") as ledger:
        first = judge(ledger, world.incident, world.asked())
        withdraw_judgement(ledger, first.label, "too early")
        assert standing(ledger, find_judgement(ledger, first.label)).status == "withdrawn"
        assert judgements_on(ledger) == []
        assert judge(ledger, world.incident, world.asked()).label != first.label
