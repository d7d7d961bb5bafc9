"""What stands around a cue of any kind."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.tokens import Token
from muniment.claims.acts.who import Sense

from .site import Site


class Around:
    """A cue's neighbours, as verbs and nouns both ask for them."""

    def __init__(self, site: Site, sense: Sense) -> None:
        self.site, self.sense = site, sense
        self.grammar: Grammar = sense.grammar
        self.tokens: Sequence[Token] = sense.tokens

    def near(self) -> list[Phrase]:
        """Phrases with a preposition beside it: behind the noun, or anywhere in the verb's clause."""
        if self.site.kind == "noun":
            return self.site.following
        return self.site.clause.obliques if self.site.clause else []

    def by(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        """Who did it by the preposition: one who can, else the first."""
        found = [phrase for phrase in phrases if self._is_by(phrase) and not phrase.time]
        return [phrase for phrase in found if self.sense.can_act(phrase)][:1] or found[:1]

    def _is_by(self, phrase: Phrase) -> bool:
        """By its preposition, or by the case that has its place, also where no verb is near."""
        if phrase.prep:
            return phrase.prep in self.grammar["by"]
        return "INS" in self.grammar["by"] and phrase.cases == {"ins"}

    def is_event(self, phrase: Phrase) -> bool:
        """A deed by its noun: `shelling`, not the `place` of *place with families*."""
        return self.tokens[phrase.head].lemma in self.sense.lexicon.events

    def towards(self) -> list[Phrase]:
        """With whom, to whom, against whom, in whose country: the nearest one behind that can act."""
        clause = self.site.clause
        near = [*self.site.following, *(clause.obliques if clause is not None else [])]
        if self.site.phrase is not None:
            near = [*self.site.phrase.tails, *near]
        near += [tail for phrase in (clause.objects if clause is not None else []) for tail in phrase.tails]
        fit = [
            p for p in near if p.prep in self.grammar["towards"] and p.first > self.site.first and self.sense.can_act(p)
        ]
        return sorted(fit, key=lambda p: p.first)[:1]

    def waging(self, phrase: Phrase) -> Phrase:
        """Of `Kessar's assault` Kessar; other phrases as they are."""
        owner = phrase.owner
        waged = self.is_event(phrase) or "campaign" in self.sense.classes(phrase)
        return owner if waged and owner is not None and self.sense.can_act(owner) else phrase
