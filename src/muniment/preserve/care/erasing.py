"""Erasure: an act of two operators with a ground, then the removal itself.

1. Somebody proposes: the act lists every part that will go (the item's acquisitions, its readings; of a person,
   every version of the sealed identity).
2. Another operator confirms: a second act with the same list, which names the first.
3. Then bytes and salts are removed from packs and blobs, and the projections are begun anew.

A marker file says that step 3 is under way; opening the vault for writing finishes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from muniment.model.records import ItemRow, parse_label
from muniment.preserve.ledger.draft import Draft
from muniment.preserve.ledger.ledger import ERASING, Ledger, VaultUnusable, Written
from muniment.preserve.refusal import Refused
from muniment.preserve.statements import close, is_closed, to_restate
from muniment.verify.acts import Part, write_parts
from muniment.verify.strict import dumps

from .earlier import Earlier, objects_of
from .going import Going
from .identity import GoingIdentity, is_person
from .onrecord import GoingRecord, is_on_record
from .restating import follow

WITHDRAWAL = "erase-withdrawal"


class EraseError(Exception):
    """An erasure cannot be proposed or confirmed; the message says why."""


@dataclass(frozen=True)
class Plan:
    """What an erasure will remove: parts by act, and what that means in words."""

    item: str
    """Label of the item, or of the person whose identity goes."""
    parts: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    earlier: tuple[str, ...] = ()
    """Records in logs that this one goes on from: `VAULT/act.part`."""
    moving: tuple[tuple[ItemRow, str], ...] = ()
    """Items that stay under another record (`act.part`)."""
    closing: tuple[ItemRow, ...] = ()
    """Items that stay and still hold what goes."""

    @property
    def records(self) -> tuple[str, ...]:
        """Every part that goes, as the act lists them."""
        return (*(f"{act}.{part}" for act, part in self.parts), *self.earlier)


def plan(ledger: Ledger, item_label: str) -> Plan:
    """Everything that goes with an item, a person's identity, or something on record.

    Raises EraseError, or Refused under a hold.
    """
    if is_person(item_label):
        return _plan_identity(ledger, item_label)
    if is_on_record(item_label):
        record = GoingRecord(ledger, item_label)
        earlier = _before(ledger, record.former)
        return Plan(record.label, tuple(record.parts), (*record.words, *_before_words(earlier)), earlier)
    item = ledger.catalogue.item(*parse_label(item_label))
    if item is None:
        raise EraseError(f"There is no item {item_label}.")
    going = Going(ledger, item)
    former = [name for row in ledger.catalogue.acquisitions(item.item) for name in row.fields.get("formerly", ())]
    former += going.former
    earlier = _before(ledger, former)
    words = (*going.words, *_before_words(earlier))
    return Plan(item.item, tuple(going.parts), words, earlier, tuple(going.moving), tuple(going.closing))


def _plan_identity(ledger: Ledger, person: str) -> Plan:
    going = GoingIdentity(ledger, person)
    if not going.parts:
        raise EraseError(f"No identity of {person} is kept here. What else is on record of a person is not erased.")
    earlier = _before(ledger, going.former)
    return Plan(person, tuple(going.parts), (*going.words, *_before_words(earlier)), earlier)


def _before(ledger: Ledger, former: list[str]) -> tuple[str, ...]:
    return tuple(part.record for part in Earlier(ledger).of(former)) if former else ()


def _before_words(earlier: Iterable[str]) -> Iterator[str]:
    return (f"{record} in the log that this one goes on from" for record in earlier)


def propose(ledger: Ledger, wanted: Plan, ground: str) -> Written:
    """Write the proposal; another operator has to confirm it."""
    return _list(ledger, "erase-proposal", wanted.records, {"ground": ground, "item": wanted.item}).commit()


def _list(ledger: Ledger, kind: str, records: Iterable[str], head: dict[str, Any]) -> Draft:
    draft = ledger.draft(kind)
    draft.add(head)
    for record in records:
        draft.add({"record": record})
    return draft


@dataclass(frozen=True)
class Proposal:
    """A proposal as it stands in the log."""

    index: int
    by: str
    ground: str
    item: str
    records: tuple[str, ...]


def proposal(ledger: Ledger, index: int) -> Proposal:
    """The proposal of an entry. Raises EraseError."""
    if not 0 <= index < ledger.log.size or ledger.act(index).kind != "erase-proposal":
        raise EraseError(f"Entry {index} is not a proposal to erase; `muniment log` lists the entries.")
    head, *rest = [part.fields() for part in ledger.parts(index)]
    records = tuple(str(fields["record"]) for fields in rest)
    return Proposal(index, ledger.act(index).by, str(head["ground"]), str(head["item"]), records)


def plan_of(ledger: Ledger, wanted: Proposal) -> Plan:
    """What a proposal will remove, as it stands now.

    Raises EraseError where that is no longer what was proposed, or Refused under a hold.
    """
    if not _stands(ledger, wanted.item):
        raise EraseError(f"{wanted.item} has been erased already.")
    current = plan(ledger, wanted.item)
    if set(current.records) != set(wanted.records):
        raise EraseError(
            f"{wanted.item} has changed since entry {wanted.index} proposed to erase it (it was brought, read or "
            "sealed again). Propose it anew, so that both of you decide about the same thing."
        )
    return current


def _stands(ledger: Ledger, label: str) -> bool:
    """Whether there is still something of an item, or of a person's identity, to be erased."""
    if is_person(label):
        return bool(GoingIdentity(ledger, label).parts)
    if is_on_record(label):
        return ledger.catalogue.record(label) is not None
    return ledger.catalogue.item(*parse_label(label)) is not None


def confirm(ledger: Ledger, index: int) -> Written:
    """Confirm a proposal as a second operator and carry it out."""
    wanted = proposal(ledger, index)
    _check_stands(ledger, wanted)
    needed = int(ledger.authority.current.policy.get("erase_operators", 2))
    if needed > 1 and ledger.identity.code == wanted.by:
        raise Refused(
            "two-operators",
            wanted.item,
            f"{wanted.by} proposed this erasure; another operator has to confirm it.",
        )
    _state_again(ledger, plan_of(ledger, wanted))
    draft = _list(ledger, "erase", wanted.records, {"ground": wanted.ground})
    ledger.store.write_marker(ERASING, str(draft.index))
    written = draft.commit(proposal=index)
    carry_out(ledger)
    return written


def _check_stands(ledger: Ledger, wanted: Proposal) -> None:
    """Raises EraseError where a proposal was withdrawn."""
    entry = withdrawal_of(ledger, wanted)
    if entry is not None:
        by = ledger.act(entry).by
        raise EraseError(f"Entry {wanted.index} was withdrawn by entry {entry} ({by}). Propose it anew.")


def withdrawal_of(ledger: Ledger, wanted: Proposal) -> int | None:
    """The entry that withdrew a proposal, if one did."""
    rows = (row for record in wanted.records for row in ledger.catalogue.statements(record))
    return next(
        (row.act for row in rows if row.kind == WITHDRAWAL and row.fields.get("proposal") == wanted.index), None
    )


def _state_again(ledger: Ledger, plan: Plan) -> None:
    """Before anything goes: what was stated of items that move, under their new record; and what is closed.

    Interrupted behind this, nothing is erased yet; statements made twice say the same.
    """
    for item in plan.closing:
        if not is_closed(ledger, item):
            close(ledger, item, f"{plan.item}, found inside it, was erased")
    for item, record in plan.moving:
        prior = record
        for kind, fields in to_restate(ledger, item):
            draft = ledger.draft(kind)
            draft.add({"record": record, "prior": prior, **fields})
            prior = f"{draft.commit().index}.0"
        follow(ledger, item.item, f"item-{record}")


def carry_out(ledger: Ledger) -> None:
    """Remove what the marked erasure names, if it is in the log; otherwise forget the marker."""
    marked = ledger.store.read_marker(ERASING)
    if marked is None:
        return
    index = int(marked) if marked.isdigit() else ledger.log.size
    if index < ledger.log.size and ledger.act(index).kind == "erase":
        _remove(ledger, index)
    ledger.store.remove_marker(ERASING)


def _remove(ledger: Ledger, index: int) -> None:
    """Remove, here and in earlier logs, first the objects that nothing else refers to, then the parts.

    In this order, because the parts say which objects: interrupted, it can be done again.
    """
    names = [str(fields["record"]) for fields in _targets(ledger, index)]
    records = [parse_label(name) for name in names if "/" not in name]
    earlier = Earlier(ledger)
    former = earlier.named(name for name in names if "/" in name)
    bodies: dict[int, dict[int, bytes]] = {}
    bodies[0], doomed = _bodies(records, ledger.parts, index)
    for generation in {where.generation for where in former}:
        targets = [(where.act, where.part) for where in former if where.generation == generation]
        bodies[generation], more = _bodies(targets, partial(earlier.parts_of, generation), index)
        doomed |= more
    doomed -= earlier.objects(without=former)
    objects = {digest for digest in doomed if set(ledger.catalogue.references(digest)) <= set(records)}
    for generation in (0, *(number for number, _ in ledger.store.earlier_logs())):
        ledger.objects.erase(objects, {}, dumps({"erased": index}), generation)
    for generation, replaced in bodies.items():
        ledger.objects.erase(set(), replaced, b"", generation)
    ledger.start_anew()


def _bodies(
    records: Iterable[tuple[int, int]], parts_of: Callable[[int], list[Part]], index: int
) -> tuple[dict[int, bytes], set[str]]:
    """New bodies of the acts' parts with those records erased, and the objects these referred to."""
    bodies: dict[int, bytes] = {}
    doomed: set[str] = set()
    wanted = sorted(records)
    for act in {act for act, _ in wanted}:
        parts = parts_of(act)
        for number in (number for of, number in wanted if of == act and parts[number].leaf is None):
            doomed |= objects_of(parts[number])
            parts[number] = Part(leaf=parts[number].leaf_hash(), erased_by=index)
        bodies[act] = write_parts(parts)
    return bodies, doomed


def _targets(ledger: Ledger, index: int) -> list[dict[str, Any]]:
    return [fields for fields in (part.fields() for part in ledger.parts(index)) if "record" in fields]


def finish(ledger: Ledger) -> None:
    """Finish an erasure that was interrupted."""
    try:
        carry_out(ledger)
    except OSError as error:
        raise VaultUnusable(f"An erasure that was begun could not be finished: {error}") from error
