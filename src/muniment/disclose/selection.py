"""What goes into a package: items with their acquisitions, statements and proofs, checked by the rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from muniment.model.records import AcquisitionRow, ItemRow, StatementRow, parse_label
from muniment.preserve import (
    HOLDS_BACK,
    Ledger,
    Refused,
    as_amended,
    brought,
    came_from,
    chain,
    find_item,
    newest_statement,
    pending_erasures,
    persons_recorded_in,
    stated_of,
)

from .persons import person_refusals
from .rules import DisclosureRefused, is_unstated, pending_erasure, refusals, unknown_inside
from .whitelist import LINKS, check_names, shown_fields, shown_of_statement


@dataclass(frozen=True)
class Terms:
    """To whom, for what, when, and which fields beyond the whitelist are shown or hidden."""

    to: str
    purpose: str
    prepared: str
    show: Collection[str] = ()
    hide: Collection[str] = ()


@dataclass(frozen=True)
class Chosen:
    """One item to hand out."""

    annex: str
    item: ItemRow
    acquisition: AcquisitionRow
    """The first acquisition, whose record the item bears."""
    others: tuple[AcquisitionRow, ...]
    statements: tuple[StatementRow, ...]
    newest: str
    told: Mapping[str, Any]
    """What is told of the first acquisition, as amended since."""
    basis: str
    """Whose whitelist counts: `person` where any acquisition or amendment ever said that a person gave it."""
    shown: tuple[str, ...]
    """Names of the fields of the acquisition that are shown."""
    terms: Terms

    def shown_of(self, row: StatementRow) -> list[str]:
        """Names of the fields of a later statement that are shown."""
        return shown_of_statement(row.fields, self.basis, self.terms.show, self.terms.hide)

    @property
    def protected(self) -> bool:
        """Whether a person gave it."""
        return self.basis == "person"

    @property
    def record(self) -> str:
        """`act.part` of the item."""
        return self.item.item.partition("-")[2]


@dataclass
class Selection:
    """All that is chosen, and which parts of which acts that shows."""

    chosen: list[Chosen] = field(default_factory=list)
    parts: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    """Act → part → names of the fields shown."""

    def show(self, record: str, names: Sequence[str]) -> None:
        """Show a part of an act."""
        act, part = parse_label(record)
        self.parts.setdefault(act, {})[part] = tuple(names)


def select(ledger: Ledger, items: Sequence[ItemRow], terms: Terms) -> Selection:
    """Check every item against the rules and choose what to show of it.

    Raises DisclosureRefused, which names every refusal of every item.
    """
    check_names([*terms.show, *terms.hide])
    refused = [refusal for item in items for refusal in _refusals(ledger, item, terms)]
    if refused:
        raise DisclosureRefused(refused)
    selection = Selection()
    here = {item.sha256 for item in items}
    for number, item in enumerate(items, 1):
        selection.chosen.append(_choose(ledger, item, f"A{number:04d}", terms, here))
    for chosen in selection.chosen:
        selection.show(chosen.record, chosen.shown)
        for row in chosen.statements:
            selection.show(f"{row.act}.{row.part}", chosen.shown_of(row))
    return selection


def lacks_basis(ledger: Ledger, item: str) -> bool:
    """Whether an item (by its label) has an acquisition whose basis nobody has stated, then or later.

    What was found inside others, or made from them, lacks it where one of those does.
    """
    return any(_lacks_its_own(ledger, row) for row in (find_item(ledger, item), *came_from(ledger, item)))


def _lacks_its_own(ledger: Ledger, item: ItemRow) -> bool:
    rows = [row for row in brought(ledger, item.item) if "parent" not in row.fields]
    return any(is_unstated(row.fields) for row in rows) and is_unstated(as_amended(chain(ledger, item)))


def held_inside(ledger: Ledger, item: ItemRow) -> list[ItemRow]:
    """All items that were found inside an item, at any depth; each once. They go out with it."""
    found: dict[str, ItemRow] = {}
    asked = [item.sha256]
    while asked:
        for child in ledger.catalogue.children(asked.pop()):
            # A translation is not inside, nor is what is only spoken of.
            if "depth" in child.fields and not child.fields.get("mentioned") and child.item not in found:
                found[child.item] = find_item(ledger, child.item)
                asked.append(found[child.item].sha256)
    found.pop(item.item, None)
    return list(found.values())


def _refusals(ledger: Ledger, item: ItemRow, terms: Terms) -> list[Refused]:
    found = _its_own_refusals(ledger, item, terms)
    for parent in came_from(ledger, item.item):
        found += [
            Refused(refused.rule, item.item, f"{item.item} comes out of {parent.item}: {refused}")
            for refused in _its_own_refusals(ledger, parent, terms)
        ]
    for inside in held_inside(ledger, item):
        found += [
            Refused(refused.rule, item.item, f"{item.item} holds {inside.item}: {refused}")
            for refused in _its_own_refusals(ledger, inside, terms)
        ]
    return found


def _its_own_refusals(ledger: Ledger, item: ItemRow, terms: Terms) -> list[Refused]:
    stated = stated_of(ledger, item)
    told = ledger.catalogue.statements(item.item.partition("-")[2])
    held_back = {code for row in told if row.kind == HOLDS_BACK for code in row.fields["codes"]}
    return [
        *(pending_erasure(item.item, entry) for entry in pending_erasures(ledger, item)),
        *refusals(item.item, stated.acquisitions, stated.restrictions, terms.purpose, terms.prepared[:10]),
        *unknown_inside(item, held_back, looked_at=stated.restrictions is not None),
        *_refusals_of_persons(ledger, item, terms),
    ]


def _refusals_of_persons(ledger: Ledger, item: ItemRow, terms: Terms) -> list[Refused]:
    recorded = persons_recorded_in(ledger, item.item)
    if not recorded:
        return []
    public = _bases(ledger, item) == {"public"}
    return list(person_refusals(item.item, recorded, public, terms.purpose, terms.to, terms.prepared[:10]))


def _bases(ledger: Ledger, item: ItemRow) -> set[str]:
    """Every basis that was ever stated of an item."""
    found = (brought(ledger, item.item), _amendments(chain(ledger, item)))
    return {str(row.fields["basis"]) for rows in found for row in rows if not is_unstated(row.fields)}


def _basis(ledger: Ledger, item: ItemRow, told: Mapping[str, Any]) -> str:
    """Whose whitelist counts for an item.

    Who gave something as a person stays protected, whatever is found or stated about it later, and so
    does all that is inside it. Of several bases further up, the one that shows less.
    """
    above = [basis for parent in came_from(ledger, item.item) for basis in _bases(ledger, parent)]
    if "person" in _bases(ledger, item) or "person" in above:
        return "person"
    if not is_unstated(told):
        return str(told.get("basis"))
    return "organisation" if "organisation" in above else next(iter(above), "unstated")


def _choose(ledger: Ledger, item: ItemRow, annex: str, terms: Terms, here: Collection[str]) -> Chosen:
    """`here`: SHA-256 of all items of the package."""
    rows = brought(ledger, item.item)
    record = item.item.partition("-")[2]
    statements = chain(ledger, item)
    amended = as_amended(statements)
    first = next(row for row in rows if row.acquisition.partition("-")[2] == record)
    told = {**first.fields, **amended}
    basis = _basis(ledger, item, told)
    fields: dict[str, Any] = {"item": None, "media_type": item.media_type, **told}
    show = [*terms.show, *(name for name in LINKS if told.get(name) in here)]
    return Chosen(
        annex,
        item,
        first,
        tuple(row for row in rows if row is not first),
        tuple(statements),
        newest_statement(ledger, item),
        told,
        basis,
        tuple(shown_fields(fields, basis, show, terms.hide)),
        terms,
    )


def _amendments(statements: Sequence[StatementRow]) -> list[StatementRow]:
    return [row for row in statements if row.kind == "amend"]
