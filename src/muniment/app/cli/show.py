"""`show`: one item, in whole or from one side; what is written of it goes outside the vault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muniment.app.words import size_words

from .common import emit, json_option, open_vault, say, table, vault_option

if TYPE_CHECKING:
    from muniment.app.vault import Vault
    from muniment.model.records import ItemRow

MOST_PAGES = 1_000_000


@click.command("show")
@click.argument("record")
@click.option(
    "--text", is_flag=True, help="Print the reading, with remarks in [brackets]; offsets are those of --json."
)
@click.option("--bytes", "raw", is_flag=True, help="Write the item's bytes to standard output, as they came.")
@click.option("--children", is_flag=True, help="List what was found inside it, and what was made from it.")
@click.option("--aligned", is_flag=True, help="A translation or transcript beside the passages it stands for.")
@click.option("--page", "number", type=click.IntRange(1, MOST_PAGES), help="Write the picture of this page.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file for --page.")
@click.option(
    "--derivatives",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write what a program made from it, such as a film's frames, into this folder.",
)
@vault_option
@json_option
def show_command(
    record: str,
    text: bool,
    raw: bool,
    children: bool,
    aligned: bool,
    number: int | None,
    out: Path | None,
    folder: Path | None,
    vault_path: Path | None,
    as_json: bool,
) -> None:
    """Show an item: how it came here, what was read from it."""
    if sum((text, raw, children, aligned, number is not None, folder is not None)) > 1:
        raise click.UsageError("Ask for one of --text, --bytes, --children, --aligned, --page and --derivatives.")
    with open_vault(vault_path) as vault:
        item = vault.item(record)
        if raw:
            for chunk in vault.bytes_of(item):
                sys.stdout.buffer.write(chunk)
        elif text:
            _tell_text(vault, item, as_json)
        elif children:
            _tell_children(vault, item, as_json)
        elif aligned:
            _tell_aligned(vault, item, as_json)
        elif number is not None:
            _write_page(vault, item, number, out, as_json)
        elif folder is not None:
            _write_derivatives(vault, item, folder, as_json)
        else:
            _tell_item(vault, item, as_json)


def _tell_item(vault: Vault, item: ItemRow, as_json: bool) -> None:
    from muniment.app.showing import show_json, show_lines

    if as_json:
        emit(show_json(vault, item))
        return
    for line in show_lines(vault, item):
        say(line)


def _tell_text(vault: Vault, item: ItemRow, as_json: bool) -> None:
    from muniment.app.saying import lines_of, text_json
    from muniment.model.safe_text import safe_text

    reading = vault.reading(item.item)
    if reading is None:
        why = {"pending": "it was not read yet; `muniment read` reads it", "none": "no reader takes its type"}
        click.echo(f"There is no text of {item.item}: {why.get(item.read, 'it could not be read')}.", err=True)
        return
    if as_json:
        emit({"item": item.item, **text_json(reading)})
        return
    if engine := reading.metadata.get("ocr:Engine"):
        click.echo(f"[Some of this was recognised in a picture by a program ({engine}); nobody has read it.]\n")
    text = "".join(lines_of(reading))
    click.echo("\n".join("\t".join(map(safe_text, line.split("\t"))) for line in text.split("\n")))


def _tell_children(vault: Vault, item: ItemRow, as_json: bool) -> None:
    from muniment.app.showing import children_json

    rows = list(children_json(vault, item))
    if as_json:
        for row in rows:
            emit(row)
        return
    head = ("item", "type", "size", "read", "what", "path")
    table(
        head,
        [
            (row["item"], row["media_type"], size_words(row["size"]), row["read"], row["what"], row["path"])
            for row in rows
        ],
        right=(2,),
    )


def _tell_aligned(vault: Vault, item: ItemRow, as_json: bool) -> None:
    from muniment.app.showing import aligned_json

    rows = list(aligned_json(vault, item))
    if not rows:
        raise click.UsageError(f"{item.item} is no translation or transcript of anything, or is not read.")
    if as_json:
        for row in rows:
            emit(row)
        return
    first = rows[0]
    say(f"{item.item} is a {first['made_as']} of {first['of']}, made by {first['made_by']}.")
    say("Which passage stands for which was matched by a program, by length and order.")
    for row in rows:
        say()
        say(f"  original:    {row['original'] or '–'}")
        say(f"  {row['made_as'] + ':':<12} {row['made'] or '–'}")


def _write_page(vault: Vault, item: ItemRow, number: int, out: Path | None, as_json: bool) -> None:
    path = out or Path(f"{item.item}-page-{number}.png")
    _outside(vault, path, "Name another file with --out.")
    if path.exists():
        raise click.UsageError(f"{path} is there already; nothing was written. Name another file with --out.")
    picture = vault.draw(item, number)
    with path.open("xb") as file:
        file.write(picture)
    if as_json:
        emit({"item": item.item, "page": number, "file": str(path), "bytes": len(picture)})
    else:
        say(f"The picture of page {number} of {item.item} is in {path}. A program made it; the item is what counts.")


def _write_derivatives(vault: Vault, item: ItemRow, folder: Path, as_json: bool) -> None:
    from muniment.app.derivatives import write_derivatives

    _outside(vault, folder, "Name another folder.")
    try:
        written = list(write_derivatives(vault, item, folder))
    except FileExistsError as error:
        raise click.UsageError(f"{error.filename} is there already; nothing was written over.") from error
    if as_json:
        for row in written:
            emit(row)
        return
    if not written:
        say(f"No program made anything from {item.item} but its text.")
        return
    table(
        ("file", "what", "where", "size"),
        [(row["file"], row["role"], row.get("where", ""), size_words(row["bytes"])) for row in written],
        right=(3,),
    )
    say(f"A program made them from {item.item}; the item is what counts.")


def _outside(vault: Vault, path: Path, advice: str) -> None:
    """Nothing but the vault's own files belongs into its folder."""
    if path.resolve().is_relative_to(vault.ledger.store.root.resolve()):
        raise click.UsageError(f"{path} lies in the vault's own folder, so nothing was written. {advice}")
