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

from .days import apart
from .places import Position, near, position, words_of

DAYS = 1
"""Dates that differ by so much may be of one night."""
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


class _Act(msgspec.Struct, frozen=True):
    claim: str
    code: str
    place: str
    at: Position | None
    edtf: str
    parties: frozenset[str]
    words: frozenset[str]


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

    for a, b, reason in _pairs(list(_acts(claims))):
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


def _acts(claims: Sequence[Record]) -> Iterator[_Act]:
    for record in claims:
        words = frozenset(words_of(record.fields["passage"].get("text", "")))
        for act in record.fields.get("acts", ()):
            place, parties = act.get("place", {}), [*act.get("perpetrators", ()), *act.get("victims", ())]
            said = [one.get("code") or one.get("said", "") for one in (*parties, act.get("target", {}))]
            yield _Act(
                record.label,
                act["code"],
                _key(place.get("name") or place.get("said", "")),
                position(place),
                act.get("time", {}).get("edtf", ""),
                frozenset(word for one in said for word in words_of(one)),
                words,
            )


def _pairs(acts: Sequence[_Act]) -> Iterator[tuple[str, str, str]]:
    """Pairs of claims that may be one happening, with the reason. Only within blocks of a place or a day."""
    blocks: dict[str, list[_Act]] = defaultdict(list)
    for act in acts:
        for key in filter(None, (act.place and f"place {act.place}", act.edtf[:10] and f"day {act.edtf[:7]}")):
            blocks[key].append(act)
    for of in blocks.values():
        for a, b in combinations(of[:MOST_IN_BLOCK], 2):
            if a.claim != b.claim and (reason := _alike(a, b)):
                yield a.claim, b.claim, reason


def _alike(a: _Act, b: _Act) -> str:
    """Why two acts may be one happening; empty where something that both say parts them, or too little agrees."""
    if a.code != b.code and not any({a.code, b.code} <= kin for kin in KINDRED):
        return ""
    where, when = _same_place(a, b), _same_time(a, b)
    if where is False or when is False:
        return ""
    words = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    parties = bool(a.parties & b.parties)
    agrees = [
        name for name, yes in (("place", where), ("time", when), ("parties", parties), ("wording", words >= 0.5)) if yes
    ]
    enough = len(agrees) >= 2 and (where or when)
    return f"the same {', '.join(agrees)}" if enough else ""


def _same_place(a: _Act, b: _Act) -> bool | None:
    """None where one of them does not say."""
    if not a.place or not b.place:
        return None
    if a.at and b.at:
        return near(a.at, b.at)
    return a.place == b.place


def _same_time(a: _Act, b: _Act) -> bool | None:
    days = apart(a.edtf, b.edtf)
    return None if days is None else days <= DAYS


def _key(name: str) -> str:
    return " ".join(words_of(name))
