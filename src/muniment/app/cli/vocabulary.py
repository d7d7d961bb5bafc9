"""`codes`, `dates`: the words that claims are coded with, and dates that others are counted from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option
from .steps import Steps

_reason = click.option("--reason", required=True, callback=not_empty, help="Why.")


@click.group("codes", cls=Steps, invoke_without_command=True)
@click.option("--language", default="en", show_default=True, help="Labels in this language.")
@vault_option
@json_option
@click.pass_context
def codes_command(ctx: click.Context, language: str, vault_path: Path | None, as_json: bool) -> None:
    """List the codes in use, with what each means."""
    from muniment.claims import codes_in_use

    ctx.obj = {"vault": vault_path}
    if ctx.invoked_subcommand is not None:
        return
    with open_vault(vault_path) as vault:
        codes = codes_in_use(vault.ledger).codes()
    if as_json:
        for of, code in codes:
            plain = {"code": code.id, "list": f"{of.name}/{of.version}", "kind": code.kind}
            emit(plain | {"label": code.label_in(language), "definition": code.definition, "roles": list(code.roles)})
        return
    table(("code", "list", "label", "means"), [(c.id, of.name, c.label_in(language), c.definition) for of, c in codes])


@codes_command.command("adopt")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_reason
@vault_option
@as_option
@json_option
def adopt_command(file: Path, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Put a code list of your own on record. It joins the others, or replaces the one of its name."""
    from muniment.claims import adopt_codes
    from muniment.model.counting import counted

    with open_vault(vault_path, write=True, operator=operator) as vault:
        made, record = adopt_codes(vault.ledger, file.read_bytes(), file.name, reason)
    if as_json:
        emit({"codes": record.label, "list": f"{made.name}/{made.version}", "count": len(made.codes)})
    else:
        say(f"{record.label}: list {made.name}/{made.version} with {counted(len(made.codes), 'code')} is in use.")


@click.group("dates", cls=Steps, order=("add", "list", "withdraw"))
def dates_command() -> None:
    """Reference dates, entered with their source: «the 100th day of the blockade» is counted from one."""


@dates_command.command("add")
@click.argument("name")
@click.argument("edtf")
@click.option("--source", required=True, callback=not_empty, help="Who says so.")
@click.option("--words", multiple=True, metavar="WORDS", help="Other words by which texts speak of it.")
@vault_option
@as_option
@json_option
def add_command(
    name: str,
    edtf: str,
    source: str,
    words: tuple[str, ...],
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Put the reference date NAME on record: EDTF, such as 2031-02-24."""
    from muniment.claims import add_date

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = add_date(vault.ledger, name, edtf, source, words)
    _told(record, as_json, "is on record")


@dates_command.command("list")
@vault_option
@json_option
def list_command(vault_path: Path | None, as_json: bool) -> None:
    """List reference dates."""
    from muniment.claims import dates_on_record

    with open_vault(vault_path) as vault:
        records = dates_on_record(vault.ledger)
    if as_json:
        for record in records:
            _told(record, as_json, "")
    elif records:
        rows = [(r.label, r.fields["edtf"], ", ".join(r.fields["words"]), r.fields["source"]) for r in records]
        table(("date", "edtf", "name and words", "source"), rows)
    else:
        say("No reference date is on record here.")


@dates_command.command("withdraw")
@click.argument("date")
@_reason
@vault_option
@as_option
@json_option
def withdraw_command(date: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw the reference date DATE."""
    from muniment.claims import withdraw_date

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = withdraw_date(vault.ledger, date, reason)
    _told(record, as_json, "is withdrawn")


def _told(record: Any, as_json: bool, done: str) -> None:
    if as_json:
        emit({"date": record.label, "by": record.by, "at": record.at, "withdrawn": record.withdrawn, **record.fields})
    else:
        say(f"{record.label} «{record.fields['name']}» {done}.")
