"""`claims check` over a vault: what is noticed, in words and in JSON, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenes.commands import Person, file, found_vault

NOTE = (
    "Released on 12 March 2031\n\nToday, on the 10th day of the blockade, Veldra holds out. "
    "12 people were buried: 5 men, 4 women and 2 children.\n\n"
    "Mara Dovel said: “We shall keep the bridge closed for every family that wants to leave Ostrivka.”\n"
)
SOURCE = "We shall keep the bridge open for every family that wants to leave Ostrivka. So the council wrote in Orin.\n"


@pytest.fixture
def op(tmp_path: Path) -> Person:
    person = found_vault(tmp_path)
    for name, text in (
        ("note.txt", NOTE),
        ("source.txt", SOURCE),
        ("link.md", "As a [statement](#) by Veldra put it."),
    ):
        person("add", file(tmp_path, f"in/{name}", text), "--basis", "public").ok()
    return person


def item(op: Person, name: str) -> str:
    label: str = op("items", "--name", name, "--json").ok().json[0]["item"]
    return label


def test_everything_is_checked_and_nothing_is_written(op: Person) -> None:
    before = op.size()
    found = op("claims", "check", "--all", "--json").ok().json
    assert [one["code"] for one in found] == ["parts-and-total", "quotation-and-source", "link-without-target"]
    assert op.size() == before


def test_a_reference_date_that_a_person_entered_counts(op: Person) -> None:
    told = ("--source", "the gazette", "--words", "the blockade")
    op("dates", "add", "the start of the blockade", "2031-02-24", *told).ok()
    found = op("claims", "check", item(op, "note"), "--json").ok().json
    assert found[0]["code"] == "two-dates-for-one-day"
    assert [span["text"] for span in found[0]["spans"]][2] == "Released on 12 March 2031"


def test_a_quotation_is_set_beside_its_source(op: Person) -> None:
    note, source = item(op, "note"), item(op, "source")
    [found] = [one for one in op("claims", "check", note, "--json").ok().json if one["other"]]
    assert found["other"] == source
    assert found["other_spans"][0]["text"] == SOURCE.partition(".")[0]
    assert "«closed» / «open»" in found["words"]


def test_for_people_it_is_in_sentences(op: Person) -> None:
    out = op("claims", "check", item(op, "link")).ok().out
    assert "«statement» is a link; in the copy held here it has no address." in out
    assert "Nothing was noticed" in op("claims", "check", item(op, "source")).ok().out


def test_items_or_all(op: Person) -> None:
    assert op("claims", "check").exit_code == 2
    assert op("claims", "check", item(op, "note"), "--all").exit_code == 2
