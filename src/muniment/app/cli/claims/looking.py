"""`claims list`, `show`, `suggest`: what is on record, and what programs see in the margin."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.app.cli.common import (
    Progress,
    emit,
    json_option,
    open_vault,
    page,
    paging,
    say,
    table,
    vault_option,
    warn,
)
from muniment.app.cli.terminal import show_lines
from muniment.app.line import Line

from .group import claims_command


@claims_command.command("list")
@click.option("--item", default="", help="Only claims that stand in this item.")
@click.option("--code", default="", help="Only claims with an act of this code.")
@click.option("--withdrawn", is_flag=True, help="Those that were withdrawn, too.")
@paging
@vault_option
@json_option
def list_(
    item: str, code: str, withdrawn: bool, limit: int, offset: int, vault_path: Path | None, as_json: bool
) -> None:
    """List the claims on record."""
    from muniment.app.claims import claim_json, claim_row
    from muniment.claims import claims_on_record

    with open_vault(vault_path) as vault:
        about = vault.item(item).item if item else ""
        records = page(
            claims_on_record(vault.ledger, about, code, withdrawn)[offset : offset + limit + 1], limit, offset
        )
    if as_json:
        for record in records:
            emit(claim_json(record))
    elif not records:
        say("No claim is on record here. `muniment claims suggest ITEM` shows where some may stand.")
    else:
        table(("claim", "item", "speaker", "polarity", "acts", "passage"), [claim_row(record) for record in records])


@claims_command.command("show")
@click.argument("claim")
@vault_option
@json_option
def show(claim: str, vault_path: Path | None, as_json: bool) -> None:
    """Show CLAIM with its passage and every version of it."""
    from muniment.app.claims import claim_json, claim_lines
    from muniment.claims import claim_versions, find_claim

    with open_vault(vault_path) as vault:
        record = find_claim(vault.ledger, claim)
        history = claim_versions(vault.ledger, record)
    if as_json:
        emit(claim_json(record) | {"history": history})
        return
    show_lines(Line(line, hang=12) for line in claim_lines(record, history))


@claims_command.command("suggest")
@click.argument("items", nargs=-1)
@click.option("--all", "every", is_flag=True, help="For every item that has text.")
@click.option("--extractor", default="rules", show_default=True, help="Which program suggests.")
@vault_option
@json_option
def suggest(items: tuple[str, ...], every: bool, extractor: str, vault_path: Path | None, as_json: bool) -> None:
    """Mark in the margin of ITEMS where claims may stand. Nothing is put on record: people take or leave them."""
    from muniment.app.claims import suggestion_json
    from muniment.app.margins import margin_lines, marks_on_record
    from muniment.app.suggesting import suggest as run
    from muniment.claims import claims_on_record, uneven

    if bool(items) == every:
        raise click.UsageError("Name items, or give --all.")
    with open_vault(vault_path) as vault:
        once = {row.item: row for row in map(vault.item, items)} if items else {}
        rows = list(once.values()) or vault.items()
        with Progress("Suggesting", len(rows)) as bar:
            marks = list(run(vault, rows, extractor, bar.advance, warn))
        taken = marks_on_record(marks, claims_on_record(vault.ledger))
    if extractor == "rules" and (words := uneven(mark.language for mark in marks)):
        warn(words)
    if as_json:
        for mark in marks:
            emit(suggestion_json(mark))
    elif not marks:
        say("Nothing to suggest: no sentence speaks of a code of the lists in use. That says nothing about the text.")
    else:
        show_lines(margin_lines(marks, rows, taken))


@claims_command.command("compare")
@click.argument("items", nargs=-1, required=True)
@vault_option
@json_option
def compare(items: tuple[str, ...], vault_path: Path | None, as_json: bool) -> None:
    """Show what two or more ITEMS both say: claims on record, and marks of the last `claims suggest`."""
    from muniment.app.comparing import compare as run
    from muniment.app.comparing import pair_json, pair_lines

    with open_vault(vault_path) as vault:
        rows = list({row.item: row for row in map(vault.item, items)}.values())
        if len(rows) < 2:
            raise click.UsageError("Name two items or more.")
        pairs = run(vault, rows)
    if as_json:
        for pair in pairs:
            emit(pair_json(pair))
    elif pairs:
        show_lines(pair_lines(pairs))
    else:
        say("No claim or mark of one stands in another of them. `muniment claims suggest` makes marks.")
