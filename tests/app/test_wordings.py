"""What commands say about what they show: names for titles, exact hits, acts in words, branches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from muniment.app.cli.columns import lines
from tests.scenes.commands import Person, file, found_vault


@pytest.fixture
def op(tmp_path: Path) -> Person:
    return found_vault(tmp_path)


def _bring(op: Person) -> None:
    source = op.vault.parent / "in"
    file(source, "ferry.txt", "the ferry left the landing at dawn and nobody saw it again\n")
    file(source, "odd.bin", b"\x00\x01\x02\x03")
    op("add", source, "--basis", "public").ok()


def test_an_item_without_a_title_is_called_by_its_name(op: Person) -> None:
    _bring(op)
    items = {row["names"][0]: row for row in op("items", "--json").ok().json}
    assert items["odd.bin"]["title"] is None
    assert op("show", items["odd.bin"]["item"]).ok().lines[0].endswith("  odd.bin")
    (hit,) = op("search", "landing", "--json").ok().json
    assert hit["name"] == "ferry.txt"
    assert (hit["title"] or hit["name"]) in op("search", "landing").ok().lines[0]


def test_search_says_which_hits_are_exact(op: Person) -> None:
    _bring(op)
    assert "(EXACT: as typed, characters" in op("search", "left the landing").ok().out
    assert "(in other forms or apart, characters" in op("search", "landing left").ok().out


def test_the_log_tells_read_from_kept_without_a_reader(op: Person) -> None:
    _bring(op)
    told = [row["summary"] for row in op("log", "--json").ok().json]
    assert told == ["the vault was made", "2 files brought", "1 item read, 1 item kept without a reader"]
    assert op("log").ok().lines[-1].endswith("1 item read, 1 item kept without a reader")


def test_the_log_counts_in_words(op: Person) -> None:
    _bring(op)
    op("hold", "item-1.0", "--reason", "a court asked").ok()
    op("restrict", "item-1.0", "--rule", "not-for: press", "--reason", "asked").ok()
    op("amend", "item-1.0", "--basis", "organisation", "--reason", "asked").ok()
    op("disclose", op.vault.parent / "p", "--item", "item-1.0", "--to", "X", "--purpose", "court").ok()
    told = [row["summary"] for row in op("log", "--json").ok().json][3:]
    assert told == [
        "hold set on item-1.0: a court asked",
        "restrictions of item-1.0: asked",
        "stated later, basis or consent of item-1.0: asked",
        "1 record handed over to X, for court",
    ]


def test_a_branch_tells_its_fingerprint_and_what_changes(op: Person) -> None:
    _bring(op)
    mark = op("status", "--json").json[0]["mark"]
    answer = op("branch", "--reason", "the newer copy is lost", "--recovery-out", op.vault.parent / "key.txt").ok()
    fingerprint = op("status", "--json").json[0]["fingerprint"]
    assert fingerprint in answer.out
    assert "other labels" in answer.out
    assert "erased is back" in answer.out
    first = op("log", "--json").ok().json[0]
    assert first["summary"] == f"goes on from the vault {mark} after its first 3 entries"


def test_the_status_says_what_can_be_done_about_time(op: Person) -> None:
    told = next(line for line in op("status").ok().lines if line.startswith("stamps"))
    assert "1 entry" in told
    assert "--authority" in told
    answer = op("stamp", "--authority", "http://127.0.0.1:9/", "--timeout", "1")
    assert answer.exit_code == 1
    assert "Owed: 1 entry under no stamp." in answer.out
    assert "muniment.toml" not in answer.out


def test_the_help_has_one_word_for_rules(op: Person) -> None:
    for command in (("--help",), ("disclose", "--help"), ("restrict", "--help")):
        told = op(*command).ok().out
        assert "policy" not in re.sub(r"^  policy .*$", "", told, flags=re.MULTILINE)
        assert re.search("rule", told, re.IGNORECASE)


ROWS = (
    ("item-1.0", "text/markdown", "2.3 kB", "Two Hundred Days on the Osmel, as told by those who stayed and saw it"),
    ("item-1.1", "image/png", "17.0 kB", "Bridge"),
)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_titles_are_whole_at_any_width(width: int) -> None:
    shown = list(lines(("item", "type", "size", "title"), ROWS, (2,), width))
    assert " ".join(" ".join(shown).split()).count(" ".join(ROWS[0][3].split()[-4:])) == 1
    words = {word for row in ROWS for cell in row for word in cell.split()}
    assert words <= {word for line in shown for word in line.split()}
    assert shown[-1].endswith("Bridge")


def test_what_does_not_fit_goes_beneath() -> None:
    shown = list(lines(("item", "type", "size", "title"), ROWS, (2,), 60))
    assert shown[1].split() == ["item-1.0", "text/markdown", "2.3", "kB"]
    assert shown[2].startswith("    Two Hundred Days")
    assert all(len(line) <= 60 for line in shown)
