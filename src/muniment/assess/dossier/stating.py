"""What a package states of what was left out: counts, kinds in words, whose decision, why. Nothing of the contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from muniment.model.counting import counted
from muniment.model.records import Record
from muniment.preserve import Ledger, record_versions

from .inside import Inside
from .leaving import LeftOut

KINDS = {
    "against": "weighed against a judgement",
    "denial": "a denial",
    "affirmation": "an account of what is denied here",
    "circumstance": "a circumstance",
    "count": "another number",
    "party": "another party",
    "place": "another place",
    "time": "another time",
}
"""Kind of contrary information → in words."""


class Statement(NamedTuple):
    """What a hand-over commits to."""

    incidents: int
    claims: int
    """Linked claims that are left out."""
    items: int
    """In how many items they stand; those that a judgement names without a claim are among them."""
    contrary: int
    """How many of them bear contrary information."""
    kinds: tuple[dict[str, Any], ...]
    """`kind`, `code` where it is of a circumstance, `words`, `records`."""
    by: str
    entry: int
    reason: str
    said: str

    def fields(self) -> dict[str, Any]:
        """As it is signed."""
        return self._asdict() | {"kinds": list(self.kinds)}


def state(
    ledger: Ledger, dossier: Record, held: Inside, left: Sequence[LeftOut], labels: Mapping[str, str]
) -> Statement:
    """The statement about a dossier as it stands now. `labels` are what codes are called."""
    by, entry = _decided(record_versions(ledger, dossier))
    claims = [one for one in left if one.record.startswith("claim-")]
    items = {one.item for one in left}
    contrary = [one for one in left if one.contrary]
    kinds = _kinds(contrary, labels)
    reason = str(dossier.fields.get("left_out", "")) if left else ""
    counts = (len(held.incidents), len(claims), len(items), len(contrary))
    return Statement(
        *counts, kinds, by, entry, reason, _said(counts, kinds, f"decision of {by} (entry {entry})", reason)
    )


def _decided(versions: Sequence[Mapping[str, Any]]) -> tuple[str, int]:
    """Who gave the reason that counts, and in which entry; of a dossier without one, who stated it last."""
    decided = versions[-1]
    said, about = "", set[str]()
    for version in versions:
        reason, records = str(version.get("left_out", "")), set(version.get("left_out_records", ()))
        if reason != said or records - about:
            decided = version
        said, about = reason, records
    return str(decided["by"]), int(decided["entry"])


def _kinds(contrary: Sequence[LeftOut], labels: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """How many bear each kind; of circumstances which, by their code."""
    found = Counter(
        key
        for one in contrary
        for key in {(why.kind, why.code if why.kind == "circumstance" else "") for why in one.contrary}
    )
    order = list(KINDS)
    rows = sorted(found.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
    return tuple(
        {"kind": kind, "records": count, "words": _words(kind, code, labels)} | ({"code": code} if code else {})
        for (kind, code), count in rows
    )


def _words(kind: str, code: str, labels: Mapping[str, str]) -> str:
    return f"{KINDS[kind]} ({labels.get(code, code)})" if code else KINDS[kind]


def _said(counts: tuple[int, int, int, int], kinds: Sequence[Mapping[str, Any]], whose: str, reason: str) -> str:
    incidents, claims, items, contrary = counts
    of = f"Of the {counted(incidents, 'incident')} shown, " if incidents else "No incident is shown; "
    if not items:
        return f"{of}no linked claim is left out."
    what = f"{counted(claims, 'linked claim')} in {counted(items, 'item')}" if claims else counted(items, "linked item")
    end = reason if reason.endswith((".", "!", "?")) else f"{reason or 'no reason is given'}."
    return f"{of}{what} {_are(claims or items)} left out; {_bearing(contrary, kinds)}. Left out by {whose}: {end}"


def _bearing(contrary: int, kinds: Sequence[Mapping[str, Any]]) -> str:
    if not contrary:
        return "none of that bears contrary information"
    times = (one["words"] + (f" ({one['records']} times)" if one["records"] > 1 else "") for one in kinds)
    return f"{contrary} of them {'bears' if contrary == 1 else 'bear'} contrary information: {', '.join(times)}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
