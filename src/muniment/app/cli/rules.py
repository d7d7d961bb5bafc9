"""`amend`, `restrict` and `hold`: statements about an item after it came."""

from __future__ import annotations

from pathlib import Path

import click

from .common import as_option, emit, json_option, not_empty, open_vault, say, vault_option


@click.command("amend")
@click.argument("item")
@click.option("--basis", help="public, person, organisation or unstated.")
@click.option("--consent", help="Purposes the giver agreed to: un-inquiry; court until 2027-12-31.")
@click.option("--reason", required=True, callback=not_empty, help="Why, and who says so.")
@vault_option
@as_option
@json_option
def amend_command(
    item: str,
    basis: str | None,
    consent: str | None,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """State the basis of ITEM or the consent for it after it came. What was stated before stays in the log."""
    from muniment.acquire import details
    from muniment.preserve import amend

    given = {name: value for name, value in (("basis", basis), ("consent", consent)) if value}
    if not given:
        raise click.UsageError("Give --basis or --consent.")
    told = {name: value for name, value in details(given).items() if name in given}
    with open_vault(vault_path, write=True, operator=operator) as vault:
        row = vault.item(item)
        written = amend(vault.ledger, row, told, reason)
    if as_json:
        emit({"act": written.index, "item": row.item, "amended": told})
    else:
        say(f"{row.item}: {', '.join(given)} stated (entry {written.index}).")


@click.command("restrict")
@click.argument("item")
@click.option("--rule", "rules", multiple=True, help="never; not-for: PURPOSE; only-for: PURPOSE; until: DATE.")
@click.option("--lift", is_flag=True, help="No restriction any more.")
@click.option("--reason", required=True, callback=not_empty, help="Why.")
@vault_option
@as_option
@json_option
def restrict_command(
    item: str,
    rules: tuple[str, ...],
    lift: bool,
    reason: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """State what ITEM may not be handed out for. Replaces what was stated before; nothing is overwritten."""
    from muniment.acquire import restriction
    from muniment.preserve import restrict

    if bool(rules) == lift:
        raise click.UsageError("Give at least one --rule, or --lift.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        row = vault.item(item)
        written = restrict(vault.ledger, row, [restriction(rule) for rule in rules], reason)
    if as_json:
        emit({"act": written.index, "item": row.item, "restrictions": written.fields[0]["restrictions"]})
    else:
        say(f"{row.item}: {', '.join(rules) or 'no restriction any more'} (entry {written.index}).")


@click.command("hold")
@click.argument("item")
@click.option("--lift", is_flag=True, help="Lift the hold.")
@click.option("--reason", required=True, callback=not_empty, help="Why.")
@vault_option
@as_option
@json_option
def hold_command(
    item: str, lift: bool, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Set or lift a hold on ITEM, under which it cannot be erased."""
    from muniment.preserve import hold

    with open_vault(vault_path, write=True, operator=operator) as vault:
        row = vault.item(item)
        written = hold(vault.ledger, row, lift, reason)
    state = written.fields[0]["state"]
    if as_json:
        emit({"act": written.index, "item": row.item, "hold": state})
    else:
        say(f"{row.item}: hold {state} (entry {written.index}).")
