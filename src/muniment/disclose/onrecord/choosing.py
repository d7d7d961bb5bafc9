"""From a compiled dossier to the parts of acts that show it: of the newest version what the whitelist allows, of
earlier ones only what ties them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muniment.disclose.selection import Chosen, Selection, Terms
from muniment.disclose.whitelist_records import CHAIN, shown_names
from muniment.model.records import Record, StatementRow
from muniment.preserve import Ledger

from .compiled import Compiled, Judged

LETTERS = {"dossier": "D", "judge": "J", "claim": "C", "incident": "I"}
"""Kind of act → letter of the annex."""


@dataclass(frozen=True)
class Review:
    """A review that a judgement stands on, with the names of its fields that are shown."""

    place: str
    row: StatementRow
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One record to show: its annex, its newest version, the names of the fields shown of it."""

    annex: str
    record: Record
    newest: str
    earlier: tuple[str, ...]
    """Every version before the newest."""
    shown: tuple[str, ...]
    reviews: tuple[Review, ...] = ()
    judged: Judged | None = None

    @property
    def fields(self) -> Mapping[str, Any]:
        """What is shown of it."""
        return {name: value for name, value in self.record.fields.items() if name in self.shown}

    def part(self) -> dict[str, Any]:
        """As the disclosure names it."""
        named: dict[str, Any] = {"record": self.record.record, "annex": self.annex, "newest": self.newest}
        return named | ({"reviews": [review.place for review in self.reviews]} if self.judged else {})


class _Choosing:
    def __init__(self, ledger: Ledger, compiled: Compiled, chosen: Sequence[Chosen], terms: Terms) -> None:
        self._ledger, self._terms = ledger, terms
        self._protected = {one.item.item: one.protected for one in chosen}
        self._here = compiled.labels | self._protected.keys()

    def told(self, annex: str, record: Record, judged: Judged | None = None) -> Told:
        rows = [row for row in self._ledger.catalogue.statements(record.record) if row.kind == record.kind]
        places = [record.record, *(f"{row.act}.{row.part}" for row in rows)]
        reviews = tuple(self._review(record, place) for place in judged.reviews) if judged else ()
        shown = self._names(record.kind, record.fields)
        return Told(annex, record, places[-1], tuple(places[:-1]), shown, reviews, judged)

    def _review(self, record: Record, place: str) -> Review:
        rows = self._ledger.catalogue.statements(record.record)
        row = next(row for row in rows if f"{row.act}.{row.part}" == place)
        return Review(place, row, self._names(row.kind, row.fields))

    def _names(self, kind: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
        terms = self._terms
        return tuple(shown_names(kind, fields, self._is_protected, self._here, terms.show, terms.hide))

    def _is_protected(self, label: str) -> bool:
        """Whether an item, or the one that a claim stands in, comes from a person; what is not here counts as that."""
        record = self._ledger.catalogue.record(label) if label.startswith("claim-") else None
        item = str(record.fields.get("item", "")) if record else label
        return self._protected.get(item, True)


def choose(ledger: Ledger, compiled: Compiled, selection: Selection, terms: Terms) -> list[Told]:
    """Everything of a dossier that is no item, with annexes of its own, its parts put into the selection."""
    choosing = _Choosing(ledger, compiled, selection.chosen, terms)
    found = [choosing.told("D0001", compiled.dossier)]
    found += [choosing.told(f"J{n:04d}", one.record, one) for n, one in enumerate(compiled.judgements, 1)]
    found += [choosing.told(f"C{n:04d}", one) for n, one in enumerate(compiled.claims, 1)]
    found += [choosing.told(f"I{n:04d}", one) for n, one in enumerate(compiled.incidents, 1)]
    for one in found:
        for place in one.earlier:
            selection.show(place, CHAIN)
        selection.show(one.newest, (*CHAIN, *one.shown))
        for review in one.reviews:
            selection.show(review.place, (*CHAIN, *review.shown))
    return found
