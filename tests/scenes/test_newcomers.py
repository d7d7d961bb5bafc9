"""Scene: somebody new makes the mistakes that people make, and the program answers them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .commands import Person, file, found_vault


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def test_words_that_say_nothing_are_not_signed(op: Person, tmp_path: Path) -> None:
    item = op.add(file(tmp_path, "in/a.txt", "A note."), basis="public")[0]
    size = len(op("log", "--json").ok().json)
    for command in (
        ("disclose", tmp_path / "out", "--item", item, "--to", " ", "--purpose", "press"),
        ("disclose", tmp_path / "out", "--item", item, "--to", "Radio Osmel", "--purpose", ""),
        ("hold", item, "--reason", ""),
        ("restrict", item, "--lift", "--reason", " "),
        ("amend", item, "--basis", "public", "--reason", ""),
        ("erase", item, "--ground", " "),
        ("branch", "--reason", ""),
    ):
        answer = op(*command)
        assert (answer.exit_code, "must say something" in answer.err) == (2, True), command
    assert len(op("log", "--json").ok().json) == size
    assert not (tmp_path / "out").exists()


def test_an_old_copy_can_be_searched(op: Person, tmp_path: Path) -> None:
    """A copy brings no index; it is opened for reading only, and must not say that nothing is there."""
    op("add", file(tmp_path, "in/a.txt", "The ferry at Ruvend did not come."), "--basis", "public").ok()
    op("copy", tmp_path / "copy").ok()
    op("add", file(tmp_path, "in/b.txt", "The mill burned."), "--basis", "public").ok()
    older = op.in_vault(tmp_path / "copy")
    assert [hit["name"] for hit in older("search", "ferries", "--json").ok().json] == ["a.txt"]
    assert not (tmp_path / "copy/search.sqlite").exists() or older("search", "mills", "--json").ok().json == []


def test_what_was_asked_is_no_damage(op: Person, tmp_path: Path) -> None:
    """A fingerprint heard wrongly on the telephone: every byte is whole, and somebody else is trusted."""
    item = op.add(file(tmp_path, "in/a.txt", "A note."), basis="public")[0]
    out = tmp_path / "out"
    op("disclose", out, "--item", item, "--to", "Radio Osmel", "--purpose", "press").ok()
    answer = op("verify", out, "--trust", "aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa-aaaa", "--json")
    assert answer.exit_code == 1
    assert answer.json[0]["verdict"]["intact"].startswith("yes")
    assert answer.json[0]["verdict"]["identity"].startswith("NOT tied")
    data = next((out / "data/items").rglob("*.txt"))
    data.write_bytes(b"Another note.")
    damaged = op("verify", out, "--json").json[0]
    assert damaged["verdict"]["intact"].startswith("NO")


def test_private_keys_are_not_taken_in(op: Person, tmp_path: Path) -> None:
    file(tmp_path, "home/a.txt", "A note.")
    shutil.move(op.home, tmp_path / "home/settings")
    moved = Person(tmp_path / "home/settings", op.vault)
    answer = moved("add", tmp_path / "home", "--basis", "public")
    assert answer.exit_code == 1
    assert "it holds your private keys" in answer.out
    assert [row["names"] for row in moved("items", "--json").ok().json] == [["a.txt"]]


@pytest.mark.parametrize("row", ["../outside.txt", "{absolute}", "link/outside.txt"])
def test_a_manifest_does_not_reach_out_of_its_folder(op: Person, tmp_path: Path, row: str) -> None:
    """It may have been written by somebody else."""
    outside = file(tmp_path, "outside.txt", "mine")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link").symlink_to(tmp_path)
    manifest = file(tmp_path, "in/intake.csv", f"file,basis\n{row.format(absolute=outside)},public\n")
    answer = op("add", "--manifest", manifest)
    assert answer.exit_code == 1
    assert "outside the manifest's folder" in answer.out
    assert op("items", "--json").ok().json == []


def test_the_log_says_to_whom_and_on_what(op: Person, tmp_path: Path) -> None:
    item = op.add(file(tmp_path, "in/a.txt", "A note."), basis="public")[0]
    op("disclose", tmp_path / "out", "--item", item, "--to", "Radio Osmel", "--purpose", "press").ok()
    op("hold", item, "--reason", "the inquiry asked").ok()
    op("restrict", item, "--rule", "never", "--reason", "she asked").ok()
    told = {row["act"]: row["summary"] for row in op("log", "--json").ok().json}
    assert told["disclose"] == "1 record handed over to Radio Osmel, for press"
    assert told["hold"] == f"hold set on {item}: the inquiry asked"
    assert told["restrict"] == f"restrictions of {item}: she asked"


def test_a_hold_that_is_not_there_cannot_be_lifted(op: Person, tmp_path: Path) -> None:
    item = op.add(file(tmp_path, "in/a.txt", "A note."), basis="public")[0]
    answer = op("hold", item, "--lift", "--reason", "a slip")
    assert (answer.exit_code, "under no hold" in answer.err) == (2, True)
    op("hold", item, "--reason", "asked").ok()
    op("hold", item, "--lift", "--reason", "over").ok()
    assert op("hold", item, "--lift", "--reason", "a slip").exit_code == 2
