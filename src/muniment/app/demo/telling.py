"""What the tour prints: headings, lines, blocks of lines further in."""

from __future__ import annotations

from collections.abc import Iterable

import click

from muniment.app.cli.terminal import show_lines
from muniment.app.line import Line
from muniment.model.safe_text import safe_text


def title(text: str) -> None:
    """The heading of a chapter."""
    click.secho(f"\n{text}", bold=True)


def say(text: str) -> None:
    """Lines for people, with hidden characters shown."""
    click.echo(safe_text(text, lines=True))


def block(lines: Iterable[Line]) -> None:
    """Lines as a view makes them, two letters further in."""
    show_lines(line._replace(indent=line.indent + 2) for line in lines)
