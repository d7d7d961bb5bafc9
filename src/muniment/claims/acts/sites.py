"""Finds where a cue stands in a sentence that was read."""

from __future__ import annotations

from .clauses import Clause
from .lexicon import Cue
from .phrases import Phrase
from .reading import Reading
from .roles import Site


def fits(reading: Reading, cue: Cue, at: int, clause: Clause | None) -> bool:
    """Whether the word at hand is of the kind that the cue asks for."""
    token = reading.tokens[at]
    if cue.pos == "verb":
        return clause is not None and token.tag == "V"
    if cue.pos == "noun":
        return token.tag in "NJ" and clause is None
    if cue.pos == "adj":
        return token.tag in "NJV" and (clause is None or clause.group.voice != "act")
    return True


def site_of(reading: Reading, cue: Cue, at: int, last: int, clause: Clause | None) -> Site:
    """Where a cue stands: its clause, and for nouns the phrase, those it hangs on and those behind."""
    if cue.pos == "verb":
        return Site("verb", at, last, clause, suffers=cue.suffers)
    top, phrase, holders = _phrase_at(reading, at)
    owner = clause or _clause_of(reading, top)
    kind = cue.pos if phrase is not None else "phrase"
    site = Site(kind, at, last, owner, phrase, holders, suffers=cue.suffers)
    if top is not None:
        site.following = _following(reading, top)
    return site


def _phrase_at(reading: Reading, at: int) -> tuple[Phrase | None, Phrase | None, list[Phrase]]:
    """The phrase of a chunk, the inner phrase the word stands in, and those between, nearest first."""
    for chunk in reading.chunks:
        if isinstance(chunk, Phrase):
            for top in (chunk, *chunk.more):
                if top.first <= at <= top.end:
                    path = _path(top, at)
                    return chunk, path[-1], path[-2::-1]
    return None, None, []


def _clause_of(reading: Reading, phrase: Phrase | None) -> Clause | None:
    if phrase is None:
        return None
    for clause in reading.clauses:
        if phrase in clause.left or phrase in clause.right:
            return clause
    return None


def _following(reading: Reading, top: Phrase) -> list[Phrase]:
    found: list[Phrase] = []
    for chunk in reading.chunks[reading.chunks.index(top) + 1 :]:
        if not isinstance(chunk, Phrase) or not (chunk.prep or chunk.time or chunk.cases):
            break
        found.append(chunk)
    return found


def _path(phrase: Phrase, at: int) -> list[Phrase]:
    """From a phrase down to the complement in which a word stands."""
    for part in (*phrase.tails, *phrase.more):
        if part.first <= at <= part.end:
            return [phrase, *_path(part, at)]
    return [phrase]
