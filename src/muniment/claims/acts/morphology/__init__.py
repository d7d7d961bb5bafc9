"""What kind of word each word of a sentence is: one module a family of languages behind one interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from muniment.claims.acts.arguments import Order
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Shape
from muniment.claims.acts.tokens import Token


class Morphology(Shape, Protocol):
    """One language: tags words, gives dictionary forms, and knows the shape of its phrases and verb groups."""

    order: Order

    def analyse(self, tokens: Sequence[Token]) -> list[Token]:
        """The same tokens, some split or joined, with all that their forms tell."""

    def is_name(self, token: Token) -> bool:
        """Whether a word that is not marked as a name by its writing is one."""

    def is_people(self, token: Token) -> bool:
        """Whether a word names people by descent or belief."""

    def parts(self, word: str) -> list[str]:
        """A word of a lexicon as the tokens that it becomes in a text."""

    def lemmas(self, word: str) -> frozenset[str]:
        """Every dictionary form that a word out of context can have, and the word itself."""

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of one word out of context, as a verb (`V`), a noun (`N`) or whatever it is."""


def morphology(grammar: Grammar, verbs: Iterable[str], nouns: Iterable[str]) -> Morphology:
    """The morphology of a grammar's language, which knows these verbs and nouns of a lexicon."""
    if grammar.language in ("uk", "ru"):
        from .slavic import Slavic

        return Slavic(grammar, verbs, nouns)
    if grammar.language in ("es", "fr"):
        from .romance import Romance

        return Romance(grammar, verbs, nouns)
    if grammar.language in ("ar", "he"):
        from .semitic import Semitic

        return Semitic(grammar, verbs, nouns)
    from .english import English

    return English(grammar, verbs, nouns)
