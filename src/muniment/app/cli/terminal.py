"""Lines for people: wrapped and coloured on a terminal; plain, whole lines anywhere else."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import click

from muniment.app.line import Line

LEAST = 40
"""Letters that a line keeps, however narrow the terminal."""
_STYLES: dict[str, dict[str, Any]] = {"head": {"bold": True}, "who": {"fg": "cyan"}}


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines, with control and bidi characters shown as in every output."""
    from muniment.model.safe_text import safe_text

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    coloured = terminal and not os.environ.get("NO_COLOR")
    for line in lines:
        for piece in wrapped(line._replace(text=safe_text(line.text)), width):
            click.echo(click.style(piece, **_STYLES[line.kind]) if coloured and line.kind in _STYLES else piece)


def wrapped(line: Line, width: int | None) -> Iterator[str]:
    """A line in pieces no wider than `width`; whole where there is none. No word is cut."""
    first = " " * line.indent
    if width is None or not line.text:
        yield (first + line.text).rstrip()
        return
    yield from textwrap.wrap(
        line.text,
        max(LEAST, width),
        initial_indent=first,
        subsequent_indent=first + " " * line.hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
