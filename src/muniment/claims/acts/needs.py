"""Whether a cue that needs a class of words has one where it counts: a school that is hit, a child that is taken."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause
from .lexicon import HARM, Cue, needs_met
from .phrases import Chunk, Group, Mark, Phrase
from .roles import Cast, Site
from .tokens import Token
from .who import Sense

_AROUND = frozenset({"confinement", "unknown-fate", "work"})
"""Classes of what surrounds an act rather than of whom it hits: anywhere in the sentence will do."""
CAMPAIGN = "campaign"
"""The class of what one side wages (`war`): neither somebody nor something that could be hit."""
_PEOPLE = frozenset({"civilians", "children", "relatives", "detainees", "fighters", "official", "actors", "group"})
_HARMED = frozenset({"civilians", "relatives", "detainees"})


def _end(chunk: Phrase | Group) -> int:
    return chunk.end if isinstance(chunk, Phrase) else chunk.last


class Needs:
    """Looks for needed classes in one sentence."""

    def __init__(self, tokens: Sequence[Token], sense: Sense, chunks: Sequence[Chunk]) -> None:
        self.tokens, self.sense, self.chunks = tokens, sense, chunks

    def met(self, cue: Cue, site: Site, roles: Cast) -> bool:
        """Whether a word of a needed class stands where it counts: as who or what is hit, else in the same clause."""
        if HARM in cue.needs:
            return self.harm_aimed_at(site.last) is not None
        if CAMPAIGN in cue.needs and site.kind == "verb":
            told = site.clause.objects if site.clause is not None else []
            return any(needs_met(cue.needs, self.sense.classes(phrase)) for phrase in told)
        around = [need for need in cue.needs if need in _AROUND]
        if around and needs_met(around, self._all_classes()):
            return True
        if any(self._meets(cue, part) for phrase in roles.patients for part in (phrase, *phrase.more)):
            return True
        clause = site.clause
        if clause is not None and "civilians" in cue.needs and site.kind == "verb" and "person" in clause.group.objects:
            return True
        if any(self.sense.classes(phrase) - {CAMPAIGN} or self._is_somebody(phrase) for phrase in roles.patients):
            return False
        if site.kind == "verb":
            return clause is not None and self._met_beside(cue, clause, roles)
        near = [*site.following, *(site.phrase.tails if site.phrase is not None else [])]
        if CAMPAIGN in cue.needs:
            return any(needs_met(cue.needs, self.sense.classes(phrase)) for phrase in near[:1])
        if any(needs_met(cue.needs, self.sense.every_class(phrase)) for phrase in near):
            return True
        core = clause is not None and any(site.phrase is part for part in (clause.subject, *clause.objects))
        return core and any(
            needs_met(cue.needs, self.sense.every_class(chunk)) for chunk in self.chunks if isinstance(chunk, Phrase)
        )

    def harm_aimed_at(self, at: int) -> Group | None:
        """`Seek to destroy`, `a war to crush`, `not only to weaken it but to erase it`: an infinitive behind."""
        own = next((n for n, c in enumerate(self.chunks) if not isinstance(c, Mark) and c.first <= at <= _end(c)), -1)
        for chunk in self.chunks[own:] if own >= 0 else ():
            if isinstance(chunk, Mark) and chunk.kind not in ("and", "comma", "quote"):
                return None
            if isinstance(chunk, Group) and chunk.head > at:
                if chunk.form not in ("inf", "base") and chunk is not self.chunks[own]:
                    return None
                if HARM in self.sense.lexicon.classes_of(self.tokens, chunk.head):
                    return chunk
        return None

    def meeting(self, cue: Cue, patients: Sequence[Phrase]) -> list[Phrase]:
        """Of joined phrases those that a cue needs: of *schools and clinics* the clinics; all, where it is none."""
        parts = [part for phrase in patients for part in (phrase, *phrase.more)]
        met = [part for part in parts if self._meets(cue, part)] if cue.needs else []
        return met or parts

    def _meets(self, cue: Cue, part: Phrase) -> bool:
        if CAMPAIGN in cue.needs:
            return needs_met(cue.needs, self.sense.classes(part))
        told = [tail for tail in part.tails if not self.sense.is_force(tail)]
        classes = self.sense.classes(part).union(*(self.sense.every_class(tail) for tail in told))
        if needs_met(cue.needs, classes or self._in_front(part)):
            return True
        if "fighters" in cue.needs and not part.pronoun and "official" not in classes and self._is_party(part):
            return True  # one party is as much a force as the other, whatever its name has in it
        persons = not _HARMED.isdisjoint(cue.needs)
        if persons and self.tokens[part.head].key in self.sense.grammar["person_pronouns"]:
            return True
        return "populated" in cue.needs and not part.pronoun and self._is_place(part)

    def _in_front(self, part: Phrase) -> frozenset[str]:
        """Of `hospital roof`, `flour deliveries` the classes of the hospital, the flour; never of people."""
        if not self.sense.grammar["head_last"]:
            return frozenset()
        places = [n for n in range(part.first, part.head) if self.tokens[n].tag == "N" and not self.tokens[n].owner]
        found = frozenset().union(*(self.sense.lexicon.classes_of(self.tokens, n) for n in places))
        return found - _PEOPLE

    def _is_somebody(self, phrase: Phrase) -> bool:
        """`Us`, `four wounded`: who is hit is said, and what stands beside is not hit."""
        head = self.tokens[phrase.head]
        harmed = head.lemma in self.sense.grammar["harmed"]
        return harmed or (phrase.pronoun and head.key in self.sense.grammar["person_pronouns"])

    def _is_party(self, part: Phrase) -> bool:
        """An armed party by its name or its noun, not a town."""
        return self.sense.is_force(part) and not self._is_place(part)

    def _met_beside(self, cue: Cue, clause: Clause, roles: Cast) -> bool:
        """Where nobody is hit by grammar, what stands beside the verb with a preposition is."""
        for phrase in clause.obliques:
            if phrase.pronoun and phrase.prep in self.sense.grammar["place_preps"]:
                continue  # `burned my hands`, where it says *to me*
            if not phrase.time and phrase.prep not in self.sense.grammar["by"] and self._meets(cue, phrase):
                if phrase.prep in self.sense.grammar["strict_patient"] and not roles.patients:
                    roles.patients.append(phrase)
                return True
        return False

    def _all_classes(self) -> frozenset[str]:
        """The classes of every word of the sentence."""
        return frozenset().union(*(self.sense.lexicon.classes_of(self.tokens, at) for at in range(len(self.tokens))))

    def _is_place(self, phrase: Phrase) -> bool:
        """A name of one word that stands for no class: a town, most likely."""
        token = self.tokens[phrase.head]
        opens = phrase.head == 0 or self.tokens[phrase.head - 1].tag == "Y"
        if opens and not self.sense.lexicon.morphology.is_name(token):
            return False
        return (
            phrase.first == phrase.last and token.text[:1].isupper() and not phrase.tails
            and not self.sense.classes(phrase) and token.lemma not in self.sense.grammar["actors"]
        )  # fmt: skip
