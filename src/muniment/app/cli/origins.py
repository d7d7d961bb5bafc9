"""`origins`, `link`: which documents go back to one origin, as far as is known, and what people declare of them."""

from __future__ import annotations

from pathlib import Path

import click

from .common import as_option, emit, json_option, not_empty, open_vault, say, table, vault_option
from .steps import Steps
from .terminal import show_lines


@click.command("origins")
@click.argument("labels", nargs=-1, required=True)
@click.option("--across", is_flag=True, help="Compare across languages, too (slow; needs the extra `semantic`).")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), help="Draw it into this file, too.")
@vault_option
@json_option
def origins_command(
    labels: tuple[str, ...], across: bool, svg: Path | None, vault_path: Path | None, as_json: bool
) -> None:
    """How many separate origins are known of LABELS: items, claims, or an incident. It never says independent."""
    from muniment.app.origins import origins_asked, origins_json, origins_lines
    from muniment.link import origins_svg

    with open_vault(vault_path) as vault:
        found = origins_asked(vault, labels, across)
    if svg is not None:
        svg.write_text(origins_svg(found), "utf-8")
    if as_json:
        emit(origins_json(found))
        return
    show_lines(origins_lines(found))


@click.group("link", cls=Steps, order=("declare", "list", "withdraw"))
def link_command() -> None:
    """What people declare of two documents: one informant, a translation, or why they are independent."""


@link_command.command("declare")
@click.argument("relation", type=click.Choice(("same-informant", "translation", "independent")))
@click.argument("items", nargs=-1, required=True)
@click.option("--reason", required=True, callback=not_empty, help="How you know.")
@click.option("--person", default="", metavar="CODE", help="The informant's code, where there is one.")
@click.option("--told", multiple=True, metavar="TEXT", help="Independent: who told each; twice, in the items' order.")
@click.option("--access", default="", metavar="TEXT", help="Independent: what each could see or hear for themselves.")
@click.option("--relationship", default="", metavar="TEXT", help="Independent: how those who told are related.")
@vault_option
@as_option
@json_option
def declare_command(
    relation: str,
    items: tuple[str, ...],
    reason: str,
    person: str,
    told: tuple[str, ...],
    access: str,
    relationship: str,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Declare RELATION of ITEMS. Ties lower the number of groups; independence raises none."""
    from muniment.link import declare

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = declare(vault.ledger, relation, items, reason, person, told, access, relationship)
    if as_json:
        emit({"link": record.label, "by": record.by, "at": record.at, **record.fields})
    else:
        say(f"{record.label} is on record: {relation} of {', '.join(record.fields['items'])}.")


@link_command.command("withdraw")
@click.argument("link")
@click.option("--reason", required=True, callback=not_empty, help="Why.")
@vault_option
@as_option
@json_option
def withdraw_command(link: str, reason: str, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Withdraw LINK. It stays in the log."""
    from muniment.link import withdraw_declaration

    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = withdraw_declaration(vault.ledger, link, reason)
    if as_json:
        emit({"link": record.label, "withdrawn": True, "reason": reason})
    else:
        say(f"{record.label} is withdrawn.")


@link_command.command("list")
@vault_option
@json_option
def list_command(vault_path: Path | None, as_json: bool) -> None:
    """List what is declared."""
    from muniment.link import declarations

    with open_vault(vault_path) as vault:
        records = declarations(vault.ledger)
    if as_json:
        for record in records:
            emit({"link": record.label, "by": record.by, "at": record.at, **record.fields})
    elif records:
        rows = [
            (r.label, r.fields["relation"], ", ".join(r.fields["items"]), r.by, r.fields["reason"]) for r in records
        ]
        table(("link", "relation", "items", "by", "reason"), rows)
    else:
        say("Nothing is declared here.")
