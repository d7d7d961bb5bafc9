"""`consents`: what persons agreed to or refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from muniment.app.cli.common import as_option, json_option, not_empty, open_vault, paging, vault_option
from muniment.app.cli.steps import Steps

from .shared import given, listed, reason_option, retracted, shown, told


@click.group("consents", cls=Steps)
def consents_command() -> None:
    """What persons agreed to or refused, for each use. Held against every hand-over of what records their accounts."""


@consents_command.command("add")
@click.argument("person")
@click.option("--use", required=True, metavar="WORD", help="For what: keep, analyse, share-with-court, publish …")
@click.option("--given", "answer", required=True, metavar="WORD", help="yes or no.")
@click.option("--recipient", metavar="WORDS", help="Only for this kind of recipient.")
@click.option("--condition", metavar="TEXT", help="Only if …")
@click.option("--given-by", metavar="WORD", help="self, guardian, relative, representative, other or unknown.")
@click.option("--language", metavar="CODE", help="In which language they were asked.")
@click.option("--until", metavar="DATE", help="Until when it holds (EDTF).")
@click.option("--date", metavar="DATE", help="When they said so (EDTF).")
@click.option("--note", metavar="TEXT", help="Anything else. No name.")
@click.option("--reason", callback=not_empty, help="Why an earlier answer about the same is superseded.")
@vault_option
@as_option
@json_option
def add(
    person: str,
    answer: str,
    reason: str | None,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Put on record what PERSON agreed to or refused. A later answer about the same supersedes, and edits nothing."""
    from muniment.claims.witnesses import add_consent

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = add_consent(vault.ledger, person, {**given(**options), "given": answer}, reason or "")
    told(record, as_json, f"is on record: {answer} to {record.fields['use']}")


@consents_command.command("withdraw")
@click.argument("consent")
@click.option("--date", default="", metavar="DATE", help="When they said so (EDTF).")
@reason_option
@vault_option
@as_option
@json_option
def withdraw(
    consent: str, date: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """The person takes CONSENT back: from now on it refuses."""
    from muniment.claims.witnesses import take_back

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = take_back(vault.ledger, consent, reason, date)
    told(record, as_json, "is taken back; nothing goes out for this use any more. What went out before is not undone")


@consents_command.command("met")
@click.argument("consent")
@click.option("--item", "items", multiple=True, required=True, metavar="ITEM", help="An item for which it is met.")
@reason_option
@vault_option
@as_option
@json_option
def met(
    consent: str, items: tuple[str, ...], reason: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """State that the condition of CONSENT, or its kind of recipient, is met where these items are handed over."""
    from muniment.claims.witnesses import meets

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = meets(vault.ledger, consent, items, reason)
    told(record, as_json, f"is met for {', '.join(record.fields['items'])}")


@consents_command.command("list")
@click.option("--person", default="", help="Only of this person.")
@paging
@vault_option
@json_option
def list_(person: str, limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """List consents and refusals."""
    from muniment.app.witnesses import consent_row
    from muniment.claims.witnesses import consents_on_record

    with open_vault(vault_path) as vault:
        records = consents_on_record(vault.ledger, person)
    listed(records, limit, offset, as_json, ("consent", "person", "use", "given", "until", "only"), consent_row)


@consents_command.command("show")
@click.argument("consent")
@vault_option
@json_option
def show(consent: str, vault_path: Path | None, as_json: bool) -> None:
    """Show CONSENT with every version of it."""
    shown(consent, "consent", vault_path, as_json)


@consents_command.command("retract")
@click.argument("consent")
@reason_option
@vault_option
@as_option
@json_option
def retract(consent: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw the record of CONSENT, where it was made by mistake. If the person changed their mind: `withdraw`."""
    retracted(consent, "consent", reason, vault_path, operator, as_json)
