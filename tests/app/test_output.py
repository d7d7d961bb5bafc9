"""What people see: hostile names are shown and not obeyed, every script is readable, output can be paged and piped."""

from __future__ import annotations

import csv
import os
import pty
import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.scenes.commands import PROGRAM, Person, file, found_vault, start

HOSTILE = {
    "line\nbreak.txt": "line⟨U+000A⟩break.txt",
    "invoice\u202efdp.exe": "invoice⟨U+202E⟩fdp.exe",
    "red\x1b[31m.txt": "red⟨U+001B⟩[31m.txt",
    "=cmd|' C calc'!A0": "=cmd|' C calc'!A0",
    "tab\there.txt": "tab⟨U+0009⟩here.txt",
    "zero\u200bwidth.txt": "zero⟨U+200B⟩width.txt",
    "[bold]rich[.]txt": "[bold]rich[.]txt",
    "<script>alert(1)<\u2215script>.html": "<script>alert(1)<\u2215script>.html",
}
BARE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    person = found_vault(tmp_path_factory.mktemp("output"))
    for number, name in enumerate(HOSTILE):
        # Of no known type, so without a title: it is the name that is shown.
        file(person.vault.parent / "in", name, b"\x00\x01" + bytes([number]))
    file(person.vault.parent / "in", os.fsdecode(b"raw-\xff\xfe.bin"), b"\x00\x02")
    return person


@pytest.fixture(scope="module")
def items(op: Person) -> dict[str, str]:
    """Item by name."""
    op("add", op.vault.parent / "in", "--basis", "public", "--source", "a\u202eb\nc").ok()
    rows = op("items", "--json").ok().json
    return {row["names"][0]: row["item"] for row in rows}


def test_the_record_keeps_names_as_they_came(items: dict[str, str]) -> None:
    assert set(items) == {*HOSTILE, r"raw-\xff\xfe.bin"}


def test_names_are_shown_and_not_obeyed(op: Person, items: dict[str, str]) -> None:
    lines = op("items").ok().lines
    assert len(lines) == len(items) + 1
    for name, item in items.items():
        assert f"names: {HOSTILE.get(name, name)}" in op("show", item).ok().out
        assert any(line.endswith(HOSTILE.get(name, name)) for line in lines)
    for command in (("items",), ("log",), ("status",), *(("show", item) for item in items.values())):
        assert not BARE.search(op(*command).out.replace("\t", "")), command


def test_names_in_what_add_tells(op: Person, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe\x1b]0;owned\x07\n\u202e.txt")
    answer = op("add", tmp_path, "--basis", "public", "--no-read")
    assert answer.exit_code == 1
    assert len(answer.lines) == 2
    assert "pipe⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+000A⟩⟨U+202E⟩.txt: it is a named pipe" in answer.lines[1]


def test_names_in_errors(op: Person, tmp_path: Path) -> None:
    for command in (
        ("show", "x\x1b[2J\u202e"),
        ("verify", "gone\x1b[2J\u202e"),
        ("bogus\x1b[2J",),
        ("add", "--manifest", file(tmp_path, "m\x1b[2J.csv", "x,y\n")),
    ):
        answer = op(*command)
        assert answer.exit_code == 2
        assert "\x1b" not in answer.err
        assert "\u202e" not in answer.err


def test_names_on_a_terminal(op: Person, items: dict[str, str]) -> None:
    """The coloured table of a real terminal: no markup of its own is taken from a name."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "MUNIMENT_HOME": str(op.home), "COLUMNS": "200", "TERM": "xterm"}
    command = [str(PROGRAM), "items", "--name", "rich"]
    subprocess.run(command, cwd=op.vault, env=environment, stdout=theirs, stdin=subprocess.DEVNULL, check=True)
    os.close(theirs)
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    assert "[bold]rich[.]txt" in seen


def test_names_in_a_package(op: Person, items: dict[str, str], tmp_path: Path) -> None:
    out = tmp_path / "package"
    op("disclose", out, "--all", "--to", "=1+1", "--purpose", "court").ok()
    rows = list(csv.reader((out / "data/exhibits.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == len(items) + 1
    assert all(len(row) == len(rows[0]) for row in rows)
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") or BARE.search(cell)]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    page = (out / "data/report.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not BARE.search(page.replace("\n", "").replace("\t", ""))
    paths = [path.name for path in (out / "data/items").rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"[A-Za-z0-9._ -]+", name) for name in paths)


def test_arabic_and_hebrew_titles(tmp_path: Path) -> None:
    op = found_vault(tmp_path)
    titles = ("شهادة من قرية تل النهر", "עדות מכפר הגשר", "Свідчення з Нижньої Лозови")
    for number, title in enumerate(titles):
        file(tmp_path, f"in/{number}.md", f"# {title}\n\n{title}.\n")
    op("add", tmp_path / "in", "--basis", "public").ok()
    assert [line.split("\t")[-1] for line in op("items").ok().lines[1:]] == list(titles)
    for title in titles:
        assert title in op("search", title.split()[0]).ok().out
    out = tmp_path / "package"
    op("disclose", out, "--all", "--to", "X", "--purpose", "court").ok()
    listed = (out / "data/exhibits.csv").read_text("utf-8-sig")
    assert all(title in listed and title in (out / "data/report.html").read_text() for title in titles)


def test_paging(op: Person, items: dict[str, str]) -> None:
    everything = op("items", "--json").ok()
    assert everything.err == ""
    first, second, third = (op("items", "--limit", "4", "--offset", at, "--json").ok() for at in ("0", "4", "8"))
    assert first.json + second.json + third.json == everything.json
    assert "--offset 4" in first.err
    assert "--offset 8" in second.err
    assert third.err == ""
    acts = op("log", "--json").ok().json
    paged = op("log", "--limit", "1", "--offset", "1", "--json").ok()
    assert (paged.json, "--offset 2" in paged.err) == (acts[1:2], True)
    assert op("items", "--limit", "0").exit_code == 2
    assert op("items", "--offset", "-1").exit_code == 2


@pytest.mark.parametrize("command", [("items",), ("log", "--json"), ("show", "item-1.0"), ("--help",)])
def test_a_reader_who_has_had_enough(op: Person, items: dict[str, str], command: tuple[str, ...]) -> None:
    """Like `| head`, but sure to be gone before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        answer = start(*command, home=op.home, cwd=op.vault, stdout=nobody)
    assert answer.err == ""
    assert answer.exit_code in (0, 1) if command == ("--help",) else answer.exit_code == 0


def test_a_terminal_that_has_no_such_letters(op: Person, items: dict[str, str]) -> None:
    plain = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    shown = start("items", home=op.home, cwd=op.vault, env=plain).ok()
    assert rb"\u27e8U+202E" in shown.raw
    lines = start("items", "--json", home=op.home, cwd=op.vault, env=plain).ok()
    assert lines.json == op("items", "--json").ok().json


def test_text_of_what_was_not_read_is_said_to_be_none(op: Person, items: dict[str, str]) -> None:
    answer = op("show", items["tab\there.txt"], "--text").ok()
    assert answer.out == ""
    assert "no reader takes its type" in answer.err


RECOVERY = re.compile(r"(?:[a-z2-7]{4}-){13}[a-z2-7]{4}")


def test_init_without_a_terminal_shows_the_recovery_key_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    answer = start("init", "vault", "--name", "Osmel", home=home, cwd=tmp_path).ok()
    (key,) = RECOVERY.findall(answer.out + answer.err)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and key.encode() in path.read_bytes()]
    as_json = start("init", "other", "--name", "Osmel", "--json", home=home, cwd=tmp_path).ok().json[0]
    assert RECOVERY.fullmatch(as_json["recovery"])


def test_the_recovery_key_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "recovery.txt"
    answer = start("init", "vault", "--name", "Osmel", "--recovery-out", out, home=home, cwd=tmp_path).ok()
    assert not RECOVERY.search(answer.out + answer.err)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    recovered = Person(tmp_path / "other-home", tmp_path / "vault")
    recovered("operators", "recover", "--recovery-key-file", out, "--as", "op-3", "--recovery-out", tmp_path / "n").ok()
    assert stat.S_IMODE((tmp_path / "n").stat().st_mode) == 0o600
    assert RECOVERY.fullmatch((tmp_path / "n").read_text().strip())
    recovered("operators", "revoke", "op-1").ok()


@pytest.mark.parametrize("where", ["no-such-folder/key.txt", "vault/key.txt", "taken.txt"])
def test_no_vault_is_made_whose_recovery_key_would_be_lost(tmp_path: Path, where: str) -> None:
    file(tmp_path, "taken.txt", "mine")
    answer = start("init", "vault", "--name", "X", "--recovery-out", where, home=tmp_path / "home", cwd=tmp_path)
    assert answer.exit_code == 2
    assert where in answer.err
    assert not (tmp_path / "vault").exists()
    assert (tmp_path / "taken.txt").read_text() == "mine"


def test_a_vault_that_cannot_be_made_leaves_no_key_file(tmp_path: Path) -> None:
    file(tmp_path, "full/of.txt", "things")
    answer = start("init", "full", "--name", "X", "--recovery-out", "key.txt", home=tmp_path / "home", cwd=tmp_path)
    assert answer.exit_code == 2
    assert not (tmp_path / "key.txt").exists()


def test_nothing_waits_for_a_key(op: Person, items: dict[str, str], tmp_path: Path) -> None:
    """Every verb that might ask: none does, where nobody is there to answer."""
    for command in (
        ("add", file(tmp_path, "new.txt", "new"), "--basis", "public"),
        ("status",),
        ("verify",),
        ("copy", tmp_path / "copy"),
        ("rebuild",),
        ("restore", "--from", tmp_path / "copy"),
    ):
        answer = start(*command, home=op.home, cwd=op.vault)
        assert answer.exit_code == 0, (command, answer.err)
        assert answer.err == ""


def test_a_recovery_key_is_not_kept_in_the_vault(tmp_path: Path) -> None:
    op = found_vault(tmp_path)
    before = op("status", "--json").json[0]["vault"]
    answer = op("branch", "--reason", "x", "--recovery-out", op.vault / "key.txt")
    assert (answer.exit_code, "lies in the vault" in answer.err) == (2, True)
    assert op("status", "--json").json[0]["vault"] == before
