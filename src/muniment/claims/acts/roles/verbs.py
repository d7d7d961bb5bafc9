"""Where the parties of a verb stand: its subject, its objects, behind its prepositions."""

from __future__ import annotations

from muniment.claims.acts.phrases import Phrase

from .around import Around


class BesideVerb(Around):
    """The places that a clause has for parties."""

    def subject(self) -> list[Phrase]:
        """The subject; of harm that only follows, whom the verb before hit."""
        subject = self.site.clause.subject if self.site.clause else None
        if self.site.suffers and self.grammar["chains"] and (harmed := self._harmed_before()):
            return [phrase for phrase in harmed if self.sense.is_person(phrase)][:1]
        return [self._echoed(subject)] if subject is not None else []

    def _echoed(self, subject: Phrase) -> Phrase:
        """`The ministry announced that it would free them`: it is the ministry."""
        clause = self.site.clause
        above = clause.parent if clause is not None and clause.link == "that" and clause.group.voice == "act" else None
        if above is None or above.subject is None or above.subject.pronoun:
            return subject
        said = self.tokens[above.group.head].lemma in self.grammar["report"]
        return above.subject if said and self.tokens[subject.head].key in self.grammar["echoes"] else subject

    def _harmed_before(self) -> list[Phrase]:
        """`The sniper shot at my uncle and he died`: of a verb without its own subject, whom the one before hit."""
        clause = self.site.clause
        if clause is None or clause.link != "and" or clause.subject in (*clause.left, *clause.right):
            return []
        parent = clause.parent
        while parent is not None and parent.group.form == "cop":
            parent = parent.parent
        if parent is None or parent.group.voice != "act":
            return []
        return parent.objects or [p for p in parent.obliques if p.prep in self.grammar["fired_at"]]

    def objects(self) -> list[Phrase]:
        """What the verb hits without a preposition; of a hurt limb, whose it is."""
        if self.site.clause is None:
            return []
        for phrase in self.site.clause.objects:
            if phrase.head not in self.site.words and not phrase.time:
                return (self._whose() or [phrase]) if self._is_of_body(phrase) else [phrase]
        of_body = any(self._is_of_body(phrase) for phrase in self.site.clause.objects)
        return self._whose() if of_body or self.tokens[self.site.first].lemma in self.grammar["to_whom"] else []

    def _is_of_body(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.head].lemma in self.grammar["body"]

    def _whose(self) -> list[Phrase]:
        """`Broke his neighbour's arm` where the neighbour stands in the dative or behind a preposition."""
        clause = self.site.clause
        near = clause.obliques if clause is not None else []
        fit = [p for p in near if p.prep in self.grammar["possessors"] and not p.time and self.sense.is_person(p)]
        return fit[:1]

    def marked(self) -> list[Phrase]:
        """An object behind `on`, `at`, `against`."""
        if self.site.clause is None:
            return []
        for phrase in self.site.clause.obliques:
            if phrase.prep_at == self.site.last and phrase.prep:
                return [phrase]  # `set fire to`, `open fire on`: the cue's own preposition
        for phrase in self.site.clause.obliques:
            if self.tokens[phrase.head].key in self.grammar["oneself"]:
                continue  # `took it upon itself`
            if phrase.prep in self.grammar["strict_patient"] and phrase.first > self.site.first - 1 and not phrase.time:
                if phrase.prep in self.grammar["place_preps"] and not self._is_something(phrase):
                    continue  # `in`, `at` say where as often as whom
                return [phrase]
        return []

    def _is_something(self, phrase: Phrase) -> bool:
        return bool(self.sense.classes(phrase)) or self.sense.is_person(phrase)

    def antecedent(self) -> list[Phrase]:
        """What a participle hangs on."""
        clause = self.site.clause
        held = (clause.antecedent or clause.subject) if clause else None
        return [held] if held is not None else []

    def held(self) -> list[Phrase]:
        """`Kept in captivity`: who is held is the object of that verb; of `are in captivity` the subject."""
        clause = self.site.clause
        if clause is None:
            return []
        objects = [phrase for phrase in clause.objects if self.sense.is_person(phrase)]
        others = [phrase for phrase in (clause.subject, clause.either) if phrase is not None]
        return objects[:1] or others[:1]

    def accused(self) -> list[Phrase]:
        """Whom the clause accuses, without what of."""
        objects = self.site.clause.objects if self.site.clause else []
        if not objects:
            return []
        held = objects[0]
        own = [tail for tail in held.tails if tail is not self.site.phrase]
        return [Phrase(held.first, held.last, held.head, held.prep, pronoun=held.pronoun, tails=own)]

    def in_event(self) -> list[Phrase]:
        """`Died in Veldran raids`: the raid, whose doer is asked for later."""
        clause = self.site.clause
        among = clause.obliques if clause is not None else []
        return [p for p in among if p.prep in self.grammar["event_causes"] and self.is_event(p)][:1]
