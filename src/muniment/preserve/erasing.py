"""Erasure: an act of two operators with a ground, then the removal itself.

1. Somebody proposes: the act lists every part that will go (the item's acquisitions, its readings).
2. Another operator confirms: a second act with the same list, which names the first.
3. Then bytes and salts are removed from packs and blobs, and the projections are begun anew.

A marker file says that step 3 is under way; opening the vault for writing finishes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from muniment.model.records import ItemRow, label, parse_label
from muniment.verify.packcheck import object_reference
from muniment.verify.parts import Part, write_parts
from muniment.verify.strict import dumps

from .ledger import Draft, Ledger, VaultUnusable, Written
from .refusal import Refused

MARKER = "erasing"


class EraseError(Exception):
    """An erasure cannot be proposed or confirmed; the message says why."""


@dataclass(frozen=True)
class Plan:
    """What an erasure will remove: parts by act, and what that means in words."""

    item: ItemRow
    parts: tuple[tuple[int, int], ...]
    words: tuple[str, ...]


def plan(ledger: Ledger, item_label: str) -> Plan:
    """Everything that goes with an item. Raises EraseError, or Refused under a hold."""
    item = ledger.catalogue.item(*parse_label(item_label))
    if item is None:
        raise EraseError(f"There is no item {item_label}.")
    _refuse_hold(ledger, item)
    acquisitions = [parse_label(row.acquisition) for row in ledger.catalogue.acquisitions(item.item)]
    readings = list(_readings_of(ledger, item))
    words = [f"the bytes of {item.item} ({item.size:,} bytes, {item.media_type})"]
    words += [f"what was told about {label('acquisition', *record)}" for record in acquisitions]
    words += [f"{label('reading', *record)}: text, passages, thumbnail, findings" for record in readings]
    words.append("its names, its title and its keys in catalogue and search")
    return Plan(item, (*acquisitions, *readings), tuple(words))


def _refuse_hold(ledger: Ledger, item: ItemRow) -> None:
    holds = [row for row in ledger.catalogue.statements(item.item.partition("-")[2]) if row.kind == "hold"]
    if holds and holds[-1].fields.get("state") == "set":
        raise Refused(
            "hold",
            item.item,
            f"{item.item} is under a hold (entry {holds[-1].act}): it cannot be erased until the hold is lifted.",
        )


def _readings_of(ledger: Ledger, item: ItemRow) -> Iterable[tuple[int, int]]:
    record = item.item.partition("-")[2]
    for row in ledger.catalogue.acts():
        if row.act == "read":
            for number, part in enumerate(ledger.parts(row.index)):
                if part.fields().get("record") == record:
                    yield row.index, number


def propose(ledger: Ledger, wanted: Plan, ground: str) -> Written:
    """Write the proposal; another operator has to confirm it."""
    return _list(ledger, "erase-proposal", wanted.parts, {"ground": ground, "item": wanted.item.item}).commit()


def _list(ledger: Ledger, kind: str, parts: Iterable[tuple[int, int]], head: dict[str, Any]) -> Draft:
    draft = ledger.draft(kind)
    draft.add(head)
    for act, part in parts:
        draft.add({"record": f"{act}.{part}"})
    return draft


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands in the log."""

    index: int
    by: str
    ground: str
    item: str
    parts: tuple[tuple[int, int], ...]


def proposal(ledger: Ledger, index: int) -> Proposal:
    """The proposal of an entry. Raises EraseError."""
    if not 0 <= index < ledger.log.size or ledger.act(index).kind != "erase-proposal":
        raise EraseError(f"Entry {index} is not a proposal to erase; `muniment log` lists the entries.")
    head, *rest = [part.fields() for part in ledger.parts(index)]
    records = tuple(parse_label(str(fields["record"])) for fields in rest)
    return Proposal(index, ledger.act(index).by, str(head["ground"]), str(head["item"]), records)


def confirm(ledger: Ledger, index: int) -> Written:
    """Confirm a proposal as a second operator and carry it out."""
    wanted = proposal(ledger, index)
    needed = int(ledger.authority.current.policy.get("erase_operators", 2))
    if needed > 1 and ledger.identity.code == wanted.by:
        raise Refused(
            "two-operators",
            wanted.item,
            f"{wanted.by} proposed this erasure; another operator has to confirm it.",
        )
    item = ledger.catalogue.item(*parse_label(wanted.item))
    if item is None:
        raise EraseError(f"{wanted.item} has been erased already.")
    current = plan(ledger, wanted.item)
    if set(current.parts) != set(wanted.parts):
        raise EraseError(
            f"{wanted.item} has changed since entry {index} proposed to erase it (it was brought or read again). "
            "Propose it anew, so that both of you decide about the same thing."
        )
    draft = _list(ledger, "erase", wanted.parts, {"ground": wanted.ground})
    ledger.store.write_marker(MARKER, str(draft.index))
    written = draft.commit(proposal=index)
    carry_out(ledger)
    return written


def carry_out(ledger: Ledger) -> None:
    """Remove what the marked erasure names, if it is in the log; otherwise forget the marker."""
    marked = ledger.store.read_marker(MARKER)
    if marked is None:
        return
    index = int(marked) if marked.isdigit() else ledger.log.size
    if index < ledger.log.size and ledger.act(index).kind == "erase":
        _remove(ledger, index)
    ledger.store.remove_marker(MARKER)


def _remove(ledger: Ledger, index: int) -> None:
    records = [parse_label(str(fields["record"])) for fields in _targets(ledger, index)]
    bodies: dict[int, bytes] = {}
    doomed: set[str] = set()
    for act in {act for act, _ in records}:
        parts = ledger.parts(act)
        for number in (number for of, number in records if of == act):
            doomed |= _objects(parts[number])
            parts[number] = Part(leaf=parts[number].leaf_hash(), erased_by=index)
        bodies[act] = write_parts(parts)
    gone = set(records)
    objects = {digest for digest in doomed if set(ledger.catalogue.references(digest)) <= gone}
    ledger.objects.erase(objects, bodies, dumps({"erased": index}))
    ledger.start_anew()


def _targets(ledger: Ledger, index: int) -> list[dict[str, Any]]:
    return [fields for fields in (part.fields() for part in ledger.parts(index)) if "record" in fields]


def _objects(part: Part) -> set[str]:
    references = (object_reference(value) for value in part.fields().values())
    return {reference[0] for reference in references if reference}


def finish(ledger: Ledger) -> None:
    """Finish an erasure that was interrupted."""
    try:
        carry_out(ledger)
    except OSError as error:
        raise VaultUnusable(f"An erasure that was begun could not be finished: {error}") from error
