"""`elements`: elements of law, and a person's mapping of an act to one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muniment.app.cli.common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option
from muniment.app.cli.steps import Steps

if TYPE_CHECKING:
    from muniment.model.records import Record


@click.group("elements", cls=Steps, order=("map", "mapped", "unmap"), invoke_without_command=True)
@click.option("--instrument", default="", metavar="WORDS", help="Only those of a treaty whose name contains this.")
@click.option("--language", default="en", show_default=True, help="Labels in this language.")
@json_option
@click.pass_context
def elements_command(ctx: click.Context, instrument: str, language: str, as_json: bool) -> None:
    """List the elements of law that an act can be mapped to, by people alone."""
    from muniment.assess import legal_elements

    if ctx.invoked_subcommand is not None:
        return
    known = legal_elements()
    found = [code for code in known if instrument.casefold() in code.instrument.casefold()]
    if as_json:
        for code in found:
            plain = {
                "element": code.id,
                "list": f"{known.name}/{known.version}",
                "instrument": code.instrument,
                "article": code.article,
            }
            emit(plain | {"label": code.label_in(language), "definition": code.definition})
        return
    rows = [(code.id, code.instrument, code.article, code.label_in(language)) for code in found]
    table(("element", "instrument", "article", "label"), rows)


@elements_command.command("map")
@click.argument("claim")
@click.argument("act", type=click.IntRange(1))
@click.argument("element")
@click.option("--reasons", required=True, callback=not_empty, metavar="TEXT", help="Why it answers to it.")
@vault_option
@as_option
@json_option
def map_command(
    claim: str, act: int, element: str, reasons: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Map act number ACT of CLAIM to ELEMENT. It is your judgement; no program makes one."""
    from muniment.assess import map_element

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = map_element(vault.ledger, claim, act, element, reasons)
    _told(record, as_json, f"act {act} of {record.fields['claim']} is mapped to {element}")


@elements_command.command("mapped")
@click.argument("claim", required=False)
@click.option("--withdrawn", is_flag=True, help="Those that were withdrawn, too.")
@vault_option
@json_option
def mapped_command(claim: str | None, withdrawn: bool, vault_path: Path | None, as_json: bool) -> None:
    """List mappings, of CLAIM or of all."""
    from muniment.assess import mappings
    from muniment.preserve import find_record

    with open_vault(vault_path) as vault:
        about = find_record(vault.ledger, claim, "claim").label if claim else ""
        found = mappings(vault.ledger, about, withdrawn)
    if as_json:
        for record in found:
            emit(mapping_json(record))
    elif found:
        table(("mapping", "claim", "act", "element", "by", "reasons"), [_row(record) for record in found])
    else:
        say("No act is mapped to an element of law here.")


@elements_command.command("unmap")
@click.argument("mapping")
@click.option("--reason", required=True, callback=not_empty, help="Why.")
@vault_option
@as_option
@json_option
def unmap_command(mapping: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw MAPPING. It stays in the log."""
    from muniment.assess import withdraw_mapping

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = withdraw_mapping(vault.ledger, mapping, reason)
    _told(record, as_json, "withdrawn")


def mapping_json(record: Record) -> dict[str, Any]:
    """A mapping as documented."""
    who = {"at": record.at, "by": record.by, "versions": record.versions, "withdrawn": record.withdrawn}
    return {"mapping": record.label, **who, **record.fields}


def _row(record: Record) -> tuple[object, ...]:
    fields = record.fields
    act = f"{fields['act']} ({fields['code']})"
    state = " [withdrawn]" if record.withdrawn else ""
    return f"{record.label}{state}", fields["claim"], act, fields["element"], fields["judge"], fields["reasons"]


def _told(record: Record, as_json: bool, done: str) -> None:
    if as_json:
        emit(mapping_json(record))
    else:
        say(f"{record.label}: {done}.")
