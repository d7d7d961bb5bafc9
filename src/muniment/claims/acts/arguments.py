"""Subject and objects of a clause: by order, by case, or verb first, as the language has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from .grammar import Grammar
from .phrases import Phrase
from .tokens import Token

if TYPE_CHECKING:
    from .clauses import Clause

Order = Literal["svo", "case", "vso"]


def arguments(clause: Clause, tokens: Sequence[Token], grammar: Grammar, order: Order) -> None:
    """Fills subject, objects and obliques of a clause from its phrases, its antecedent and the clause it hangs on."""
    phrases = [phrase for phrase in clause.left + clause.right if not phrase.time]
    clause.obliques = [phrase for phrase in phrases if phrase.prep]
    _BY_ORDER[order](clause, tokens, grammar)
    if clause.subject is None:
        clause.subject = _inherited(clause, grammar, tokens)


def _by_order(clause: Clause, tokens: Sequence[Token], grammar: Grammar) -> None:
    left = [phrase for phrase in clause.left if not phrase.prep and not phrase.time]
    right = [phrase for phrase in clause.right if not phrase.prep and not phrase.time]
    group = clause.group
    if group.form == "inf" or group.form == "ger" or group.voice == "part":
        clause.objects = right
        if group.voice == "part" and left:
            clause.antecedent = left[-1]
        return
    if clause.antecedent is not None and clause.link == "rel":
        if left:
            clause.subject, clause.objects = left[-1], [clause.antecedent, *right]
        else:
            clause.subject, clause.objects = clause.antecedent, right
        return
    clause.subject = _first_of_chain(left, clause)
    clause.objects = right


def _first_of_chain(left: list[Phrase], clause: Clause) -> Phrase | None:
    return left[-1] if left else None


def _by_case(clause: Clause, tokens: Sequence[Token], grammar: Grammar) -> None:
    bare = [phrase for phrase in clause.left + clause.right if not phrase.prep and not phrase.time]
    _ = bare


def _verb_first(clause: Clause, tokens: Sequence[Token], grammar: Grammar) -> None:
    _by_order(clause, tokens, grammar)


def _inherited(clause: Clause, grammar: Grammar, tokens: Sequence[Token]) -> Phrase | None:
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
    if clause.link in ("and", "ger", "inf"):
        return parent.subject
    return None


_BY_ORDER: dict[Order, Callable[[Clause, Sequence[Token], Grammar], None]] = {
    "svo": _by_order,
    "case": _by_case,
    "vso": _verb_first,
}
