"""An error speaks to a person: what happened, to which thing, what to do; and the exit code says which kind.

No traceback without --debug, whatever goes wrong.
"""

from __future__ import annotations

import fcntl
from importlib import import_module
from pathlib import Path

import pytest

from muniment.app.cli import errors
from tests.scenes.commands import Person, Result, file, found_vault, run, start


@pytest.fixture(scope="module")
def op(tmp_path_factory: pytest.TempPathFactory) -> Person:
    person = found_vault(tmp_path_factory.mktemp("errors"))
    person.add(file(person.vault.parent, "in/note.txt", "The ferry was stopped."))
    return person


def speaks(answer: Result, code: int, *words: str) -> None:
    assert (answer.exit_code, answer.out) == (code, ""), (answer.out, answer.err)
    assert answer.err.startswith("muniment: ")
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    for word in words:
        assert word in answer.err


@pytest.mark.parametrize("label", ["item-99.0", "99", "item-0.7", "acquisition-7.1"])
def test_an_item_that_is_not_there(op: Person, label: str) -> None:
    speaks(op("show", label), 2, label, "`muniment items`")


@pytest.mark.parametrize("label", ["nonsense", "item-x.1", "item-1.x", "", "item-１.0"])
def test_a_label_that_is_none(op: Person, label: str) -> None:
    speaks(op("show", label), 2, repr(label), "item-3.17")


def test_an_item_that_is_not_there_elsewhere(op: Person, tmp_path: Path) -> None:
    terms = ("--to", "X", "--purpose", "court")
    speaks(op("disclose", tmp_path / "out", "--item", "item-9.9", *terms), 2, "item-9.9")
    speaks(op("hold", "item-9.9", "--reason", "x"), 2, "item-9.9")
    speaks(op("restrict", "item-9.9", "--rule", "never", "--reason", "x"), 2, "item-9.9")
    speaks(op("erase", "item-9.9", "--ground", "x"), 2, "item-9.9")
    speaks(op("erase", "--confirm", "77"), 2, "Entry 77", "`muniment log`")


def test_no_vault(tmp_path: Path) -> None:
    home = tmp_path / "home"
    speaks(run("items", home=home, cwd=tmp_path), 3, str(tmp_path), "`muniment init")
    speaks(run("items", "--vault", tmp_path, home=home, cwd=tmp_path), 3, str(tmp_path), "`muniment init`")
    speaks(run("items", "--vault", "nowhere", home=home, cwd=tmp_path), 3, "nowhere")
    speaks(run("verify", home=home, cwd=tmp_path), 3, "`muniment init")
    speaks(run("verify", tmp_path, home=home, cwd=tmp_path), 2, "neither a package nor a vault")


def test_a_folder_that_is_not_empty(op: Person) -> None:
    speaks(op("init", op.vault, "--name", "Again"), 2, str(op.vault), "not empty")


def test_a_busy_vault(op: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else holds the lock for longer than anybody waits."""
    from muniment.store.vault import VaultStore

    whole = VaultStore.lock
    monkeypatch.setattr(VaultStore, "lock", lambda self, wait=10.0: whole(self, 0.2))
    with (op.vault / "lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(b"process 4711, since 09:14:05")
        lock.flush()
        speaks(op("hold", "item-1.0", "--reason", "x"), 3, "process 4711", "Wait until it is done")
        assert op("items").exit_code == 0
    op("hold", "item-1.0", "--reason", "x").ok()


def test_a_package_that_is_there_already(op: Person, tmp_path: Path) -> None:
    for name in ("out", "out.zip"):
        (tmp_path / name).mkdir()
        answer = op("disclose", tmp_path / "out", "--all", "--to", "X", "--purpose", "court")
        speaks(answer, 2, str(tmp_path / "out"), "exists already", "another name")
        (tmp_path / name).rmdir()


def test_nothing_or_too_much_to_hand_over(op: Person, tmp_path: Path) -> None:
    terms = ("--to", "X", "--purpose", "court")
    speaks(op("disclose", tmp_path / "a", *terms), 2, "--item", "--query", "--all")
    speaks(op("disclose", tmp_path / "a", "--all", "--query", "x", *terms), 2, "--all")
    speaks(op("disclose", tmp_path / "a", "--query", "zzz", *terms), 2, "Nothing was selected")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--basis", "rumour", ("basis", "'rumour'", "public, person, organisation, unstated")),
        ("--obtained", "3rd of May", ("obtained", "'3rd of May'", "2024-03-14")),
        ("--obtained", "2024-13-01", ("obtained", "EDTF")),
        ("--method", "stolen", ("method", "handed over")),
        ("--custody", "yesterday person-1", ("custody", "'yesterday person-1'", "DATE words")),
        ("--consent", "court until soon", ("consent until", "'soon'")),
        ("--restrictions", "not for press", ("'not for press'", "not-for: PURPOSE")),
    ],
)
def test_a_wrong_detail(op: Person, option: str, value: str, words: tuple[str, ...]) -> None:
    size = op.size()
    speaks(op("add", op.vault.parent / "in", option, value), 2, *words)
    assert op.size() == size


def test_a_manifest_that_is_none(op: Person, tmp_path: Path) -> None:
    speaks(op("add", "--manifest", file(tmp_path, "a.csv", "who,what\n1,2\n")), 2, "a.csv", "who, what", "file, ")
    speaks(op("add", "--manifest", file(tmp_path, "b.csv", b"file\n\xff\xfe\n")), 2, "b.csv")
    speaks(op("add", "--manifest", tmp_path / "missing.csv"), 2, "missing.csv")


def test_a_wrong_row_does_not_stop_the_others(op: Person, tmp_path: Path) -> None:
    file(tmp_path, "good.txt", "good")
    table = file(tmp_path, "t.csv", "file,basis,obtained\ngood.txt,public,2024\nbad.txt,public,soon\n")
    answer = op("add", "--manifest", table, "--no-read", "--json")
    assert answer.exit_code == 1
    lines = {line["path"]: line for line in answer.json[:-1]}
    assert {path: line["status"] for path, line in lines.items()} == {"good.txt": "added", "bad.txt": "failed"}
    assert "line 3" in lines["bad.txt"]["finding"]
    assert "'soon'" in lines["bad.txt"]["finding"]


def test_wrong_usage_names_the_command_whose_help_would(op: Person) -> None:
    speaks(op("bogus"), 2, "'bogus'", "`muniment --help`")
    speaks(op("operators", "add"), 2, "REQUEST", "`muniment operators add --help`")
    speaks(op("add"), 2, "--manifest", "`muniment add --help`")
    speaks(op("restrict", "item-1.0", "--reason", "x"), 2, "--rule", "--lift")
    speaks(op("operators", "add", "hello"), 2, "`muniment operators request`")
    speaks(op("operators", "revoke", "op-1"), 2, "op-1", "the only operator")
    speaks(op("operators", "revoke", "op-9"), 2, "op-9")


def test_help_without_a_command_is_readable(op: Person) -> None:
    answer = op()
    assert answer.exit_code == 2
    assert "\n  add " in answer.out + answer.err
    assert "U+000A" not in answer.err


def test_what_is_damaged_is_said_with_what_to_do(tmp_path: Path) -> None:
    op = found_vault(tmp_path)
    checkpoint = op.vault / "log/checkpoint"
    checkpoint.write_bytes(checkpoint.read_bytes().replace(b"\n1\n", b"\n2\n"))
    speaks(op("items"), 3, "`muniment verify`", "`muniment restore --from COPY`")


def test_a_traceback_only_where_it_is_asked_for(op: Person) -> None:
    for options in (("--debug", "show", "x"), ("show", "x", "--debug")):
        answer = start(*options, home=op.home, cwd=op.vault)
        assert (answer.exit_code, "Traceback" in answer.err) == (1, True)
    answer = start("show", "x", home=op.home, cwd=op.vault)
    assert (answer.exit_code, "Traceback" in answer.err) == (2, False)


def test_a_full_disk(op: Person) -> None:
    with Path("/dev/full").open("w") as full:
        answer = start("items", home=op.home, cwd=op.vault, stdout=full)
    assert (answer.exit_code, "Traceback" in answer.err) == (3, False)
    assert "The disk is full" in answer.err


def test_every_error_of_the_table_is_there() -> None:
    for package, codes in errors._KINDS.items():
        module = import_module(package)
        for names in codes.values():
            assert all(issubclass(getattr(module, name), Exception) for name in names), package
