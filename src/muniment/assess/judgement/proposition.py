"""What a judgement is of: one proposition about an incident, under a named standard, with one of three outcomes."""

from __future__ import annotations

from typing import Any

from muniment.assess.errors import AssessError
from muniment.codes import CodeList, load
from muniment.model.spelling import did_you_mean

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


def standards() -> CodeList:
    """The list of standards of proof in use."""
    return load(LIST)


def proposition_fields(proposition: str, about: str, standard: str, outcome: str) -> dict[str, Any]:
    """The fields that say what is judged, and how. Raises AssessError, codes.UnknownCode."""
    known = standards()
    _known("proposition", proposition, tuple(PROPOSITIONS))
    known.match(standard)
    _known("outcome", outcome, tuple(OUTCOMES))
    about = " ".join(about.split())
    if not about and (proposition == "part" or (proposition in ("party", "harmed") and outcome == "met")):
        raise AssessError(f"Say with --about {PROPOSITIONS[proposition].partition(' ')[0]}: words, or a person's code.")
    fields = {
        "proposition": proposition,
        "standard": standard,
        "standards": f"{known.name}/{known.version}",
        "outcome": outcome,
    }
    return fields | ({"about": about} if about else {})


def _known(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise AssessError(f"{value!r} is no {what}{did_you_mean(value, known)}; there are {', '.join(known)}.")


def same_proposition(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two judgements are of the same proposition, whatever their standard and outcome."""
    return all(_key(one, name) == _key(other, name) for name in ("incident", "proposition", "about"))


def _key(fields: dict[str, Any], name: str) -> str:
    return str(fields.get(name, "")).casefold()
