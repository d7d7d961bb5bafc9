"""What a command says to somebody who has never used it: what to do next, and how to do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenes.commands import Person, Result, file, found_vault, run

NOTE = "Note of the Lantern Circle\n\nSoldiers of the Northern Army shelled the clinic at Ostrivka on 4 May 2031.\n"
OTHER = "Report of the Marak Board\n\nThe clinic at Ostrivka was shelled on 4 May 2031; nine people were killed.\n"
WORDS = ("--passage", "clinic at Ostrivka", "--code", "attack-medical", "--place", "Ostrivka")
ON = ("--edtf", "2031-05-04")


@pytest.fixture
def op(tmp_path: Path) -> Person:
    person = found_vault(tmp_path)
    for name, text in (("note.txt", NOTE), ("other.txt", OTHER)):
        person("add", file(tmp_path, f"in/{name}", text), "--basis", "public").ok()
    return person


def items(op: Person) -> list[str]:
    return [line["item"] for line in op("items", "--json").ok().json]


def _command(answer: Result, begin: str) -> list[str]:
    """The words of the command that an answer tells to give."""
    [line] = [line.strip() for line in answer.ok().lines if line.strip().startswith(begin)]
    return line.split()[1:]


def test_the_command_under_a_margin_makes_the_mark_a_claim(op: Person) -> None:
    shown = op("claims", "suggest", "--all")
    assert (
        sum("note.txt" in line or "Note of the Lantern" in line for line in shown.lines if line.startswith("item-"))
        == 1
    )
    words = _command(shown, "muniment claims take s-")
    taken = op(*words).ok()
    assert "claim-" in taken.out
    assert f"{words[-1]} (on record: {taken.out.split('claim-')[1].split()[0]}" not in shown.out
    assert f"{words[-1]} (on record: claim-" in op("claims", "suggest", "--all").ok().out


def test_a_claim_by_nobody_says_how_to_name_somebody(op: Person) -> None:
    item = items(op)[0]
    assert "--asserter NAME" in op("claims", "add", item, *WORDS).ok().out
    assert "--asserter NAME" not in op("claims", "add", item, *WORDS, "--asserter", "Lantern Circle").ok().out


def test_the_list_of_claims_tells_an_author_from_those_they_quote(op: Person) -> None:
    item = items(op)[0]
    long = "The Joint Secretariat of the Seven Committees of the Valley of Tamsil and of the Upper Bank"
    op("claims", "add", item, *WORDS, "--asserter", long).ok()
    op("claims", "add", item, *WORDS, "--asserter", long, "--speaker", "two nurses").ok()
    op("claims", "add", item, *WORDS, "--asserter", long, "--speaker", "?").ok()
    speakers = [line.split("\t")[2] for line in op("claims", "list").ok().lines[1:]]
    assert speakers == ["the author, The Joint Secretariat of the Seven…", "two nurses", "unnamed"]


def test_the_command_under_candidates_confirms_one(op: Person) -> None:
    empty = op("incidents", "suggest").ok().out
    assert "muniment incidents confirm CLAIM CLAIM" in empty
    for item in items(op):
        op("claims", "add", item, *WORDS, *ON).ok()
    words = _command(op("incidents", "suggest"), "muniment incidents confirm i-")
    done = op(*[{"NAME": "The clinic", "WHY": "one place, one day"}.get(word, word) for word in words]).ok()
    assert "«The clinic» is on record" in done.out


def test_side_by_side_names_a_claim_once_and_says_how_they_know(op: Person) -> None:
    first, second = items(op)
    saw = ("--asserter", "Lantern Circle", "--basis", "saw", "--count", "over forty", "--low", "41")
    one = op("claims", "add", first, *WORDS, *saw, "--json").ok().json[0]
    denied = (*WORDS, "--speaker", "?", "--polarity", "denied")
    two = op("claims", "add", second, *denied, "--json").ok().json[0]
    named = ("--name", "The clinic", "--reason", "one day")
    incident = op("incidents", "confirm", one["claim"], two["claim"], *named, "--json").ok().json[0]["incident"]
    said = op("incidents", "show", incident).ok().lines
    assert said[1] == f"  {one['claim']} in {first}: Lantern Circle (saw it)"
    assert "        how many: over forty = 41 or more" in said
    assert f"  {two['claim']} in {second}: somebody unnamed (how they know it is not said), DENIES it" in said


def test_origins_are_told_in_lines_what_was_not_checked_on_one_of_its_own(op: Person) -> None:
    said = op("origins", *items(op)).ok().lines
    assert said[:4] == [
        "2 documents in 2 groups; between groups no link was found.",
        "Checked: text, pictures, citations.",
        "Not checked: translation, oral transmission, same informant.",
        "Not finding a link is not independence.",
    ]


def test_check_says_what_it_could_look_at_with_a_date_on_record(op: Person) -> None:
    assert "muniment dates add NAME" in op("claims", "check", "--all").ok().out
    op("dates", "add", "the blockade", "2031-02-24", "--source", "the gazette").ok()
    assert "muniment dates add NAME" not in op("claims", "check", "--all").ok().out


@pytest.mark.parametrize("group", ["claims", "incidents", "link", "dates", "coding", "persons"])
def test_a_group_without_a_command_shows_its_help_and_no_complaint(group: str, tmp_path: Path) -> None:
    said = run(group, home=tmp_path, cwd=tmp_path)
    assert (said.exit_code, said.out) == (2, "")
    assert said.err.startswith(f"Usage: muniment {group} ")
    assert "..." not in said.err.partition("Commands:")[2]


def test_the_commands_of_claims_stand_in_the_order_of_the_work(tmp_path: Path) -> None:
    said = run("claims", "--help", home=tmp_path, cwd=tmp_path).ok().out.partition("Commands:")[2]
    names = [line.split()[0] for line in said.splitlines() if line.startswith("  ") and line[2] != " "]
    assert names == ["suggest", "take", "add", "import", "edit", "retract", "list", "show", "compare", "check"]


def test_what_an_option_may_be_is_said_in_one_line(op: Person) -> None:
    said = op("judge", "incident-1.0").err
    assert "happened, harmed, party, part Try `muniment judge --help`." in said
    assert said.count("\n") == 1
    assert "U+" not in said


def test_an_empty_list_says_how_something_comes_into_it(op: Person) -> None:
    assert "`muniment coding start`" in op("coding", "show").ok().out
    assert "`muniment claims suggest ITEM`" in op("claims", "list").ok().out
    assert "`muniment incidents suggest`" in op("incidents", "list").ok().out
