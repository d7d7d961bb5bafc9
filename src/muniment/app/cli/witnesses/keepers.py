"""`persons keeper`, `persons keepers`: who can read identities."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from muniment.app.cli.common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option

from .persons import persons_command

if TYPE_CHECKING:
    from muniment.claims.witnesses import Keeper


@persons_command.command("keeper")
@click.option("--renew", is_flag=True, help="Make a new key, though you have one.")
@click.option("--admit", metavar="CODE", help="Admit this operator, who asked. Compare the key by voice first.")
@click.option("--end", "ended", metavar="CODE", help="End the part of this keeper, or your own.")
@click.option("--reason", callback=not_empty, help="Why; for --end.")
@vault_option
@as_option
@json_option
def keeper(
    renew: bool,
    admit: str | None,
    ended: str | None,
    reason: str | None,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Make a keeper key for yourself and put its public part on record. The first keeper admits the others."""
    from muniment.claims.witnesses import admit_keeper, ask_to_keep, end_keeper

    if [renew, bool(admit), bool(ended)].count(True) > 1 or bool(ended) != bool(reason):
        raise click.UsageError("Give --renew, or --admit CODE, or --end CODE with a --reason, or none of them.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        if admit:
            one = admit_keeper(vault.ledger, admit)
        elif ended and reason:
            one = end_keeper(vault.ledger, ended, reason)
        else:
            one = ask_to_keep(vault.ledger, renew)
    if as_json:
        emit(_json(one) | ({"state": "ended"} if ended else {}))
    elif ended:
        say(f"{one.code} is no keeper any more. What was sealed for them before, they may have read and kept.")
    else:
        _tell(one)


def _tell(one: Keeper) -> None:
    if not one.admitted:
        say(f"{one.code} asks to be a keeper (key {one.key}). A keeper admits them with --admit {one.code}.")
        return
    say(f"{one.code} is a keeper (key {one.key}): what is sealed from now on, they can read.")
    say("`muniment persons reseal`, run by a keeper who can read them, opens what was sealed before to all keepers.")
    say(
        "The private key lies in your settings folder alone: where nobody else is a keeper, the names are lost with it."
    )


@persons_command.command("keepers")
@vault_option
@json_option
def keepers_(vault_path: Path | None, as_json: bool) -> None:
    """List keepers, and operators who ask to be one."""
    from muniment.claims.witnesses import keepers_and_asking

    with open_vault(vault_path) as vault:
        found = keepers_and_asking(vault.ledger)
    if as_json:
        for one in found:
            emit(_json(one))
    elif not found:
        say("Nobody is a keeper here. Whoever is to keep the names runs `muniment persons keeper`.")
    else:
        table(
            ("operator", "state", "key", "since entry"), [(one.code, _state(one), one.key, one.since) for one in found]
        )


def _state(one: Keeper) -> str:
    return "keeper" if one.admitted else "asks"


def _json(one: Keeper) -> dict[str, object]:
    return {"keeper": one.label, "operator": one.code, "key": one.key, "state": _state(one), "since": one.since}
