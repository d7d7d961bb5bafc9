"""Erasures that are proposed and not decided: what they name waits, and is not handed out meanwhile.

Whoever withdrew may not be answered *it went out yesterday* because a second operator was away. A proposal that
shall not be carried out is withdrawn, with a reason; both stay in the log.
"""

from __future__ import annotations

from muniment.model.records import ActRow, ItemRow
from muniment.preserve.ledger.ledger import Ledger, Written

from .erasing import WITHDRAWAL, EraseError, proposal, withdrawal_of

PROPOSED = "erase-proposal"


def pending_erasures(ledger: Ledger, item: ItemRow) -> list[int]:
    """Entries that propose to erase an item and were neither carried out nor withdrawn."""
    rows = ledger.catalogue.statements(item.item.partition("-")[2])
    undone = {row.fields.get("proposal") for row in rows if row.kind == WITHDRAWAL}
    return sorted({row.act for row in rows if row.kind == PROPOSED} - undone)


def withdraw_erasure(ledger: Ledger, index: int, reason: str) -> Written:
    """Withdraw a proposal that was not carried out. Raises EraseError."""
    wanted = proposal(ledger, index)
    if withdrawal_of(ledger, wanted) is not None:
        raise EraseError(f"The proposal of entry {index} was withdrawn already.")
    if any(_carries_out(ledger, row, index) for row in ledger.catalogue.acts(offset=index + 1)):
        raise EraseError(f"The erasure that entry {index} proposed was carried out; nothing can bring it back.")
    draft = ledger.draft(WITHDRAWAL)
    draft.add({"proposal": index, "item": wanted.item, "reason": reason})
    for record in wanted.records:
        draft.add({"record": record, "proposal": index})
    return draft.commit(proposal=index)


def _carries_out(ledger: Ledger, row: ActRow, index: int) -> bool:
    return row.act == "erase" and ledger.act(row.index).payload.get("proposal") == index
