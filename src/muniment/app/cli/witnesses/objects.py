"""`objects`: things without bytes, or held elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from muniment.app.cli.common import as_option, json_option, open_vault, paging, vault_option
from muniment.app.cli.steps import Steps

from .shared import given, listed, reason_option, retracted, shown, told

F = TypeVar("F", bound=Callable[..., Any])


@click.group("objects", cls=Steps)
def objects_command() -> None:
    """Things without bytes, or held elsewhere: a fragment, an original passport."""


def _fields(command: F) -> F:
    for option in (
        click.option("--note", metavar="TEXT", help="Anything else. No name."),
        click.option("--condition", metavar="TEXT", help="In what condition it is."),
        click.option("--holder", metavar="CODE", help="Who holds it."),
        click.option("--place", metavar="TEXT", help="Where it is held."),
        click.option("--seal", metavar="NUMBER", help="The number of its seal."),
    ):
        command = option(command)
    return command


@objects_command.command("add")
@click.argument("description")
@_fields
@vault_option
@as_option
@json_option
def add(description: str, vault_path: Path | None, operator: str | None, as_json: bool, **options: Any) -> None:
    """Put a thing on record: DESCRIPTION says what it is."""
    from muniment.claims.witnesses import add_object

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = add_object(vault.ledger, {**given(**options), "description": description})
    told(record, as_json, "is on record")


@objects_command.command("edit")
@click.argument("thing")
@click.option("--description", metavar="TEXT", help="What it is.")
@_fields
@reason_option
@vault_option
@as_option
@json_option
def edit(thing: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool, **options: Any) -> None:
    """State the next version of THING: what is given replaces, what is not stays. The earlier version stays too."""
    from muniment.claims.witnesses import edit_object

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = edit_object(vault.ledger, thing, given(**options), reason)
    told(record, as_json, f"has version {record.versions}")


@objects_command.command("transfer")
@click.argument("thing")
@click.option("--date", required=True, metavar="DATE", help="When (EDTF).")
@click.option("--to", required=True, metavar="CODE", help="To whom.")
@click.option("--from", "from_", metavar="CODE", help="From whom, if not from who held it.")
@click.option("--by", metavar="CODE", help="Who carried it or saw to it.")
@click.option("--place", metavar="TEXT", help="Where it is held from now on.")
@click.option("--seal-intact", metavar="WORD", help="yes, no or unknown.")
@click.option("--seal", metavar="NUMBER", help="The number of its new seal.")
@click.option("--condition", metavar="TEXT", help="In what condition it is.")
@click.option("--note", metavar="TEXT", help="Anything else. No name.")
@vault_option
@as_option
@json_option
def transfer(
    thing: str, from_: str | None, vault_path: Path | None, operator: str | None, as_json: bool, **options: Any
) -> None:
    """Put a step of THING from hand to hand on record, as its next version."""
    from muniment.claims.witnesses import transfer as put_transfer

    step = given(**options) | ({"from": from_} if from_ else {})
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = put_transfer(vault.ledger, thing, step)
    told(record, as_json, f"is held by {record.fields['holder']}")


@objects_command.command("list")
@paging
@vault_option
@json_option
def list_(limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """List objects."""
    from muniment.app.witnesses import object_row
    from muniment.claims.witnesses import objects_on_record

    with open_vault(vault_path) as vault:
        records = objects_on_record(vault.ledger)
    listed(records, limit, offset, as_json, ("object", "what", "seal", "holder", "place", "transfers"), object_row)


@objects_command.command("show")
@click.argument("thing")
@vault_option
@json_option
def show(thing: str, vault_path: Path | None, as_json: bool) -> None:
    """Show THING with its transfers and every version of it."""
    shown(thing, "object", vault_path, as_json)


@objects_command.command("retract")
@click.argument("thing")
@reason_option
@vault_option
@as_option
@json_option
def retract(thing: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw THING, where it was put on record by mistake. It stays in the log."""
    retracted(thing, "object", reason, vault_path, operator, as_json)
