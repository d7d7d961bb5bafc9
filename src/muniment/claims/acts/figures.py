"""Judges whether a cue means what it says where it stands, or is a figure of speech."""

from __future__ import annotations

from .clauses import Clause
from .lexicon import Cue
from .reading import Reading
from .roles import Cast, Site

_AIM = "aim-or-policy"
"""The code of what is meant to be done: whom it is meant for stands behind what is meant."""


def plausible(reading: Reading, cue: Cue, site: Site, roles: Cast) -> bool:
    """Not a figure of speech (`the finale killed it`), not a word that only says who somebody is."""
    if site.kind == "adj" and site.phrase is not None and site.phrase.head > site.last:
        return site.phrase.counted or not reading.sense.is_person(site.phrase)
    if site.kind == "noun" and ((cue.code == _AIM and _points_back(reading, site)) or _of_ideals(reading, site)):
        return False
    if site.kind != "verb" or site.clause is None:
        return True
    if roles.patients and "target" not in reading.lexicon.roles[cue.code] and not cue.needs:
        parts = [part for phrase in roles.patients for part in (phrase, *phrase.more)]
        if not any(reading.sense.is_person(part) or part.counted for part in parts):
            return False
    if roles.patients and "victims" not in reading.lexicon.roles[cue.code] and not cue.needs:
        if all(reading.sense.is_person(phrase) for phrase in roles.patients):
            return False
    if not roles.patients and cue.code in reading.lexicon.deeds:
        if any(other.link == "that" and other.parent is site.clause for other in reading.clauses):
            return False  # `he denied that …` is no act on anybody
    active = site.clause.group.voice == "act" and not cue.suffers
    return not active or all(reading.sense.can_cause(phrase) for phrase in roles.agents)


def _of_ideals(reading: Reading, site: Site) -> bool:
    """`Hope endures even under siege`."""
    subject = site.clause.subject if site.clause is not None else None
    return subject is not None and reading.tokens[subject.head].lemma in reading.lexicon.grammar["ideals"]


def _points_back(reading: Reading, site: Site) -> bool:
    """`That goal`: told before, or somewhere else."""
    phrase = site.phrase
    return phrase is not None and reading.tokens[phrase.first].key in reading.lexicon.grammar["demonstratives"]


def does_it_to_somebody(reading: Reading, clause: Clause | None) -> bool:
    """`They disappeared him` is not `they disappeared`."""
    if clause is None or clause.subject is None:
        return False
    return any(reading.sense.is_person(phrase) for phrase in clause.objects)
