"""`dossier`: an ordered, annotated selection for somebody, and what is left out of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option
from .steps import Steps

if TYPE_CHECKING:
    from muniment.app.vault import Vault
    from muniment.model.records import Record

_reason = click.option("--reason", required=True, callback=not_empty, help="Why.")
_left_out = click.option(
    "--left-out",
    "why_left_out",
    default="",
    metavar="REASON",
    help="Why what is linked is left out. Recipients read it.",
)


@click.group("dossier", cls=Steps, order=("make", "show", "add", "annotate", "move", "remove", "explain", "list"))
def dossier_command() -> None:
    """An ordered, annotated selection of items, claims, judgements and incidents, to be handed over."""


@dossier_command.command("make")
@click.argument("records", nargs=-1, required=True)
@click.option("--name", required=True, callback=not_empty, help="What people will know it by.")
@click.option("--purpose", required=True, callback=not_empty, help="What it is made for, in words.")
@_left_out
@vault_option
@as_option
@json_option
def make_command(
    records: tuple[str, ...],
    name: str,
    purpose: str,
    why_left_out: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Make a dossier of RECORDS, in this order. An incident takes all its claims in.

    Refused (exit 4) where what is linked and bears contrary information is left out and nobody says why.
    """
    from muniment.app.dossiers import weighing
    from muniment.assess import make_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = make_dossier(vault.ledger, name, purpose, records, weighing(vault), why_left_out)
        _told(vault, record, as_json)


@dossier_command.command("add")
@click.argument("dossier")
@click.argument("records", nargs=-1, required=True)
@click.option("--note", default="", metavar="TEXT", help="A note on each of them. Recipients read it.")
@click.option("--at", type=click.IntRange(1), metavar="N", help="The first one's place, from 1; else at the end.")
@_left_out
@_reason
@vault_option
@as_option
@json_option
def add_command(
    dossier: str,
    records: tuple[str, ...],
    note: str,
    at: int | None,
    why_left_out: str,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Put RECORDS into DOSSIER: items, claims, judgements, incidents."""
    from muniment.app.dossiers import weighing
    from muniment.assess import add_to_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        more = (reason, weighing(vault), note, at, why_left_out)
        _told(vault, add_to_dossier(vault.ledger, dossier, records, *more), as_json)


@dossier_command.command("remove")
@click.argument("dossier")
@click.argument("records", nargs=-1, required=True)
@_left_out
@_reason
@vault_option
@as_option
@json_option
def remove_command(
    dossier: str,
    records: tuple[str, ...],
    why_left_out: str,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Take RECORDS out of DOSSIER; also a claim that an incident brings in."""
    from muniment.app.dossiers import weighing
    from muniment.assess import remove_from_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        more = (reason, weighing(vault), why_left_out)
        _told(vault, remove_from_dossier(vault.ledger, dossier, records, *more), as_json)


@dossier_command.command("move")
@click.argument("dossier")
@click.argument("record")
@click.option("--to", required=True, type=click.IntRange(1), metavar="N", help="Its new place, from 1.")
@_reason
@vault_option
@as_option
@json_option
def move_command(
    dossier: str, record: str, to: int, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Put RECORD at another place in DOSSIER."""
    from muniment.assess import move_in_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        _told(vault, move_in_dossier(vault.ledger, dossier, record, to, reason), as_json)


@dossier_command.command("annotate")
@click.argument("dossier")
@click.argument("record")
@click.option("--note", required=True, metavar="TEXT", help="The note; an empty one takes it off. Recipients read it.")
@_reason
@vault_option
@as_option
@json_option
def annotate_command(
    dossier: str, record: str, note: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Put another note on RECORD in DOSSIER."""
    from muniment.assess import annotate_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        _told(vault, annotate_dossier(vault.ledger, dossier, record, note, reason), as_json)


@dossier_command.command("explain")
@click.argument("dossier")
@click.option(
    "--left-out",
    "why_left_out",
    required=True,
    callback=not_empty,
    metavar="REASON",
    help="Why what is linked is left out. Recipients read it.",
)
@vault_option
@as_option
@json_option
def explain_command(
    dossier: str, why_left_out: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Say why what is linked to DOSSIER is left out, as it stands now; it holds for nothing that comes later."""
    from muniment.app.dossiers import weighing
    from muniment.assess import explain_dossier

    with open_vault(vault_path, write=True, operator=operator) as vault:
        _told(vault, explain_dossier(vault.ledger, dossier, why_left_out, weighing(vault)), as_json)


@dossier_command.command("list")
@vault_option
@json_option
def list_command(vault_path: Path | None, as_json: bool) -> None:
    """List dossiers."""
    from muniment.app.dossiers import dossier_row
    from muniment.app.onrecord import record_json
    from muniment.assess import dossiers

    with open_vault(vault_path) as vault:
        records = dossiers(vault.ledger)
    if as_json:
        for record in records:
            emit(record_json(record))
    elif records:
        table(("dossier", "entries", "by", "name"), [dossier_row(record) for record in records], right=(1,))
    else:
        say("No dossier is on record here. `muniment dossier make` makes one.")


@dossier_command.command("show")
@click.argument("dossier")
@vault_option
@json_option
def show_command(dossier: str, vault_path: Path | None, as_json: bool) -> None:
    """Show DOSSIER: its entries, what goes out with them, what is linked and left out, and every version."""
    from muniment.app.dossiers import dossier_json, dossier_lines
    from muniment.assess import find_dossier
    from muniment.preserve import record_versions

    with open_vault(vault_path) as vault:
        record = find_dossier(vault.ledger, dossier)
        history = record_versions(vault.ledger, record)
        if as_json:
            emit(dossier_json(vault, record) | {"history": history})
            return
        for line in dossier_lines(vault, record, history):
            say(line)


def _told(vault: Vault, record: Record, as_json: bool) -> None:
    from muniment.app.dossiers import dossier_json

    plain = dossier_json(vault, record)
    if as_json:
        emit(plain)
        return
    done = "is on record" if record.versions == 1 else f"has version {record.versions}"
    say(f"{record.label} «{record.fields['name']}» {done}.")
    say(plain["statement"])
