"""`persons`: a code each, and what everybody who works here may know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from muniment.app.cli.common import as_option, emit, json_option, open_vault, paging, say, vault_option
from muniment.app.cli.steps import Steps

from .asking import identity_from, identity_options, remind
from .shared import given, listed, reason_option, retracted, told

F = TypeVar("F", bound=Callable[..., Any])


@click.group("persons", cls=Steps)
def persons_command() -> None:
    """Persons by codes. Who they are is sealed: only keepers can read it."""


def _open_fields(command: F) -> F:
    for option in (
        click.option("--note", metavar="TEXT", help="Anything else. No name."),
        click.option("--referral", metavar="TEXT", help="To whom they were referred for help."),
        click.option("--vulnerable", metavar="WORD", help="yes, no or unknown."),
        click.option("--language", "languages", multiple=True, metavar="CODE", help="A language they speak: uk, ar."),
        click.option("--protection", metavar="TEXT", help="What to mind for their safety. No name."),
        click.option("--codename", metavar="WORD", help="A short name of your making, nothing like the real one."),
    ):
        command = option(command)
    return command


@persons_command.command("add")
@_open_fields
@identity_options
@vault_option
@as_option
@json_option
def add(
    identity_file: Path | None,
    ask: bool,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Put a person on record by a code; with an identity, sealed for the keepers."""
    from muniment.app.witnesses import identity_json
    from muniment.claims.witnesses import add_person

    who = identity_from(identity_file, ask, vault_path)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = add_person(vault.ledger, given(**options), who)
        sealed = identity_json(vault.ledger, record)
    told(record, as_json, f"is on record{_sealed_words(sealed)}", **sealed)
    remind(identity_file)


def _sealed_words(sealed: dict[str, Any]) -> str:
    if not sealed["identity"]:
        return "; no identity is kept"
    return f"; the identity is sealed for {', '.join(sealed['sealed_for'])}"


@persons_command.command("edit")
@click.argument("person")
@_open_fields
@identity_options
@reason_option
@vault_option
@as_option
@json_option
def edit(
    person: str,
    identity_file: Path | None,
    ask: bool,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """State the next version of PERSON: what is given replaces, what is not stays. The earlier version stays too."""
    from muniment.app.witnesses import identity_json
    from muniment.claims.witnesses import edit_person

    who = identity_from(identity_file, ask, vault_path)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = edit_person(vault.ledger, person, given(**options), reason, who)
        sealed = identity_json(vault.ledger, record)
    told(record, as_json, f"has version {record.versions}{_sealed_words(sealed)}", **sealed)
    remind(identity_file)


@persons_command.command("list")
@paging
@vault_option
@json_option
def list_(limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """List persons."""
    from muniment.app.witnesses import person_row
    from muniment.claims.witnesses import persons_on_record

    with open_vault(vault_path) as vault:
        records = persons_on_record(vault.ledger)
    listed(records, limit, offset, as_json, ("person", "codename", "languages", "vulnerable", "protection"), person_row)


@persons_command.command("show")
@click.argument("person")
@vault_option
@json_option
def show(person: str, vault_path: Path | None, as_json: bool) -> None:
    """Show PERSON, without who they are: versions, accounts, consents, and who could read the identity."""
    from muniment.app.onrecord import record_json
    from muniment.app.witnesses import identity_json, of_person, record_lines
    from muniment.preserve import find_record, record_versions

    with open_vault(vault_path) as vault:
        record = find_record(vault.ledger, person, "person")
        history = record_versions(vault.ledger, record)
        sealed = identity_json(vault.ledger, record)
        of = of_person(vault.ledger, record)
    if as_json:
        emit(record_json(record) | sealed | of | {"history": history})
        return
    for line in record_lines(record, history):
        say(line)
    for name, labels in of.items():
        say(f"{name:16} {', '.join(labels) or 'none'}")
    say(f"{'identity':16} {sealed['identity'] or 'none kept'}{_read_by(sealed)}")


def _read_by(sealed: dict[str, Any]) -> str:
    return f", sealed for {', '.join(sealed['sealed_for']) or 'nobody in force'}" if sealed["identity"] else ""


@persons_command.command("retract")
@click.argument("person")
@reason_option
@vault_option
@as_option
@json_option
def retract(person: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw PERSON, where they were put on record by mistake. It stays in the log; the identity is not erased."""
    retracted(person, "person", reason, vault_path, operator, as_json)
