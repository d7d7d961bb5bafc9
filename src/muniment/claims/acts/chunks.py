"""Phrases put together: complements to their nouns, lists, contrasts, and forms that their neighbours settle."""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import Grammar
from .phrases import Chunk, Group, Mark, Phrase, Shape, raw_chunks
from .tokens import Token


def chunks(tokens: Sequence[Token], grammar: Grammar, shape: Shape) -> list[Chunk]:
    """The chunks of a sentence, in order, with complements attached and joined phrases put together."""
    found = _attached(_inverted(raw_chunks(tokens, grammar, shape), tokens, grammar), tokens, grammar)
    found = _joined(_contrasted(found, grammar), grammar)
    _settle(found, tokens, grammar)
    return _with_clause_prepositions(found, grammar)


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
            if not chunk.prep and _is_genitive(chunk, before, tokens, grammar):
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
            isinstance(chunk, Group) and chunk.form == "cop" and opens
            and tokens[chunk.head].key in grammar["inverters"]
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
            if len(kept) > 2 and isinstance(kept[-3], Phrase) and _is_and_not(kept[-2], kept[-1], grammar):
                kept.pop()  # `B, and not A`
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


def _is_and_not(first: Chunk, second: Chunk, grammar: Grammar) -> bool:
    """A comma and a word like *and*, *but* behind it."""
    return (
        isinstance(first, Mark) and first.kind == "comma" and isinstance(second, Mark) and second.key in grammar["but"]
    )  # fmt: skip


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
    if isinstance(before, Phrase) and isinstance(ahead, Group) and ahead.form == "ger" and not before.pronoun:
        return "part"  # `blocking every convoy headed for …`
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


def _is_genitive(chunk: Phrase, before: Phrase, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """A noun right behind a noun: its complement, if it can be one; a counted one is rather an object."""
    if chunk.time or before.pronoun or chunk.pronoun or chunk.first != before.end + 1:
        return False
    if chunk.counted and "acc" in chunk.cases:
        return False
    doer = tokens[chunk.head].lemma in grammar["actors"] and "gen" not in chunk.cases
    if doer and before.cases and "nom" not in before.cases:
        return False  # `the neighbour (object) the Union (subject) took`
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
        if (
            taken
            and isinstance(mark, Mark)
            and mark.kind == "comma"
            and isinstance(other, Mark)
            and here + 2 < len(found)
        ):
            here, mark, other = here + 1, other, found[here + 2]  # `A, B, and C`
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
