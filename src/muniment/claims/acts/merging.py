"""What the cues of one sentence tell together: a thing said twice, a word that only says who somebody is."""

from __future__ import annotations

from .clauses import Clause
from .hits import Hit
from .reading import Reading

_PEOPLE = frozenset({"civilians", "children", "fighters", "relatives", "detainees", "official", "relief", "dead"})
_BY_ROOT = frozenset({"ar", "he"})
"""Languages whose verbs are told apart by the consonants they end in."""


def same_things(reading: Reading, hits: list[Hit]) -> None:
    """`They did not burn the barn, others burned it`: of one verb said twice, the pronoun is what was hit."""
    for at, hit in enumerate(hits):
        clause = hit.site.clause
        if hit.site.kind != "verb" or clause is None:
            continue
        pronoun = bool(clause.group.objects) or any(phrase.pronoun for phrase in hit.roles.patients)
        if not pronoun or any(not phrase.pronoun for phrase in hit.roles.patients):
            continue
        before = next(
            (
                one
                for one in reversed(hits[:at])
                if one.site.kind == "verb" and one.roles.patients and _one_verb(reading, one, hit)
            ),
            None,
        )
        if before is not None:
            hit.roles.patients[:] = before.roles.patients
            hits[at] = hit._replace(cue=before.cue)


def _one_verb(reading: Reading, first: Hit, second: Hit) -> bool:
    one, other = reading.tokens[first.site.first].lemma, reading.tokens[second.site.first].lemma
    if reading.lexicon.language in _BY_ROOT:
        return one[-3:] == other[-3:]
    return one.endswith(other) or other.endswith(one)  # with and without a prefix: `спалити`, `палити`


def telling(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Without words that only say who somebody is (`hostages`) where the sentence says what was done.

    Nor a phrase (`without a trace`) beside a verb of its clause that says the same.
    """
    done = {(hit.cue.code, hit.site.clause) for hit in hits if hit.site.kind == "verb"}
    hits = [hit for hit in hits if hit.cue.pos != "phrase" or (hit.cue.code, _around(reading, hit)) not in done]
    hits = [hit for hit in hits if not _is_place_of(reading, hit, hits)]
    status = [hit for hit in hits if hit.site.kind in ("noun", "adj") and _is_status(reading, hit, hits)]
    return hits if len(status) == len(hits) else [hit for hit in hits if hit not in status]


def _is_place_of(reading: Reading, hit: Hit, hits: list[Hit]) -> bool:
    """`Held in a cell`, `guards of the prison`: the noun only says where."""
    if hit.site.kind != "noun" or "confinement" not in reading.lexicon.classes_of(reading.tokens, hit.site.last):
        return False
    return bool(hit.site.holders) or any(other is not hit and other.cue.code == hit.cue.code for other in hits)


def _around(reading: Reading, hit: Hit) -> Clause | None:
    """The clause that a phrase of words stands in: of its noun, else of the nearest verb before it."""
    before = [clause for clause in reading.clauses if clause.group.head < hit.site.first]
    return hit.site.clause or (before[-1] if before else None)


def _is_status(reading: Reading, hit: Hit, hits: list[Hit]) -> bool:
    phrase = hit.site.phrase
    parties = [party for other in hits if other is not hit for party in (*other.roles.agents, *other.roles.patients)]
    if phrase is not None and phrase.counted and phrase not in parties:
        return False
    clause = hit.site.clause
    if clause is not None and clause.group.form == "cop":
        return False
    harmed = phrase in parties and reading.tokens[hit.site.last].lemma in reading.lexicon.grammar["harmed"]
    named = hit.site.last if reading.lexicon.grammar["head_last"] else hit.site.first
    return harmed or not reading.lexicon.classes_of(reading.tokens, named).isdisjoint(_PEOPLE)
