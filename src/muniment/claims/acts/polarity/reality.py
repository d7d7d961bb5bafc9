"""The polarity of clauses and nouns of one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.acts.clauses import Clause
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Chunk, Phrase
from muniment.claims.acts.tokens import Token
from muniment.model.claims import Polarity

from .clauses import ClausePolarity
from .nouns import NounPolarity
from .signs import Signs


class Reality:
    """Answers for whatever names an act, a verb or a noun."""

    def __init__(
        self, tokens: Sequence[Token], grammar: Grammar, every: Sequence[Clause], chunks: Sequence[Chunk]
    ) -> None:
        signs = Signs(tokens, grammar, every, chunks)
        self._clauses = ClausePolarity(signs)
        self._nouns = NounPolarity(signs, self._clauses)

    def of_clause(self, clause: Clause, cue: range = range(0)) -> Polarity:
        """The polarity of what a clause's own verb says."""
        return self._clauses.of_clause(clause, cue)

    def of_noun(
        self, phrase: Phrase, clause: Clause | None, holders: Sequence[Phrase], cue: frozenset[int]
    ) -> Polarity:
        """The polarity of a noun that names an act; `holders` are the phrases that it hangs on, nearest first."""
        return self._nouns.of_noun(phrase, clause, holders, cue)
