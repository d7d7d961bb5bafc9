"""`operators`: who may sign."""

from __future__ import annotations

from pathlib import Path

import click

from .common import as_option, emit, json_option, open_vault, say, table, vault_option
from .secret import secret_file
from .steps import Steps


@click.group("operators", cls=Steps, invoke_without_command=True)
@vault_option
@json_option
@click.pass_context
def operators_command(ctx: click.Context, vault_path: Path | None, as_json: bool) -> None:
    """Who may sign in this vault. Operators go by codes; names need not be stored."""
    from muniment.preserve import list_operators as operators

    ctx.obj = {"vault": vault_path}
    if ctx.invoked_subcommand is not None:
        return
    with open_vault(vault_path) as vault:
        rows = operators(vault.ledger)
    if as_json:
        for row in rows:
            emit(row._asdict())
    else:
        table(("operator", "state", "key"), rows)


def _vault(ctx: click.Context, named: Path | None) -> Path | None:
    return named or (ctx.obj or {}).get("vault")


@operators_command.command("request")
@click.option("--as", "operator", required=True, metavar="CODE", help="The code you want, such as op-2.")
@vault_option
@click.pass_context
def request_command(ctx: click.Context, operator: str, vault_path: Path | None) -> None:
    """Make your own keys and print the line that an operator needs to admit you."""
    from muniment.preserve import request_admission as request

    with open_vault(_vault(ctx, vault_path)) as vault:
        say(request(vault.ledger, operator))


@operators_command.command("add")
@click.argument("request")
@vault_option
@as_option
@click.pass_context
def add_command(ctx: click.Context, request: str, vault_path: Path | None, operator: str | None) -> None:
    """Admit the operator who printed REQUEST. Make sure by another channel that it is theirs."""
    from muniment.preserve import admit_operator as add

    with open_vault(_vault(ctx, vault_path), write=True, operator=operator) as vault:
        written = add(vault.ledger, request)
    say(f"Admitted (entry {written.index}).")


@operators_command.command("rotate")
@vault_option
@as_option
@click.pass_context
def rotate_command(ctx: click.Context, vault_path: Path | None, operator: str | None) -> None:
    """Replace your own keys by new ones."""
    from muniment.preserve import rotate_keys as rotate

    with open_vault(_vault(ctx, vault_path), write=True, operator=operator) as vault:
        written = rotate(vault.ledger)
    say(f"You sign with new keys from now on (entry {written.index}).")


@operators_command.command("revoke")
@click.argument("code")
@click.option(
    "--compromised-since",
    type=click.IntRange(0),
    metavar="ENTRY",
    help="From which entry on what the key signed is doubtful.",
)
@vault_option
@as_option
@click.pass_context
def revoke_command(
    ctx: click.Context, code: str, compromised_since: int | None, vault_path: Path | None, operator: str | None
) -> None:
    """End the right of operator CODE to sign."""
    from muniment.preserve import revoke_operator as revoke

    with open_vault(_vault(ctx, vault_path), write=True, operator=operator) as vault:
        written = revoke(vault.ledger, code, compromised_since)
    say(f"{code} signs no more (entry {written.index}).")


@operators_command.command("recover")
@click.option(
    "--recovery-key-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="A file with the recovery key as it was written down.",
)
@click.option("--as", "operator", required=True, metavar="CODE", help="The code you take, such as op-3.")
@click.option("--recovery-out", type=click.Path(path_type=Path), help="Write the next recovery key to this file.")
@vault_option
@click.pass_context
def recover_command(
    ctx: click.Context, recovery_key_file: Path, operator: str, recovery_out: Path | None, vault_path: Path | None
) -> None:
    """Become an operator with the recovery key, after a laptop was lost or seized."""
    from muniment.preserve import recover_vault as recover

    with (
        open_vault(_vault(ctx, vault_path), write=True) as vault,
        secret_file(recovery_out, vault.folder) as keep_secret,
    ):
        written, following = recover(vault.ledger, recovery_key_file.read_text(errors="replace"), operator)
        keep_secret(following)
    say(f"You are {operator} (entry {written.index}). Revoke the operators whose keys are lost.")
    if recovery_out is not None:
        say(f"The next recovery key is in {recovery_out}. Move it off this machine.")
    else:
        say("The recovery key you used is void. Write down the next one; it is shown this once:")
        say(f"    {following}")
