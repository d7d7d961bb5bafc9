"""`claims add`, `import`, `edit`, `retract`, `take`: what people put on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from muniment.app.cli.common import as_option, emit, json_option, not_empty, open_vault, say, vault_option
from muniment.app.cli.terminal import show_lines

from .flags import form_from, form_options
from .group import claims_command

_reason = click.option("--reason", required=True, callback=not_empty, help="Why.")


@claims_command.command("add")
@click.argument("item")
@form_options
@vault_option
@as_option
@json_option
def add(
    item: str, form_file: Path | None, vault_path: Path | None, operator: str | None, as_json: bool, **given: Any
) -> None:
    """Put a claim on record that stands in ITEM."""
    from muniment.claims import add_claim, codes_in_use

    form = form_from(form_file, given)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = add_claim(vault.ledger, vault.item(item), form, codes_in_use(vault.ledger))
    _told(record, as_json, "is on record")
    if not (as_json or record.fields["asserter"] or record.fields["chain"]):
        say(f"Who says it is not stated. If you know: muniment claims edit {record.label} --asserter NAME --reason WHY")


@claims_command.command("import")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@vault_option
@as_option
@json_option
def import_(table: Path, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Put the claims of TABLE on record, a CSV with a row an act: all of them, or none."""
    from muniment.claims import codes_in_use, import_claims, read_sheet
    from muniment.model.counting import counted

    rows = read_sheet(table.read_bytes(), table.name)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        records = import_claims(vault.ledger, rows, codes_in_use(vault.ledger), table.name)
    if as_json:
        for record in records:
            _told(record, as_json, "")
    else:
        say(f"{counted(len(records), 'claim')} on record: {records[0].label} … {records[-1].label}.")


@claims_command.command("edit")
@click.argument("claim")
@form_options
@_reason
@vault_option
@as_option
@json_option
def edit(
    claim: str,
    form_file: Path | None,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """State the next version of CLAIM: what is given replaces, what is not stays. The earlier version stays too."""
    from muniment.claims import codes_in_use, edit_claim

    form = form_from(form_file, given)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = edit_claim(vault.ledger, claim, form, reason, codes_in_use(vault.ledger))
    _told(record, as_json, f"has version {record.versions}")


@claims_command.command("retract")
@click.argument("claim")
@_reason
@vault_option
@as_option
@json_option
def retract(claim: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw CLAIM. It stays in the log and no longer counts."""
    from muniment.claims import retract_claim

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = retract_claim(vault.ledger, claim, reason)
    _told(record, as_json, "is withdrawn")


@claims_command.command("take")
@click.argument("suggestion")
@form_options
@vault_option
@as_option
@json_option
def take(
    suggestion: str,
    form_file: Path | None,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Make SUGGESTION your own claim, as it is or changed by the flags. Its passage and acts are shown."""
    from muniment.app.margins import mark_lines
    from muniment.claims import codes_in_use, find_suggestion, take_suggestion

    form = form_from(form_file, given)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        mark = find_suggestion(vault.ledger, suggestion)
        record = take_suggestion(vault.ledger, mark, form, codes_in_use(vault.ledger))
    if not as_json:
        show_lines(mark_lines(mark))
    _told(record, as_json, f"is on record; it began as a suggestion of {mark.extractor}")
    if not as_json:
        say(f"Something is not as they say it? muniment claims edit {record.label} … --reason WHY")


def _told(record: Any, as_json: bool, done: str) -> None:
    from muniment.app.claims import claim_json

    if as_json:
        emit(claim_json(record))
    else:
        say(f"{record.label} {done}.")
