"""The subject of a clause that has none of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.tokens import Token

from .bycase import agrees

if TYPE_CHECKING:
    from muniment.claims.acts.clauses import Clause


def inherited(clause: Clause, grammar: Grammar, tokens: Sequence[Token]) -> Phrase | None:
    """The subject that a clause without its own has from another."""
    parent = clause.parent
    if clause.link == "back" or (clause.group.voice == "part" and clause.antecedent is not None):
        return clause.antecedent
    if parent is None:
        return None
    lemma = tokens[parent.group.head].lemma
    charged = clause.group.prep and lemma in grammar["charges"]
    if clause.link == "ger" and clause.antecedent is not None and not clause.group.prep:
        return clause.antecedent
    if charged or (clause.link == "inf" and lemma in grammar["object_control"]):
        if parent.group.voice == "act":
            return parent.objects[0] if parent.objects else None
        return parent.subject or parent.antecedent
    if grammar["chains"] and clause.link in ("and", "that"):
        return _carried_on(clause, parent)
    if clause.link in ("and", "ger", "inf"):
        shared = parent.subject
        fits = shared is None or clause.group.form != "fin" or not shared.cases or agrees(shared, clause)
        return shared if fits else None
    return None


def _carried_on(clause: Clause, parent: Clause) -> Phrase | None:
    """Where a verb has its subject in itself: the one before, if the verbs agree; a plural may be anybody's."""
    agree = clause.group.agree
    if clause.group.voice == "pass" and parent.group.voice == "act" and parent.objects:
        return None
    if clause.link == "that" and (not agree & {"m", "f"} or agree != parent.group.agree or clause.group.voice != "act"):
        return None
    if (
        parent.subject is not None
        and clause.either is not None
        and clause.link == "and"
        and agree == parent.group.agree
    ):
        clause.objects.append(clause.either)  # `came and rescued my children`
        clause.either = None
    return parent.subject
