"""The logs that a branched vault goes on from: what they hold of an item, so that it can be erased there too.

Read only when something is erased, so nothing here is kept in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.preserve.ledger.ledger import Ledger
from muniment.preserve.ledger.log import Log
from muniment.verify.acts import Part, object_reference, parse_act, read_parts

GOES_ALONG = frozenset({"reader", "passage", "sealed"})
"""Fields that tell a reading, and the next version of a claim or of an identity, from statements that stay."""


@dataclass(frozen=True, order=True)
class EarlierPart:
    """A part of an act in an earlier log."""

    generation: int
    vault: str
    act: int
    part: int

    @property
    def record(self) -> str:
        """How it is named from later logs: `VAULT/act.part`."""
        return f"{self.vault}/{self.act}.{self.part}"


class Earlier:
    """All parts of all earlier logs, loaded once."""

    def __init__(self, ledger: Ledger) -> None:
        self.parts: dict[tuple[int, int], list[Part]] = {}
        self._vaults: dict[int, str] = {}
        for generation, store in ledger.store.earlier_logs():
            self._vaults[generation] = parse_act(0, Log(store, "").entry(0)).log
            for act, digest, place in ledger.objects.scan(2**63, generation):
                if not digest:
                    self.parts[generation, act] = read_parts(ledger.objects.read(place))

    def parts_of(self, generation: int, act: int) -> list[Part]:
        """An act's parts, in a list of their own."""
        return list(self.parts[generation, act])

    def _every(self) -> Iterator[tuple[EarlierPart, Part]]:
        for (generation, act), parts in self.parts.items():
            for number, part in enumerate(parts):
                yield EarlierPart(generation, self._vaults[generation], act, number), part

    def of(self, records: Iterable[str]) -> list[EarlierPart]:
        """The parts of these records (`VAULT/act.part`), of their later versions and of what was read from them."""
        wanted = set(records)
        found = []
        for where, part in self._every():
            fields = part.fields() if part.leaf is None else {}
            about = f"{where.vault}/{fields.get('record')}"
            if fields and (where.record in wanted or (about in wanted and GOES_ALONG.intersection(fields))):
                found.append(where)
        return sorted(found)

    def named(self, records: Iterable[str]) -> list[EarlierPart]:
        """The live parts with exactly these names."""
        wanted = set(records)
        return sorted(where for where, part in self._every() if where.record in wanted and part.leaf is None)

    def objects(self, without: Iterable[EarlierPart] = ()) -> set[str]:
        """Digests that live parts refer to, not counting some."""
        leaving = set(without)
        return {digest for where, part in self._every() if where not in leaving for digest in objects_of(part)}


def objects_of(part: Part) -> set[str]:
    """Digests of the objects that a part refers to."""
    references = (object_reference(value) for value in part.fields().values())
    return {reference[0] for reference in references if reference}
