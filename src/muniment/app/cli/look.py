"""`status`, `items`, `links`, `search`, `log`: looking at a vault without changing anything."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from muniment.app.words import LINK_STATES as STATES
from muniment.app.words import shortened, shortened_list, size_words
from muniment.model.counting import counted

from .common import MOST_ROWS, emit, json_option, open_vault, page, paging, say, table, vault_option
from .errors import FINDINGS

if TYPE_CHECKING:
    from muniment.app.searching import Found

AROUND = 400
"""Characters shown of a long passage on each side of the first mark; --json gives all of it."""

NAMES = 5
"""Names shown of an item without a title; --json gives more."""

TITLE = 60
"""Characters shown of a title that stands on a line with other things; --json gives all of it."""


@click.command("status")
@click.option("--deep", is_flag=True, help="Check every byte too, as `muniment verify` does.")
@vault_option
@json_option
def status_command(vault_path: Path | None, deep: bool, as_json: bool) -> int:
    """What is here, what is unread, what is owed, whether all is whole, where the vault is at risk."""
    from muniment.app.status import status

    with open_vault(vault_path) as vault:
        state = status(vault, deep)
    if as_json:
        emit(state)
        return FINDINGS if state["problems"] else 0
    counts = state["counts"]
    say(f"{state['name']} ({state['mark']}), {state['folder']}")
    say(f"fingerprint  {state['fingerprint']}")
    say(
        f"holds        {counted(counts['items'], 'item')} ({size_words(counts['bytes'])}), "
        f"{counted(counts['acquisitions'], 'acquisition')}"
    )
    say(f"log          {counted(counts['acts'], 'entry', 'entries')}, last {state['last']}")
    say(
        f"read         {counts.get('read_done', 0)} done, {counts.get('read_pending', 0)} pending, "
        f"{counts.get('read_none', 0)} without a reader, {counts.get('read_failed', 0)} failed; "
        f"{counts['with_findings']} with findings"
    )
    if unstated := state["without_basis"]:
        verb = "has" if unstated == 1 else "have"
        say(
            f"hand over    {counted(unstated, 'item')} {verb} no stated basis and cannot go out; "
            "`muniment items --no-basis` lists them"
        )
    say(f"stamps       {state['stamps']['words']}")
    say(f"whole        {state['whole']}")
    say(f"operators    {', '.join(state['operators'])}")
    for problem in state["problems"]:
        say(f"PROBLEM      {problem}")
    for risk in state["risks"]:
        say(f"at risk      {risk}")
    for line in state["readers"]:
        say(f"readers      {line}")
    for line in state["aids"]:
        say(f"reading with {line}")
    return FINDINGS if state["problems"] else 0


@click.command("items")
@click.option("--type", "media_type", default="", help="Only this media type.")
@click.option("--read", "read", default="", type=click.Choice(["", "done", "failed", "pending", "none"]))
@click.option("--language", default="", help="Only this language, such as uk.")
@click.option("--name", default="", help="Only items one of whose names contains this.")
@click.option("--findings", is_flag=True, help="Only items with findings.")
@click.option("--no-basis", is_flag=True, help="Only what was brought and has no stated basis.")
@paging
@vault_option
@json_option
def items_command(vault_path: Path | None, as_json: bool, limit: int, offset: int, **wanted: Any) -> None:
    """List items in the order they came."""
    from muniment.app.showing import item_json
    from muniment.store.ports import ItemFilter

    with open_vault(vault_path) as vault:
        rows = page(vault.items(ItemFilter(**wanted), limit + 1, offset), limit, offset)
    if as_json:
        for row in rows:
            emit(item_json(row))
        return
    table(
        ("item", "type", "size", "read", "lang", "findings", "title or name"),
        [
            (
                r.item,
                r.media_type,
                size_words(r.size),
                r.read,
                r.language,
                r.findings or "",
                r.title or shortened_list(r.names, NAMES),
            )
            for r in rows
        ],
        right=(2, 5),
    )


@click.command("links")
@click.argument("records", nargs=-1)
@click.option("--state", type=click.Choice(STATES), help="Only links in this state.")
@vault_option
@json_option
def links_command(records: tuple[str, ...], state: str | None, vault_path: Path | None, as_json: bool) -> None:
    """List the links of some items, or of all: which have a target in the copy held here, and which of those is here.

    Nothing is asked of any network. A link without a target may have had one before the copy was converted.
    """
    from collections import Counter

    with open_vault(vault_path) as vault:
        rows = list(vault.links([vault.item(record) for record in records]))
    states = Counter(row.state for row in rows)
    shown = [row for row in rows if state in (None, row.state)]
    if as_json:
        for row in shown:
            emit(row._asdict())
        emit({"summary": {"links": len(rows), "states": dict(states)}})
        return
    table(
        ("item", "where", "state", "text", "target"),
        [
            (row.item, row.where, f"{row.state} ({row.inside})" if row.inside else row.state,
             shortened(" ".join(row.text.split()), TITLE), row.target or "(empty)")
            for row in shown
        ],
    )  # fmt: skip
    if not rows:
        say("There are no links in what was read.")
    elif without := states["no target"]:
        verb = "has" if without == 1 else "have"
        say(
            f"{without} of {counted(len(rows), 'link')} {verb} no target in the copy held here; "
            "conversion may have cost it."
        )


@click.command("search")
@click.argument("query")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, MOST_ROWS))
@click.option("--offset", default=0, show_default=True, type=click.IntRange(0, MOST_ROWS))
@vault_option
@json_option
def search_command(query: str, limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """Find passages: exact hits first, then passages with all words in any of their forms.

    A hit is exact where all of the words stand in the passage side by side, as typed and in that order.
    "In quotation marks" finds only the exact words; word* finds what begins so.
    """
    with open_vault(vault_path) as vault:
        found = page(vault.search(query, limit + 1, offset), limit, offset)
        pending = vault.ledger.catalogue.counts().get("read_pending", 0)
    if as_json:
        for hit in found:
            emit(hit.as_json())
        return
    for hit in found:
        _tell_hit(hit)
    if not found:
        say("Nothing was found.")
    if pending:
        say(f"Not read yet, so that nothing in it can be found: {counted(pending, 'item')}; run `muniment read`.")


def _tell_hit(hit: Found) -> None:
    place = f", page {hit.page}" if hit.page else ""
    how = "EXACT: as typed" if hit.exact else "in other forms or apart"
    title = shortened(hit.title or hit.name, TITLE)
    say(f"{hit.item}  {title}  ({how}{place}, characters {hit.start}–{hit.end})")
    if hit.told:
        say(f"    [{hit.told}]")
    from muniment.model.safe_text import safe_text

    first = hit.marks[0][0] if hit.marks else 0
    begin, end = max(0, first - AROUND), min(len(hit.text), first + AROUND)
    pieces, at = ["…"] if begin else [], begin
    for start, stop in hit.marks:
        if stop <= end:
            pieces += [safe_text(hit.text[at:start]), click.style(safe_text(hit.text[start:stop]), bold=True)]
            at = stop
    pieces += [safe_text(hit.text[at:end]), "…" if end < len(hit.text) else ""]
    click.echo("    " + "".join(pieces) + "\n")


@click.command("log")
@paging
@vault_option
@json_option
def log_command(limit: int, offset: int, vault_path: Path | None, as_json: bool) -> None:
    """List acts in order: what was done, when by the signer's clock, by whom."""
    with open_vault(vault_path) as vault:
        rows = page(vault.log(limit + 1, offset), limit, offset)
    if as_json:
        for row in rows:
            emit(
                {
                    "index": row.index,
                    "act": row.act,
                    "at": row.at,
                    "by": row.by,
                    "parts": row.parts,
                    "summary": row.summary,
                }
            )
        return
    table(
        ("entry", "act", "at", "by", "summary"),
        [(row.index, row.act, row.at, row.by, row.summary) for row in rows],
        right=(0,),
    )
