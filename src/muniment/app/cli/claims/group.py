"""The group that the subcommands of `claims` join."""

from __future__ import annotations

import click


@click.group("claims")
def claims_command() -> None:
    """Who said what in which passage: put on record by people, suggested in the margin by programs."""
