"""Blind double coding: two people code one sample, and neither sees the other's codes before both are done.

1. A round is put on record with its people, its items, and the seed that drew them.
2. Each person gives the codes of each item; until the round is done they may give them again.
3. While it is not done, one's own codes are all that is shown. When it is, nothing can be given any more.

This is a local program: whoever reads the packs in the folder sees all that is in them. It keeps people who use it
from seeing by a slip what would sway them, and the log shows who gave what before whom.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from muniment.assess.errors import AssessError
from muniment.assess.people import person, same_person
from muniment.model.records import Record
from muniment.model.spelling import did_you_mean
from muniment.preserve import Ledger, Refused, enter_records, find_item, find_record, revise_record
from muniment.store.ports import ItemFilter

from .agreement import Agreement, agreement_on
from .drawing import draw

KIND = "coding"


def start(
    ledger: Ledger,
    items: Sequence[str] | int,
    people: Sequence[str],
    seed: str,
    lists: Sequence[str],
    author: str | None = None,
) -> Record:
    """Begin a round over these items, or over so many drawn from all that were read. Raises AssessError, NoSuchItem.

    `lists` are the code lists in use, by name and version.
    """
    person(ledger, author, "round of coding")
    _check_people(ledger, people)
    fields: dict[str, Any] = {"people": list(people), "lists": list(lists)}
    if isinstance(items, int):
        every = ledger.catalogue.items(ItemFilter(read="done"))
        if not 1 <= items <= len(every):
            raise AssessError(f"{items} items cannot be drawn: {len(every)} were read.")
        fields |= {"items": [item.item for item in draw(every, items, seed)], "seed": seed, "drawn_from": len(every)}
    else:
        fields["items"] = list(dict.fromkeys(find_item(ledger, item).item for item in items))
    if not fields["items"]:
        raise AssessError("Name items, or say how many to draw.")
    return enter_records(ledger, KIND, [fields])[0]


def _check_people(ledger: Ledger, people: Sequence[str]) -> None:
    known = {operator.code for operator in ledger.authority.current.operators}
    if len(people) != 2 or same_person(ledger, *people):
        raise AssessError("Double coding takes two different operators.")
    for code in people:
        if code not in known:
            raise AssessError(f"There is no operator {code} in force; `muniment operators` lists them.")


def give(
    ledger: Ledger, round_: str, item: str, codes: Sequence[str], known: Collection[str], author: str | None = None
) -> Record:
    """Put the codes of one item on record, as the person who signs; none at all is an answer, too.

    Raises AssessError, NoSuchRecord, NoSuchItem; Refused once the round is done.
    """
    code = person(ledger, author, "coding")
    of = find_round(ledger, round_)
    label = find_item(ledger, item).item
    if code not in of.fields["people"]:
        raise AssessError(f"{code} does not code in {of.label}: {' and '.join(of.fields['people'])} do.")
    if label not in of.fields["items"]:
        raise AssessError(f"{label} is not in the sample of {of.label}.")
    if is_done(ledger, of):
        raise Refused(
            "blind-coding", of.label, f"{of.label} is done and its codes can be seen: none can be changed any more."
        )
    fields = {"about": of.label, "item": label, "given": _codes(codes, known), "coder": code}
    before = _given(ledger, of).get((code, label))
    return revise_record(ledger, before, fields) if before else enter_records(ledger, KIND, [fields])[0]


def _codes(codes: Sequence[str], known: Collection[str]) -> list[str]:
    for code in codes:
        if code not in known:
            raise AssessError(f"There is no code {code!r}{did_you_mean(code, known)}.")
    return sorted(dict.fromkeys(codes))


def find_round(ledger: Ledger, text: str) -> Record:
    """A round by its label. Raises NoSuchRecord, AssessError where the label is of something given in a round."""
    found = find_record(ledger, text, KIND)
    if "people" not in found.fields:
        raise AssessError(f"{found.label} is what somebody gave in {found.fields['about']}, and no round.")
    return found


def rounds(ledger: Ledger) -> list[Record]:
    """All rounds, in the order they came."""
    return [record for record in ledger.catalogue.records(KIND) if "people" in record.fields]


def _given(ledger: Ledger, of: Record) -> dict[tuple[str, str], Record]:
    """(person, item) → what they gave. By whoever signed it first: nobody gives in another's name."""
    records = ledger.catalogue.records(KIND, about=of.label)
    return {
        (record.by, record.fields["item"]): record
        for record in records
        if not record.withdrawn and "given" in record.fields
    }


def progress(ledger: Ledger, of: Record) -> dict[str, int]:
    """Person → of how many items they have given the codes."""
    given = _given(ledger, of)
    return {code: sum((code, item) in given for item in of.fields["items"]) for code in of.fields["people"]}


def is_done(ledger: Ledger, of: Record) -> bool:
    """Whether both have coded every item."""
    return all(done == len(of.fields["items"]) for done in progress(ledger, of).values())


def codes_given(ledger: Ledger, of: Record, by: str, reader: str) -> Mapping[str, list[str]]:
    """Item → codes that one person gave, for whoever `reader` is. Raises Refused while the other must not see them."""
    if reader != by and not is_done(ledger, of):
        raise Refused(
            "blind-coding",
            of.label,
            f"What {by} gave in {of.label} is shown when both are done, so that nobody is swayed by it.",
        )
    given = _given(ledger, of)
    return {item: given[by, item].fields["given"] for item in of.fields["items"] if (by, item) in given}


def agreement_of(ledger: Ledger, of: Record, reader: str) -> tuple[float, list[Agreement]]:
    """Per cent of items with the very same codes, and the agreement on each code that anybody found.

    Raises Refused while the round is not done.
    """
    one, other = (codes_given(ledger, of, by, reader) for by in of.fields["people"])
    if not is_done(ledger, of):
        raise Refused("blind-coding", of.label, f"{of.label} is not done: there is no agreement to show yet.")
    pairs = [(frozenset(one[item]), frozenset(other[item])) for item in of.fields["items"]]
    codes = sorted({code for pair in pairs for side in pair for code in side})
    same = 100 * sum(a == b for a, b in pairs) / len(pairs)
    return same, [agreement_on(code, pairs) for code in codes]
