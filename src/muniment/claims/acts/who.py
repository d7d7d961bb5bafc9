"""What a phrase can stand for: somebody who acts, somebody harmed, a thing, a weapon, a group.

A group of people by descent or belief may be harmed here, never act: where a sentence makes one the actor, the place
stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import Lexicon
from .phrases import Phrase
from .tokens import Token

_ACTING = frozenset({"fighters", "official", "actors"})
_PERSONS = frozenset(
    {"civilians", "children", "fighters", "relatives", "detainees", "official", "dead", "group", "actors"}
)
_HARMLESS = frozenset({"civilians", "children", "relatives", "detainees", "dead", "populated", "school", "medical"})
_THINGS = frozenset(
    {
        "weapon",
        "medical",
        "school",
        "home",
        "infrastructure",
        "cultural",
        "food",
        "money",
        "property",
        "populated",
        "land",
        "military",
        "rights",
    }
)


class Sense:
    """Judges the phrases of one sentence."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.grammar = lexicon.grammar

    def classes(self, phrase: Phrase) -> frozenset[str]:
        """The classes of a phrase: of its head, or of what `hundreds of`, `members of` count."""
        own = self.lexicon.classes_of(self.tokens, phrase.head)
        head = self.tokens[phrase.head]
        if phrase.tails and (head.tag == "M" or head.lemma in self.grammar["modifiers"]):
            own = own.union(*(self.classes(tail) for tail in phrase.tails))
        return own

    def every_class(self, phrase: Phrase) -> frozenset[str]:
        """The classes of a phrase with all that hangs on it."""
        found = set(self.classes(phrase))
        for at in range(phrase.first, phrase.last + 1):
            found |= self.lexicon.classes_of(self.tokens, at)
        for other in (*phrase.tails, *phrase.more):
            found |= self.every_class(other)
        return frozenset(found)

    def can_act(self, phrase: Phrase) -> bool:
        """Whether this may stand as the one who did it."""
        token = self.tokens[phrase.head]
        if phrase.time or (phrase.negative and phrase.pronoun):
            return False
        if phrase.pronoun:
            return token.key in self.grammar["acting_pronouns"]
        if self.is_group(phrase):
            return False
        if token.lemma in self.grammar["actors"] or token.key in self.grammar["actors"]:
            return True
        classes = self.classes(phrase)
        if classes & _ACTING:
            return True
        if classes & {"weapon"} or token.lemma in self.lexicon.cues:
            return self._is_name(phrase) and self._has_small_words(phrase)
        if classes & _PERSONS:
            return True
        return self._is_name(phrase) and not (classes & _THINGS)

    def is_force(self, phrase: Phrase) -> bool:
        """Whether an attack *of* this is one that this makes: an army, not civilians."""
        return self.can_act(phrase) and self.classes(phrase).isdisjoint(_HARMLESS)

    def can_cause(self, phrase: Phrase) -> bool:
        """Whether harm can come of this at all: somebody, a weapon, an attack, a blast; or it cannot be told."""
        token = self.tokens[phrase.head]
        if phrase.pronoun or token.tag != "N" or self.grammar.language in ("ar", "he"):
            return True
        if token.lemma in self.lexicon.cues or token.lemma in self.grammar["causes"] or token.text[:1].isupper():
            return True
        return bool(self.classes(phrase)) or self.can_act(phrase) or self.is_person(phrase)

    def naming(self, phrase: Phrase, until: int) -> list[Phrase]:
        """`Veldran` of `the Veldran attack`, in a language that puts it in front."""
        if not self.grammar["head_last"]:
            return []
        names = [
            n
            for n in range(phrase.first, until)
            if self.tokens[n].text[:1].isupper()
            and self.tokens[n].tag == "N"
            and not self.tokens[n].owner
            and n > 0
            and self.tokens[n - 1].tag != "Y"
        ]
        return [Phrase(names[0], names[-1], names[-1])] if names else []

    def _has_small_words(self, phrase: Phrase) -> bool:
        """A name of several capital words: `Tarn Rifles` is nobody's rifle."""
        return phrase.head > phrase.first and self.tokens[phrase.head - 1].text[:1].isupper()

    def _is_name(self, phrase: Phrase) -> bool:
        token = self.tokens[phrase.head]
        if not token.text[:1].isupper():
            return self.grammar.language in ("ar", "he") and self.lexicon.morphology.is_name(token)
        return (phrase.head > 0 and self.tokens[phrase.head - 1].tag != "Y") or self.lexicon.morphology.is_name(token)

    def is_group(self, phrase: Phrase) -> bool:
        """A people, a faith, a minority: `believers`, `Veldrans`."""
        token = self.tokens[phrase.head]
        if token.lemma in self.grammar["groups"]:
            return True
        return self.lexicon.morphology.is_people(token)

    def is_weapon(self, phrase: Phrase) -> bool:
        """A missile, a shell, a rifle, not a unit named for one."""
        return "weapon" in self.classes(phrase) and not self.can_act(phrase)

    def is_person(self, phrase: Phrase) -> bool:
        """Whether this is people rather than a thing."""
        token = self.tokens[phrase.head]
        classes = self.classes(phrase)
        if phrase.pronoun:
            return token.key not in self.grammar["thing_pronouns"]
        if token.tag == "M":
            return True
        if "anim" in token.agree:
            return not classes & {"property", "food"} or bool(classes & _PERSONS)  # a cow is what was taken
        known = token.lemma in self.grammar["persons"] or token.lemma in self.grammar["actors"]
        if known or classes & _PERSONS or self.is_group(phrase):
            return True
        return not classes & _THINGS and (phrase.prep in self.grammar["personal"] or self.can_act(phrase))
