"""What is linked to a dossier and left out of it, and which of that bears contrary information, with the reasons.

Linked is every claim of an incident that the dossier touches, and everything that its judgements name. Whether two
claims can be true together is another package's finding: it is handed in, and nothing here looks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from muniment.model.records import Record, parse_label
from muniment.preserve import Ledger, Refused

from .inside import Inside, claims_of, standing_claims

RULE = "left-out-unexplained"


class Why(NamedTuple):
    """One reason why something bears contrary information."""

    kind: str
    """`against`, or what a `Weighing` calls it: `denial`, `circumstance`, `count` …"""
    code: str
    """Of which code the act is; empty where it is of none."""
    words: str


class LeftOut(NamedTuple):
    """A claim, or an item that a judgement names, which is linked and not in the dossier."""

    record: str
    item: str
    contrary: tuple[Why, ...]
    """Empty where nothing in it stands against what is in."""


Weighing = Callable[[Record, Sequence[Record]], Iterable[Why]]
"""Why a claim that is left out stands against some that are in, of the same incident."""


def left_out(ledger: Ledger, held: Inside, weigh: Weighing) -> list[LeftOut]:
    """All that is linked and left out, in the order of incidents, then of what judgements name."""
    against = _named(held.judgements, "against")
    known = {claim.label for claim in held.claims}
    found: dict[str, LeftOut] = {}
    for incident in held.incidents:
        claims = claims_of(ledger, incident)
        beside = [claim for claim in claims if claim.label in known | _named(held.judgements, "for").keys()]
        for claim in claims:
            if claim.label not in known:
                found[claim.label] = _joined(found.get(claim.label), _left(claim, against, weigh(claim, beside)))
    for named in _named(held.judgements, "for", "against"):
        if named not in known and named not in found:
            found |= {one.record: one for one in _alone(ledger, named, held, against)}
    return list(found.values())


def _named(judgements: Sequence[Record], *sides: str) -> dict[str, str]:
    """Label → the first judgement that names it."""
    found: dict[str, str] = {}
    for judgement in judgements:
        for side in sides:
            for one in judgement.fields.get(side, ()):
                found.setdefault(str(one["record"]), judgement.label)
    return found


def _left(claim: Record, against: Mapping[str, str], weighed: Iterable[Why]) -> LeftOut:
    item = str(claim.fields["item"])
    return LeftOut(claim.label, item, (*_against(claim.label, item, against), *weighed))


def _against(label: str, item: str, against: Mapping[str, str]) -> list[Why]:
    named = next((name for name in (label, item) if name in against), "")
    return [Why("against", "", f"{against[named]} names {named} as speaking against it")] if named else []


def _joined(before: LeftOut | None, now: LeftOut) -> LeftOut:
    """One claim of two incidents, with what stands against it in both."""
    reasons = {(why.kind, why.code): why for why in (*(before.contrary if before else ()), *now.contrary)}
    return now._replace(contrary=tuple(reasons.values()))


def _alone(ledger: Ledger, named: str, held: Inside, against: Mapping[str, str]) -> list[LeftOut]:
    """What a judgement names and no incident here holds: a claim, or an item that does not go out."""
    if named.startswith("item-"):
        here = named in held.items or ledger.catalogue.item(*parse_label(named)) is None
        return [] if here else [LeftOut(named, named, tuple(_against(named, named, against)))]
    return [_left(claim, against, ()) for claim in standing_claims(ledger, [named])]


def unexplained(fields: Mapping[str, Any], left: Sequence[LeftOut]) -> list[LeftOut]:
    """Of what bears contrary information, what nobody has said yet why it is left out."""
    explained = fields.get("left_out_records", ()) if fields.get("left_out") else ()
    return [one for one in left if one.contrary and one.record not in explained]


def require_explained(what: str, fields: Mapping[str, Any], left: Sequence[LeftOut], how: str) -> None:
    """Refuse what leaves contrary information out without a person's reason. `how` says how to give one.

    Raises Refused.
    """
    missing = unexplained(fields, left)
    if missing:
        told = "; ".join(f"{one.record} ({', '.join(why.words for why in one.contrary)})" for one in missing)
        words = f"What is linked and bears contrary information would be left out, and nobody says why: {told}. {how}"
        raise Refused(RULE, what, words)
