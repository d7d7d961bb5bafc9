"""The policy of a vault: made stricter by one, looser by two, and never behind anybody's back."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment.preserve import (
    Keyring,
    PolicyError,
    Refused,
    branch,
    confirm_policy,
    policy_changes,
    policy_in_force,
    policy_proposals,
    propose_policy,
    revoke_operator,
    rotate_keys,
    set_policy,
)
from muniment.preserve.people.operators import state_of, write_authority
from muniment.verify.acts import AuthorityError
from muniment.verify.asked import Asked
from muniment.verify.vault import VaultCheck

from .test_operators import admit
from .vaults import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Two operators."""
    place = Place(tmp_path)
    admit(place, "op-2")
    return place


def rule(place: Place, name: str = "judge_people") -> int:
    with place.open() as ledger:
        return policy_in_force(ledger)[name]


def test_one_alone_makes_a_rule_stricter(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        index = set_policy(ledger, "judge_people", 3, "a large case").index
        (change,) = policy_changes(ledger)
        assert change == ("judge_people", 2, 3, index, ledger.act(index).at, ("op-1",), "a large case")
        assert policy_in_force(ledger, index)["judge_people"] == 2
    assert rule(place) == 3


def test_one_alone_makes_no_rule_looser(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        size = ledger.log.size
        with pytest.raises(Refused, match="policy propose judge_people 1") as refused:
            set_policy(ledger, "judge_people", 1, "in haste")
        assert (refused.value.rule, ledger.log.size) == ("two-operators", size)
    assert rule(place) == 2


def test_what_one_proposes_another_confirms(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        entry = propose_policy(ledger, "judge_people", 1, "one of us left").index
        assert [proposal.entry for proposal in policy_proposals(ledger)] == [entry]
        with pytest.raises(Refused, match="another operator"):
            confirm_policy(ledger, entry, "I agree with myself")
    assert rule(place) == 2
    with place.open(write=True, code="op-2") as ledger:
        confirm_policy(ledger, entry, "so it is")
        assert policy_changes(ledger)[-1].by == ("op-1", "op-2")
        assert policy_proposals(ledger) == []
        with pytest.raises(Refused, match="changed since"):
            confirm_policy(ledger, entry, "once more")
    assert rule(place) == 1
    assert VaultCheck(place.vault, Asked()).run().ok


def test_a_proposal_lapses_with_its_key(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        entry = propose_policy(ledger, "judge_people", 1, "one of us left").index
        rotate_keys(ledger)
        assert policy_proposals(ledger) == []
    with place.open(write=True, code="op-2") as ledger, pytest.raises(Refused, match="no longer in force"):
        confirm_policy(ledger, entry, "so it is")


def test_another_program_cannot_get_round_it(place: Place) -> None:
    """An authority act that loosens alone is one that no verifier takes."""
    with place.open(write=True, code="op-1") as ledger:
        loose = {**state_of(ledger.authority.current), "policy": {"judge_people": 1}}
        with pytest.raises(AuthorityError, match="loosens judge_people alone"):
            write_authority(ledger, loose, "quietly")
    report = VaultCheck(place.vault, Asked()).run()
    assert not report.ok
    assert "loosens judge_people alone" in report.as_text()


def test_a_proposal_is_not_confirmed_by_something_else(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        entry = propose_policy(ledger, "judge_people", 1, "one of us left").index
    with place.open(write=True, code="op-2") as ledger:
        more = {**state_of(ledger.authority.current), "policy": {"judge_people": 1, "erase_operators": 1}}
        with pytest.raises(AuthorityError, match="not what entry"):
            write_authority(ledger, more, "and a little more", proposal=entry)


def test_who_is_alone_decides_alone_and_the_log_says_so(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        revoke_operator(ledger, "op-2")
        set_policy(ledger, "judge_people", 1, "I am alone now")
        assert policy_changes(ledger)[-1].by == ("op-1",)
    assert VaultCheck(place.vault, Asked()).run().ok


def test_a_branch_asks_what_was_asked_before(place: Place) -> None:
    with place.open(write=True, code="op-1") as ledger:
        set_policy(ledger, "judge_people", 3, "a large case")
    branch(place.vault, "the newer folder is lost", Keyring(place.settings))
    assert rule(place) == 3


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("judge_pepole", 2, "no rule"),
        ("judge_people", 0, "from 1 to 9"),
        ("judge_original_reader", 2, "from 0 to 1"),
        ("judge_people", 2, "already"),
    ],
)
def test_what_cannot_be_is_said_in_words(place: Place, name: str, number: int, words: str) -> None:
    with place.open(write=True, code="op-1") as ledger, pytest.raises(PolicyError, match=words):
        set_policy(ledger, name, number, "why")
