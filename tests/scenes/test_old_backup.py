"""Scene: an old backup is put back. It is an accident, and is met as one.

It is recognised, it can be read and not written; where the newer folder exists it is put back from
there; where that is lost, the old one goes on as a new log that says what it goes on from.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .commands import Person, file, found_vault


@pytest.fixture
def op(tmp_path: Path) -> Person:
    """A vault whose folder is as it was before the second day; the newer folder lies in `newer`."""
    person = found_vault(tmp_path)
    person("add", file(tmp_path, "in/first.txt", "The well at Tamsil was closed."), "--basis", "public").ok()
    shutil.copytree(person.vault, tmp_path / "backup")
    person("add", file(tmp_path, "in/second.txt", "The bridge at Ruvend was mined."), "--basis", "public").ok()
    person.vault.rename(tmp_path / "newer")
    shutil.copytree(tmp_path / "backup", person.vault)
    return person


def test_recognised_and_read_but_not_written(op: Person, tmp_path: Path) -> None:
    before = (op.vault / "log/checkpoint").read_bytes()
    third = file(tmp_path, "in/third.txt", "x")
    for command in (
        ("add", third),
        ("hold", "item-1.0", "--reason", "x"),
        ("disclose", tmp_path / "package", "--all", "--to", "X", "--purpose", "court"),
    ):
        answer = op(*command)
        assert answer.exit_code == 3, command
        assert "older copy" in answer.err
        assert "muniment restore --from" in answer.err
        assert "muniment branch" in answer.err
    assert (op.vault / "log/checkpoint").read_bytes() == before
    assert not (tmp_path / "package").exists()
    assert [row["names"] for row in op("items", "--json").ok().json] == [["first.txt"]]
    assert "Tamsil" in op("show", "item-1.0", "--text").ok().out
    assert op("search", "wells", "--json").ok().json[0]["item"] == "item-1.0"
    assert len(op("log", "--json").ok().json) == 3
    status = op("status", "--json")
    assert (status.exit_code, "older copy" in status.json[0]["problems"][0]) == (1, True)


def test_verify_alone_sees_nothing_wrong_but_an_earlier_checkpoint_does(op: Person, tmp_path: Path) -> None:
    """An old copy is whole in itself; only what was seen since can tell that it is old."""
    op("verify").ok()
    answer = op("verify", "--since", tmp_path / "newer/log/checkpoint", "--json")
    assert (answer.exit_code, answer.json[0]["ok"]) == (1, False)
    op("verify", tmp_path / "newer", "--since", tmp_path / "backup/log/checkpoint").ok()


def test_put_back_from_the_newer_one(op: Person, tmp_path: Path) -> None:
    restored = op("restore", "--from", tmp_path / "newer", "--json").ok().json[0]
    assert restored["entries"] == 5
    op.add(file(tmp_path, "in/third.txt", "The third day."))
    names = [row["names"][0] for row in op("items", "--json").ok().json]
    assert names == ["first.txt", "second.txt", "third.txt"]
    assert [row["act"] for row in op("log", "--json").ok().json][5:] == ["restore", "acquire"]
    assert op("search", "bridge", "--json").ok().json
    op("verify", "--since", tmp_path / "newer/log/checkpoint").ok()


def test_damage_is_mended_from_last_weeks_backup(op: Person, tmp_path: Path) -> None:
    newer = op.in_vault(tmp_path / "newer")
    pack = tmp_path / "newer/packs/000001"
    pack.write_bytes(b"?" * 40 + pack.read_bytes()[40:])
    assert newer("verify").exit_code == 1
    answer = newer("restore", "--from", tmp_path / "backup").ok()
    assert "Everything here is whole" in answer.out
    assert "lacks the last 2 of 5 entries" in answer.out
    assert len(newer("log", "--json").ok().json) == 6
    newer("verify").ok()


def test_never_made_older_nor_another_one(op: Person, tmp_path: Path) -> None:
    newer = op.in_vault(tmp_path / "newer")
    assert newer("restore", "--from", tmp_path / "backup", "--json").ok().json[0]["files"] == 0
    other = found_vault(tmp_path / "elsewhere")
    assert newer("restore", "--from", other.vault).exit_code == 2
    newer("verify").ok()
    assert len(newer("log", "--json").ok().json) == 5


def branch(op: Person) -> Person:
    op("branch", "--reason", "the newer disk burnt in Tolvan", "--json").ok()
    op("read").ok()
    return op


def test_goes_on_as_a_branch(op: Person, tmp_path: Path) -> None:
    before = op("status", "--json").json[0]
    first = op("show", "item-1.0", "--json").ok().json[0]
    branch(op)
    after = op("status", "--json").ok().json[0]
    assert after["vault"] != before["vault"]
    assert after["problems"] == []
    shown = op("show", "item-1.0", "--json").ok().json[0]
    assert (shown["sha256"], shown["names"]) == (first["sha256"], first["names"])
    history = shown["history"][0]
    assert f"{before['vault']}/1.0" in history["formerly"]
    assert history["branch_reason"] == "the newer disk burnt in Tolvan"
    op.add(file(tmp_path, "in/third.txt", "The third day."))
    assert op("search", "Tamsil", "--json").ok().json
    op("verify").ok()
    op("rebuild").ok()
    op("verify").ok()


def test_the_newer_one_turning_up_again_is_another_vault(op: Person, tmp_path: Path) -> None:
    branch(op)
    newer = op.in_vault(tmp_path / "newer")
    newer.add(file(tmp_path, "in/fourth.txt", "It was not lost after all."))
    newer("verify").ok()
    op("verify").ok()
    assert newer("status", "--json").json[0]["vault"] != op("status", "--json").json[0]["vault"]


def test_a_package_from_the_branch_verifies(op: Person, tmp_path: Path) -> None:
    branch(op)
    out = tmp_path / "package"
    made = op("disclose", out, "--all", "--to", "Court of Tolvan", "--purpose", "court", "--json").ok().json[0]
    report = op("verify", out, "--trust", made["fingerprint"], "--json").ok().json[0]
    assert (report["ok"], report["checked"]["items"]) == (True, 1)


def test_two_copies_that_went_on_separately_are_recognised(op: Person, tmp_path: Path) -> None:
    """A stick given away, and written to by somebody whose settings never saw the other copy."""
    other = Person(tmp_path / "home-on-the-stick", tmp_path / "stick")
    shutil.copytree(tmp_path / "backup", other.vault)
    shutil.copytree(op.home / "keys", other.home / "keys")
    for number in range(4):
        other.add(file(tmp_path, f"in/stick-{number}.txt", f"on the stick {number}"))
    answer = op.in_vault(other.vault)("add", file(tmp_path, "in/x.txt", "x"))
    assert answer.exit_code == 3
    assert "two copies of this vault went on separately" in answer.err


def test_what_may_not_leave_may_not_leave_the_branch_either(op: Person, tmp_path: Path) -> None:
    newer = op.in_vault(tmp_path / "newer")
    newer("restrict", "item-1.0", "--rule", "never", "--reason", "she was threatened").ok()
    newer("hold", "item-1.0", "--reason", "the inquiry asked for it").ok()
    branch(newer)
    refused = newer("disclose", tmp_path / "package", "--item", "item-1.0", "--to", "X", "--purpose", "press")
    assert (refused.exit_code, "«restriction-never»" in refused.err) == (4, True)
    kept = newer("erase", "item-1.0", "--ground", "x")
    assert (kept.exit_code, "«hold»" in kept.err) == (4, True)
