"""`docs/guide/json.md` and what the commands print are the same, key by key."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import pytest

from .documents import GUIDE, text_of
from .scenario import Scenario, paths


class Section(NamedTuple):
    """What the document says of one command: keys, those of them that need not occur, examples."""

    keys: set[str]
    rare: set[str]
    examples: list[str]


def _section(text: str) -> Section:
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", text, flags=re.MULTILINE)
    keys = {key for key, _ in rows}
    return Section(keys, {key for key, said in rows if "*rare*" in said}, re.findall(r"```json\n(.*)\n```", text))


def _sections() -> dict[str, Section]:
    parts = re.split(r"^## (.*)$", text_of(GUIDE / "json.md"), flags=re.MULTILINE)
    return {name: _section(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}


SECTIONS = _sections()


def _is_documented(path: str, keys: set[str]) -> bool:
    return path in keys or f"{path.rpartition('.')[0]}.*" in keys


def _printed(scene: Scenario, command: str) -> set[str]:
    return {path for call in scene.of(command) for line in call.lines for path in paths(line)}


@pytest.mark.parametrize("command", SECTIONS)
def test_every_key_printed_is_documented(scene: Scenario, command: str) -> None:
    printed = _printed(scene, command)
    assert printed, f"the scenario does not run {command}"
    assert {path for path in printed if not _is_documented(path, SECTIONS[command].keys)} == set()


@pytest.mark.parametrize("command", SECTIONS)
def test_every_key_documented_is_printed(scene: Scenario, command: str) -> None:
    section, printed = SECTIONS[command], _printed(scene, command)
    expected = section.keys - section.rare
    plain = {key for key in expected if not key.endswith(".*")}
    assert plain - printed == set()
    for key in expected - plain:
        assert any(path.startswith(key[:-1]) for path in printed), key


@pytest.mark.parametrize("command", SECTIONS)
def test_examples_are_json_of_this_command(command: str) -> None:
    section = SECTIONS[command]
    assert section.examples
    for example in section.examples:
        assert all(_is_documented(path, section.keys) for path in paths(json.loads(example)))


def test_every_command_that_prints_json_has_its_section(scene: Scenario) -> None:
    assert {call.command for call in scene.calls if call.out.startswith("{")} == set(SECTIONS)
