"""What goes with an item that is erased: its acquisitions and readings, claims that quote it, and what came out of
nothing else.

An item that came out of it, and was brought in another way as well, stays. If the acquisition that goes
is the one whose record it bears, it bears another from then on: what was stated of it is stated again
under that record, and it is read anew.
"""

from __future__ import annotations

from typing import Any

from muniment.model.counting import counted
from muniment.model.records import AcquisitionRow, ItemRow, label, parse_label
from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.lineage import came_from
from muniment.preserve.records import places_of
from muniment.preserve.refusal import Refused
from muniment.preserve.statements import is_held


class Going:
    """Finds it; `parts` are the parts that go, `words` say so to a person."""

    def __init__(self, ledger: Ledger, item: ItemRow) -> None:
        self._ledger = ledger
        self._read = _readings_by_record(ledger)
        self.parts: list[tuple[int, int]] = []
        self.words: list[str] = []
        self.former: list[str] = []
        """Records in earlier logs of what goes."""
        self.moving: list[tuple[ItemRow, str]] = []
        """Items that stay under another record, and that record (`act.part`)."""
        self.closing: list[ItemRow] = []
        """Items that stay and still hold what goes."""
        self._items = self._whole(item)
        for one in self._items.values():
            self._item(one, item)
        for sha256 in self._items:
            self._staying(sha256)
        self._closing()

    def _whole(self, item: ItemRow) -> dict[str, ItemRow]:
        """Items that go, by SHA-256: all that came out of it, without those that were brought otherwise, too."""
        found = {item.sha256: item}
        asked = [item.sha256]
        while asked:
            for child in self._ledger.catalogue.children(asked.pop()):
                row = self._ledger.catalogue.item(*parse_label(child.item))
                if row is not None and row.sha256 not in found and not child.fields.get("mentioned"):
                    found[row.sha256] = row
                    asked.append(row.sha256)
        while True:
            others = [digest for digest, row in found.items() if row is not item and self._is_brought(row, found)]
            if not others:
                return found
            for digest in others:
                del found[digest]

    def _is_brought(self, item: ItemRow, going: dict[str, ItemRow]) -> bool:
        """Whether an item came here in a way that does not go: by itself, or inside something that stays.

        That another item speaks of it brought nothing.
        """
        return any(self._stays(row, going) for row in self._ledger.catalogue.acquisitions(item.item))

    def _stays(self, row: AcquisitionRow, going: dict[str, ItemRow]) -> bool:
        return row.fields.get("parent") not in going and not row.fields.get("mentioned")

    def _item(self, item: ItemRow, first: ItemRow) -> None:
        _refuse_hold(self._ledger, item)
        if item is not first:
            self.words.append(f"{item.item} came out of {first.item} and of nothing that stays; it goes with it:")
        self.words.append(f"the bytes of {item.item} ({item.size:,} bytes, {item.media_type})")
        for row in self._ledger.catalogue.acquisitions(item.item):
            self._part(parse_label(row.acquisition), f"what was told about {row.acquisition}", row.fields)
        self._readings(item)
        self._quoted(item)
        self.words.append(f"the names of {item.item}, its title and its keys in catalogue and search")

    def _readings(self, item: ItemRow) -> None:
        for record in self._read.get(item.item.partition("-")[2], ()):
            self._part(record, f"{label('reading', *record)}: text, passages, thumbnail, findings", {})

    def _quoted(self, item: ItemRow) -> None:
        """Claims that stand in it quote it: they go, with every version of them."""
        for claim in self._ledger.catalogue.records("claim", about=item.item):
            first, *others = places_of(self._ledger, claim)
            versions = f", with {counted(len(others), 'later version')}" if others else ""
            self._part(first, f"{claim.label} quotes {item.item}{versions}", claim.fields)
            self.parts += [place for place in others if place not in self.parts]
            self._resting(claim.label)

    def _resting(self, claim: str) -> None:
        """Incidents, judgements and dossiers that refer to a claim that goes: they stay, without it."""
        for record in self._ledger.catalogue.records(about=claim):
            if not record.withdrawn:
                self.words.append(f"CAREFUL: {record.label} refers to {claim}, and stays without it")

    def _part(self, record: tuple[int, int], words: str, fields: dict[str, Any]) -> None:
        if record not in self.parts:
            self.parts.append(record)
            self.words.append(words)
            self.former += fields.get("formerly", ())

    def _staying(self, parent: str) -> None:
        """What came out of a going item and stays: only that it came out of it goes."""
        for child in self._ledger.catalogue.children(parent):
            if child.sha256 in self._items:
                continue
            item = self._ledger.catalogue.item(*parse_label(child.item))
            if item is None:
                continue
            _refuse_hold(self._ledger, item)
            self._part(parse_label(child.acquisition), f"what was told about {child.acquisition}", child.fields)
            if child.acquisition.partition("-")[2] == item.item.partition("-")[2]:
                self._move(item)

    def _move(self, item: ItemRow) -> None:
        rows = self._ledger.catalogue.acquisitions(item.item)
        record = next(
            row.acquisition.partition("-")[2] for row in rows if self._stays(row, self._items)
        )  # fmt: skip
        self._readings(item)
        self.moving.append((item, record))
        self.words.append(
            f"{item.item} itself stays, for it was brought in another way, too: from then on it is item-{record}, "
            "what was stated of it is stated again, and it has to be read anew"
        )

    def _closing(self) -> None:
        """Containers that stay and hold what goes: nothing is taken out of them any more."""
        for item in self._items.values():
            for row in self._ledger.catalogue.acquisitions(item.item):
                parent = row.fields.get("parent")
                if parent is None or parent in self._items or "depth" not in row.fields:
                    continue
                labels = self._ledger.catalogue.item_of([parent])
                held = self._ledger.catalogue.item(*parse_label(labels[parent])) if parent in labels else None
                if held is None or row.fields.get("mentioned") or held.item in [one.item for one in self.closing]:
                    continue
                self.closing.append(held)
                self.words.append(
                    f"CAREFUL: {held.item} still holds the bytes of {item.item} inside it, and stays; "
                    "nothing is taken out of it any more"
                )


def _refuse_hold(ledger: Ledger, item: ItemRow) -> None:
    """A hold holds an item and all that came out of it."""
    for held in (item, *came_from(ledger, item.item)):
        if is_held(ledger, held):
            inside = "" if held is item else f", and {item.item} came out of it"
            words = f"{held.item} is under a hold{inside}: it cannot be erased until the hold is lifted."
            raise Refused("hold", item.item, words)


def _readings_by_record(ledger: Ledger) -> dict[str, list[tuple[int, int]]]:
    """Parts of `read` acts by the record they are about."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in ledger.catalogue.acts():
        if row.act == "read":
            for number, part in enumerate(ledger.parts(row.index)):
                found.setdefault(str(part.fields().get("record")), []).append((row.index, number))
    return found
