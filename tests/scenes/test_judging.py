"""Scene: two people judge what happened to a clinic and a school in an invented country, and what they may not do.

Everything goes through the command line. The rules hold whoever gives the command.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from muniment.app.judging import origin_check
from muniment.app.vault import Vault
from muniment.assess import require_standing
from muniment.preserve import Refused, enter_records

from .commands import Person, Result, file, found_vault, second_operator

UKRAINIAN = "Клініка в Остривці була зруйнована вночі. Свідок бачив, як упав дах будівлі. Двоє людей загинули."
ENGLISH = "The clinic at Ostrivka was destroyed at night. A neighbour saw how the roof of the building came down."
STANDARD = ("--standard", "reasonable-grounds")


class Case:
    """The vault, its two people, two documents and their claims, and one incident."""

    def __init__(self, folder: Path) -> None:
        self.op = found_vault(folder)
        file(folder, "in/witness.txt", UKRAINIAN)
        file(folder, "in/neighbour.txt", ENGLISH)
        self.op("add", folder / "in", "--basis", "public").ok()
        rows = {row["names"][0]: row for row in self.op("items", "--json").ok().json}
        self.witness, self.neighbour = rows["witness.txt"]["item"], rows["neighbour.txt"]["item"]
        assert (rows["witness.txt"]["language"], rows["neighbour.txt"]["language"]) == ("uk", "en")
        self.claims = [
            self._claim(self.witness, "Клініка в Остривці була зруйнована вночі."),
            self._claim(self.neighbour, "The clinic at Ostrivka was destroyed at night."),
        ]
        self.incident = self.enter("incident", {"name": "The clinic", "claims": self.claims, "reason": "one night"})
        self.second = second_operator(self.op, folder / "home-of-op-2")

    def _claim(self, item: str, passage: str) -> str:
        given = ("--passage", passage, "--asserter", "a witness", "--code", "attack-medical", "--basis", "saw")
        label: str = self.op("claims", "add", item, *given, "--json").ok().json[0]["claim"]
        return label

    def enter(self, kind: str, fields: dict[str, Any]) -> str:
        with Vault(self.op.vault, write=True, settings=self.op.home) as vault:
            return enter_records(vault.ledger, kind, [fields])[0].label

    def judge(self, who: Person, *more: str, proposition: str = "happened", outcome: str = "met") -> Result:
        usual = ("--for", self.claims[0]) if "--for" not in more else ()
        read = ("--read-in", "uk") if "--read-in" not in more else ()
        of = ("--proposition", proposition, "--outcome", outcome, "--reasons", "the accounts agree")
        return who("judge", self.incident, *of, *STANDARD, *usual, *read, *more, "--json")

    def judged(self, who: Person, *more: str, **options: str) -> str:
        label: str = self.judge(who, *more, **options).ok().json[0]["judgement"]
        return label

    def review(self, who: Person, label: str, decision: str = "--agree", read_in: str = "uk") -> Result:
        return who("review", label, decision, "--reasons", "I weighed it myself", "--read-in", read_in, "--json")

    def status(self, label: str) -> str:
        found: str = self.op("review", label, "--json").ok().json[0]["status"]
        return found

    def hands_out(self, label: str) -> Sequence[str]:
        """What a hand-over would be told: who stands behind it. Raises Refused."""
        with Vault(self.op.vault, settings=self.op.home) as vault:
            return require_standing(vault.ledger, label, origin_check(vault)).people


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def refused(result: Result, rule: str) -> None:
    assert result.exit_code == 4, (result.out, result.err)
    assert f"«{rule}»" in result.err


def test_one_judges_cannot_review_and_another_does(case: Case) -> None:
    label = case.judged(case.op)
    queue = case.second("review", "--json").ok().json
    assert [(row["judgement"], row["status"], row["you_may_review"]) for row in queue] == [(label, "waiting", True)]
    with pytest.raises(Refused, match="1 of the 2 people"):
        case.hands_out(label)
    size = case.op.size()
    refused(case.review(case.op, label), "own-judgement")
    assert case.op.size() == size
    done = case.review(case.second, label).ok().json[0]
    assert (done["status"], done["people"]) == ("stands", ["op-1", "op-2"])
    assert list(case.hands_out(label)) == ["op-1", "op-2"]
    assert case.op("review").ok().lines == ["No judgement waits for a second person."]
    shown = case.op("review", label).ok().out
    assert "status      STANDS; behind it: op-1, op-2" in shown
    assert "op-2 agrees, read in uk: I weighed it myself" in shown
    assert "It rests on a single account." in shown
    assert "when judged: judge_people 2" in shown


def test_it_happened_is_met_and_which_party_is_not_said(case: Case) -> None:
    happened = case.judged(case.op, "--for", case.claims[0], "--for", f"{case.claims[1]}: saw the roof come down")
    party = case.judged(
        case.op, "--gap", "nobody saw who fired", "--alternative", "an accident in the boiler room",
        proposition="party", outcome="not-enough",
    )  # fmt: skip
    for label in (happened, party):
        case.review(case.second, label).ok()
    rows = case.op("review", "--all", "--incident", case.incident, "--json").ok().json
    assert [(row["judgement"], row["proposition"], row["outcome"], row["status"]) for row in rows] == [
        (happened, "happened", "met", "stands"),
        (party, "party", "not-enough", "stands"),
    ]
    assert (rows[0]["single_account"], rows[1]["gaps"]) == (False, ["nobody saw who fired"])


def test_who_cannot_read_the_original_is_refused_where_the_policy_asks_for_one(case: Case) -> None:
    case.op("policy", "set", "judge_original_reader", "1", "--reason", "a translation misled us").ok()
    label = case.judged(case.op, "--read-in", "en", "--on-translation", case.neighbour)
    answer = case.review(case.second, label, read_in="en")
    refused(answer, "original-reader")
    assert f"nobody of those who stand behind it read in the original: {case.witness} (uk)" in answer.err
    assert case.status(label) == "waiting"
    assert case.review(case.second, label, read_in="uk").ok().json[0]["status"] == "stands"


def test_a_rule_loosened_alone_is_refused_and_by_two_is_seen_in_the_judgement(case: Case) -> None:
    label = case.judged(case.op)
    size = case.op.size()
    answer = case.op("policy", "set", "judge_people", "1", "--reason", "in haste")
    refused(answer, "two-operators")
    assert case.op.size() == size
    entry = str(
        case.op("policy", "propose", "judge_people", "1", "--reason", "op-2 leaves", "--json").ok().json[0]["act"]
    )
    refused(case.op("policy", "confirm", entry, "--reason", "I agree"), "two-operators")
    assert f"proposed, entry {entry}" in case.op("policy").ok().out
    case.second("policy", "confirm", entry, "--reason", "I do leave").ok()
    rule = next(row for row in case.op("policy", "--json").ok().json if row["rule"] == "judge_people")
    assert (rule["number"], rule["changes"][0]["by"]) == (1, ["op-1", "op-2"])
    assert case.status(label) == "waiting"  # it was judged under the rule of two
    assert "judge_people 2 → 1, by op-1 and op-2: I do leave" in case.op("review", label).ok().out
    again = case.judged(case.op)
    assert (again, case.status(label)) == (label, "stands")
    case.op("verify").ok()


def test_a_superseding_judgement_needs_a_new_review(case: Case) -> None:
    label = case.judged(case.op)
    case.review(case.second, label).ok()
    assert case.judged(case.op, "--against", case.claims[1], outcome="not-enough") == label
    shown = case.op("review", label, "--json").ok().json[0]
    assert (shown["status"], [one["outcome"] for one in shown["history"]]) == ("waiting", ["met", "not-enough"])
    assert shown["reviews"][0]["why_not"] == "there is a newer version of the judgement"
    seen = case.second("review", label, "--agree", "--reasons", "yes", "--read-in", "uk", "--version", "1")
    assert seen.exit_code == 2
    assert case.review(case.second, label).ok().json[0]["status"] == "stands"


def test_who_disagrees_keeps_it_from_going_out(case: Case) -> None:
    label = case.judged(case.op)
    assert case.review(case.second, label, "--disagree").ok().json[0]["status"] == "contested"
    with pytest.raises(Refused, match="op-2 disagrees"):
        case.hands_out(label)


def test_too_few_origins_forbid_met_and_enough_need_a_persons_finding(case: Case) -> None:
    case.op("policy", "set", "judge_origin_groups", "2", "--reason", "copies abound").ok()
    refused(case.judge(case.op), "origin-groups")
    both = ("--for", case.claims[0], "--for", case.claims[1])
    answer = case.judge(case.op, *both)
    refused(answer, "independence")
    assert "finding no link is not independence" in answer.err
    told = (
        "--told",
        "the witness",
        "--told",
        "the neighbour",
        "--access",
        "each saw it",
        "--relationship",
        "none known",
    )
    case.op("link", "declare", "independent", case.witness, case.neighbour, *told, "--reason", "asked apart").ok()
    label = case.judged(case.op, *both)
    assert case.review(case.second, label).ok().json[0]["status"] == "stands"
    pair = ("same-informant", case.witness, case.neighbour, "--reason", "the neighbour was told by the witness")
    case.op("link", "declare", *pair).ok()
    with pytest.raises(Refused, match="goes back to 1 group of origin"):
        case.hands_out(label)


def test_an_act_is_mapped_to_law_by_a_person(case: Case) -> None:
    element = case.op("elements", "--json").ok().json[0]["element"]
    given = ("elements", "map", case.claims[0], "1")
    wrong = case.op(*given, f"{element}z", "--reasons", "why")
    assert wrong.exit_code == 2
    assert f"did you mean {element}" in wrong.err
    mapped = case.op(*given, element, "--reasons", "the clinic was marked", "--json").ok().json[0]
    assert (mapped["judge"], mapped["code"], mapped["element"]) == ("op-1", "attack-medical", element)
    case.op("elements", "unmap", mapped["mapping"], "--reason", "too early").ok()
    assert case.op("elements", "mapped", case.claims[0]).ok().lines == ["No act is mapped to an element of law here."]


def test_two_people_code_blindly(case: Case) -> None:
    people = ("--people", "op-1,op-2", "--seed", "seven")
    of = case.op("coding", "start", "--items", "2", *people, "--json").ok().json[0]
    for item in of["items"]:
        case.op("coding", "give", of["coding"], item, "--code", "attack-medical").ok()
    case.second("coding", "give", of["coding"], of["items"][0], "--code", "killing").ok()
    blind = case.second("coding", "show", of["coding"], "--json").ok().json[0]
    assert (blind["done"], [one["by"] for one in blind["given"]]) == (False, ["op-2"])
    assert blind["agreement"] is None
    assert "attack-medical" not in case.second("coding", "show", of["coding"]).ok().out
    assert "attack-medical" not in case.second("log", "--limit", "100").ok().out
    case.second("coding", "give", of["coding"], of["items"][1], "--code", "attack-medical").ok()
    seen = case.second("coding", "show", of["coding"], "--json").ok().json[0]
    assert seen["agreement"]["same_codes_percent"] == 50
    by_code = {one["code"]: one for one in seen["agreement"]["codes"]}
    assert (by_code["attack-medical"]["both"], by_code["attack-medical"]["first"]) == (1, 1)
    assert by_code["killing"]["warnings"][0] == "few items (2 of 50)"
    refused(case.op("coding", "give", of["coding"], of["items"][0], "--none"), "blind-coding")


def test_what_is_erased_takes_the_judgement_down_with_it(case: Case) -> None:
    label = case.judged(case.op, "--for", case.claims[0], "--for", case.neighbour)
    case.review(case.second, label).ok()
    proposed = case.op("erase", case.witness, "--ground", "the giver asked", "--json").ok().json[0]["act"]
    case.second("erase", "--confirm", str(proposed)).ok()
    shown = case.op("review", label, "--json").ok().json[0]
    assert [lack["words"] for lack in shown["lacking"]] == [
        f"it rests on {case.claims[0]}, which was withdrawn or erased since"
    ]
    assert case.op("review", label).ok().lines[0].startswith(label)
    assert "Клініка" not in case.op("review", label).ok().out
    case.op("rebuild").ok()
    assert case.op("review", label, "--json").ok().json[0] == shown


def test_in_a_branch_it_waits_for_a_second_person_again(case: Case) -> None:
    case.op("policy", "set", "judge_original_reader", "1", "--reason", "a translation misled us").ok()
    label = case.judged(case.op)
    case.review(case.second, label).ok()
    case.op("branch", "--reason", "the newer folder is lost").ok()
    (row,) = case.op("review", "--json").ok().json
    assert (row["status"], row["judge"], row["reviews"]) == ("waiting", "op-1", [])
    assert row["formerly"][0].endswith(f"/{label.partition('-')[2]}")
    assert row["policy_now"]["judge_original_reader"] == 1
    case.op("read").ok()
    third = second_operator(case.op, case.second.home, "op-3")
    assert case.review(third, row["judgement"]).ok().json[0]["people"] == ["op-1", "op-3"]


def test_rebuild_brings_it_all_back(case: Case) -> None:
    label = case.judged(case.op)
    case.review(case.second, label).ok()
    case.judged(case.op, proposition="party", outcome="not-enough")
    case.op("policy", "set", "judge_people", "3", "--reason", "a grave matter").ok()
    element = case.op("elements", "--json").ok().json[0]["element"]
    case.op("elements", "map", case.claims[0], "1", element, "--reasons", "the clinic was marked").ok()
    case.op("coding", "start", "--items", "1", "--people", "op-1,op-2", "--seed", "seven").ok()
    asked = (
        ("review", "--all"), ("review", label), ("policy",), ("elements", "mapped"), ("coding", "show"),
        ("log", "--limit", "100"),
    )  # fmt: skip
    before = [case.op(*words, "--json").ok().json for words in asked]
    case.op("rebuild").ok()
    assert [case.op(*words, "--json").ok().json for words in asked] == before
    case.op("verify").ok()


def test_a_claim_that_is_edited_takes_down_what_rests_on_it(tmp_path: Path) -> None:
    op = found_vault(tmp_path / "edited")
    other = second_operator(op, tmp_path / "home-of-another")
    item = op.add(file(tmp_path / "in", "mill.txt", "The mill at Dorrin burned."))[0]
    op("read").ok()
    said = ("--passage", "The mill at Dorrin burned", "--code", "property", "--json")
    claim = op("claims", "add", item, *said).ok().json[0]["claim"]
    incident = op("incidents", "confirm", claim, "--name", "Mill", "--reason", "x", "--json").ok().json[0]["incident"]
    terms = ("--proposition", "happened", "--standard", "reasonable-grounds", "--outcome", "met", "--for", claim)
    read = ("--reasons", "they saw it", "--read-in", "en")
    judgement = op("judge", incident, *terms, *read, "--json").ok().json[0]["judgement"]
    other("review", judgement, "--agree", "--reasons", "so do I", "--read-in", "en").ok()
    assert "stands" in op("review", "--all").ok().out
    op("claims", "edit", claim, "--polarity", "denied", "--reason", "turned round").ok()
    told = op("review", judgement, "--json").ok().json[0]
    assert told["status"] == "waiting"
    assert [lack["rule"] for lack in told["lacking"]] == ["edited-ground"]
    op("judge", incident, *terms, *read).ok()
    assert op("review", judgement, "--json").ok().json[0]["lacking"][0]["rule"] == "judge-people"


def test_an_incident_that_is_renamed_or_merged_takes_down_what_was_judged_of_it(tmp_path: Path) -> None:
    op = found_vault(tmp_path / "renamed")
    other = second_operator(op, tmp_path / "home-of-another")
    item = op.add(file(tmp_path / "in", "mill.txt", "The mill at Dorrin burned."))[0]
    op("read").ok()
    said = ("--passage", "The mill at Dorrin burned", "--code", "property", "--json")
    claim = op("claims", "add", item, *said).ok().json[0]["claim"]
    incident = op("incidents", "confirm", claim, "--name", "Mill", "--reason", "x", "--json").ok().json[0]["incident"]
    terms = ("--proposition", "happened", "--standard", "reasonable-grounds", "--outcome", "met", "--for", claim)
    judged = op("judge", incident, *terms, "--reasons", "seen", "--read-in", "en", "--json").ok().json[0]["judgement"]
    other("review", judged, "--agree", "--reasons", "so do I", "--read-in", "en").ok()
    op("incidents", "rename", incident, "--name", "Something far worse", "--reason", "to impress").ok()
    told = op("review", judged, "--json").ok().json[0]
    assert (told["status"], told["lacking"][0]["rule"]) == ("waiting", "edited-incident")


def test_nobody_stands_behind_what_another_wrote_in_their_name(tmp_path: Path) -> None:
    op = found_vault(tmp_path / "forged")
    other = second_operator(op, tmp_path / "home-of-another")
    with Vault(op.vault, write=True, operator="op-2", settings=other.home) as vault:
        made = enter_records(vault.ledger, "incident", [{"name": "Mill", "claims": []}])[0]
        fields = {"incident": made.label, "incident_version": 1, "proposition": "happened", "outcome": "not-enough"}
        more = {"standard": "reasonable-grounds", "for": [], "against": [], "judge": "op-1", "reasons": "x"}
        forged = enter_records(vault.ledger, "judge", [{**fields, **more}])[0].label
    told = op("review", forged, "--json").ok().json[0]
    assert told["people"] == []
