"""Whether a sentence says that what a noun names happened: by the words around it and the verb beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from muniment.claims.acts.clauses import Clause
from muniment.claims.acts.phrases import Mark, Phrase
from muniment.model.claims import Polarity

from .clauses import ClausePolarity
from .signs import Signs


class NounPolarity:
    """Weighs what is around a noun."""

    def __init__(self, signs: Signs, clauses: ClausePolarity) -> None:
        self.clauses = clauses
        self.signs = signs
        self.tokens, self.grammar = signs.tokens, signs.grammar

    def of_noun(
        self, phrase: Phrase, clause: Clause | None, holders: Sequence[Phrase], cue: frozenset[int]
    ) -> Polarity:
        """The polarity of a noun that names an act; `holders` are the phrases that it hangs on, nearest first."""
        outer = holders[-1] if holders else phrase
        own = self._by_its_words(phrase, holders, cue)
        if own == "unknown" or self._behind_condition(outer):
            return "denied" if own == "denied" and phrase.negative else "unknown"
        if clause is None:
            alleged = own == "affirmed" and self.signs.denying and self._held_by_allegation(phrase, holders)
            return "unknown" if alleged else own
        above = self._by_its_verb(clause, outer)
        lemma = self.tokens[clause.group.head].lemma
        if lemma in self.grammar["rejections"] and not self._held_by_allegation(phrase, holders):
            return own  # whoever rejects a deed does not deny it
        if clause.group.negated and above == "" and self.tokens[phrase.head].lemma in self.grammar["harmed"]:
            return "denied"  # `no injured were brought in`
        if own == "denied":
            return "denied" if above in ("affirmed", "") else "unknown"
        if above in ("", "affirmed") and self.signs.denying and self._held_by_allegation(phrase, holders):
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
            and self.signs.words_of(clause) & self.grammar["denials"]
            and clause.subject is outer
        ):
            return "unknown" if group.negated else "denied"  # `the accusation of torture is false`
        if core and lemma in self.grammar["cease"]:
            return ""
        if outer in clause.obliques and outer.prep in self.grammar["about_what"] and lemma in self.grammar["unreal"]:
            return "unknown"  # `agreed on an exchange`
        ahead = group.unreal and (core or any(other.link == "if" for other in self.signs.every))
        if (core and lemma in self.grammar["unreal"]) or (ahead and lemma not in self.grammar["about"]):
            return "unknown"
        if self.signs.conditional(clause) or self.signs.asked(clause):
            return "unknown"
        light = lemma in self.grammar["light_patient"] or lemma in self.grammar["light_inflict"]
        happens = group.form == "cop" or lemma in self.grammar["light_agent"] or lemma in self.grammar["happen"]
        return self.clauses.of_clause(clause) if light or (happens and core) else ""

    def _behind_condition(self, phrase: Phrase) -> bool:
        """`If` stands before it, with no mark between."""
        inside = False
        for chunk in self.signs.chunks:
            if isinstance(chunk, Mark):
                inside = chunk.key in self.grammar["conditions"] if chunk.kind != "and" else inside
            elif chunk is phrase or (isinstance(chunk, Phrase) and phrase in chunk.more):
                return inside
        return False
