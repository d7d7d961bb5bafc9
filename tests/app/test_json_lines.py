"""The JSON Lines that programs build upon: for each command that lists, exact keys, types and values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.scenes.commands import Person, file, found_vault

LABEL = re.compile(r"item-\d+\.\d+\Z")
ARABIC = "شهادة من قرية تل النهر"


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    return found_vault(tmp_path_factory.mktemp("json"))


@pytest.fixture(scope="module")
def added(op: Person) -> list[dict[str, Any]]:
    folder = op.vault.parent / "in"
    file(folder, "a.md", "# The ferry at Ruvend\n\nThe ferry was stopped at the east landing.\n")
    file(folder, "b.md", f"# {ARABIC}\n\nسمع الجيران إطلاق النار عند الفجر.\n")
    file(folder, "c.bin", b"\x00\x01\x02")
    file(folder, "d.jpg", (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 400))
    answer = op("add", folder, "--basis", "public", "--json")
    assert answer.exit_code == 1  # the picture is broken
    return answer.json


def test_add(added: list[dict[str, Any]]) -> None:
    *lines, last = added
    keys = {"path", "status", "item", "acquisition", "size", "media_type", "finding"}
    assert [set(line) for line in lines] == [keys] * 4
    assert [line["path"] for line in lines] == ["in/a.md", "in/b.md", "in/c.bin", "in/d.jpg"]
    assert {line["status"] for line in lines} == {"added"}
    assert all(LABEL.match(line["item"]) and line["acquisition"].startswith("acquisition-") for line in lines)
    assert [line["media_type"] for line in lines[2:]] == ["application/octet-stream", "image/jpeg"]
    assert (lines[2]["size"], lines[2]["finding"]) == (3, "")
    assert set(last) == {"summary"}


def test_the_summary_of_add(added: list[dict[str, Any]]) -> None:
    summary = added[-1]["summary"]
    counts = {"files": 4, "added": 4, "known": 0, "failed": 0, "unchanged": 0}
    assert {name: summary[name] for name in counts} == counts
    assert summary["bytes"] == sum(line["size"] for line in added[:-1])
    assert summary["problems"] == []
    assert sum(summary["read"].values()) == 4
    assert summary["read"]["none"] == 1
    assert summary["findings"]
    for finding in summary["findings"]:
        assert set(finding) == {"path", "item", "finding", "level"}
        assert (finding["path"], finding["item"]) == ("in/d.jpg", added[3]["item"])
        assert finding["level"] in ("warning", "error")
        assert len(finding["finding"]) > 20


def test_what_was_found_is_told_again_by_the_same_command(op: Person, added: list[dict[str, Any]]) -> None:
    again = op("add", op.vault.parent / "in", "--basis", "public", "--json")
    assert (again.exit_code, again.json[-1]["summary"]["findings"]) == (1, added[-1]["summary"]["findings"])
    told = op("add", op.vault.parent / "in", "--basis", "public")
    words = added[-1]["summary"]["findings"][-1]["finding"]
    assert told.lines[-1] == f"  look at: in/d.jpg ({added[3]['item']}): {words}"


def test_only_what_this_run_touched_is_told(op: Person, added: list[dict[str, Any]]) -> None:
    other = op("add", file(op.vault.parent, "other/e.txt", "Another day."), "--basis", "public", "--json").ok()
    assert other.json[-1]["summary"]["findings"] == []
    later = file(op.vault.parent, "other/cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 500)
    op("add", later, "--basis", "public", "--no-read").ok()
    read = op("read", "--json")
    summary = read.json[-1]["summary"]
    assert (read.exit_code, {finding["path"] for finding in summary["findings"]}) == (1, {"cut.jpg"})
    nothing = {"done": 0, "failed": 0, "none": 0, "inside": 0, "findings": []}
    assert op("read", "--json").ok().json[-1]["summary"] == nothing


def test_items(op: Person, added: list[dict[str, Any]]) -> None:
    rows = op("items", "--limit", "4", "--json").ok().json
    keys = ["item", "sha256", "size", "media_type", "names", "acquisitions", "title", "language", "read", "findings"]
    assert [list(row) for row in rows] == [keys] * 4
    assert [row["item"] for row in rows] == [line["item"] for line in added[:-1]]
    ferry, arabic, binary, picture = rows
    assert (ferry["title"], ferry["language"], ferry["read"]) == ("The ferry at Ruvend", "en", "done")
    assert ferry["findings"] == 0
    assert (arabic["title"], arabic["language"]) == (ARABIC, "ar")
    assert (binary["title"], binary["read"], binary["names"]) == (None, "none", ["c.bin"])
    assert picture["findings"] >= 1
    assert all(re.fullmatch("[0-9a-f]{64}", row["sha256"]) and row["acquisitions"] == 1 for row in rows)


def test_search(op: Person, added: list[dict[str, Any]]) -> None:
    (hit, *_) = op("search", "east landings", "--json").ok().json
    assert list(hit) == ["item", "title", "name", "passage", "score", "exact", "told"]
    assert (hit["item"], hit["title"], hit["exact"]) == (added[0]["item"], "The ferry at Ruvend", False)
    passage = hit["passage"]
    assert set(passage) == {"text", "start", "end", "page"}
    text = op("show", hit["item"], "--text").ok().out
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert (passage["page"], isinstance(hit["score"], float)) == (None, True)
    assert op("search", "east landing", "--json").ok().json[0]["exact"] is True
    assert op("search", "nothing-of-the-kind", "--json").ok().json == []


def test_log(op: Person, added: list[dict[str, Any]]) -> None:
    rows = op("log", "--json").ok().json
    assert [list(row) for row in rows] == [["index", "act", "at", "by", "parts", "summary"]] * len(rows)
    assert [row["index"] for row in rows] == list(range(len(rows)))
    assert [(row["act"], row["parts"], row["by"]) for row in rows[:2]] == [
        ("charter", 1, "op-1"),
        ("acquire", 4, "op-1"),
    ]
    assert rows[2]["act"] == "read"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", rows[1]["at"])
    assert rows[1]["summary"] == "4 files brought"


VERDICT = {"intact", "identity", "time", "completeness"}


def test_verify(op: Person, added: list[dict[str, Any]]) -> None:
    report = op("verify", "--json").ok().json[0]
    assert {"ok", "kind", "verdict", "checked", "fails", "missing", "withheld", "erased"} <= set(report)
    assert (report["ok"], report["kind"], set(report["verdict"])) == (True, "vault", VERDICT)
    assert (report["fails"], report["missing"], report["erased"]) == ([], [], [])
    assert report["checked"]["entries"] == op.size()


def test_verify_of_something_broken(op: Person, added: list[dict[str, Any]]) -> None:
    out = op.vault.parent / "package"
    op("disclose", out, "--all", "--to", "X", "--purpose", "court").ok()
    exhibit = next((out / "data/items").rglob("*.bin"))
    exhibit.write_bytes(b"\x00\x01\x03")
    (out / "data/log/disclosure.json").unlink()
    answer = op("verify", out, "--json")
    report = answer.json[0]
    assert (answer.exit_code, report["ok"], report["kind"]) == (1, False, "package")
    assert all(set(problem) == {"what", "where", "why"} for problem in report["fails"])
    assert any(problem["where"].endswith("c.bin") for problem in report["fails"])
    assert all(set(gone) == {"what", "why"} for gone in [*report["missing"], *report["withheld"]])
    assert any("disclosure.json" in gone["what"] for gone in report["missing"])


def test_five_withheld_are_told_and_the_rest_counted(op: Person, added: list[dict[str, Any]], tmp_path: Path) -> None:
    paths = [file(tmp_path, f"in/{n}.txt", f"note {n}") for n in range(12)]
    op.add(*paths, basis="person", consent="court", source="somebody")
    out = tmp_path / "package"
    items = [row["item"] for row in op("items", "--limit", "200", "--json").json]
    chosen = [text for item in items[-12:] for text in ("--item", item)]
    op("disclose", out, *chosen, "--to", "X", "--purpose", "court").ok()
    told = [line for line in op("verify", out).ok().lines if line.startswith("  withheld")]
    count = len(op("verify", out, "--json").ok().json[0]["withheld"])
    assert count >= 12
    assert (len(told), told[-1]) == (6, f"  withheld    … and {count - 5} more (see --json)")
