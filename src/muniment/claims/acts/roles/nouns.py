"""Where the parties of a noun or an adjective stand: its complement, its owner, what it is joined with."""

from __future__ import annotations

from dataclasses import replace

from muniment.claims.acts.phrases import Phrase

from .around import Around


class BesideNoun(Around):
    """The places that a phrase has for parties."""

    def of(self) -> list[Phrase]:
        """The complement; behind an agent in between, what stands after it."""
        if self.site.phrase is None:
            return []
        if self.grammar["chains"] and self.site.last < self.site.phrase.last:
            rest = self.site.last + 1
            return [Phrase(rest, self.site.phrase.last, rest, tails=self.site.phrase.tails)]
        if self.site.phrase.tails:
            held = self.site.phrase.tails[0]
            return held.tails[:1] if held.head in self.site.words else [self._with_others(held, self.site.phrase)]
        bare = [
            phrase
            for phrase in self.site.following
            if phrase.prep == "GEN" or (not phrase.prep and "gen" in phrase.cases)
        ]
        if bare:
            return bare[:1]
        doers = self.by(self.site.following)
        behind = doers[0].tails[-1:] if doers else []
        if behind and self.tokens[behind[0].head].text[:1].islower() and self.sense.is_person(behind[0]):
            doers[0].tails.remove(behind[0])
            return behind
        return []

    def _with_others(self, held: Phrase, outer: Phrase) -> Phrase:
        """`The shelling of schools, clinics and homes`: what is joined behind the complement is shelled as well."""
        article = held.first < held.head and self.tokens[held.first].tag == "D"
        others = outer.more
        if not others or any(self.is_event(other) or (self._opens_anew(other) and not article) for other in others):
            return held
        return replace(held, more=[*held.more, *others])

    def _opens_anew(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.first].tag in "DO"

    def of_harmed(self) -> list[Phrase]:
        """Whom a deed is done to; of `the taking of hostages of …` it is not told whose they are."""
        tails = self.site.phrase.tails if self.site.phrase is not None else []
        inner = bool(tails) and tails[0].head in self.site.words
        return [] if inner and any(self.sense.is_force(phrase) for phrase in self.of()) else self.of()

    def on(self) -> list[Phrase]:
        """What stands behind `on`, `against` and their like."""
        return [
            phrase
            for phrase in self.site.following
            if phrase.prep in self.grammar["strict_patient"] and not phrase.time
        ][:1]

    def owner(self) -> list[Phrase]:
        """Whose it is: `Kessar's attack`."""
        phrase = self.site.phrase
        return [phrase.owner] if phrase is not None and phrase.owner is not None else []

    def itself(self) -> list[Phrase]:
        """`Twelve dead`: the noun is who it happened to, unless there were none. Whose they are is left out."""
        clause, phrase = self.site.clause, self.site.phrase
        if phrase is None or (clause is not None and clause.group.negated):
            return []
        kept = [tail for tail in phrase.tails if not self.sense.is_force(tail)]
        first = phrase.owner.last + 1 if phrase.owner is not None and not phrase.owner.pronoun else phrase.first
        return [
            Phrase(first, phrase.last, phrase.head, phrase.prep, counted=phrase.counted, tails=kept, more=phrase.more)
        ]

    def adjective(self) -> list[Phrase]:
        """`the Veldran attack`: a name in front of the noun, or of its elder: `Veldran raids and arrests`."""
        phrase = self.site.phrase
        if phrase is None:
            return []
        own = self.sense.naming(phrase, self.site.first)
        joined = [held for held in self.site.holders[:1] if phrase in held.more and not self._opens_anew(phrase)]
        return own or [name for held in joined for name in self.sense.naming(held, held.head)]

    def within(self) -> list[Phrase]:
        """`school attack`: a thing in front of the noun."""
        phrase = self.site.phrase
        if phrase is None or not self.grammar["head_last"]:
            return []
        for n in range(self.site.first - 1, phrase.first - 1, -1):
            made = Phrase(n, n, n)
            if (
                self.tokens[n].tag == "N"
                and not self.tokens[n].owner
                and self.sense.classes(made)
                and not self.sense.is_weapon(made)
            ):
                return [made]
        return []

    def bearer(self) -> list[Phrase]:
        """What an adjective is said of: its noun, or the subject of its clause."""
        phrase, clause = self.site.phrase, self.site.clause
        if phrase is not None and (phrase.head > self.site.last or not clause or clause.group.form != "cop"):
            outer = self.site.holders[0] if self.site.holders else None
            return [self._with_others(phrase, outer) if outer is not None and phrase in outer.tails else phrase]
        return [clause.subject] if clause is not None and clause.subject is not None else []
