"""Noun phrases, verb groups and marks of a sentence: one chunker; what a language is like comes from its morphology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .grammar import Grammar
from .tokens import NONE, Token


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: indexes of tokens, inclusive. `prep` is the word that governs it, `` where none does."""

    first: int
    last: int
    head: int
    prep: str = ""
    prep_at: int = -1
    negative: bool = False
    """`no soldier`, `nobody`."""
    refused: bool = False
    """`not the soldiers`."""
    time: bool = False
    pronoun: bool = False
    counted: bool = False
    """A number stands in it, so its verb can be singular or plural."""
    cases: frozenset[str] = NONE
    agree: frozenset[str] = NONE
    owner: Phrase | None = None
    """`Veldra's` of `Veldra's army`."""
    tails: list[Phrase] = field(default_factory=list)
    """Complements: of-phrases, genitives."""
    more: list[Phrase] = field(default_factory=list)
    """Others joined by *and*."""
    instead_of: Phrase | None = None
    """The one refused in favour of this: `not A but this`."""

    @property
    def end(self) -> int:
        """The last token, complements included."""
        return max([self.last, *(tail.end for tail in self.tails)])


@dataclass(slots=True, eq=False)
class Group:
    """A verb group. `voice`: act, pass (with its helper verb), part (participle behind or before a noun)."""

    first: int
    last: int
    head: int
    voice: str = "act"
    form: str = "fin"
    """fin, inf, ger (gerund, converb), imp, cop (a copula alone), ed (past tense or participle, not yet known)."""
    negated: bool = False
    unreal: bool = False
    """Future, conditional, possible, wanted."""
    reflexive: bool = False
    impersonal: bool = False
    tense: str = ""
    agree: frozenset[str] = NONE
    prep: str = ""
    """The word that governs a gerund: `for` of *for killing*."""
    objects: frozenset[str] = NONE
    """What object pronouns written onto it stand for: `dat`, `acc`."""


@dataclass(slots=True, eq=False)
class Mark:
    """A boundary: and, sub, rel, comma, quote, stop, open, close, colon."""

    kind: str
    at: int
    key: str
    prep: str = ""
    """The word that governs a relative: `in` of *in which*."""


Chunk = Phrase | Group | Mark


class Shape(Protocol):
    """What the chunker must know of a language beyond its little words."""

    def joins(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Whether the word at `at` goes on the noun phrase begun at `first`."""

    def head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The head of the noun phrase."""

    def cases(self, tokens: Sequence[Token], first: int, last: int, head: int) -> frozenset[str]:
        """The cases the noun phrase can stand in; empty in a language without."""

    def group(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Group:
        """Voice, form and mood of a verb group."""


_MARKS = {"A": "and", "S": "sub", "W": "rel"}
_SIGNS = {
    ",": "comma", ";": "stop", ":": "colon", "(": "open", ")": "close", '"': "quote", "?": "stop", "!": "stop",
    "…": "stop", ".": "stop", "—": "dash",
}  # fmt: skip
_NOMINAL = frozenset("DOJNMRT")


def raw_chunks(tokens: Sequence[Token], grammar: Grammar, shape: Shape) -> list[Chunk]:
    """Phrases, verb groups and marks as they stand, before anything is put together."""
    found: list[Chunk] = []
    prep, prep_at, refused = "", -1, False
    at = 0
    while at < len(tokens):
        tag = tokens[at].tag
        if tag in _NOMINAL:
            last = _phrase_end(tokens, at, shape)
            phrase = _phrase(tokens, at, last, grammar, shape)
            phrase.prep, phrase.prep_at, phrase.refused = prep, prep_at, refused
            found.append(phrase)
            prep, prep_at, refused = "", -1, False
            at = last + 1
            continue
        if tag in "VXIKBL":
            last, head = _group_end(tokens, at, grammar)
            if head >= 0:
                group = shape.group(tokens, at, last, head)
                group.prep = prep
                found.append(group)
                prep, prep_at, refused = "", -1, False
                at = last + 1
                continue
            refused = refused or any(tokens[n].tag == "K" for n in range(at, last + 1))
            at = last + 1
            continue
        if tag == "P":
            prep, prep_at = tokens[at].key, at
        else:
            kind = _MARKS.get(tag) or _SIGNS.get(tokens[at].key, "")
            if kind:
                found.append(Mark(kind, at, tokens[at].key, prep if kind == "rel" else ""))
                prep, prep_at = "", -1
                refused = refused and kind == "rel"
        at += 1
    return found


def _phrase_end(tokens: Sequence[Token], first: int, shape: Shape) -> int:
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].tag in _NOMINAL and shape.joins(tokens, first, last + 1):
        last += 1
    return last


def _phrase(tokens: Sequence[Token], first: int, last: int, grammar: Grammar, shape: Shape) -> Phrase:
    head = shape.head(tokens, first, last)
    owner = next((n for n in range(first, head) if tokens[n].owner or tokens[n].tag == "O"), -1)
    made = Phrase(first, last, head, cases=shape.cases(tokens, first, last, head), agree=tokens[head].agree)
    made.negative = any(
        tokens[n].key in grammar["negative_phrases"] and not _counts(tokens, n, grammar)
        for n in range(first, min(last, first + 1) + 1)
    )
    made.time = tokens[head].tag == "T"
    made.counted = any(tokens[n].tag == "M" for n in range(first, last + 1))
    made.pronoun = tokens[head].tag == "R"
    if owner >= 0:
        made.owner = Phrase(first, owner, owner, pronoun=tokens[owner].tag == "O")
    return made


def _counts(tokens: Sequence[Token], at: int, grammar: Grammar) -> bool:
    """`No fewer than twelve` denies nothing, `no doubt` neither."""
    return at + 1 < len(tokens) and tokens[at + 1].key in grammar["harmless_after_no"]


def _group_end(tokens: Sequence[Token], first: int, grammar: Grammar) -> tuple[int, int]:
    """(last, head) of the verb group that begins here; head -1 where there is none."""
    head = helper = -1
    at = first
    while at < len(tokens) and tokens[at].tag in "VXIKBL":
        if tokens[at].tag == "V":
            head = at
            break
        if tokens[at].tag == "X":
            helper = at
        at += 1
    head = head if head >= 0 else helper
    if head < 0:
        return at - 1, -1
    last = head
    while last + 1 < len(tokens) and tokens[last + 1].key in grammar["trailing"]:
        last += 1
    return last, head
