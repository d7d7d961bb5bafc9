"""Who has been named in a paragraph so far, and whom a pronoun or a subject left out stands for."""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue
from .gender import by_verb, gender_of, of_name
from .lexicon import Lexicon
from .phrases import Mention, is_named, is_past
from .subjects import subject_of
from .tokens import Token, is_capital, is_word


class Person(NamedTuple):
    """Somebody as the text names them; `said` is where (None: the text has no word for them)."""

    name: str
    said: tuple[int, int] | None
    gender: str = ""


_TELLING = ("ru", "uk")
"""Languages whose verbs of the past tell the sex of their subject."""


class People:
    """The people of one paragraph, in the order in which they are named; `before` spoke in the one before it."""

    def __init__(self, lex: Lexicon, before: tuple[Person, ...] = ()) -> None:
        self.lex = lex
        self.before = before
        self.spoke: list[Person] = []
        """Those who are a cue's speaker by name."""
        self.named: list[Person] = []
        self.mentioned: list[Person] = []
        """Names that stood elsewhere than in a subject: meant only where no subject fits."""

    def end(self, sentence: list[Token], text: str, cues: list[Cue]) -> None:
        """Remember the subject that a sentence began with, unless it was a pronoun."""
        self.mentioned += [self._person(sentence, text, found) for found in names_in(sentence, self.lex)]
        found = subject_of(sentence, self.lex)
        if found is None or found.pronoun or not is_named(sentence, found, self.lex):
            return
        if any(cue.speaker is not None and cue.speaker.first == found.first for cue in cues):
            return
        person = self._person(sentence, text, _from_name(sentence, found, self.lex))
        verb = sentence[found.last].key if found.last < len(sentence) else ""
        if self.lex.language in _TELLING and is_past(verb, self.lex):
            person = person._replace(gender=by_verb(verb, self.lex.language))
        self._remember(person)

    def who(self, sentence: list[Token], text: str, cue: Cue) -> Person:
        """The speaker of a cue: as named, or whom the pronoun or the verb's ending stands for, or nobody named."""
        found = cue.speaker
        if found is None:
            return Person(self._fitting(cue.hidden, sentence, text, cue), None) if cue.hidden else Person("", None)
        if found.pronoun:
            at = (sentence[found.first].start, sentence[found.last - 1].end)
            return Person(self._fitting(found.gender, sentence, text, cue), at, found.gender)
        person = self._person(sentence, text, found)
        if cue.origin == "verb" and (not person.gender or self.lex.language in _TELLING):
            told = by_verb(sentence[cue.first].key, self.lex.language)
            person = person._replace(gender=told if told in ("m", "f", "n", "p") else person.gender)
        if all(self.lex.has("indefinite", token.key) for token in sentence[found.first : found.last]):
            return person._replace(name="")
        self._remember(person)
        self.spoke.append(person)
        return person

    def _person(self, sentence: list[Token], text: str, found: Mention) -> Person:
        start, end = sentence[found.first].start, sentence[found.last - 1].end
        name = " ".join(text[start:end].split())
        by_name = of_name(name, self.lex.language) if found.gender != "p" else ""
        return Person(name, (start, end), by_name or found.gender)

    def _remember(self, person: Person) -> None:
        self.named.append(person)

    def _fitting(self, gender: str, sentence: list[Token], text: str, cue: Cue) -> str:
        """The last one named before who may be meant; in the same sentence, its subject."""
        subject = subject_of(sentence[: cue.clause], self.lex) if cue.clause > 2 else None
        here = []
        if subject is not None and not subject.pronoun and is_named(sentence, subject, self.lex):
            here.append(self._person(sentence, text, subject))
        for person in [*reversed([*self.named, *here]), *reversed(self.mentioned), *reversed(self.before)]:
            if _fits(gender, person.gender):
                return person.name
        return ""


def _from_name(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention:
    """A phrase without the verb that it may begin with where verbs stand first (`пришла Елена Орская`)."""
    for first in range(found.first, found.last):
        token = sentence[first]
        role = lex.has("roles", token.key) or lex.has("women", token.key) or lex.has("men", token.key)
        if role or (lex.cased and (is_capital(token) or lex.has("determiners", token.key))):
            return found._replace(first=first)
    return found


def names_in(sentence: list[Token], lex: Lexicon) -> list[Mention]:
    """Two or more words with capitals, or a role that tells a woman from a man; not behind a preposition of place."""
    found: list[Mention] = []
    at = 0
    while at < len(sentence):
        first = last = at
        while last < len(sentence) and (lex.has("women", sentence[last].key) or lex.has("men", sentence[last].key)):
            last += 1
        roles = last
        while last < len(sentence) and is_word(sentence[last]) and is_capital(sentence[last]):
            last += 1
        if last > first and (lex.has("stops", sentence[first].key) or lex.has("inner", sentence[first].key)):
            first, roles = first + 1, max(roles, first + 1)  # a sentence begins with a preposition
        before = sentence[first - 1].key if first else ""
        if (roles > first or last > first + 1) and not lex.has("in", before) and before not in _IN:
            found.append(Mention(first, last, gender_of(sentence, first, last, lex)))
        at = max(last, at + 1)
    return found


_IN = ("in", "at", "en", "à")


def _fits(asked: str, known: str) -> bool:
    if asked in ("?", ""):
        return True
    if asked == "p":
        return known in ("p", "n")
    if asked == "n":
        return known == "n"
    return known in ("", asked)
