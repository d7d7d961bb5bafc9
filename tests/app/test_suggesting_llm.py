"""`claims suggest --extractor llm` through the command line: off by default, refused where it speaks of the law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.claims.llm.scripted import Script, Server, saying
from tests.scenes.commands import Person, file, found_vault

TEXT = "A guard was killed in Ostrivka, the families say. Nobody came to help them that day.\n"
MARK = {"passage": "A guard was killed in Ostrivka", "acts": [{"code": "killing", "place": "Ostrivka"}]}


@pytest.fixture
def op(tmp_path: Path) -> Person:
    person = found_vault(tmp_path)
    person("add", file(tmp_path, "in/note.txt", TEXT), "--basis", "public").ok()
    return person


def configure(op: Person, server: Server | None, more: str = "") -> None:
    path = op.vault / "muniment.toml"
    named = f'\n[llm]\nserver = "{server.url}"\nmodel = "small-7b"\n{more}\n' if server else ""
    path.write_text(path.read_text() + named)


def item(op: Person) -> str:
    label: str = op("items", "--json").ok().json[0]["item"]
    return label


def entries(op: Person) -> int:
    return op.size()


def suggest(op: Person, script: Script, more: str = "") -> tuple[int, str, str, Server]:
    with Server(script) as server:
        configure(op, server, more)
        done = op("claims", "suggest", item(op), "--extractor", "llm", "--json")
        return done.exit_code, done.out, done.err, server


def test_what_holds_stands_in_the_margin_and_not_in_the_log(op: Person) -> None:
    before = entries(op)
    code, out, err, server = suggest(op, saying(MARK, {**MARK, "passage": "A king was killed"}))
    assert code == 0, err
    [mark] = map(json.loads, out.splitlines())
    assert mark["extractor"].startswith("llm/1 model=small-7b prompt=")
    assert mark["acts"][0]["place"]["said"]["text"] == "Ostrivka"
    assert "1 mark left out" in err
    assert len(server.asked) == 1
    assert entries(op) == before
    taken = op("claims", "take", mark["suggestion"], "--json").ok().json[0]
    assert taken["began_as"]["extractor"] == mark["extractor"]


def test_nothing_is_asked_where_no_server_is_named(op: Person) -> None:
    done = op("claims", "suggest", item(op), "--extractor", "llm")
    assert done.exit_code == 2
    assert "No server is named" in done.err


def test_another_extractor_never_asks_the_server(op: Person) -> None:
    with Server(saying(MARK)) as server:
        configure(op, server)
        op("claims", "suggest", item(op))
        assert server.asked == []


def test_a_model_that_judges_in_law_is_refused_with_exit_code_4(op: Person) -> None:
    code, out, err, _ = suggest(op, saying({**MARK, "legal_elements": ["rome-8-2-a-i"]}))
    assert code == 4
    assert out == ""
    assert "law-is-for-people" in err


def test_a_server_that_is_not_there_is_said(op: Person) -> None:
    with Server(saying()) as server:
        configure(op, server)
    done = op("claims", "suggest", item(op), "--extractor", "llm")
    assert done.exit_code == 1
    assert "cannot be asked" in done.err


def test_another_machine_is_named_before_its_text_goes_there(op: Person) -> None:
    path = op.vault / "muniment.toml"
    named = '\n[llm]\nserver = "https://models.invalid/v1"\nmodel = "m"\n'
    path.write_text(path.read_text() + named)
    refused = op("claims", "suggest", item(op), "--extractor", "llm")
    assert refused.exit_code == 2
    assert "Nothing was sent" in refused.err
    path.write_text(path.read_text() + "allow_remote = true\ntimeout = 5\n")
    done = op("claims", "suggest", item(op), "--extractor", "llm")
    assert done.exit_code == 1
    assert done.err.count(f"The text of {item(op)} goes to models.invalid:443, another machine.") == 1
