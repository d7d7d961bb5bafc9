"""The group that the subcommands of `claims` join."""

from __future__ import annotations

import click

from muniment.app.cli.steps import Steps


@click.group(
    "claims",
    cls=Steps,
    order=("suggest", "take", "add", "import", "edit", "retract", "list", "show", "compare", "check"),
)
def claims_command() -> None:
    """Who said what in which passage: put on record by people, suggested in the margin by programs."""
