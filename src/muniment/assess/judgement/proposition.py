"""What a judgement is of: one proposition about an incident, under a named standard, with one of three outcomes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from muniment.assess.errors import AssessError
from muniment.codes import load

PROPOSITIONS = {
    "happened": "that it happened",
    "harmed": "who was harmed",
    "party": "which party did it",
    "part": "this person's part in it",
}
"""Proposition → in words."""
OUTCOMES = {"met": "met", "not-met": "not met", "not-enough": "not enough information"}
"""Outcome → in words."""
LIST = "standards"


def standards() -> tuple[str, tuple[str, ...]]:
    """The list of standards of proof in use, as it is put on record (`standards/1`), and their ids."""
    found = load(LIST)
    return f"{found.name}/{found.version}", tuple(code.id for code in found.codes if code.kind == "standard")


def proposition_fields(proposition: str, about: str, standard: str, outcome: str) -> dict[str, Any]:
    """The fields that say what is judged, and how. Raises AssessError."""
    named, known = standards()
    _known("proposition", proposition, tuple(PROPOSITIONS))
    _known("standard", standard, known)
    _known("outcome", outcome, tuple(OUTCOMES))
    about = " ".join(about.split())
    if not about and (proposition == "part" or (proposition in ("party", "harmed") and outcome == "met")):
        raise AssessError(f"Say with --about {PROPOSITIONS[proposition].partition(' ')[0]}: words, or a person's code.")
    fields = {"proposition": proposition, "standard": standard, "standards": named, "outcome": outcome}
    return fields | ({"about": about} if about else {})


def _known(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        close = get_close_matches(value, known, 1)
        meant = f" Did you mean {close[0]}?" if close else ""
        raise AssessError(f"{value!r} is no {what}: {', '.join(known)}.{meant}")


def same_proposition(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two judgements are of the same proposition, whatever their standard and outcome."""
    return all(_key(one, name) == _key(other, name) for name in ("incident", "proposition", "about"))


def _key(fields: dict[str, Any], name: str) -> str:
    return str(fields.get(name, "")).casefold()
