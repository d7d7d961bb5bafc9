"""Checks what a package shows of what people put on record: a dossier, its claims, judgements and incidents.

The rules, all of them:
1. They have no file. The letter of the annex says the kind, and every version of a record is of that kind.
2. The newest version that the disclosure names, and all before it, are shown; none that is shown is withdrawn.
3. A claim shows the item that it stands in, and that item is here; or it does not show it.
4. A judgement comes with the reviews that it stands on: of its newest version, in agreement, by as many people as the
   policy asks for, then and at the hand-over; nobody counts twice, by code or by key.
5. There is one dossier. What it shows as its entries is here. The disclosure says what was left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from muniment.verify.acts import Authority, ShownPart, policy_value
from muniment.verify.report import Report

from .chaincheck import Parts, Shown, follow, place

KINDS = {"C": "claim", "J": "judge", "I": "incident", "D": "dossier"}
"""Letter of the annex → kind of act."""
COUNTS = ("incidents", "claims", "items", "contrary")
"""What the disclosure counts of what was left out."""
DISCLOSURE = "data/log/disclosure.json"
_ANNEX = re.compile(r"([CJID])[0-9]{4,9}\Z")
_RULE = "judge_people"


class Told(NamedTuple):
    """One record as the disclosure names it."""

    record: str
    annex: str
    newest: str
    reviews: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of act that its annex says."""
        return KINDS[self.annex[0]]


def told(part: ShownPart) -> Told | None:
    """The record that a part of the disclosure names, where its annex is not that of an item."""
    record, annex, newest = (part.fields.get(name) for name in ("record", "annex", "newest"))
    if not (isinstance(record, str) and isinstance(newest, str) and isinstance(annex, str) and _ANNEX.match(annex)):
        return None
    reviews = part.fields.get("reviews")
    return Told(record, annex, newest, tuple(map(str, reviews)) if isinstance(reviews, list) else ())


class RecordsCheck:
    """One check of the records of one package; `items` are the records of its files."""

    def __init__(
        self, report: Report, parts: Parts, authority: Authority, items: Collection[str], disclosed: int
    ) -> None:
        self.report, self._parts, self._authority = report, parts, authority
        self._items, self._disclosed = items, disclosed

    def run(self, records: Sequence[Told], head: Mapping[str, Any]) -> None:
        """Check them all, and what the disclosure says of what was left out."""
        if not records:
            return
        there = {other.record for other in records} | set(self._items)
        for one in records:
            self._record(one, there)
        if len({one.record for one in records}) != len(records) or len({one.annex for one in records}) != len(records):
            self._fail("disclosure", DISCLOSURE, "it names a record twice, or two by one annex")
        if [one.kind for one in records].count("dossier") != 1:
            self._fail("disclosure", DISCLOSURE, "it names records of people, and not the one dossier that they are of")
        self._left_out(records, head)

    def _fail(self, what: str, where: str, why: str) -> None:
        self.report.fail(what, where, why)

    def _record(self, one: Told, there: set[str]) -> None:
        self.report.checked["records"] += 1
        first = follow(self.report, self._parts, one.record, one.newest, (one.kind,), self._disclosed)
        newest = self._parts.get(one.newest)
        if first is None or newest is None:
            if self._parts.get(one.record) is None:
                self.report.miss(f"{one.annex}, the {one.kind} {one.record}", "it is not shown")
            return
        if first.act.kind != one.kind or "record" in first.fields:
            self._fail("record", one.annex, f"{one.record} does not begin a record of the kind {one.kind}")
        if newest.fields.get("state") == "withdrawn":
            self._fail("record", one.annex, "it is withdrawn, and handed out as if it stood")
        if one.kind == "claim":
            self._claim(one, newest)
        if one.kind == "judge":
            self._judgement(one, newest)
        if one.kind == "dossier":
            self._entries(one, newest, there)

    def _claim(self, one: Told, newest: Shown) -> None:
        item = newest.fields.get("item")
        if item is not None and _record_of(item) not in self._items:
            self._fail("record", one.annex, f"it stands in {item}, and that is no item of this package")

    def _entries(self, one: Told, newest: Shown, there: set[str]) -> None:
        entries = newest.fields.get("entries", [])
        for entry in entries if isinstance(entries, list) else [None]:
            label = entry.get("record") if isinstance(entry, dict) else None
            if _record_of(label) not in there:
                self._fail("record", one.annex, f"its entry {label!r} is not in this package")

    # Judgements

    def _judgement(self, one: Told, newest: Shown) -> None:
        behind = [newest.act, *(review.act for name in one.reviews if (review := self._review(one, name)))]
        people = min(len({act.by for act in behind}), len({act.envelope.key_id for act in behind}))
        asked = max(self._asked(newest.act.index), self._asked(self._disclosed))
        if people < asked:
            why = f"{people} of the {asked} people that the policy asks for stand behind it"
            self._fail("judgement", one.annex, why)

    def _review(self, one: Told, name: str) -> Shown | None:
        """A review that the judgement stands on, unless something is wrong with it."""
        review = self._parts.get(name)
        if review is None:
            self.report.miss(f"review {name} of {one.annex}", "the disclosure names it, but it is not shown")
            return None
        fields = review.fields
        right = fields.get("record") == one.record and fields.get("prior") == one.newest
        if review.act.kind != "review" or not right or fields.get("decision") != "agree":
            self._fail("judgement", one.annex, f"{name} is no review in agreement with its newest version")
            return None
        if not place(one.newest) < place(name) < (self._disclosed, 0):
            self._fail("judgement", one.annex, f"the review {name} does not stand between it and the disclosure")
            return None
        return review

    def _asked(self, index: int) -> int:
        """How many people the policy in force at an entry asks for."""
        return policy_value(self._authority.at(index).policy, _RULE)

    # What was left out

    def _left_out(self, records: Sequence[Told], head: Mapping[str, Any]) -> None:
        stated = head.get("left_out")
        counts = [stated.get(name) for name in COUNTS] if isinstance(stated, dict) else [None]
        if not isinstance(stated, dict) or any(type(count) is not int or count < 0 for count in counts):
            self._fail("disclosure", DISCLOSURE, "it does not say how much was linked and left out")
            return
        if not isinstance(stated.get("said"), str):
            self._fail("disclosure", DISCLOSURE, "it does not say in words what was linked and left out")
            return
        if stated["incidents"] != [one.kind for one in records].count("incident"):
            self._fail("disclosure", DISCLOSURE, f"it speaks of {stated['incidents']} incidents, and shows others")
        for one in records:
            newest = self._parts.get(one.newest) if one.kind == "dossier" else None
            if newest is not None and newest.fields.get("left_out", stated.get("reason")) != stated.get("reason"):
                self._fail("record", one.annex, "the disclosure gives another reason for what was left out")
        self.report.notes.append(f"Left out, as the disclosure says: {stated['said']}")


def _record_of(label: Any) -> str:
    """`item-1.4` → `1.4`; empty for what is no label."""
    return label.rpartition("-")[2] if isinstance(label, str) else ""
