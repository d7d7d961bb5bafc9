"""`review`: what waits for a second person, and a second person's decision."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.app.cli.common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option

from .flags import read_options

_HEAD = ("judgement", "incident", "proposition", "outcome", "standard", "status", "people", "lacking")


@click.command("review")
@click.argument("judgement", required=False)
@click.option("--agree", "decision", flag_value="agree", help="You would stand behind it.")
@click.option("--disagree", "decision", flag_value="disagree", help="You would not.")
@click.option("--withdraw", "decision", flag_value="withdraw", help="Withdraw the judgement.")
@click.option("--reasons", callback=not_empty, metavar="TEXT", help="Why.")
@read_options
@click.option("--version", type=click.IntRange(1), metavar="N", help="The version you read, no newer one.")
@click.option("--incident", default="", help="List only judgements of this incident.")
@click.option("--all", "every", is_flag=True, help="List those that stand, too.")
@vault_option
@as_option
@json_option
def review_command(
    judgement: str | None,
    decision: str | None,
    reasons: str | None,
    read_in: tuple[str, ...],
    on_translation: tuple[str, ...],
    version: int | None,
    incident: str,
    every: bool,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """List what waits for a second person; show JUDGEMENT; or decide about it."""
    if judgement is None:
        if decision or reasons:
            raise click.UsageError("Name the judgement that you decide about.")
        _queue(vault_path, operator, incident, every, as_json)
    elif decision is None:
        _show(vault_path, operator, judgement, as_json)
    elif not reasons:
        raise click.UsageError("Say why, with --reasons.")
    elif decision == "withdraw":
        _withdraw(vault_path, operator, judgement, reasons, as_json)
    else:
        _decide(vault_path, operator, judgement, decision, reasons, read_in, on_translation, version, as_json)


def _queue(vault_path: Path | None, operator: str | None, incident: str, every: bool, as_json: bool) -> None:
    from muniment.app.judging import origin_check, standing_json, standing_row
    from muniment.assess import judgements_on, standing, waiting

    with open_vault(vault_path, operator=operator) as vault:
        origins, ledger = origin_check(vault), vault.ledger
        found = (
            [standing(ledger, record, origins) for record in judgements_on(ledger, incident)]
            if every
            else waiting(ledger, incident, origins)
        )
        if as_json:
            for one in found:
                emit(standing_json(ledger, one))
        elif found:
            table(_HEAD, [standing_row(ledger, one) for one in found])
        else:
            say("No judgement is on record here." if every else "No judgement waits for a second person.")


def _show(vault_path: Path | None, operator: str | None, judgement: str, as_json: bool) -> None:
    from muniment.app.judging import origin_check, standing_json, standing_lines
    from muniment.assess import find_judgement, standing
    from muniment.preserve import record_versions

    with open_vault(vault_path, operator=operator) as vault:
        record = find_judgement(vault.ledger, judgement)
        found = standing(vault.ledger, record, origin_check(vault))
        history = record_versions(vault.ledger, record)
        if as_json:
            emit(standing_json(vault.ledger, found) | {"history": history})
            return
        for line in standing_lines(vault.ledger, found, history):
            say(line)


def _withdraw(vault_path: Path | None, operator: str | None, judgement: str, reasons: str, as_json: bool) -> None:
    from muniment.app.judging import standing_json
    from muniment.assess import standing, withdraw_judgement

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = withdraw_judgement(vault.ledger, judgement, reasons)
        plain = standing_json(vault.ledger, standing(vault.ledger, record))
    if as_json:
        emit(plain)
    else:
        say(f"{record.label} is withdrawn.")


def _decide(
    vault_path: Path | None,
    operator: str | None,
    judgement: str,
    decision: str,
    reasons: str,
    read_in: tuple[str, ...],
    on_translation: tuple[str, ...],
    version: int | None,
    as_json: bool,
) -> None:
    from muniment.app.judging import origin_check, standing_json
    from muniment.assess import review

    with open_vault(vault_path, write=True, operator=operator) as vault:
        found = review(
            vault.ledger, judgement, decision, reasons, read_in, on_translation, origin_check(vault), version
        )
        plain = standing_json(vault.ledger, found)
    if as_json:
        emit(plain)
        return
    say(f"Your review of {found.judgement.label} is on record (entry {found.reviews[-1].entry}): {found.status}.")
    for lack in found.lacking:
        say(f"It does not stand: {lack.words}.")
