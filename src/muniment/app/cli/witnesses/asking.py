"""An identity on its way to be sealed: from a file outside the vault, or asked for on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from muniment.app.cli.common import say

F = TypeVar("F", bound=Callable[..., Any])
_ASKED = {
    "name": "Name",
    "other_names": "Other names, with ; between them",
    "born": "Born",
    "contact": "How to reach them",
    "address": "Address",
    "documents": "Documents",
    "note": "Anything else",
}


def identity_options(command: F) -> F:
    """`--identity-file` and `--identity`. There is no option for the name itself: a shell keeps what is typed."""
    command = click.option(
        "--identity", "ask", is_flag=True, help="Ask for it on the terminal, without showing what is typed."
    )(command)
    return click.option(
        "--identity-file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        help="Who they are, as a form in JSON; - is standard input.",
    )(command)  # fmt: skip


def identity_from(path: Path | None, ask: bool, vault_path: Path | None) -> dict[str, Any] | None:
    """The identity that was given, or None. Raises click.UsageError, which repeats nothing of it.

    Asked for before the vault is opened: nobody else has to wait while somebody types.
    """
    from muniment.app.config import find_vault

    vault = find_vault(vault_path)
    if path is not None and ask:
        raise click.UsageError("Give --identity-file or --identity, not both.")
    if ask:
        return _asked()
    if path is None:
        return None
    if str(path) != "-" and path.resolve().is_relative_to(vault.resolve()):
        raise click.UsageError(f"{path} lies in the vault, where everybody can read it: move it away first.")
    try:
        form = json.loads(sys.stdin.read() if str(path) == "-" else path.read_text("utf-8"))
    except (ValueError, UnicodeDecodeError):
        raise click.UsageError(f"{path} is no JSON in UTF-8.") from None
    if not isinstance(form, dict):
        raise click.UsageError(f"{path} holds no form: one JSON object is wanted.")
    return form


def remind(path: Path | None) -> None:
    """What the program cannot do for them."""
    if path is not None and str(path) != "-":
        click.echo(f"{path} still says who it is: delete it, or keep it where the names are kept.", err=True)


def _asked() -> dict[str, Any]:
    say("What you type is not shown. Leave empty what is not known.")
    found: dict[str, Any] = {}
    for name, words in _ASKED.items():
        said = str(click.prompt(words, default="", show_default=False, hide_input=True, err=True)).strip()
        if said:
            found[name] = [one.strip() for one in said.split(";") if one.strip()] if name == "other_names" else said
    return found
