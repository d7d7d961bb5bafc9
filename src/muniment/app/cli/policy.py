"""`policy`: the rules that the people of a vault set for themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option
from .steps import Steps

MEANS = {
    "erase_operators": "operators that an erasure takes",
    "judge_people": "different people behind a judgement before it may go out",
    "judge_original_reader": "1: one of them has read each item in its original language",
    "judge_origin_groups": "groups of origin below which nothing is judged met; enough of them satisfy nothing",
}
_reason = click.option("--reason", required=True, callback=not_empty, help="Why.")


@click.group("policy", cls=Steps, order=("set", "propose", "confirm"), invoke_without_command=True)
@vault_option
@json_option
@click.pass_context
def policy_command(ctx: click.Context, vault_path: Path | None, as_json: bool) -> None:
    """Show the rules in force, how they came about, and what is proposed."""
    from muniment.preserve import policy_changes, policy_in_force, policy_proposals

    ctx.obj = {"vault": vault_path}
    if ctx.invoked_subcommand is not None:
        return
    with open_vault(vault_path) as vault:
        rules, ledger = policy_in_force(vault.ledger), vault.ledger
        changes, proposals = policy_changes(ledger), policy_proposals(ledger)
    if as_json:
        for rule, number in rules.items():
            mine = [_plain(change) for change in changes if change.rule == rule]
            proposed = [_plain(change) for change in proposals if change.rule == rule]
            emit({"rule": rule, "number": number, "means": MEANS[rule], "changes": mine, "proposals": proposed})
        return
    table(("rule", "number", "means"), [(rule, number, MEANS[rule]) for rule, number in rules.items()])
    for change in changes:
        say(f"entry {change.entry}, {change.at}, {' and '.join(change.by)}: {_words(change)}")
    for change in proposals:
        say(f"proposed, entry {change.entry}, {change.at}, {' and '.join(change.by)}: {_words(change)}")


@policy_command.command("set")
@click.argument("rule")
@click.argument("number", type=int)
@_reason
@vault_option
@as_option
@json_option
def set_command(
    rule: str, number: int, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Set RULE to NUMBER. A stricter one is yours to set; a looser one takes another operator, where there is one."""
    from muniment.preserve import set_policy

    with open_vault(vault_path, write=True, operator=operator) as vault:
        written = set_policy(vault.ledger, rule, number, reason)
    _told(as_json, written.index, rule, number, "in force")


@policy_command.command("propose")
@click.argument("rule")
@click.argument("number", type=int)
@_reason
@vault_option
@as_option
@json_option
def propose_command(
    rule: str, number: int, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Propose NUMBER for RULE to another operator. Nothing is changed yet."""
    from muniment.preserve import propose_policy

    with open_vault(vault_path, write=True, operator=operator) as vault:
        written = propose_policy(vault.ledger, rule, number, reason)
    _told(as_json, written.index, rule, number, "proposed")


@policy_command.command("confirm")
@click.argument("entry", type=click.IntRange(0))
@_reason
@vault_option
@as_option
@json_option
def confirm_command(entry: int, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Confirm what ENTRY proposes, as another operator."""
    from muniment.preserve import confirm_policy, policy_changes

    with open_vault(vault_path, write=True, operator=operator) as vault:
        written = confirm_policy(vault.ledger, entry, reason)
        change = policy_changes(vault.ledger)[-1]
    _told(as_json, written.index, change.rule, change.after, "in force")


def _told(as_json: bool, entry: int, rule: str, number: int, state: str) -> None:
    if as_json:
        emit({"act": entry, "rule": rule, "number": number, "state": state})
    elif state == "proposed":
        say(f"Proposed as entry {entry}: {rule} {number}. Another operator runs `muniment policy confirm {entry}`.")
    else:
        say(f"{rule} is {number} from now on (entry {entry}).")


def _plain(change: Any) -> dict[str, Any]:
    plain: dict[str, Any] = change._asdict() | {"by": list(change.by)}
    return {name: value for name, value in plain.items() if name != "rule"}


def _words(change: Any) -> str:
    return f"{change.rule} {change.before} → {change.after}: {change.why}"
