"""`persons identity`, `persons reseal`: what only keepers can do."""

from __future__ import annotations

from pathlib import Path

import click

from muniment.app.cli.common import as_option, emit, json_option, open_vault, say, vault_option
from muniment.app.cli.errors import FINDINGS
from muniment.model.counting import counted

from .persons import persons_command


@persons_command.command("identity")
@click.argument("person")
@vault_option
@json_option
def identity(person: str, vault_path: Path | None, as_json: bool) -> None:
    """Show who PERSON is, to a keeper. That it was read is written nowhere."""
    from muniment.claims.witnesses import person_of, read_identity

    with open_vault(vault_path) as vault:
        read = read_identity(vault.ledger, person_of(vault.ledger, person))
    if as_json:
        emit({"person": read.person, "record": read.label, "identity": read.identity})
        return
    for name, value in read.identity.items():
        say(f"{name.replace('_', ' '):12} {'; '.join(value) if isinstance(value, list) else value}")
    click.echo(
        "No entry says that you read this: whoever has the key can read it without this program, too. "
        "Your terminal may keep what it showed.", err=True,
    )  # fmt: skip


@persons_command.command("reseal")
@vault_option
@as_option
@json_option
def reseal(vault_path: Path | None, operator: str | None, as_json: bool) -> int:
    """Seal every identity anew for the keepers in force, and for nobody else."""
    from muniment.claims.witnesses import reseal as seal_anew

    with open_vault(vault_path, write=True, operator=operator) as vault:
        done, left = seal_anew(vault.ledger)
    if as_json:
        emit({"resealed": done, "unreadable": left})
    else:
        say(f"Sealed anew: {counted(len(done), 'identity', 'identities')}.")
        say("Who is no keeper any more may have kept what they could read; the earlier sealed bytes stay here, too.")
        if left:
            say(f"You cannot read the identity of {', '.join(left)}: a keeper who can has to do it.")
    return FINDINGS if left else 0
