"""What people declare of two documents: one informant, one a translation of the other, or why they are independent.

Rules:
1. `same-informant` and `translation` tie; they can only lower the number of groups.
2. `independent` ties nothing and unties nothing: where a tie is found, it stands. It is the reason that a person
   gives for a named pair, and it must say who told each, who had access to what, and how they are related.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.model.records import Record
from muniment.preserve import (
    Ledger,
    accounts_of_person,
    brought,
    enter_records,
    find_item,
    find_record,
    withdraw_record,
)

from .ties import Tie

KIND = "link"
TYING = ("same-informant", "translation")
INDEPENDENT = "independent"
RELATIONS = (*TYING, INDEPENDENT)


class LinkError(Exception):
    """A tie cannot be declared as it is written; the message says what is lacking."""


def declare(
    ledger: Ledger,
    relation: str,
    items: Sequence[str],
    reason: str,
    person: str = "",
    told: Sequence[str] = (),
    access: str = "",
    relationship: str = "",
) -> Record:
    """Put a declaration about two or more items on record. `told` is who told each, in their order; `person` the
    informant's code, where there is one. Raises LinkError, NoSuchItem."""
    if relation not in RELATIONS:
        raise LinkError(f"{relation!r} is none of {', '.join(RELATIONS)}.")
    labels = [find_item(ledger, item).item for item in items]
    if len(set(labels)) < 2 or (relation != "same-informant" and len(labels) != 2):
        wanted = "two or more different items" if relation == "same-informant" else "exactly two different items"
        raise LinkError(f"{relation}: name {wanted}.")
    fields = {"relation": relation, "items": labels, "reason": reason}
    if person:
        fields["person"] = find_record(ledger, person, "person").label
    if relation == INDEPENDENT:
        if len(told) != 2 or not all(one.strip() for one in (*told, access, relationship)):
            raise LinkError(
                "Independence is a person's finding about a named pair: say who told each (twice --told), what access "
                "each had (--access), and how they are related to one another (--relationship)."
            )
        for record in declarations(ledger):
            if record.fields["relation"] in TYING and set(labels) <= set(record.fields["items"]):
                said = record.fields["relation"]
                raise LinkError(f"{record.label} declares them {said}; withdraw that first, if it was a mistake.")
        fields |= {"told": [one.strip() for one in told], "access": access, "relationship": relationship}
    return enter_records(ledger, KIND, [fields])[0]


def declarations(ledger: Ledger) -> list[Record]:
    """Declarations that stand."""
    return [record for record in ledger.catalogue.records(KIND) if not record.withdrawn]


def withdraw_declaration(ledger: Ledger, label: str, reason: str) -> Record:
    """Withdraw a declaration."""
    return withdraw_record(ledger, find_record(ledger, label, KIND), reason)


def declared_ties(ledger: Ledger, items: Sequence[str]) -> list[Tie]:
    """Ties among these items that people declared: here, or when a translation or transcript was brought."""
    wanted = set(items)
    found: list[Tie] = []
    for record in declarations(ledger):
        fields = record.fields
        if fields["relation"] in TYING:
            here = [item for item in fields["items"] if item in wanted]
            why = f"declared by {record.by}: {_WORDS[fields['relation']]} ({fields['reason']})"
            found += [Tie(here[0], other, fields["relation"], why, by=record.label) for other in here[1:]]
    found += _one_person(ledger, items)
    return found + [tie for item in items for tie in _made_from(ledger, item, wanted)]


def _one_person(ledger: Ledger, items: Sequence[str]) -> list[Tie]:
    """Accounts traced to one person are one origin, however many groups asked."""
    found = []
    for person, of in accounts_of_person(ledger).items():
        here = [item for item in items if item in of]
        why = f"accounts of one person, {person}, are on record in both"
        found += [Tie(here[0], other, "same-informant", why, by=person) for other in here[1:]]
    return found


_WORDS = {"same-informant": "they go back to one informant", "translation": "one is a translation of the other"}


def _made_from(ledger: Ledger, item: str, wanted: set[str]) -> list[Tie]:
    """What was brought as a person's translation or transcript of another."""
    found = []
    for row in brought(ledger, item):
        if "made_as" in row.fields:
            origin = ledger.catalogue.item_of([row.fields["parent"]]).get(row.fields["parent"])
            if origin in wanted and origin != item:
                why = f"{item} was brought as a {row.fields['made_as']} of {origin}"
                found.append(Tie(origin, item, "translation", why, by=row.acquisition))
    return found


def independence(ledger: Ledger, a: Sequence[str], b: Sequence[str]) -> list[Record]:
    """Declarations that say why one of `a` and one of `b` are independent of each other."""
    return [
        record
        for record in declarations(ledger)
        if record.fields["relation"] == INDEPENDENT and _joins(record.fields["items"], set(a), set(b))
    ]


def _joins(pair: list[str], a: set[str], b: set[str]) -> bool:
    first, second = pair
    return (first in a and second in b) or (first in b and second in a)
