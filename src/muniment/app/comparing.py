"""What documents both say: claims on record in them, and marks in their margins that nobody took yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from muniment.claims import claims_on_record, form_of
from muniment.link import Both, said_by_both
from muniment.model.records import ItemRow

from .line import Line
from .margins import taken_marks

if TYPE_CHECKING:
    from .vault import Vault


class Side(NamedTuple):
    """A claim or a mark: where it stands and its words."""

    label: str
    item: str
    passage: str


class Pair(NamedTuple):
    """What two documents both say."""

    both: Both
    a: Side
    b: Side


def compare(vault: Vault, items: Sequence[ItemRow]) -> list[Pair]:
    """Pairs of claims or marks among these items. Marks are those of the last `claims suggest`."""
    taken = taken_marks(claims_on_record(vault.ledger))
    given: list[tuple[str, str, dict[str, Any]]] = []
    for row in items:
        given += [(row.item, claim.label, claim.fields) for claim in claims_on_record(vault.ledger, row.item)]
        marks = vault.ledger.catalogue.suggestions(row.item)
        given += [(row.item, mark.suggestion, form_of(mark)) for mark in marks if mark.suggestion not in taken]
    sides = {label: Side(label, item, fields["passage"].get("text", "")) for item, label, fields in given}
    return [Pair(one, sides[one.a], sides[one.b]) for one in said_by_both(given)]


def pair_json(pair: Pair) -> dict[str, Any]:
    """The documented JSON form."""
    return {
        "code": pair.both.code,
        "agrees": list(pair.both.agrees),
        "a": pair.a._asdict(),
        "b": pair.b._asdict(),
    }


def pair_lines(pairs: Sequence[Pair]) -> Iterator[Line]:
    """Pairs for people."""
    for pair in pairs:
        yield Line(f"{pair.both.code}: the same {', '.join(pair.both.agrees)}", kind="head")
        for side in (pair.a, pair.b):
            yield Line(f"{side.label} in {side.item}", 2, 4, "who")
            yield Line(f"«{' '.join(side.passage.split())}»", 6, 1)
    yield Line(
        "That two documents say the same is no corroboration: `muniment origins` asks whether they are separate."
    )
