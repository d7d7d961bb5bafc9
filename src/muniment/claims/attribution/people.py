"""Who has been named in a paragraph so far, and whom a pronoun or a subject left out stands for."""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue
from .lexicon import Lexicon
from .phrases import Mention, is_named, subject_of
from .speakers import told_by_form
from .tokens import Token


class Person(NamedTuple):
    """Somebody as the text names them; `said` is where (None: the text has no word for them)."""

    name: str
    said: tuple[int, int] | None
    gender: str = ""


class People:
    """The people of one paragraph, in the order in which they are named."""

    def __init__(self, lex: Lexicon) -> None:
        self.lex = lex
        self.named: list[Person] = []

    def end(self, sentence: list[Token], text: str, cues: list[Cue]) -> None:
        """Remember the subject that a sentence began with, unless it was a pronoun."""
        found = subject_of(sentence, self.lex)
        if found is None or found.pronoun or not is_named(sentence, found, self.lex):
            return
        if any(cue.speaker is not None and cue.speaker.first == found.first for cue in cues):
            return
        self._remember(self._person(sentence, text, found))

    def who(self, sentence: list[Token], text: str, cue: Cue) -> Person:
        """The speaker of a cue: as named, or whom the pronoun or the verb's ending stands for, or nobody named."""
        found = cue.speaker
        if found is None:
            return Person(self._fitting(cue.hidden, sentence, text, cue), None) if cue.hidden else Person("", None)
        if found.pronoun:
            at = (sentence[found.first].start, sentence[found.last - 1].end)
            return Person(self._fitting(found.gender, sentence, text, cue), at, found.gender)
        person = self._person(sentence, text, found)
        if cue.origin == "verb" and not person.gender:
            told = told_by_form(sentence[cue.first].key, self.lex.language)
            person = person._replace(gender=told if told in ("m", "f", "p") else "")
        if all(self.lex.has("indefinite", token.key) for token in sentence[found.first : found.last]):
            return person._replace(name="")
        self._remember(person)
        return person

    def _person(self, sentence: list[Token], text: str, found: Mention) -> Person:
        start, end = sentence[found.first].start, sentence[found.last - 1].end
        return Person(" ".join(text[start:end].split()), (start, end), found.gender)

    def _remember(self, person: Person) -> None:
        self.named.append(person)

    def _fitting(self, gender: str, sentence: list[Token], text: str, cue: Cue) -> str:
        """The last one named before who may be meant; in the same sentence, its subject."""
        subject = subject_of(sentence[: cue.clause], self.lex) if cue.clause > 2 else None
        here = []
        if subject is not None and not subject.pronoun and is_named(sentence, subject, self.lex):
            here.append(self._person(sentence, text, subject))
        for person in reversed([*self.named, *here]):
            if _fits(gender, person.gender):
                return person.name
        return ""


def _fits(asked: str, known: str) -> bool:
    if asked in ("?", ""):
        return True
    if asked == "p":
        return known in ("p", "n")
    if asked == "n":
        return known == "n"
    return known in ("", asked)
