"""Flags that judging and reviewing share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def read_options(command: F) -> F:
    """In which language it was read, or on whose translation."""
    command = click.option(
        "--on-translation", multiple=True, metavar="ITEM", help="The translation that it was read in; may be repeated."
    )(command)
    return click.option(
        "--read-in", multiple=True, metavar="LANG", help="A language it was read in, such as uk; may be repeated."
    )(command)
