"""What a code list is made of. Frozen; a list is one value, loaded once.

A lexicon is how one language speaks of the codes of one list:

- `cues`: code id to the words that point to it. A cue of several words stands in this order side by side; small words
  (articles, pronouns, particles) may come between. Words are dictionary forms; which forms of a text belong to them
  is the extractor's business. Where a cue with `needs` and the same words without both fit, the one with needs is
  the better one.
- `classes`: class name to words and phrases, in dictionary form as well. `weapon.missile` is a part of `weapon`:
  a cue that needs `weapon` is content with a word of any `weapon.*`.
- `misleading`: phrases in which a cue word means something else (*hunger strike*): no cue inside them counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from .refusal import UnknownCode

LANGUAGES = ("en", "uk", "ru", "ar", "he", "es", "fr")
"""Those in which the shipped lists have labels (law in English alone), and the acts have cues."""

Kind = Literal["act", "statement", "circumstance", "element", "standard", "basis", "polarity", "involvement"]
Role = Literal["perpetrators", "victims", "target"]
Pos = Literal["verb", "noun", "adj", "phrase"]
Voice = Literal["", "suffers"]


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that point to a code. Not evidence of anything: a mark in a margin may start from them."""

    words: str = msgspec.field(name="w")
    """Dictionary form, or several with a blank between: `shell`, `open fire on`."""
    pos: Pos
    """What the head of the words is. `phrase` is fixed words from which no roles can be read."""
    voice: Voice = ""
    """`suffers`: the subject is the one it happens to (*die*, *flee*), or, of a phrase or noun, whoever has it."""
    needs: tuple[str, ...] = ()
    """Classes; a word of one of them must stand in the same clause. Empty: nothing is needed."""
    shared: bool = False
    """The same words with the same needs point to another code as well, and this is meant."""


class Lexicon(msgspec.Struct, frozen=True):
    """How one language speaks of the codes of a list."""

    language: str
    cues: dict[str, tuple[Cue, ...]]
    classes: dict[str, tuple[str, ...]]
    misleading: tuple[str, ...] = ()

    def of_class(self, name: str) -> tuple[str, ...]:
        """The words of a class and of its parts (`weapon` has those of `weapon.missile`)."""
        return tuple(
            word for key, words in self.classes.items() if key == name or key.startswith(name + ".") for word in words
        )


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One entry of a list."""

    id: str
    """Small letters, digits and hyphens: `attack-medical`. Never reused for something else."""
    label: str
    definition: str
    """Plain words, in English: what is in, what is not."""
    kind: Kind = "act"
    roles: tuple[Role, ...] = ()
    """For whom a claim of this code has a place."""
    labels: dict[str, str] = {}
    """By language."""
    instrument: str = ""
    """Of a legal element: the treaty."""
    article: str = ""
    """Of a legal element: as lawyers cite it, `art. 8(2)(b)(ix)`."""

    def label_in(self, language: str) -> str:
        """The label in a language, in English where there is none."""
        return self.labels.get(language, self.label)


class CodeList(msgspec.Struct, frozen=True):
    """Codes in their order, under a name and a version."""

    name: str = msgspec.field(name="list")
    """Lists are told apart by it: `acts`."""
    version: str
    title: str
    codes: tuple[Code, ...]
    lexicons: dict[str, Lexicon] = {}
    """A user's own words, by language. Shipped lexicons are loaded one by one: see `codes.lexicon`."""

    def __iter__(self) -> Iterator[Code]:
        """The codes in their order."""
        return iter(self.codes)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, in order."""
        return tuple(code.id for code in self.codes)

    def get(self, code: str) -> Code | None:
        """The code of this id, if it is in the list."""
        return next((each for each in self.codes if each.id == code), None)

    def match(self, code: str) -> Code:
        """The code of this id. Raises UnknownCode, which names those spelt like it."""
        found = self.get(code)
        if found is None:
            raise UnknownCode(code, self.name, self.ids)
        return found
