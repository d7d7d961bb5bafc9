"""`incidents`: claims of one happening, side by side as said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from muniment.app.line import Line

from .common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option, warn
from .steps import Steps
from .terminal import show_lines

_reason = click.option("--reason", required=True, callback=not_empty, help="Why.")


@click.group("incidents", cls=Steps, order=("suggest", "confirm", "list", "show", "merge", "split", "rename"))
def incidents_command() -> None:
    """Which claims speak of one happening: suggested by a program, confirmed, merged and split by people."""


@incidents_command.command("suggest")
@vault_option
@json_option
def suggest_command(vault_path: Path | None, as_json: bool) -> None:
    """Suggest which claims on record may be one incident. Nothing is put on record."""
    from muniment.app.incidents import candidate_lines, candidates

    with open_vault(vault_path) as vault:
        found = candidates(vault)
    if as_json:
        for one in found:
            emit({"candidate": one.candidate, "claims": list(one.claims), "why": list(one.why)})
        return
    show_lines(candidate_lines(found))


@incidents_command.command("confirm")
@click.argument("claims", nargs=-1, required=True)
@click.option("--name", required=True, callback=not_empty, help="What people will know it by.")
@_reason
@vault_option
@as_option
@json_option
def confirm_command(
    claims: tuple[str, ...], name: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Say that CLAIMS (or one candidate's name) speak of one happening."""
    from muniment.app.incidents import confirm

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = confirm(vault, claims, name, reason)
    _told(record, as_json, "is on record")


@incidents_command.command("rename")
@click.argument("incident")
@click.option("--name", required=True, callback=not_empty, help="Its new name.")
@_reason
@vault_option
@as_option
@json_option
def rename_command(
    incident: str, name: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Give INCIDENT another name."""
    from muniment.link import rename_incident

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = rename_incident(vault.ledger, incident, name, reason)
    _told(record, as_json, "is renamed")


@incidents_command.command("merge")
@click.argument("incident")
@click.argument("others", nargs=-1, required=True)
@_reason
@vault_option
@as_option
@json_option
def merge_command(
    incident: str, others: tuple[str, ...], reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Say that OTHERS are the same happening as INCIDENT, which takes their claims."""
    from muniment.link import merge_incidents

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = merge_incidents(vault.ledger, incident, others, reason)
    _told(record, as_json, "takes their claims")


@incidents_command.command("split")
@click.argument("incident")
@click.argument("claims", nargs=-1, required=True)
@click.option("--name", required=True, callback=not_empty, help="The name of the new incident.")
@_reason
@vault_option
@as_option
@json_option
def split_command(
    incident: str,
    claims: tuple[str, ...],
    name: str,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Take CLAIMS out of INCIDENT into one of their own."""
    from muniment.link import split_incident

    with open_vault(vault_path, write=True, operator=operator) as vault:
        stays, made = split_incident(vault.ledger, incident, claims, name, reason)
    _told(stays, as_json, "keeps the rest")
    _told(made, as_json, "is on record")


@incidents_command.command("list")
@vault_option
@json_option
def list_command(vault_path: Path | None, as_json: bool) -> None:
    """List incidents."""
    with open_vault(vault_path) as vault:
        records = [record for record in vault.ledger.catalogue.records("incident") if not record.withdrawn]
    if as_json:
        for record in records:
            emit(_plain(record))
    elif records:
        rows = [(r.label, len(r.fields["claims"]), r.now_by, r.fields["name"]) for r in records]
        table(("incident", "claims", "by", "name"), rows, right=(1,))
    else:
        say("No incident is on record here. `muniment incidents suggest` shows which claims may be one.")


@incidents_command.command("show")
@click.argument("incident")
@vault_option
@json_option
def show_command(incident: str, vault_path: Path | None, as_json: bool) -> None:
    """Show what the claims of INCIDENT say, side by side. Nothing is averaged; a denial is no vote."""
    from muniment.app.incidents import side_json, side_lines
    from muniment.app.origins import claims_of
    from muniment.claims import uneven
    from muniment.link import side_by_side
    from muniment.preserve import find_record

    with open_vault(vault_path) as vault:
        record = find_record(vault.ledger, incident, "incident")
        claims = claims_of(vault, record)
        rows = side_by_side(claims)
    if words := uneven(claim.fields["language"] for claim in claims if "began_as" in claim.fields):
        warn(words)
    if as_json:
        emit(_plain(record) | {"said": [side_json(row) for row in rows]})
        return
    show_lines([Line(f"{record.label}  {record.fields['name']}", kind="head"), *side_lines(rows)])


def _plain(record: Any) -> dict[str, Any]:
    return {
        "incident": record.label,
        "at": record.at,
        "by": record.by,
        "now_by": record.now_by,
        "versions": record.versions,
        **record.fields,
    }


def _told(record: Any, as_json: bool, done: str) -> None:
    if as_json:
        emit(_plain(record))
    else:
        say(f"{record.label} «{record.fields['name']}» {done}.")
