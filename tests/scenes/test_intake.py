"""Scene: forty files from five givers, told in a table, with the mishaps that such tables have.

One file given twice by two people, one that cannot be read, one that the table does not list, one
row without its file, one custody with a gap: each has its own outcome, and nothing else is lost.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from .commands import Person, Result, file, found_vault

GIVERS = ("person-1", "person-2", "person-3", "Osmel network", "Ruvend parents")
TWICE = "the ferry was stopped at the east landing\n"
CUSTODY = (
    "2031-03-02 person-3 | 2031-03-03/2031-03-09 gap: carried over the pass by nobody we know | 2031-03-10 person-1"
)
HEAD = ("file", "obtained_by", "source", "method", "obtained", "basis", "custody", "consent")


def _row(name: str, number: int) -> tuple[str, ...]:
    giver = GIVERS[number % 5]
    basis = "person" if giver.startswith("person") else "organisation"
    custody = CUSTODY if number == 7 else ""
    consent = "court; un-inquiry" if basis == "person" else ""
    return (name, "person-9", giver, "handed over", f"2031-03-{1 + number % 28:02}", basis, custody, consent)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 listed files (two of them the same bytes), one of which is no file that can be read."""
    folder = tmp_path_factory.mktemp("material")
    rows = []
    for number in range(40):
        name = f"g{number % 5}/account-{number:02}.txt"
        file(folder, name, TWICE if number in (3, 19) else f"Account {number} from {GIVERS[number % 5]}.\n")
        rows.append(_row(name, number))
    (folder / rows[11][0]).unlink()
    os.mkfifo(folder / rows[11][0])
    rows.append(_row("g0/never-came.txt", 40))
    file(folder, "g1/not-listed.txt", "nobody wrote me down")
    with (folder / "intake.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([HEAD, *rows])
    return folder


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return found_vault(tmp_path_factory.mktemp("intake"))


@pytest.fixture(scope="module")
def added(op: Person, material: Path) -> Result:
    return op("add", "--manifest", material / "intake.csv", "--json")


def test_every_file_has_its_outcome(added: Result) -> None:
    *lines, last = added.json
    assert added.exit_code == 1
    by_path = {line["path"]: line for line in lines}
    assert len(lines) == len(by_path) == 42
    outcome = {s: sorted(path for path, line in by_path.items() if line["status"] == s) for s in _STATUSES}
    assert outcome["known"] == ["g4/account-19.txt"]
    assert outcome["failed"] == ["g0/never-came.txt", "g1/account-11.txt", "g1/not-listed.txt"]
    assert len(outcome["added"]) == 38
    summary = last["summary"]
    expected = {"files": 42, "added": 38, "known": 1, "failed": 3, "unchanged": 0}
    assert {name: summary[name] for name in expected} == expected
    assert summary["read"] == {"done": 38, "failed": 0, "none": 0, "inside": 0}
    assert summary["findings"] == []


_STATUSES = ("added", "known", "failed")


def test_every_failure_says_which_and_why(added: Result) -> None:
    problems = {problem["path"]: problem["why"] for problem in added.json[-1]["summary"]["problems"]}
    assert "named pipe" in problems["g1/account-11.txt"]
    assert problems["g0/never-came.txt"].startswith("no-such-file: line 42 of the manifest")
    assert problems["g1/not-listed.txt"].startswith("not-in-manifest")
    assert {line["path"]: line["finding"] for line in added.json[:-1] if line["status"] == "failed"} == problems


def test_the_same_bytes_twice_are_one_item_with_two_givers(op: Person, added: Result) -> None:
    lines = {line["path"]: line for line in added.json[:-1]}
    first, second = lines["g3/account-03.txt"], lines["g4/account-19.txt"]
    assert (first["item"], first["status"]) == (second["item"], "added")
    assert first["acquisition"] != second["acquisition"]
    shown = op("show", second["acquisition"], "--json").ok().json[0]
    assert [entry["source"] for entry in shown["history"]] == [GIVERS[3], GIVERS[4]]
    assert (shown["acquisitions"], shown["names"]) == (2, ["account-03.txt", "account-19.txt"])


def test_show_tells_custody_with_its_gap(op: Person, added: Result) -> None:
    item = next(line["item"] for line in added.json if line.get("path") == "g2/account-07.txt")
    steps = [line.strip() for line in op("show", item).ok().lines if "custody" in line]
    assert steps == [
        "custody 2031-03-02: person-3",
        "custody 2031-03-03/2031-03-09: GAP: carried over the pass by nobody we know",
        "custody 2031-03-10: person-1",
    ]
    told = op("show", item, "--json").ok().json[0]["history"][0]["custody"]
    assert [step["gap"] for step in told] == [False, True, False]


def test_the_bytes_come_back_as_they_came(op: Person, material: Path, added: Result) -> None:
    for line in added.json[:-1]:
        if line["status"] != "failed":
            assert op("show", line["item"], "--bytes").ok().raw == (material / line["path"]).read_bytes()


def test_the_same_again_changes_nothing(op: Person, material: Path, added: Result) -> None:
    before = op.size()
    again = op("add", "--manifest", material / "intake.csv", "--json")
    summary = again.json[-1]["summary"]
    assert (again.exit_code, summary["added"], summary["known"], summary["unchanged"]) == (1, 0, 39, 39)
    assert op.size() == before
    assert op("verify").exit_code == 0


def test_in_words_the_mishaps_come_last(op: Person, material: Path, added: Result) -> None:
    told = op("add", "--manifest", material / "intake.csv")
    assert told.lines[0].startswith("42 files (")
    assert "0 new, 39 with bytes that were here already, 3 not taken." in told.lines[0]
    assert [line for line in told.lines if line.startswith("  not taken: ")] == told.lines[-3:]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    # A regular file whose first byte nobody can read, not even the superuser, to whom nothing is closed.
    op = found_vault(tmp_path)
    told = op("add", "/proc/self/mem", "--no-read", "--json")
    assert (told.exit_code, told.json[0]["status"]) == (1, "failed")
    assert "it cannot be read" in told.json[0]["finding"]
    assert op("verify").exit_code == 0
