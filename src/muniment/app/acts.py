"""An act in a line for people: what it did, in counted words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from muniment.model.counting import counted
from muniment.model.records import ActRow
from muniment.verify.acts import parse_act

if TYPE_CHECKING:
    from .vault import Vault


def summary(vault: Vault, act: ActRow) -> str:
    """What an act did; the catalogue's own words for kinds that have nothing to count."""
    if act.act == "read":
        return _read(vault, act)
    if act.act == "charter":
        return _charter(vault, act)
    return _counted(act)


def _counted(act: ActRow) -> str:
    about = max(act.parts - 1, 0)  # the first part is the proposal's, the erasure's or the hand-over's own
    words = {
        "acquire": f"{counted(act.parts, 'file')} brought",
        "amend": f"{counted(act.parts, 'basis or consent', 'bases or consents')} stated later",
        "restrict": counted(act.parts, "statement of restrictions", "statements of restrictions"),
        "hold": f"{counted(act.parts, 'hold')} set or lifted",
        "disclose": f"{counted(about, 'record')} handed over",
        "erase-proposal": f"erasing {counted(about, 'part')} proposed",
        "erase": f"{counted(about, 'part')} erased",
    }
    return words.get(act.act, act.summary)


def _read(vault: Vault, act: ActRow) -> str:
    """Kept without a reader is neither read nor a failure, and is said apart."""
    by = Counter(str(part.fields().get("status", "erased")) for part in vault.ledger.parts(act.index))
    said = [f"{counted(by['done'], 'item')} read"] if by["done"] else []
    said += [f"{counted(by['none'], 'item')} kept without a reader"] if by["none"] else []
    said += [f"{counted(by['failed'], 'item')} could not be read"] if by["failed"] else []
    said += [f"{counted(by['erased'], 'reading')} erased since"] if by["erased"] else []
    return ", ".join(said)


def _charter(vault: Vault, act: ActRow) -> str:
    charter = parse_act(act.index, vault.ledger.log.entry(act.index)).payload.get("charter", {})
    before = charter.get("predecessor")
    if not before:
        return "the vault was made"
    mark = str(before["origin"]).rpartition("/")[2][:5]
    return f"goes on from the vault {mark} after its first {counted(before['size'], 'entry', 'entries')}"
