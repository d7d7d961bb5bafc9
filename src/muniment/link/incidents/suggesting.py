"""Which claims may speak of one happening: by act, place, time, parties and wording. Suggested, never put on record.

Two claims belong together where an act of one and an act of the other are alike: nothing that both say differs
in kind, place or time, and enough that both say agrees. A different count, party or polarity parts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations

import msgspec

from muniment.model.records import Record

from .telling import Told, same_place, same_time, told, wording

ALIKE = 0.5
"""Of the shorter passage's words, the share that stands in the other, too."""
KINDRED = (
    frozenset({"killing", "injury", "attack-civilians", "attack-homes", "attack-schools", "attack-medical",
               "attack-relief", "attack-cultural", "attack-infrastructure", "weapon-use", "property",
               "military-objective", "warning", "responsibility", "investigation", "rescue"}),
    frozenset({"detention", "disappearance", "torture", "hostage-taking", "displacement", "transfer-of-children",
               "forced-labour", "evacuation", "return", "exchange", "responsibility", "investigation"}),
)  # fmt: skip
"""Codes that one happening can bear: one report counts the dead, another names what was hit."""
MOST_IN_BLOCK = 400
"""Claims of one place or day that are compared each with each."""


class Candidate(msgspec.Struct, frozen=True):
    """Claims that may be one incident, in order, and why."""

    candidate: str
    """A short name that the same claims get every time."""
    claims: tuple[str, ...]
    why: tuple[str, ...]


def suggest(claims: Sequence[Record], taken: Iterable[Sequence[str]] = ()) -> list[Candidate]:
    """Groups of claims, earliest claim first. `taken` are those already together on record: not suggested again."""
    together = [frozenset(one) for one in taken]
    order = {record.label: number for number, record in enumerate(claims)}
    leader = {record.label: record.label for record in claims}
    why: dict[str, list[str]] = defaultdict(list)

    def find(label: str) -> str:
        while leader[label] != label:
            leader[label] = leader[leader[label]]
            label = leader[label]
        return label

    for a, b, reason in _pairs([one for record in claims for one in told(record.label, record.fields)]):
        if find(a) != find(b):
            why[find(a)] += [f"{a}, {b}: {reason}", *why.pop(find(b), ())]
            leader[find(b)] = find(a)
    groups: dict[str, list[str]] = defaultdict(list)
    for label in order:
        groups[find(label)].append(label)
    return [
        Candidate(_named(of), tuple(of), tuple(why[head]))
        for head, of in groups.items()
        if len(of) > 1 and not any(frozenset(of) <= one for one in together)
    ]


def _named(claims: Sequence[str]) -> str:
    return "i-" + sha256("\n".join(claims).encode()).hexdigest()[:8]


def _pairs(acts: Sequence[Told]) -> Iterator[tuple[str, str, str]]:
    """Pairs of claims that may be one happening, with the reason. Only within blocks of a place or a day."""
    blocks: dict[str, list[Told]] = defaultdict(list)
    for act in acts:
        for key in filter(None, (act.place and f"place {act.place}", act.edtf[:10] and f"day {act.edtf[:7]}")):
            blocks[key].append(act)
    for of in blocks.values():
        for a, b in combinations(of[:MOST_IN_BLOCK], 2):
            if a.claim != b.claim and (reason := _alike(a, b)):
                yield a.claim, b.claim, reason


def _alike(a: Told, b: Told) -> str:
    """Why two acts may be one happening; empty where something that both say parts them, or too little agrees."""
    if a.code != b.code and not any({a.code, b.code} <= kin for kin in KINDRED):
        return ""
    where, when = same_place(a, b), same_time(a, b)
    if where is False or when is False:
        return ""
    said = (("place", where), ("time", when), ("parties", bool(a.parties & b.parties)))
    agrees = [name for name, yes in (*said, ("wording", wording(a, b) >= ALIKE)) if yes]
    enough = len(agrees) >= 2 and (where or when)
    return f"the same {', '.join(agrees)}" if enough else ""
