"""`claims check`: what in a text does not fit together."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.app.cli.common import Progress, emit, json_option, open_vault, say, vault_option
from muniment.app.cli.terminal import show_lines

from .group import claims_command


@claims_command.command("check")
@click.argument("items", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every item that has text.")
@vault_option
@json_option
def check(items: tuple[str, ...], every: bool, vault_path: Path | None, as_json: bool) -> None:
    """Say what in ITEMS does not fit together: dates, sums, quotations, links. Observations, for people to judge."""
    from muniment.app.checking import check as run
    from muniment.app.checking import observation_json, observation_lines
    from muniment.claims import dates_on_record

    if bool(items) == every:
        raise click.UsageError("Name items, or give --all.")
    with open_vault(vault_path) as vault:
        dated = bool(dates_on_record(vault.ledger))
        once = {row.item: row for row in map(vault.item, items)} if items else {}
        rows = list(once.values()) or vault.items()
        with Progress("Checking", len(rows)) as bar:
            found = run(vault, rows, bar.advance)
    if as_json:
        for one in found:
            emit(observation_json(one))
        return
    show_lines(observation_lines(found))
    if not found:
        say("Nothing was noticed in dates, sums, quotations and links. Of the rest it says nothing.")
    if not dated:
        say("Days counted from an event, such as «the 100th day of …», are looked at once its date is on record:")
        say("    muniment dates add NAME YYYY-MM-DD --source WHO --words WORDS")
