"""`accounts`: that a person was heard, and what is known of earlier times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from muniment.app.cli.common import as_option, json_option, not_empty, open_vault, paging, vault_option
from muniment.app.cli.steps import Steps

from .shared import given, listed, reason_option, retracted, shown, told

F = TypeVar("F", bound=Callable[..., Any])


@click.group("accounts", cls=Steps)
def accounts_command() -> None:
    """Accounts that persons gave: interviews, and what is known of earlier ones."""


def _fields(command: F) -> F:
    for option in (
        click.option("--note", metavar="TEXT", help="Anything else. No name."),
        click.option("--referral", metavar="TEXT", help="To whom they were referred for help."),
        click.option("--vulnerable", metavar="WORD", help="yes, no or unknown."),
        click.option("--item", "items", multiple=True, metavar="ITEM", help="An item that records it."),
        click.option("--method", metavar="WORD", help="in person, phone, video, written, other or unknown."),
        click.option("--language", "languages", multiple=True, metavar="CODE", help="A language it was given in."),
        click.option("--date", metavar="DATE", help="When (EDTF)."),
        click.option("--interpreter", metavar="CODE", help="Who interpreted."),
        click.option("--interviewer", metavar="CODE", help="Who heard them."),
        click.option(
            "--earlier", multiple=True, metavar="TEXT",
            help="To whom they told it before: TO WHOM; WHEN (once for each), or none, or unknown.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@accounts_command.command("add")
@click.argument("person")
@_fields
@click.option("--reason", callback=not_empty, help="Why they were heard once more, from the third account on.")
@vault_option
@as_option
@json_option
def add(
    person: str, reason: str | None, vault_path: Path | None, operator: str | None, as_json: bool, **options: Any
) -> None:
    """Put on record that PERSON was heard. Ask whether they told it before, and say so with --earlier."""
    from muniment.app.witnesses import earlier_json, earlier_lines
    from muniment.claims.witnesses import add_account, known_before
    from muniment.model.safe_text import safe_text

    with open_vault(vault_path, write=True, operator=operator) as vault:
        known = known_before(vault.ledger, person, options["earlier"])
        for line in earlier_lines(person, known):
            click.echo(safe_text(line), err=True)
        record = add_account(vault.ledger, person, given(**options), reason or "")
    told(record, as_json, "is on record", earlier_known=earlier_json(known))


@accounts_command.command("edit")
@click.argument("account")
@_fields
@reason_option
@vault_option
@as_option
@json_option
def edit(
    account: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool, **options: Any
) -> None:
    """State the next version of ACCOUNT: what is given replaces, what is not stays. The earlier version stays too."""
    from muniment.claims.witnesses import edit_account

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = edit_account(vault.ledger, account, given(**options), reason)
    told(record, as_json, f"has version {record.versions}")


@accounts_command.command("list")
@click.option("--person", default="", help="Only accounts of this person: look here before you ask them again.")
@paging
@vault_option
@json_option
def list_(person: str, limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """List accounts on record; of one person, with those that they gave elsewhere."""
    from muniment.app.witnesses import account_row, earlier_lines
    from muniment.claims.witnesses import accounts_on_record, known_before
    from muniment.model.safe_text import safe_text

    with open_vault(vault_path) as vault:
        records = accounts_on_record(vault.ledger, person)
        if person:
            for line in earlier_lines(person, known_before(vault.ledger, person)):
                click.echo(safe_text(line), err=True)
    listed(records, limit, offset, as_json, ("account", "person", "date", "by", "method", "items"), account_row)


@accounts_command.command("show")
@click.argument("account")
@vault_option
@json_option
def show(account: str, vault_path: Path | None, as_json: bool) -> None:
    """Show ACCOUNT with every version of it."""
    shown(account, "account", vault_path, as_json)


@accounts_command.command("retract")
@click.argument("account")
@reason_option
@vault_option
@as_option
@json_option
def retract(account: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw ACCOUNT, where it was put on record by mistake. It stays in the log."""
    retracted(account, "account", reason, vault_path, operator, as_json)
