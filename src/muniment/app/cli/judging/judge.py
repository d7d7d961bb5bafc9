"""`judge`: a person's judgement of one proposition about an incident."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.app.cli.common import as_option, emit, json_option, not_empty, open_vault, say, vault_option

from .flags import read_options


@click.command("judge")
@click.argument("incident")
@click.option(
    "--proposition",
    required=True,
    type=click.Choice(("happened", "harmed", "party", "part")),
    help="That it happened; who was harmed; which party; this person's part.",
)
@click.option("--about", default="", metavar="WORDS", help="Whom or what: words, or a person's code.")
@click.option("--standard", required=True, metavar="ID", help="Standard of proof, such as reasonable-grounds.")
@click.option("--outcome", required=True, type=click.Choice(("met", "not-met", "not-enough")), help="What you find.")
@click.option("--for", "for_", multiple=True, metavar="RECORD", help="A claim or item for it, with «: words» if any.")
@click.option("--against", multiple=True, metavar="RECORD", help="A claim or item against it, likewise.")
@click.option("--alternative", "alternatives", multiple=True, metavar="TEXT", help="Another explanation considered.")
@click.option("--gap", "gaps", multiple=True, metavar="TEXT", help="What is not known.")
@click.option("--reasons", required=True, callback=not_empty, metavar="TEXT", help="Why.")
@read_options
@click.option("--instead-of", default="", metavar="JUDGEMENT", help="Supersede this one, worded otherwise.")
@vault_option
@as_option
@json_option
def judge_command(
    incident: str,
    proposition: str,
    about: str,
    standard: str,
    outcome: str,
    for_: tuple[str, ...],
    against: tuple[str, ...],
    alternatives: tuple[str, ...],
    gaps: tuple[str, ...],
    reasons: str,
    read_in: tuple[str, ...],
    on_translation: tuple[str, ...],
    instead_of: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Judge one proposition about INCIDENT. A later judgement of the same supersedes it; nothing is overwritten."""
    from muniment.app.judging import origin_check, standing_json
    from muniment.assess import Asked, judge, standing

    asked = Asked(
        proposition, standard, outcome, reasons, about, for_, against, alternatives, gaps, read_in, on_translation
    )
    with open_vault(vault_path, write=True, operator=operator) as vault:
        origins = origin_check(vault)
        record = judge(vault.ledger, incident, asked, origins, instead_of)
        found = standing(vault.ledger, record, origins)
        plain = standing_json(vault.ledger, found)
    if as_json:
        emit(plain)
        return
    say(f"{record.label}{f' has version {record.versions}' if record.versions > 1 else ' is on record'}.")
    if plain["single_account"]:
        say("It rests on a single account.")
    for lack in found.lacking:
        say(f"It does not stand yet: {lack.words}.")
