"""`docs/guide/commands.md` and the command line say the same: every command, argument and option."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from muniment.app.cli import COMMANDS, cli

from .documents import GUIDE, REPOSITORY, text_of

SHARED = {"--help"}


def _every(command: click.Command, context: click.Context, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None
            yield from _every(found, context, f"{name} {below}")


def _tree() -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        found |= dict(_every(command, context, name))
    return found


TREE = _tree()


def _sections() -> dict[str, str]:
    """Command → its section; the heading's capital words are arguments."""
    parts = re.split(r"^## muniment (.*)$", text_of(GUIDE / "commands.md"), flags=re.MULTILINE)
    heads, bodies = parts[1::2], parts[2::2]
    return dict(zip(heads, bodies, strict=True))


SECTIONS = _sections()


def _command_of(heading: str) -> str:
    return " ".join(word for word in heading.split() if word.islower())


def _options(command: click.Command) -> set[str]:
    return {option for param in command.params if isinstance(param, click.Option) for option in param.opts}


def test_every_command_is_documented_and_nothing_else() -> None:
    assert {_command_of(heading) for heading in SECTIONS} == set(TREE)


@pytest.mark.parametrize("heading", SECTIONS)
def test_options_are_those_of_the_command(heading: str) -> None:
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", SECTIONS[heading]))
    assert said == _options(TREE[_command_of(heading)]) - SHARED


@pytest.mark.parametrize("heading", SECTIONS)
def test_arguments_are_those_of_the_command(heading: str) -> None:
    said = {re.sub(r"\W", "", word).lower() for word in heading.split() if not word.islower()}
    params = TREE[_command_of(heading)].params
    assert said == {param.name for param in params if isinstance(param, click.Argument)}


@pytest.mark.parametrize("heading", SECTIONS)
def test_required_options_are_said_to_be(heading: str) -> None:
    for param in TREE[_command_of(heading)].params:
        if isinstance(param, click.Option) and param.required:
            line = next(line for line in SECTIONS[heading].splitlines() if f"`{param.opts[0]} " in line)
            assert "Required" in line


def test_commands_shown_anywhere_exist() -> None:
    """`muniment WORD` in a document is a command, and its long options are that command's."""
    shared = {"--debug", "--version"} | _options(cli) | SHARED
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]:
        blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text_of(path), flags=re.MULTILINE | re.DOTALL))
        for line in re.findall(r"^\s*(?:\$ )?muniment (.+)$", blocks, flags=re.MULTILINE):
            words = re.split(r"\s", line)
            name = next((n for n in (" ".join(words[:2]), words[0]) if n in TREE), None)
            if name is None:
                assert words[0] in shared, f"{path.name}: muniment {line}"
                continue
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line):
                assert option in _options(TREE[name]) | shared, f"{path.name}: muniment {line}"
