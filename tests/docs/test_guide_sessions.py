"""The guide's pages on claims, incidents and origins run as they stand, every command line in the order of the page."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.scenes.commands import Person, file, run

from .documents import GUIDE, text_of

PAGES = ("claims.md", "incidents.md", "origins.md")
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""What stands behind the fence, and what between the fences."""
NAMED = re.compile(r"\b(s-\w{10}|i-\w{8})(?!\w)")
"""Names of marks and candidates: they are others here than in the page."""


def _files(page: str) -> list[tuple[str, str]]:
    """The files of a page: name and content."""
    blocks = BLOCK.findall(text_of(GUIDE / page))
    return [(said.partition("file=")[2], body) for said, body in blocks if "file=" in said]


def _session(page: str) -> list[tuple[str, list[str]]]:
    """Each command line of a page with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for said, body in BLOCK.findall(text_of(GUIDE / page)):
        if said or not body.startswith("$ "):
            continue
        for line in body.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def _first(op: Person, name: str) -> str:
    """A mark or a candidate that there is, for the one named in the page."""
    if name.startswith("i-"):
        return str(op("incidents", "suggest", "--json").ok().json[0]["candidate"])
    marks = op("claims", "suggest", "--all", "--json").ok().json
    return str(next(mark["suggestion"] for mark in marks if "according to two nurses" in mark["passage"]["text"]))


@pytest.fixture
def op(tmp_path: Path) -> Person:
    run("init", "case", "--name", "Ostrivka", home=tmp_path / "home", cwd=tmp_path).ok()
    return Person(tmp_path / "home", tmp_path / "case")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_line_runs_and_prints_what_is_shown(page: str, op: Person) -> None:
    for name, content in _files(page):
        file(op.vault.parent, name, content)
    session = _session(page)
    assert len(session) > 5
    for command, printed in session:
        words = [_first(op, word) if NAMED.fullmatch(word) else word for word in shlex.split(command)]
        assert words[0] == "muniment"
        done = op(*words[1:]).ok()
        assert [line for line in printed if line not in done.lines] == [], (command, done.out)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_passing_is_one(page: str) -> None:
    """`muniment WORD …` inside a sentence names commands that exist."""
    from .test_commands import TREE

    for words in re.findall(r"`muniment ([a-z ]+)", text_of(GUIDE / page)):
        assert any(words.strip().startswith(name) for name in TREE), words


def test_the_mark_shown_in_the_page_on_claims_is_as_a_mark_is_shown(op: Person) -> None:
    """The shape of it: who says it two further in than the document, what it says below."""
    page = text_of(GUIDE / "claims.md")
    name, note = _files("claims.md")[0]
    op("add", file(op.vault.parent, name, note), "--basis", "public").ok()
    shown = op("claims", "suggest", "--all").ok().out
    passage = re.search(r"^      «Soldiers .*»$", page, re.MULTILINE)
    assert passage
    assert passage.group() in shown
    assert re.search(r"^  s-\w{10}  reports two nurses", shown, re.MULTILINE)
