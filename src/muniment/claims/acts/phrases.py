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


def chunks(tokens: Sequence[Token], grammar: Grammar, shape: Shape) -> list[Chunk]:
    """The chunks of a sentence, in order, with complements attached and joined phrases put together."""
    found = _attached(_inverted(_raw(tokens, grammar, shape), tokens, grammar), tokens, grammar)
    found = _joined(_contrasted(found, grammar), grammar)
    _settle(found, tokens, grammar)
    return _with_clause_prepositions(found, grammar)


def _raw(tokens: Sequence[Token], grammar: Grammar, shape: Shape) -> list[Chunk]:
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


def _attached(found: list[Chunk], tokens: Sequence[Token], grammar: Grammar) -> list[Chunk]:
    """Complements go to the phrase before them."""
    kept: list[Chunk] = []
    for chunk in found:
        before = kept[-1] if kept else None
        if isinstance(chunk, Phrase) and isinstance(before, Phrase) and not chunk.refused and not before.time:
            if chunk.prep in grammar["of"] and chunk.prep_at == before.end + 1:
                _innermost(before).tails.append(chunk)
                continue
            if (
                chunk.prep in grammar["partitive"]
                and tokens[before.head].tag == "M"
                and chunk.prep_at == before.end + 1
            ):
                before.tails.append(chunk)
                continue
            if not chunk.prep and _is_genitive(chunk, before, tokens):
                _innermost(before).tails.append(chunk)
                continue
        kept.append(chunk)
    return kept


def _inverted(found: list[Chunk], tokens: Sequence[Token], grammar: Grammar) -> list[Chunk]:
    """`Should the army attack …` is a condition, `Did the army attack …` a question: the helper goes to its verb."""
    kept: list[Chunk] = []
    for at, chunk in enumerate(found):
        opens = not kept or isinstance(kept[-1], Mark)
        ahead = found[at + 1 : at + 3]
        if (
            isinstance(chunk, Group) and chunk.form == "cop" and opens and tokens[chunk.head].key in grammar["inverters"]
            and len(ahead) == 2 and isinstance(ahead[0], Phrase) and isinstance(ahead[1], Group)
        ):  # fmt: skip
            ahead[1].unreal = ahead[1].unreal or chunk.unreal
            if tokens[chunk.head].key in grammar["conditions"]:
                kept.append(Mark("sub", chunk.head, tokens[chunk.head].key))
            continue
        kept.append(chunk)
    return kept


def _innermost(phrase: Phrase) -> Phrase:
    """The complement that a further one hangs on: of `arrest of members of the union` the members."""
    return _innermost(phrase.tails[-1]) if phrase.tails else phrase


def _contrasted(found: list[Chunk], grammar: Grammar) -> list[Chunk]:
    """`not A but B` and `B, not A,` become B, which remembers A."""
    kept: list[Chunk] = []
    at = 0
    while at < len(found):
        chunk = found[at]
        before = kept[-1] if kept else None
        if isinstance(chunk, Phrase) and isinstance(before, Group) and before.form == "cop" and before.negated:
            if _preferred(found, at, grammar) > 0:  # `ce n'est pas A mais B`
                chunk.refused, before.negated = True, False
        if isinstance(chunk, Phrase) and chunk.refused:
            if (better := _preferred(found, at, grammar)) > 0:
                other = found[better]
                assert isinstance(other, Phrase)
                other.instead_of, other.prep = chunk, other.prep or chunk.prep
                other.agree, other.cases = other.agree | chunk.agree, other.cases & chunk.cases or other.cases
                kept.append(other)
                at = better + 1
                continue
            if (
                len(kept) > 1
                and isinstance(kept[-1], Mark)
                and isinstance(kept[-2], Phrase)
                and kept[-1].kind in ("comma", "and")
            ):
                kept[-2].instead_of = chunk
                kept.pop()
                after = found[at + 1] if at + 1 < len(found) else None
                at += 2 if isinstance(after, Mark) and after.kind == "comma" else 1
                continue
        kept.append(chunk)
        at += 1
    return kept


def _preferred(found: list[Chunk], at: int, grammar: Grammar) -> int:
    """Where the phrase stands that `but` puts in the place of a refused one; 0 where there is none."""
    here, seen = at + 1, False
    while here < len(found) and isinstance(mark := found[here], Mark) and mark.kind in ("comma", "and", "sub"):
        seen = seen or mark.key in grammar["but"]
        here += 1
    return here if seen and here < len(found) and isinstance(found[here], Phrase) else 0


def _settle(found: list[Chunk], tokens: Sequence[Token], grammar: Grammar) -> None:
    """Whether a form that is past tense or participle is the one or the other, by what stands around it."""
    for at, chunk in enumerate(found):
        if isinstance(chunk, Group) and chunk.form == "ed":
            chunk.voice = _settled(found, at, tokens, grammar)


def _settled(found: list[Chunk], at: int, tokens: Sequence[Token], grammar: Grammar) -> str:
    before, ahead = (found[at - 1] if at else None), (found[at - 2] if at > 1 else None)
    after = found[at + 1] if at + 1 < len(found) else None
    if isinstance(after, Phrase) and not after.time:
        if after.prep in grammar["by"]:
            return "part"
        if not after.prep or after.prep in grammar["strict_patient"]:
            return "act"
    relative = any(isinstance(mark, Mark) and mark.kind == "rel" for mark in (before, ahead))
    open_end = (isinstance(after, Group) and after.form == "inf") or (isinstance(after, Mark) and after.kind == "sub")
    if relative or open_end or (isinstance(before, Phrase) and before.pronoun):
        return "act"
    if isinstance(before, Phrase) and (tokens[before.head].tag == "M" or _verb_follows(found, at)):
        return "part"
    return "unsure"


def _verb_follows(found: Sequence[Chunk], at: int) -> bool:
    for chunk in found[at + 1 :]:
        if isinstance(chunk, Mark):
            return False
        if isinstance(chunk, Group):
            return chunk.form in ("fin", "cop", "ed")
    return False


def _with_clause_prepositions(found: list[Chunk], grammar: Grammar) -> list[Chunk]:
    """`after the army left`: the word that looks like a preposition opens a clause."""
    kept: list[Chunk] = []
    for at, chunk in enumerate(found):
        if isinstance(chunk, Phrase) and chunk.prep in grammar["clause_prepositions"]:
            after = next((c for c in found[at + 1 :] if not (isinstance(c, Phrase) and (c.prep or c.time))), None)
            if isinstance(after, Group) and after.form in ("fin", "cop", "ed") and after.voice != "part":
                kept.append(Mark("sub", chunk.prep_at, chunk.prep))
                chunk.prep = ""
        kept.append(chunk)
    return kept


def _is_genitive(chunk: Phrase, before: Phrase, tokens: Sequence[Token]) -> bool:
    """A noun right behind a noun: its complement, if it can be one; a counted one is rather an object."""
    if chunk.time or before.pronoun or chunk.pronoun or chunk.first != before.end + 1:
        return False
    if chunk.counted and "acc" in chunk.cases:
        return False
    name = tokens[chunk.head].form == "name" or (
        not chunk.cases.isdisjoint(("nom", "gen")) and tokens[chunk.head].text[:1].isupper()
    )
    return bool(name) or ("gen" in chunk.cases and tokens[chunk.head].tag == "N")


def _joined(found: list[Chunk], grammar: Grammar) -> list[Chunk]:
    """*A, B and C* become one phrase with two more, unless the last one begins a clause of its own."""
    kept: list[Chunk] = []
    at = 0
    while at < len(found):
        chunk = found[at]
        kept.append(chunk)
        at += 1
        if not isinstance(chunk, Phrase) or chunk.time:
            continue
        verb_before = _verb_before(kept[:-1])
        while True:
            taken, ahead = _next_joined(found, at, chunk, verb_before, grammar)
            if not taken:
                break
            chunk.more += taken
            at = ahead
    return kept


def _next_joined(
    found: list[Chunk], at: int, first: Phrase, verb_before: bool, grammar: Grammar
) -> tuple[list[Phrase], int]:
    taken: list[Phrase] = []
    here = at
    while here + 1 < len(found):
        mark, other = found[here], found[here + 1]
        if not isinstance(mark, Mark) or mark.kind not in ("and", "comma") or not isinstance(other, Phrase):
            break
        if mark.key in grammar["but"]:
            break
        fits = (not other.prep or other.prep == first.prep) and not other.time and not other.refused
        if not fits or (first.cases and other.cases and not first.cases & other.cases):
            break
        here += 2
        taken.append(other)
        if mark.kind == "and":
            follows = found[here] if here < len(found) else None
            own_clause = isinstance(follows, Group) and follows.form in ("fin", "ed", "cop") and verb_before
            return ([], at) if own_clause else (taken, here)
    return [], at


def _verb_before(kept: Sequence[Chunk]) -> bool:
    """Whether a verb stands to the left in the same clause."""
    for chunk in reversed(kept):
        if isinstance(chunk, Group):
            return True
        if isinstance(chunk, Mark) and chunk.kind in ("sub", "rel", "stop", "colon", "quote"):
            return False
    return False
