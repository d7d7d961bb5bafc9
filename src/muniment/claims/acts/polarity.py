"""Whether a sentence says that the act happened, denies it, or leaves it open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from muniment.model.claims import Polarity

from .clauses import Clause
from .grammar import Grammar
from .phrases import Chunk, Mark, Phrase
from .tokens import Token


@dataclass(slots=True)
class _Said:
    """What is known so far on the way up."""

    denied: bool
    unknown: bool = False
    by_phrase: bool = False
    """Denied by *nobody*, *any* alone, which under a denial only agree with it."""


class Reality:
    """Follows a clause up through those it hangs on."""

    def __init__(
        self, tokens: Sequence[Token], grammar: Grammar, every: Sequence[Clause], chunks: Sequence[Chunk]
    ) -> None:
        self.tokens = tokens
        self.every = every
        self.chunks = chunks
        self.grammar = grammar
        self._denying = any(token.lemma in grammar["denials"] or token.key in grammar["denials"] for token in tokens)
        self._questions = [at for at, token in enumerate(tokens) if token.tag == "Y" and token.key == "?"]

    def of_clause(self, clause: Clause, cue: range = range(0)) -> Polarity:
        """The polarity of what a clause's own verb says; negative words inside the cue belong to its meaning."""
        said = _Said(self._negated(clause, cue) or self._opened_by_denial(clause))
        said.unknown = clause.group.unreal or clause.group.form == "imp" or self._asked(clause)
        said.unknown = said.unknown or (clause.group.form == "inf" and self._ordered(clause))
        said.by_phrase = said.denied and not clause.group.negated
        if self._called_false(clause):
            said.denied = not said.denied
        here: Clause | None = clause
        while here is not None:
            here = self._above(here, said)
        if not said.denied and self._denying and self._alleged(clause):
            return "unknown"  # somebody denies something here, and this may be it
        return "unknown" if said.unknown else "denied" if said.denied else "affirmed"

    def _ordered(self, clause: Clause) -> bool:
        """`The order to shoot`: an infinitive that hangs on a noun of what is yet to come."""
        ahead = clause.left[-1:] if clause.parent is None else []
        return any(self.tokens[phrase.head].lemma in self.grammar["unreal_nouns"] for phrase in ahead)

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

    def _alleged(self, clause: Clause) -> bool:
        """`The claims that …`."""
        governor = clause.governor
        return governor is not None and self.tokens[governor.head].lemma in self.grammar["allegations"]

    def of_noun(
        self, phrase: Phrase, clause: Clause | None, holders: Sequence[Phrase], cue: frozenset[int]
    ) -> Polarity:
        """The polarity of a noun that names an act; `holders` are the phrases that it hangs on, nearest first."""
        outer = holders[-1] if holders else phrase
        own = self._by_its_words(phrase, holders, cue)
        if own == "unknown" or self._behind_condition(outer):
            return "denied" if own == "denied" and phrase.negative else "unknown"
        if clause is None:
            return (
                "unknown" if self._denying and self._held_by_allegation(phrase, holders) and own == "affirmed" else own
            )
        above = self._by_its_verb(clause, outer)
        lemma = self.tokens[clause.group.head].lemma
        if lemma in self.grammar["rejections"] and not self._held_by_allegation(phrase, holders):
            return own  # whoever rejects a deed does not deny it
        if clause.group.negated and above == "" and self.tokens[phrase.head].lemma in self.grammar["harmed"]:
            return "denied"  # `no injured were brought in`
        if own == "denied":
            return "denied" if above in ("affirmed", "") else "unknown"
        if above in ("", "affirmed") and self._denying and self._held_by_allegation(phrase, holders):
            return "unknown"
        return above or own

    def _by_its_words(self, phrase: Phrase, holders: Sequence[Phrase], cue: frozenset[int]) -> Polarity:
        """`Denial of …`, `threat of …`, `no …`, `without …`."""
        outer = holders[-1] if holders else phrase
        if (phrase.negative or outer.refused) and phrase.first not in cue:
            return "denied"
        places = {n for held in (phrase, *holders) for n in range(held.first, held.last + 1)} - cue
        around = {word for n in places for word in (self.tokens[n].lemma, self.tokens[n].key)}
        if any(held.prep in self.grammar["event_conditions"] for held in (phrase, *holders)):
            return "unknown"
        if around & self.grammar["unreal_nouns"]:
            return "unknown"
        prep_at = phrase.prep_at if phrase.prep else outer.prep_at  # of `without trial` the first word is the cue's own
        without = (phrase.prep or outer.prep) in self.grammar["without"] and prep_at not in cue
        denied = without or bool(around & self.grammar["denials"]) or any(held.negative for held in holders)
        return "denied" if denied else "affirmed"

    def _held_by_allegation(self, phrase: Phrase, holders: Sequence[Phrase]) -> bool:
        """`Accusations of torture`, also where the language has a preposition for it."""
        heads = [held.head for held in holders]
        near = range(max(0, phrase.first - 5), phrase.first)
        return any(self.tokens[n].lemma in self.grammar["allegations"] for n in (*heads, *near))

    def _by_its_verb(self, clause: Clause, outer: Phrase) -> Polarity | Literal[""]:
        """What the verb beside it says: denies it, stops it, only carries it; `` where it speaks of something else."""
        group = clause.group
        among = [*clause.objects, *(part for part in (clause.subject, clause.either) if part is not None)]
        core = any(outer is part or outer in part.more for part in among)
        lemma = self.tokens[group.head].lemma
        if lemma in self.grammar["denials"] and (core or outer in clause.obliques):
            return "unknown" if group.negated else "denied"
        if (
            core
            and group.form == "cop"
            and self._words_of(clause) & self.grammar["denials"]
            and clause.subject is outer
        ):
            return "unknown" if group.negated else "denied"  # `the accusation of torture is false`
        if core and lemma in self.grammar["cease"]:
            return ""
        if outer in clause.obliques and outer.prep in self.grammar["about_what"] and lemma in self.grammar["unreal"]:
            return "unknown"  # `agreed on an exchange`
        ahead = group.unreal and (core or any(other.link == "if" for other in self.every))
        if (core and lemma in self.grammar["unreal"]) or (ahead and lemma not in self.grammar["about"]):
            return "unknown"
        if self._conditional(clause) or self._asked(clause):
            return "unknown"
        light = lemma in self.grammar["light_patient"] or lemma in self.grammar["light_inflict"]
        happens = group.form == "cop" or lemma in self.grammar["light_agent"] or lemma in self.grammar["happen"]
        return self.of_clause(clause) if light or (happens and core) else ""

    def _behind_condition(self, phrase: Phrase) -> bool:
        """`If` stands before it, with no mark between."""
        inside = False
        for chunk in self.chunks:
            if isinstance(chunk, Mark):
                inside = chunk.key in self.grammar["conditions"] if chunk.kind != "and" else inside
            elif chunk is phrase or (isinstance(chunk, Phrase) and phrase in chunk.more):
                return inside
        return False

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
        said = [
            n for n in range(group.first, group.last + 1) if self.tokens[n].tag == "K" or self.tokens[n].form == "none"
        ]
        if group.head in cue and said and all(n in cue for n in said):
            return False
        if clause.group.negated and own and self.grammar.language == "en":
            return False
        return clause.group.negated or own

    def _asked(self, clause: Clause) -> bool:
        return any(at > clause.group.last for at in self._questions)

    def _opened_by_denial(self, clause: Clause) -> bool:
        """`No way the army did it`: words before the subject that deny the whole."""
        held = clause.governor
        if not self.grammar["denial_openers"] or (held and self.tokens[held.head].lemma in self.grammar["truths"]):
            return False  # `it is not true that` is weighed with the clause above
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
