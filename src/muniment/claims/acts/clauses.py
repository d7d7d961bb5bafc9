"""Which phrases belong to which verb, and which verb hangs on which: clauses, without a parser.

Between two verb groups stand phrases and marks; the marks decide which side a phrase belongs to and how the second
clause hangs on the first. Within one clause, `arguments` tells subject from objects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .arguments import Order, arguments
from .grammar import Grammar
from .phrases import Chunk, Group, Mark, Phrase
from .tokens import Token


@dataclass(slots=True, eq=False)
class Clause:
    """One verb group with what belongs to it."""

    group: Group
    at: int
    """Its place among the chunks."""
    link: str = "main"
    """main, that, if, cause, rel, inf, ger, part, and."""
    mark: str = ""
    """The word that links it: `that`, `if`, `for` of *for killing*."""
    parent: Clause | None = None
    relative: Mark | None = None
    """The relative word, whose own case says what the antecedent is in this clause."""
    governor: Phrase | None = None
    """The noun a content clause hangs on: *the claim that …*."""
    left: list[Phrase] = field(default_factory=list)
    right: list[Phrase] = field(default_factory=list)
    antecedent: Phrase | None = None
    subject: Phrase | None = None
    objects: list[Phrase] = field(default_factory=list)
    obliques: list[Phrase] = field(default_factory=list)
    either: Phrase | None = None
    """A phrase that may be subject or object, and nothing tells which."""
    closed: bool = False
    """A mark behind it ended it."""


_HARD = frozenset({"stop", "quote", "colon", "open", "close", "dash"})


def clauses(
    chunks: Sequence[Chunk], tokens: Sequence[Token], grammar: Grammar, order: Order, acts: Callable[[Phrase], bool]
) -> list[Clause]:
    """The clauses of a sentence, in the order of their verbs. `acts`: whether a phrase can be somebody who acts."""
    found: list[Clause] = []
    begin = 0
    for at, chunk in enumerate(chunks):
        if isinstance(chunk, Group):
            clause = Clause(chunk, at)
            _divide(chunks, begin, clause, found, grammar, order, tokens)
            if chunk.voice == "part" and clause.antecedent is None:
                clause.antecedent = next((phrase for phrase in reversed(clause.left) if not phrase.prep), None)
            found.append(clause)
            begin = at + 1
    if found:
        found[-1].right = _near(chunks[begin:])
    if order == "vso":
        for at in range(len(found) - 1):
            _who_was_it(found[at], found[at + 1], found[at + 2 : at + 3], tokens, grammar)
    for clause in found:
        arguments(clause, tokens, grammar, order, acts)
    return found


def _who_was_it(clause: Clause, after: Clause, later: list[Clause], tokens: Sequence[Token], grammar: Grammar) -> None:
    """`Who mined the dam was the army`: what follows the copula is who did it."""
    held = clause.antecedent
    open_ = held is None or (held.pronoun and tokens[held.head].key in grammar["single_pronouns"])
    named = [phrase for phrase in after.right if not phrase.prep and not phrase.time][:1]
    if clause.link != "rel" or not open_ or after.group.form != "cop" or after.mark or not named:
        return
    clause.right += after.left
    clause.antecedent, clause.parent, after.left = named[0], after, []
    after.link, after.parent, after.antecedent = "main", None, None
    for other in later:
        if other.antecedent is named[0] and after.closed:  # `…, who mined it was another`
            other.link, other.parent, other.antecedent = "main", None, None


def _near(rest: Sequence[Chunk]) -> list[Phrase]:
    """The phrases up to the next mark."""
    taken: list[Phrase] = []
    for chunk in rest:
        if isinstance(chunk, Mark):
            break
        if isinstance(chunk, Phrase):
            taken.append(chunk)
    return taken


def _divide(
    chunks: Sequence[Chunk], begin: int, clause: Clause, found: list[Clause], grammar: Grammar, order: Order,
    tokens: Sequence[Token],
) -> None:  # fmt: skip
    """Gives the chunks between the last verb and this one to either, and hangs this clause on others."""
    between = list(chunks[begin : clause.at])
    before = found[-1] if found else None
    cut = max((n for n, chunk in enumerate(between) if isinstance(chunk, Mark)), default=-1)
    if cut < 0:
        _unmarked(between, clause, before, grammar, order)
        return
    mark = between[cut]
    assert isinstance(mark, Mark)
    mark, start = _opening(between, cut, mark)
    ahead = [chunk for chunk in between[:start] if isinstance(chunk, Phrase)]
    clause.left = [chunk for chunk in between[cut + 1 :] if isinstance(chunk, Phrase)]
    clause.mark = mark.key
    if before is not None:
        before.right = _near(between[: start + 1])
        before.closed = any(isinstance(chunk, Mark) and chunk.kind in _HARD | {"comma"} for chunk in between)

    def says(phrase: Phrase) -> bool:
        """`The lie that …`: a noun that has content."""
        head = tokens[phrase.head]
        return bool({head.lemma, head.key} & (grammar["denials"] | grammar["truths"] | grammar["allegations"]))

    _link(clause, before, mark, between, cut, start, ahead, found, grammar, says, chunks)


def _opening(between: list[Chunk], cut: int, mark: Mark) -> tuple[Mark, int]:
    """The mark that says how the clause hangs on: of `, which` the `which`; of `and that` the `that`."""
    start = cut
    while start > 0 and isinstance(between[start - 1], Mark):
        start -= 1
    inner = [chunk for chunk in between[start : cut + 1] if isinstance(chunk, Mark)]
    for kind in ("rel", "sub", "stop", "quote", "colon", "dash", "and"):
        for chunk in inner:
            if chunk.kind == kind:
                return chunk, start
    return mark, start


def _link(
    clause: Clause, before: Clause | None, mark: Mark, between: list[Chunk], cut: int, start: int, ahead: list[Phrase],
    found: list[Clause], grammar: Grammar, says: Callable[[Phrase], bool], chunks: Sequence[Chunk],
) -> None:  # fmt: skip
    group = clause.group
    if mark.kind == "rel":
        clause.link, clause.parent, clause.relative = "rel", before, mark
        clause.antecedent = ahead[-1] if ahead else None
        if clause.antecedent is not None and mark.key in grammar["content"] and says(clause.antecedent):
            clause.link, clause.governor, clause.antecedent = "that", clause.antecedent, None
            clause.relative = None
    elif mark.kind == "sub":
        clause.link = (
            "if" if mark.key in grammar["conditions"] else "that" if mark.key in grammar["content"] else "cause"
        )
        clause.parent = before
        clause.governor = ahead[-1] if ahead and between[start - 1] is ahead[-1] else None
    elif group.form == "inf" and before is not None and mark.kind in ("and", "comma"):
        clause.link, clause.parent = ("and", before) if before.group.form == "inf" else ("inf", before)
    elif mark.kind == "and" and before is not None:
        _and(clause, before, any(isinstance(c, Mark) and c.kind == "comma" for c in between[start : cut + 1]))
    elif mark.kind == "comma" and before is not None:
        if not _has_own_subject_behind(clause, chunks):
            _comma(clause, before, between, found)
    elif mark.kind == "comma" and ahead:
        clause.left = clause.left or [phrase for phrase in ahead if not phrase.prep][:1]
    elif mark.kind in _HARD:
        clause.link = "main"


def _and(clause: Clause, before: Clause, comma: bool) -> None:
    own = any(not phrase.prep for phrase in clause.left)
    if own and comma:
        return
    while own and clause.group.form == "fin" and before.group.form == "inf" and before.parent is not None:
        before = before.parent  # `went to buy bread and two men pushed him …`
    clause.link, clause.parent, clause.mark = "and", before, ""


def _has_own_subject_behind(clause: Clause, chunks: Sequence[Chunk]) -> bool:
    """`…, lo mató el ejército`: the object is written at the verb, so the bare phrase behind it is who did it."""
    after = chunks[clause.at + 1] if clause.at + 1 < len(chunks) else None
    return "acc" in clause.group.objects and isinstance(after, Phrase) and not after.prep and not after.time


def _comma(clause: Clause, before: Clause, between: list[Chunk], found: list[Clause]) -> None:
    """A comma alone: an addition (`, killing …`), a clause that comes back after an insertion, or one of its own."""
    group = clause.group
    own = any(not phrase.prep and not phrase.time for phrase in clause.left)
    if own and before.group.voice == "part" and before.antecedent is None and not before.left:
        before.antecedent = next(phrase for phrase in clause.left if not phrase.prep and not phrase.time)
        return  # `captured in May, the sergeant was …`
    if group.form == "ger" or group.voice == "part":
        clause.link, clause.parent = ("ger" if group.form == "ger" else "part"), before
        if group.voice == "part":
            clause.antecedent = next((chunk for chunk in reversed(between) if isinstance(chunk, Phrase)), None)
    elif not own:
        inserted = _inserted(before)
        if inserted is not None:
            clause.link, clause.antecedent = "back", inserted.antecedent
            clause.parent = inserted.parent
        elif before.link not in ("if", "cause"):
            clause.link, clause.parent = "and", before


def _inserted(clause: Clause) -> Clause | None:
    """The relative or content clause behind a subject that this clause is part of."""
    here: Clause | None = clause
    while here is not None:
        if here.antecedent is not None and (here.link == "rel" or here.group.voice == "part"):
            return here
        if here.link == "that" and here.governor is not None and here.parent is None:
            return here
        here = here.parent if here.link in ("ger", "inf", "and", "part", "that") else None
    return None


def _unmarked(between: list[Chunk], clause: Clause, before: Clause | None, grammar: Grammar, order: Order) -> None:
    phrases = [chunk for chunk in between if isinstance(chunk, Phrase)]
    group = clause.group
    if before is None:
        clause.left = phrases
        return
    finite = group.form in ("fin", "cop", "ed") and group.voice != "part"
    if not finite:
        before.right = phrases
        clause.link = {"inf": "inf", "ger": "ger"}.get(group.form, "part")
        if group.form == "inf" and group.prep in grammar["factual_preps"]:
            clause.link = "ger"
        clause.parent = before
        if group.voice == "part" and not phrases:
            clause.link = "and"  # `nadie salió herido`: what the subject came out as
        clause.antecedent = phrases[-1] if phrases and clause.link != "inf" else None
        return
    if order == "vso" and group.objects and phrases and phrases[-1].counted and phrases[-1].last == group.first - 1:
        before.right = phrases  # `four medics they arrested them`: a relative clause without its word
        clause.link, clause.parent, clause.antecedent = "rel", before, phrases[-1]
        return
    inserted = _inserted(before)
    if inserted is not None and not before.closed:
        before.right = phrases
        clause.link, clause.antecedent, clause.parent = (
            "back",
            inserted.antecedent or inserted.governor,
            inserted.parent,
        )
        return
    nearest = next((n for n in range(len(phrases) - 1, -1, -1) if not phrases[n].prep and not phrases[n].time), -1)
    if nearest < 0:
        before.right = phrases
        clause.link, clause.parent = "loose", before
        return
    before.right, clause.left = phrases[:nearest], phrases[nearest:]
    if before.group.voice == "part" and before.antecedent is None and not before.left:
        before.antecedent = clause.left[0]
        return
    clause.link, clause.parent = "that", before
