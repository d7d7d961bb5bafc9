"""Fills the places of a clause in the way of its language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.tokens import Token

from .bycase import by_case
from .byorder import by_order
from .inheriting import inherited
from .kinds import Acts, Order
from .verbfirst import verb_first

if TYPE_CHECKING:
    from muniment.claims.acts.clauses import Clause


def arguments(clause: Clause, tokens: Sequence[Token], grammar: Grammar, order: Order, acts: Acts) -> None:
    """Fills subject, objects and obliques of a clause from its phrases, its antecedent and the clause it hangs on."""
    phrases = [phrase for phrase in clause.left + clause.right if not phrase.time]
    clause.obliques = [phrase for phrase in phrases if phrase.prep]
    _BY_ORDER[order](clause, tokens, acts, grammar)
    if clause.subject is None:
        clause.subject = inherited(clause, grammar, tokens)


_BY_ORDER: dict[Order, Callable[[Clause, Sequence[Token], Acts, Grammar], None]] = {
    "svo": by_order,
    "case": by_case,
    "vso": verb_first,
}
