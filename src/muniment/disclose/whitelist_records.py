"""Which fields of what people put on record a package shows: a whitelist by kind, never a list of what to hide.

The rules, all of them:
1. What was written for those who work on it is shown only where somebody asks: notes, and reasons for a change, a
   judgement or a review. Nobody who is named there was asked.
2. `began_as` is always on the list: a recipient must know that a program suggested it, which one, and what was changed.
3. A field that names a person's or an account's code is shown only where somebody asks: in two packages, or beside a
   name in a public text, a code tells who a protected witness is. Of a judgement, `about` is what is judged, and shown.
4. Of a claim in what came from a person: neither the asserter nor the chain of those who are said to have said it.
5. A field that names other records is shown where all of these are in the package: else it would tell of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

CHAIN = ("record", "prior", "state")
"""Shown of every version."""
_CLAIM = (
    *("item", "passage", "basis", "polarity", "hedges", "acts", "characterisations", "language", "codes", "began_as"),
)
_SPEAKERS = ("asserter", "chain")
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "claim": (*_CLAIM, *_SPEAKERS),
    "judge": (
        *("incident", "incident_version", "proposition", "about", "standard", "standards", "outcome", "for", "against"),
        *("alternatives", "gaps", "read_in", "on_translation", "judge"),
    ),
    "incident": ("name", "claims"),
    "dossier": ("name", "purpose", "entries", "left_out"),
    "review": ("decision", "read_in", "on_translation"),
}
"""Kind of act → fields that may be shown without being asked for, as far as the rules above allow."""
ALWAYS = (*CHAIN, "decision", "entries")
"""Shown whatever somebody wants hidden: without these nothing can be checked."""
ASKED = (
    "note",
    "reason",
    "reasons",
    "suggested",
    "merged",
    "split_from",
    "claims",
    "items",
    "formerly",
    "branch_reason",
)
KNOWN = frozenset((*(name for names in BY_KIND.values() for name in names), *ASKED)) - frozenset(ALWAYS)
"""Every field that may be shown or hidden by its name."""
_NAMES_RECORDS = {"judge": ("for", "against", "on_translation"), "incident": ("claims",), "review": ("on_translation",)}
_CODES = ("person-", "account-", "identity-")


def shown_names(
    kind: str,
    fields: Mapping[str, Any],
    protected: Callable[[str], bool],
    here: Collection[str],
    show: Collection[str],
    hide: Collection[str],
) -> list[str]:
    """Names of the fields to show of the newest version of a record.

    `protected` says of the label of a claim or item whether it comes from a person; `here` are the labels of all
    records and items of the package.
    """
    return [
        name
        for name in fields
        if name in ALWAYS or (name not in hide and (name in show or _allowed(kind, name, fields, protected, here)))
    ]


def _allowed(
    kind: str, name: str, fields: Mapping[str, Any], protected: Callable[[str], bool], here: Collection[str]
) -> bool:
    if name not in BY_KIND[kind]:
        return False
    value = fields[name]
    if kind == "claim":
        if name in _SPEAKERS and protected(str(fields.get("item", ""))):
            return False
        return not (name in ("acts", "chain") and (_has_code(value) or _has_note(value)))
    if name in _NAMES_RECORDS.get(kind, ()):
        named = _labels(value)
        worded = any(isinstance(one, dict) and "words" in one and protected(str(one["record"])) for one in value)
        return named <= {*here} and not worded
    return True


def _labels(value: Any) -> set[str]:
    return {str(one["record"] if isinstance(one, dict) else one) for one in value}


def _has_code(value: Any) -> bool:
    """Whether a person's or an account's code stands anywhere in a value, in a field of its own."""
    if isinstance(value, dict):
        return any(_has_code(one) for one in value.values())
    if isinstance(value, list):
        return any(_has_code(one) for one in value)
    return isinstance(value, str) and value.startswith(_CODES)


def _has_note(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "note" in one for one in value)
