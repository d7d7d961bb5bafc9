"""What goes into a package: items with their acquisitions, statements and proofs, checked by the rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from muniment.model.records import AcquisitionRow, ItemRow, StatementRow, parse_label
from muniment.preserve import CHAINED, Ledger, Refused, newest_statement

from .rules import DisclosureRefused, is_unstated, refusals
from .whitelist import check_names, shown_fields, shown_of_statement


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
    for number, item in enumerate(items, 1):
        selection.chosen.append(_choose(ledger, item, f"A{number:04d}", terms))
    for chosen in selection.chosen:
        selection.show(chosen.record, chosen.shown)
        for row in chosen.statements:
            selection.show(f"{row.act}.{row.part}", chosen.shown_of(row))
    return selection


def lacks_basis(ledger: Ledger, item: str) -> bool:
    """Whether an item (by its label) has an acquisition whose basis nobody has stated, then or later."""
    rows = ledger.catalogue.acquisitions(item)
    if not any(is_unstated(row.fields) for row in rows):
        return False
    return is_unstated(_amended(_statements(ledger, item)))


def _statements(ledger: Ledger, item: str) -> list[StatementRow]:
    """What was stated about an item later and still counts or once did, oldest first."""
    return [row for row in ledger.catalogue.statements(item.partition("-")[2]) if row.kind in CHAINED]


def _refusals(ledger: Ledger, item: ItemRow, terms: Terms) -> list[Refused]:
    statements = _statements(ledger, item.item)
    later = next((row.fields["restrictions"] for row in reversed(statements) if row.kind == "restrict"), None)
    amended = _amended(statements)
    acquisitions = [(row.acquisition, {**row.fields, **amended}) for row in ledger.catalogue.acquisitions(item.item)]
    return list(refusals(item.item, acquisitions, later, terms.purpose, terms.prepared[:10]))


def _choose(ledger: Ledger, item: ItemRow, annex: str, terms: Terms) -> Chosen:
    rows = ledger.catalogue.acquisitions(item.item)
    record = item.item.partition("-")[2]
    statements = _statements(ledger, item.item)
    amended = _amended(statements)
    first = next(row for row in rows if row.acquisition.partition("-")[2] == record)
    told = {**first.fields, **amended}
    # Who gave something as a person stays protected, whatever is found or stated about it later.
    protected = "person" in [row.fields.get("basis") for found in (rows, _amendments(statements)) for row in found]
    basis = "person" if protected else str(told.get("basis"))
    fields: dict[str, Any] = {"item": None, "media_type": item.media_type, **told}
    return Chosen(
        annex,
        item,
        first,
        tuple(row for row in rows if row is not first),
        tuple(statements),
        newest_statement(ledger, item),
        told,
        basis,
        tuple(shown_fields(fields, basis, terms.show, terms.hide)),
        terms,
    )


def _amendments(statements: Sequence[StatementRow]) -> list[StatementRow]:
    return [row for row in statements if row.kind == "amend"]


def _amended(statements: Sequence[StatementRow]) -> dict[str, Any]:
    """Basis and consent as amended, the newest statement of each counting."""
    amended: dict[str, Any] = {}
    for row in _amendments(statements):
        amended |= {name: row.fields[name] for name in ("basis", "consent") if name in row.fields}
    return amended
