"""`coding`: two people code one sample blindly, and how far they agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muniment.app.cli.common import as_option, emit, json_option, open_vault, say, table, vault_option
from muniment.app.cli.steps import Steps
from muniment.model.counting import counted

if TYPE_CHECKING:
    from muniment.assess import Agreement
    from muniment.model.records import Record
    from muniment.preserve import Ledger


@click.group("coding", cls=Steps, order=("start", "give", "show"))
def coding_command() -> None:
    """Blind double coding: what two people find in one sample, and how far they agree beyond chance."""


@coding_command.command("start")
@click.option("--items", required=True, metavar="N|ITEMS", help="How many to draw, or labels parted by commas.")
@click.option("--people", required=True, metavar="CODES", help="Two operators: op-1,op-2.")
@click.option("--seed", default="", metavar="TEXT", help="What the sample is drawn with, so that others can draw it.")
@vault_option
@as_option
@json_option
def start_command(
    items: str, people: str, seed: str, vault_path: Path | None, operator: str | None, as_json: bool
) -> None:
    """Begin a round."""
    from muniment.assess import start_coding
    from muniment.claims import codes_in_use

    if items.isdigit() and not seed:
        raise click.UsageError("A sample is drawn with a --seed, so that anybody can draw it again.")
    wanted: int | list[str] = int(items) if items.isdigit() else _parted(items)
    with open_vault(vault_path, write=True, operator=operator) as vault:
        lists = [f"{one.name}/{one.version}" for one in codes_in_use(vault.ledger).lists]
        record = start_coding(vault.ledger, wanted, _parted(people), seed, lists)
    if as_json:
        emit(_round_json(record))
    else:
        say(f"{record.label}: {' and '.join(record.fields['people'])} code {', '.join(record.fields['items'])}.")


@coding_command.command("give")
@click.argument("coding")
@click.argument("item")
@click.option("--code", "codes", multiple=True, metavar="CODE", help="A code that you find in it; may be repeated.")
@click.option("--none", "nothing", is_flag=True, help="You find none of the codes in it.")
@vault_option
@as_option
@json_option
def give_command(
    coding: str,
    item: str,
    codes: tuple[str, ...],
    nothing: bool,
    vault_path: Path | None,
    operator: str | None,
    as_json: bool,
) -> None:
    """Give the codes of ITEM in the round CODING. Until both are done you may give them again."""
    from muniment.assess import find_round, give_codes, progress
    from muniment.claims import codes_in_use

    if bool(codes) == nothing:
        raise click.UsageError("Give --code, or --none where you find none.")
    with open_vault(vault_path, write=True, operator=operator) as vault:
        record = give_codes(vault.ledger, coding, item, codes, codes_in_use(vault.ledger).ids)
        of = find_round(vault.ledger, coding)
        done = progress(vault.ledger, of)[record.by]
    if as_json:
        emit({"coding": of.label, "given": record.label, "item": record.fields["item"], "done": done})
    else:
        say(f"{record.label}: {done} of {counted(len(of.fields['items']), 'item')} done.")


@coding_command.command("show")
@click.argument("coding", required=False)
@vault_option
@as_option
@json_option
def show_command(coding: str | None, vault_path: Path | None, operator: str | None, as_json: bool) -> None:
    """Show how far the round CODING is, and the agreement once both are done; without CODING list the rounds."""
    from muniment.assess import find_round, rounds

    with open_vault(vault_path, operator=operator) as vault:
        found = [find_round(vault.ledger, coding)] if coding else rounds(vault.ledger)
        plain = [_shown(vault.ledger, of, bool(coding)) for of in found]
    if as_json:
        for one in plain:
            emit(one)
    elif coding:
        _show_lines(plain[0])
    elif not plain:
        say("No round of coding is on record here. `muniment coding start` begins one.")
    else:
        rows = [(one["coding"], ", ".join(one["people"]), len(one["items"]), one["done"]) for one in plain]
        table(("coding", "people", "items", "done"), rows)


def _parted(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def _round_json(of: Record) -> dict[str, Any]:
    return {"coding": of.label, "at": of.at, "by": of.by, "seed": None, "drawn_from": None, **of.fields}


def _shown(ledger: Ledger, of: Record, whole: bool) -> dict[str, Any]:
    """What whoever reads may see: progress always, their own codes, all codes and agreement when it is done."""
    from muniment.assess import agreement_of, codes_given, is_done, progress
    from muniment.preserve import NoKey

    done = is_done(ledger, of)
    count = [{"by": code, "items": number} for code, number in progress(ledger, of).items()]
    plain = {**_round_json(of), "done": done, "progress": count}
    if not whole:
        return plain
    try:
        reader = ledger.identity.code
    except NoKey:
        reader = ""
    seen = [code for code in of.fields["people"] if done or code == reader]
    given = [
        {"by": code, "item": item, "codes": codes}
        for code in seen
        for item, codes in codes_given(ledger, of, code, reader).items()
    ]
    if not done:
        return {**plain, "given": given, "agreement": None}
    same, by_code = agreement_of(ledger, of, reader)
    found = {"same_codes_percent": round(same, 1), "codes": [_agreement_json(one) for one in by_code]}
    return {**plain, "given": given, "agreement": found}


def _agreement_json(one: Agreement) -> dict[str, Any]:
    beyond = {"kappa": _rounded(one.kappa), "alpha": _rounded(one.alpha)}
    return one._asdict() | beyond | {"percent": round(one.percent, 1), "warnings": list(one.warnings)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _show_lines(one: dict[str, Any]) -> None:
    far = [f"{who['by']} {who['items']} of {len(one['items'])}" for who in one["progress"]]
    say(f"{one['coding']}: {'; '.join(far)}")
    for given in one["given"]:
        say(f"  {given['by']}  {given['item']}: {', '.join(given['codes']) or 'none'}")
    if one["agreement"] is None:
        say("What the other gives is shown when both are done.")
        return
    first, second = one["people"]
    say(f"The very same codes in {one['agreement']['same_codes_percent']} % of the items.")
    head = ("code", "both", f"only {first}", f"only {second}", "neither", "agree %", "kappa", "alpha", "careful")
    table(
        head,
        [
            (c["code"], c["both"], c["first"], c["second"], c["neither"], c["percent"], c["kappa"], c["alpha"],
             "; ".join(c["warnings"]))
            for c in one["agreement"]["codes"]
        ],
    )  # fmt: skip
