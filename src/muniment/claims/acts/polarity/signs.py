"""What the words in a clause and around it say of it: a denial, a question, a condition."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.acts.clauses import Clause
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Chunk
from muniment.claims.acts.tokens import Token


class Signs:
    """Looks for them in one sentence."""

    def __init__(
        self, tokens: Sequence[Token], grammar: Grammar, every: Sequence[Clause], chunks: Sequence[Chunk]
    ) -> None:
        self.tokens = tokens
        self.every = every
        self.chunks = chunks
        self.grammar = grammar
        self.denying = any(token.lemma in grammar["denials"] or token.key in grammar["denials"] for token in tokens)
        self._questions = [at for at, token in enumerate(tokens) if token.tag == "Y" and token.key == "?"]

    def negated(self, clause: Clause, cue: range) -> bool:
        """Denied by its verb, its subject or its objects; words of the cue itself belong to its meaning."""
        parts = [
            phrase for phrase in (clause.subject, *clause.objects) if phrase is not None and phrase.head not in cue
        ]
        own = any((part.negative or (part.refused and not clause.group.negated)) for part in parts)
        group = clause.group
        said = [
            n for n in range(group.first, group.last + 1) if self.tokens[n].tag == "K" or self.tokens[n].form == "none"
        ]
        if group.head in cue and said and all(n in cue for n in said):
            return False
        if clause.group.negated and own and self.grammar.language == "en":
            return False
        return clause.group.negated or own

    def asked(self, clause: Clause) -> bool:
        """A question mark stands behind it."""
        return any(at > clause.group.last for at in self._questions)

    def ordered(self, clause: Clause) -> bool:
        """`The order to shoot`: an infinitive that hangs on a noun of what is yet to come."""
        ahead = clause.left[-1:] if clause.parent is None else []
        return any(self.tokens[phrase.head].lemma in self.grammar["unreal_nouns"] for phrase in ahead)

    def opened_by_denial(self, clause: Clause) -> bool:
        """`No way the army did it`: words before the subject that deny the whole."""
        held = clause.governor
        if not self.grammar["denial_openers"] or (held and self.tokens[held.head].lemma in self.grammar["truths"]):
            return False  # `it is not true that` is weighed with the clause above
        first = min([clause.group.first, *(phrase.first for phrase in clause.left)])
        return any(
            f"{self.tokens[n].key}_{self.tokens[n + 1].key}" in self.grammar["denial_openers"]
            for n in range(max(0, first - 4), min(first + 2, len(self.tokens) - 1))
        )

    def called_false(self, clause: Clause) -> bool:
        """`Reports that … are false`."""
        if clause.link != "that" or clause.governor is None:
            return False
        return any(
            other.link == "back" and other.antecedent is clause.governor and not other.group.negated
            and self.words_of(other) & self.grammar["denials"]
            for other in self.every
        )  # fmt: skip

    def alleged(self, clause: Clause) -> bool:
        """`The claims that …`."""
        governor = clause.governor
        return governor is not None and self.tokens[governor.head].lemma in self.grammar["allegations"]

    def words_of(self, clause: Clause) -> frozenset[str]:
        """The words of its verb and its objects."""
        places = {n for phrase in clause.objects for n in range(phrase.first, phrase.last + 1)}
        return frozenset(self.tokens[n].lemma for n in (clause.group.head, *places))

    def conditional(self, clause: Clause) -> bool:
        """It hangs on an `if`, or is an infinitive on its own."""
        if clause.group.form == "inf" and clause.parent is None and clause.link == "main":
            return True
        here: Clause | None = clause
        while here is not None and here.link in ("and", "if", "that", "inf", "ger"):
            if here.link == "if":
                return True
            here = here.parent
        return False
