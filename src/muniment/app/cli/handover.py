"""`disclose` and `verify`: handing over, and checking what was handed over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muniment.model.counting import counted

from .common import Progress, as_option, emit, json_option, not_empty, open_vault, say, vault_option
from .errors import FINDINGS

if TYPE_CHECKING:
    from muniment.app.vault import Vault
    from muniment.disclose import Compiled, Disclosed, DisclosureRefused, Terms
    from muniment.model.records import ItemRow

AS_INTENDED = (
    "What is withheld is as intended: whoever hands over a package may leave fields out, and the signatures hold "
    "all the same. It is no sign of tampering."
)


@click.command("disclose")
@click.argument("destination", type=click.Path(path_type=Path))
@click.option("--item", "items", multiple=True, help="An item to hand over; may be given several times.")
@click.option("--query", help="All items with a passage that fits this search.")
@click.option("--all", "everything", is_flag=True, help="All items.")
@click.option("--dossier", metavar="DOSSIER", help="A dossier: its items, claims and judgements.")
@click.option("--to", required=True, callback=not_empty, help="Who receives it.")
@click.option("--purpose", required=True, callback=not_empty, help="What for, such as un-inquiry, court, press.")
@click.option("--show", multiple=True, metavar="FIELD", help="Show this field too, beyond the whitelist.")
@click.option("--hide", multiple=True, metavar="FIELD", help="Do not show this field.")
@vault_option
@as_option
@json_option
def disclose_command(
    destination: Path,
    items: tuple[str, ...],
    query: str | None,
    everything: bool,
    dossier: str | None,
    to: str,
    purpose: str,
    show: tuple[str, ...],
    hide: tuple[str, ...],
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Make a package in DESTINATION and DESTINATION.zip that a stranger can check alone and offline.

    Refused as a whole (exit 4) where a rule does not allow one of the items for this purpose, or where a judgement
    does not stand.
    """
    from muniment.disclose import DisclosureRefused, Terms
    from muniment.disclose import hand_over as disclose
    from muniment.preserve import now

    if [bool(items), query is not None, everything, dossier is not None].count(True) != 1:
        raise click.UsageError("Say what to hand over: --item ID (several times), --query Q, --dossier D, or --all.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        terms = Terms(to.strip(), purpose.strip().lower(), now(), show, hide)
        try:
            chosen, compiled = (
                _compiled(vault, dossier) if dossier else (_chosen(vault, items, query, everything), None)
            )
            made = disclose(vault.ledger, chosen, terms, destination, compiled)
        except DisclosureRefused as error:
            if as_json:
                emit(_refused_json(error))
            raise
    if as_json:
        emit(_made_json(made, terms))
    else:
        _tell_made(made, terms)
        if compiled is not None:
            say(str(compiled.left_out["said"]))


def _compiled(vault: Vault, dossier: str) -> tuple[list[ItemRow], Compiled]:
    from muniment.app.compiling import compile_dossier

    return compile_dossier(vault, dossier)


def _made_json(made: Disclosed, terms: Terms) -> dict[str, Any]:
    return {
        "act": made.act,
        "folder": str(made.folder),
        "zip": str(made.zip),
        "items": made.items,
        "records": made.records,
        "bytes": made.bytes,
        "to": terms.to,
        "purpose": terms.purpose,
        "fingerprint": made.fingerprint,
        "intact": made.report.intact,
    }


def _tell_made(made: Disclosed, terms: Terms) -> None:
    verb = "is" if made.items == 1 else "are"
    records = f", with {counted(made.records, 'record')} of what people say and judge," if made.records else ""
    what = f"{counted(made.items, 'item')}{records}"
    say(f"{what} for {terms.to} ({terms.purpose}) {verb} in {made.folder} and {made.zip}.")
    say(f"The package was checked as `muniment verify` does. Intact: {made.report.intact}.")
    say("Open data/exhibits.csv or data/report.html first. The recipient checks it with:")
    say(f"    python3 {made.folder}/data/verify.py {made.folder}")
    say(f"Tell them this fingerprint by another channel: {made.fingerprint}")


def _refused_json(error: DisclosureRefused) -> dict[str, Any]:
    return {"refused": [{"rule": one.rule, "item": one.what, "why": str(one)} for one in error.refusals]}


def _chosen(vault: Vault, items: tuple[str, ...], query: str | None, everything: bool) -> list[ItemRow]:
    if everything:
        return vault.items()
    if query is None:
        found = [vault.item(text) for text in items]
    else:
        found = [vault.item(label) for label in dict.fromkeys(hit.item for hit in vault.search(query, limit=100_000))]
    return list({item.item: item for item in found}.values())


@click.command("verify")
@click.argument("path", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--trust", metavar="KEY", help="Fingerprint or verifier key (or a file with it) that it must be tied to.")
@click.option("--since", type=click.Path(path_type=Path, exists=True), help="An earlier checkpoint it must extend.")
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="PEM certificate of a time authority you trust.",
)
@vault_option
@json_option
def verify_command(
    path: Path | None,
    trust: str | None,
    since: Path | None,
    anchors: tuple[Path, ...],
    vault_path: Path | None,
    as_json: bool,
) -> int:
    """Check PATH: a vault, a package's folder or its zip file. Without PATH, the vault here.

    The exit code is 0 where every byte is what was signed and what was asked with --trust and --since
    holds, 1 where not. The other axes are told in words.
    """
    from muniment.verify.main import asked_for, plain, verify

    if path is None:
        from muniment.app.config import find_vault

        path = find_vault(vault_path)
    check, total = _checker(path)
    with Progress("checking", total, "bytes") as progress:
        report = verify(path, asked_for(trust, since, anchors), check, progress.advance)
    if as_json:
        emit(report.as_json())
    else:
        click.echo(plain(report.as_text()))
        if report.withheld:
            say(AS_INTENDED)
    return 0 if report.ok else FINDINGS


def _checker(path: Path) -> tuple[Any, int | None]:
    """The pure check for a small package (no import), the fast one for a vault; bytes for the progress bar."""
    from muniment.verify.crypto import verify_ed25519 as pure_check
    from muniment.verify.layout import is_vault

    total = None
    if sys.stderr.isatty() and path.is_dir():
        total = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    if not path.is_dir() or not is_vault(path):
        return pure_check, total
    from muniment.preserve import fast_check

    return fast_check, total
