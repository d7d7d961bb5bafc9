"""Whether a clause says that what its verb names happened: it is followed up through those it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.claims.acts.clauses import Clause
from muniment.model.claims import Polarity

from .signs import Signs


@dataclass(slots=True)
class _Said:
    """What is known so far on the way up."""

    denied: bool
    unknown: bool = False
    by_phrase: bool = False
    """Denied by *nobody*, *any* alone, which under a denial only agree with it."""


class ClausePolarity:
    """Follows a clause up through those it hangs on."""

    def __init__(self, signs: Signs) -> None:
        self.signs = signs
        self.tokens, self.grammar = signs.tokens, signs.grammar

    def of_clause(self, clause: Clause, cue: range = range(0)) -> Polarity:
        """The polarity of what a clause's own verb says; negative words inside the cue belong to its meaning."""
        said = _Said(self.signs.negated(clause, cue) or self.signs.opened_by_denial(clause))
        said.unknown = clause.group.unreal or clause.group.form == "imp" or self.signs.asked(clause)
        said.unknown = said.unknown or (clause.group.form == "inf" and self.signs.ordered(clause))
        said.by_phrase = said.denied and not clause.group.negated
        if self.signs.called_false(clause):
            said.denied = not said.denied
        here: Clause | None = clause
        while here is not None:
            here = self._above(here, said)
        if not said.denied and self.signs.denying and self.signs.alleged(clause):
            return "unknown"  # somebody denies something here, and this may be it
        return "unknown" if said.unknown else "denied" if said.denied else "affirmed"

    def _above(self, here: Clause, said: _Said) -> Clause | None:
        """What the clause above makes of it; the clause to go on with, None where nothing above speaks of it."""
        parent = here.parent
        if here.link == "if":
            said.unknown = True
            return None
        if here.link in ("and", "back"):
            shared = here.link == "and" and parent is not None and parent.group.unreal and here.group.form == "base"
            said.unknown = said.unknown or shared or (here.group.form == "inf" and self._inf_open(here, parent))
            return parent
        if here.link == "rel" and here.group.tense == "wish" and parent is not None:
            said.unknown = said.unknown or self.tokens[parent.group.head].lemma in self.grammar["unreal"]
        if here.link == "rel" and parent is not None and self._is_cleft(here, parent):
            said.denied = said.denied != parent.group.negated
            return parent
        if here.link not in ("that", "inf", "ger"):
            return None
        if parent is not None and self._is_apart(here, parent):
            parent = None
        words = self._governing(here, parent)
        self._weigh(here, parent, words, said)
        if parent is None or (here.link == "that" and words & self.grammar["report"]):
            return None  # what is said of the saying is not said of the act
        return parent

    def _is_apart(self, here: Clause, parent: Clause) -> bool:
        """`They did not touch us, a lie that …`: the noun stands for itself, not in the clause before it."""
        governor = here.governor
        if governor is None or governor in (*parent.left, *parent.right):
            return False
        head = self.tokens[governor.head]
        return bool({head.lemma, head.key} & self.grammar["denials"])

    def _weigh(self, here: Clause, parent: Clause | None, words: frozenset[str], said: _Said) -> None:
        """`Denied that`, `it is not true that`, `threatened to`, `without`."""
        negated = parent is not None and parent.group.negated
        if words & self.grammar["truths"]:
            said.denied = said.denied != (negated or self._refuses(here, parent))
        elif words & self.grammar["denials"]:
            if not negated:  # `denied that anybody …`: one denial, not two
                said.denied = True if said.by_phrase else not said.denied
            said.unknown = said.unknown or negated
        elif self._is_ahead(here, words) or (parent is not None and self._leaves_open(here, parent, words)):
            said.unknown = True
        if here.link == "ger" and here.group.prep in self.grammar["without"]:
            said.denied = not said.denied
        said.unknown = said.unknown or (parent is not None and parent.group.unreal and here.link != "that")

    def _is_ahead(self, here: Clause, words: frozenset[str]) -> bool:
        """`It is planned that …`, where no verb stands above."""
        return here.parent is None and bool(words & self.grammar["unreal"])

    def _refuses(self, here: Clause, parent: Clause | None) -> bool:
        held = [
            *(parent.objects + parent.left if parent is not None else []),
            *([here.governor] if here.governor else []),
        ]
        return any(phrase.negative or phrase.refused for phrase in held)

    def _is_cleft(self, clause: Clause, parent: Clause) -> bool:
        """`It was not X who …`."""
        if parent.group.form != "cop" or clause.antecedent is None:
            return False
        subject = parent.subject
        return subject is None or self.tokens[subject.head].key in self.grammar["cleft_pronouns"]

    def _inf_open(self, clause: Clause, parent: Clause | None) -> bool:
        """An infinitive says nothing of whether it came to pass, unless its verb does."""
        if parent is None:
            return True
        return self.tokens[parent.group.head].lemma not in self.grammar["implicative"]

    def _leaves_open(self, clause: Clause, parent: Clause, words: frozenset[str]) -> bool:
        """Whether the verb above says nothing of whether it happened; what is to stop has begun."""
        if words & (self.grammar["cease"] | self.grammar["factive"]):
            return False
        wanted = bool(words & self.grammar["unreal"]) or (clause.link == "inf" and self._inf_open(clause, parent))
        return wanted or self._baseless(clause, parent) or (parent.group.negated and clause.link != "ger")

    def _baseless(self, clause: Clause, parent: Clause) -> bool:
        """`There is no evidence that …`: neither said nor denied."""
        return clause.link == "that" and any(
            phrase.negative for phrase in (clause.governor, *parent.objects) if phrase is not None
        )

    def _governing(self, clause: Clause, parent: Clause | None) -> frozenset[str]:
        words = (
            {self.tokens[parent.group.head].lemma, self.tokens[parent.group.head].key} if parent is not None else set()
        )
        governors = [clause.governor] if clause.governor is not None else []
        if parent is not None and (parent.group.form == "cop" or clause.governor is not None):
            governors += parent.objects
        for phrase in governors:
            words |= {
                word
                for n in range(phrase.first, phrase.last + 1)
                for word in (self.tokens[n].lemma, self.tokens[n].key)
            }
        return frozenset(words)
