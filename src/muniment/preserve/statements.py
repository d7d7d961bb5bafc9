"""Statements about an item after it was brought: amendments, restrictions, holds. Superseded, never edited."""

from __future__ import annotations

from typing import Any

from muniment.model.records import ItemRow, StatementRow, parse_label
from muniment.store.ports import StoreError

from .ledger.ledger import Ledger, Written


class NoSuchItem(Exception):
    """There is no such item, or not any more; the message says which, as far as the log tells."""


class NoHold(Exception):
    """There is no hold to lift."""


def find_item(ledger: Ledger, text: str) -> ItemRow:
    """An item by a label or by the label of one of its acquisitions. Raises NoSuchItem."""
    try:
        record = parse_label(text, "item", "acquisition")
    except ValueError as error:
        raise NoSuchItem(str(error)) from error
    item = ledger.catalogue.item(*record)
    if item is None:
        raise NoSuchItem(
            _erased_words(ledger, text, *record)
            or f"There is no item {text} in this vault; `muniment items` lists what there is."
        )
    return item


def _erased_words(ledger: Ledger, text: str, act: int, part: int) -> str:
    """Which entry erased what a label named, when, by whom and why; empty where the log tells of no erasure."""
    try:
        parts = ledger.parts(act) if act < ledger.log.size and ledger.act(act).kind == "acquire" else []
        entry = parts[part].erased_by if part < len(parts) else None
        if entry is None:
            return ""
        erasure = ledger.act(entry)
        ground = ledger.parts(entry)[0].fields().get("ground", "")
    except StoreError:
        return ""  # damaged: `verify` says so
    proposed = erasure.payload.get("proposal")
    first = ledger.act(proposed).by if isinstance(proposed, int) else erasure.by
    by = " and ".join(dict.fromkeys([first, erasure.by]))
    return (
        f"{text} was erased by entry {entry}, {erasure.at}, by {by}, on the "
        f"ground: {ground}. If it was brought in another way, too, `muniment items` lists it under another label."
    )


def restrict(ledger: Ledger, item: ItemRow, rules: list[dict[str, str]], reason: str) -> Written:
    """Put restrictions on an item; they replace those stated by an earlier `restrict`."""
    return _state(ledger, "restrict", item, {"restrictions": rules, "reason": reason})


def amend(ledger: Ledger, item: ItemRow, told: dict[str, Any], reason: str) -> Written:
    """State the basis of an item, or the consent for it, later; replaces what its acquisitions state of these."""
    return _state(ledger, "amend", item, {**told, "reason": reason})


def hold(ledger: Ledger, item: ItemRow, lifted: bool, reason: str) -> Written:
    """Set or lift a hold, under which nothing can be erased. Raises NoHold where there is none to lift."""
    if lifted and not is_held(ledger, item):
        raise NoHold(f"{item.item} is under no hold; there is nothing to lift.")
    return _state(ledger, "hold", item, {"state": "lifted" if lifted else "set", "reason": reason})


def close(ledger: Ledger, item: ItemRow, reason: str) -> Written:
    """State that nothing more is taken out of an item: something found inside it was erased."""
    return _state(ledger, "close", item, {"reason": reason})


def is_closed(ledger: Ledger, item: ItemRow) -> bool:
    """Whether nothing more is taken out of an item."""
    return any(row.kind == "close" for row in ledger.catalogue.statements(item.item.partition("-")[2]))


def is_held(ledger: Ledger, item: ItemRow) -> bool:
    """Whether an item is under a hold now."""
    holds = [row for row in ledger.catalogue.statements(item.item.partition("-")[2]) if row.kind == "hold"]
    return bool(holds) and holds[-1].fields.get("state") == "set"


def _state(ledger: Ledger, kind: str, item: ItemRow, fields: dict[str, Any]) -> Written:
    record = item.item.partition("-")[2]
    draft = ledger.draft(kind)
    draft.add({"record": record, "prior": newest_statement(ledger, item), **fields})
    return draft.commit()


CHAINED = ("amend", "restrict", "hold", "close")
"""Kinds of statement that form a record's chain: each names the one before it."""


def chain(ledger: Ledger, item: ItemRow) -> list[StatementRow]:
    """An item's chain of statements, oldest first: those that count, and those that were replaced."""
    return [row for row in ledger.catalogue.statements(item.item.partition("-")[2]) if row.kind in CHAINED]


def to_restate(ledger: Ledger, item: ItemRow) -> list[tuple[str, dict[str, Any]]]:
    """(kind, fields) of what has to be stated again where an item goes on under another record, in order.

    All amendments, for who ever was said to be a person stays protected; of the other kinds the newest.
    `formerly` says where each stood; `record` and `prior` are left to whoever states it.
    """
    rows = chain(ledger, item)
    newest = {row.kind: row for row in rows}
    found = []
    for row in (row for row in rows if row.kind == "amend" or newest[row.kind] is row):
        fields = {name: value for name, value in row.fields.items() if name not in ("record", "prior")}
        former = [*fields.get("formerly", ()), f"{ledger.vault}/{row.act}.{row.part}"]
        found.append((row.kind, {**fields, "formerly": former}))
    return found


def newest_statement(ledger: Ledger, item: ItemRow) -> str:
    """`act.part` of the newest statement about an item; of its first acquisition if there is none."""
    rows = chain(ledger, item)
    return f"{rows[-1].act}.{rows[-1].part}" if rows else item.item.partition("-")[2]
