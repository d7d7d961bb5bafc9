"""Whether a sentence says that the act happened, denies it, or leaves it open."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.model.claims import Polarity

from .clauses import Clause
from .grammar import Grammar
from .phrases import Phrase
from .tokens import Token


class Reality:
    """Follows a clause up through those it hangs on."""

    def __init__(self, tokens: Sequence[Token], grammar: Grammar, every: Sequence[Clause]) -> None:
        self.tokens = tokens
        self.every = every
        self.grammar = grammar
        self._questions = [at for at, token in enumerate(tokens) if token.tag == "Y" and token.key == "?"]

    def of_clause(self, clause: Clause, cue: range = range(0)) -> Polarity:
        """The polarity of what a clause's own verb says; negative words inside the cue belong to its meaning."""
        denied = self._negated(clause, cue)
        unknown = clause.group.unreal or clause.group.form == "imp" or self._asked(clause)
        if self._opened_by_denial(clause) or self._called_false(clause):
            denied = not denied
        here: Clause | None = clause
        while here is not None:
            parent = here.parent
            if here.link == "if":
                return "unknown"
            if here.link in ("and", "back"):
                unknown = unknown or (here.group.form == "inf" and self._inf_open(here, parent))
                unknown = unknown or (
                    here.link == "and" and parent is not None and parent.group.unreal and here.group.form == "base"
                )
                here = parent
                continue
            if here.link == "rel" and parent is not None and self._is_cleft(here, parent):
                denied = denied != parent.group.negated
                here = parent
                continue
            if here.link not in ("that", "inf", "ger") or parent is None:
                break
            words = self._governing(here, parent)
            if words & self.grammar["truths"]:
                denied = denied != parent.group.negated
            elif words & self.grammar["denials"]:
                denied = not denied if not parent.group.negated else denied
                unknown = unknown or parent.group.negated
            elif self._leaves_open(here, parent, words):
                unknown = True
            if here.link == "ger" and here.group.prep in self.grammar["without"]:
                denied = not denied
            unknown = unknown or (parent.group.unreal and here.link != "that")
            here = parent
        return "unknown" if unknown else "denied" if denied else "affirmed"

    def of_noun(self, phrase: Phrase, clause: Clause | None, holders: Sequence[Phrase]) -> Polarity:
        """The polarity of a noun that names an act; `holders` are the phrases that it hangs on, nearest first."""
        if phrase.negative:
            return "denied"
        around = {self.tokens[n].lemma for held in (phrase, *holders) for n in range(held.first, held.last + 1)}
        around |= {self.tokens[n].key for n in range(phrase.first, phrase.last + 1)}
        denied = bool(around & self.grammar["denials"]) or any(held.negative for held in holders)
        if (phrase.prep or (holders[-1].prep if holders else "")) in self.grammar["without"]:
            denied = True
        if any(held.prep in self.grammar["event_conditions"] for held in (phrase, *holders)):
            return "unknown"
        if around & (self.grammar["unreal_nouns"]):
            return "unknown"
        if clause is None:
            return "denied" if denied else "affirmed"
        outer = holders[-1] if holders else phrase
        core = any(
            outer is p or outer in p.more for p in [*clause.objects, *([clause.subject] if clause.subject else [])]
        )
        lemma = self.tokens[clause.group.head].lemma
        if lemma in self.grammar["denials"] and (core or outer in clause.obliques):
            denied = not denied if not clause.group.negated else denied
            return "unknown" if clause.group.negated else "denied" if denied else "affirmed"
        happens = (
            clause.group.form == "cop"
            or lemma in self.grammar["light_agent"] | self.grammar["light_patient"] | self.grammar["happen"]
        )
        if core and lemma in self.grammar["cease"]:
            return "denied" if denied else "affirmed"
        if core and lemma in self.grammar["unreal"]:
            return "unknown"
        if happens and (core or lemma in self.grammar["light_patient"]):
            whole = self.of_clause(clause)
            if denied:
                return "denied" if whole == "affirmed" else "unknown"
            return whole
        if self._conditional(clause) or self._asked(clause):
            return "unknown"
        return "denied" if denied else "affirmed"

    def _conditional(self, clause: Clause) -> bool:
        if clause.group.form == "inf" and clause.parent is None and clause.link == "main":
            return True
        here: Clause | None = clause
        while here is not None and here.link in ("and", "if", "that", "inf", "ger"):
            if here.link == "if":
                return True
            here = here.parent
        return False

    def _negated(self, clause: Clause, cue: range) -> bool:
        parts = [
            phrase for phrase in (clause.subject, *clause.objects) if phrase is not None and phrase.head not in cue
        ]
        own = any((part.negative or (part.refused and not clause.group.negated)) for part in parts)
        group = clause.group
        said = [n for n in range(group.first, group.last + 1) if self.tokens[n].tag == "K"]
        if group.head in cue and said and all(n in cue for n in said):
            return False
        if clause.group.negated and own and self.grammar.language == "en":
            return False
        return clause.group.negated or own

    def _asked(self, clause: Clause) -> bool:
        return any(at > clause.group.last for at in self._questions)

    def _opened_by_denial(self, clause: Clause) -> bool:
        """`No way the army did it`: words before the subject that deny the whole."""
        if not self.grammar["denial_openers"]:
            return False
        first = min([clause.group.first, *(phrase.first for phrase in clause.left)])
        return any(
            f"{self.tokens[n].key}_{self.tokens[n + 1].key}" in self.grammar["denial_openers"]
            for n in range(max(0, first - 4), min(first + 2, len(self.tokens) - 1))
        )

    def _called_false(self, clause: Clause) -> bool:
        """`Reports that … are false`."""
        if clause.link != "that" or clause.governor is None:
            return False
        return any(
            other.link == "back" and other.antecedent is clause.governor and not other.group.negated
            and self._words_of(other) & self.grammar["denials"]
            for other in self.every
        )  # fmt: skip

    def _words_of(self, clause: Clause) -> frozenset[str]:
        held = [*clause.objects]
        words = {self.tokens[clause.group.head].lemma}
        return frozenset(words.union(*({self.tokens[n].lemma for n in range(p.first, p.last + 1)} for p in held)))

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
        if words & self.grammar["cease"]:
            return False
        wanted = bool(words & self.grammar["unreal"]) or (clause.link == "inf" and self._inf_open(clause, parent))
        return wanted or self._baseless(clause, parent) or (parent.group.negated and clause.link != "ger")

    def _baseless(self, clause: Clause, parent: Clause) -> bool:
        """`There is no evidence that …`: neither said nor denied."""
        return clause.link == "that" and any(
            phrase.negative for phrase in (clause.governor, *parent.objects) if phrase is not None
        )

    def _governing(self, clause: Clause, parent: Clause) -> frozenset[str]:
        words = {self.tokens[parent.group.head].lemma, self.tokens[parent.group.head].key}
        governors = [clause.governor] if clause.governor is not None else []
        if parent.group.form == "cop" or clause.governor is not None:
            governors += parent.objects
        for phrase in governors:
            words |= {self.tokens[n].lemma for n in range(phrase.first, phrase.last + 1)}
        return frozenset(words)
