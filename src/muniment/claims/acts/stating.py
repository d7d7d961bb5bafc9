"""From a cue that counts to the act that is stated: its parties, its words, whether it is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.model.claims import Act, Party, Polarity

from .contrast import set_right
from .found import FoundAct
from .hits import Hit
from .phrases import Phrase
from .reading import Reading
from .roles import Site
from .wording import cut, hedges, span

_TRUCE = "ceasefire"
"""The code of what nobody suffers: all its parties take part."""
_FORCES = "foreign-forces"
"""The code of whom is sent somewhere: those who come do it."""
_OWNED = "responsibility"
"""The code that is denied where somebody rejects it, in whatever words."""
_MUTUAL = frozenset({"exchange", "ceasefire"})
"""Codes of what two sides do together."""


def statements(reading: Reading, hit: Hit) -> Iterator[FoundAct]:
    """The act; where others are named in whose place or instead of whom these did it, one for them too."""
    polarity = _polarity(reading, hit.site)
    if hit.cue.code == _OWNED and polarity == "affirmed" and _rejects(reading, hit.site):
        polarity = "denied"
    yield _act(reading, hit, hit.roles.agents, polarity)
    for agent in hit.roles.agents:
        if agent.instead_of is not None and reading.sense.can_act(agent.instead_of):
            yield _act(reading, hit, [agent.instead_of], "denied" if polarity == "affirmed" else "unknown")
    other = set_right(reading, hit.site) if polarity == "denied" else None
    if other is not None and reading.sense.can_act(other):
        yield _act(reading, hit, [other], "affirmed")


def _rejects(reading: Reading, site: Site) -> bool:
    """`Denied any part in …`: the cue's own words deny."""
    words = {word for n in site.words for word in (reading.tokens[n].lemma, reading.tokens[n].key)}
    return bool(words & (reading.lexicon.grammar["denials"] | reading.lexicon.grammar["negations"]))


def _polarity(reading: Reading, site: Site) -> Polarity:
    if site.kind == "verb" and site.clause is not None:
        return reading.reality.of_clause(site.clause, range(site.first + 1, site.last + 1))
    if site.phrase is not None:
        return reading.reality.of_noun(site.phrase, site.clause, site.holders, site.words)
    clause = site.clause or next((c for c in reading.clauses if c.group.head in range(site.first, site.last + 1)), None)
    return reading.reality.of_clause(clause, range(site.first, site.last + 1)) if clause is not None else "affirmed"


def _act(reading: Reading, hit: Hit, doers: Sequence[Phrase], polarity: Polarity) -> FoundAct:
    cue, site, roles = hit
    allowed = reading.lexicon.roles[cue.code]
    agents = _agents(reading, hit, doers)
    patients = [part for part in reading.needs.meeting(cue, roles.patients) if not reading.sense.is_weapon(part)]
    somebody = "target" not in allowed  # then seven of whatever were people
    people = [part for part in patients if reading.sense.is_person(part) or (somebody and part.counted)]
    victims = people if "victims" in allowed else []
    things = [part for part in patients if part not in victims] if "target" in allowed else []
    act = Act(
        cue.code,
        trigger=cut(reading, min(site.words, default=site.first), site.last),
        perpetrators=tuple(Party(span(reading, part)) for part in agents) if "perpetrators" in allowed else (),
        victims=tuple(_victim(reading, part) for part in victims),
        target=span(reading, things[0]) if things else None,
        method=span(reading, roles.methods[0]) if roles.methods else None,
    )
    return FoundAct(act, polarity, hedges(reading, site))


def _agents(reading: Reading, hit: Hit, doers: Sequence[Phrase]) -> list[Phrase]:
    """Who did it; of what is done together or by those who are sent, whoever would else have suffered it."""
    cue, site, roles = hit
    agents = [part for phrase in doers for part in (phrase, *phrase.more) if reading.sense.can_act(part)]
    if cue.code == _TRUCE:
        agents += [part for phrase in roles.patients for part in (phrase, *phrase.more) if reading.sense.can_act(part)]
        roles.patients.clear()
    if cue.code == _OWNED:
        roles.patients.clear()  # nobody suffers a denial; what it is of is an act of its own
    if cue.code in _MUTUAL:
        agents += [part for phrase in _partners(reading, site) for part in (phrase, *phrase.more) if part not in agents]
        roles.patients[:] = [phrase for phrase in roles.patients if phrase not in agents]
    if cue.code == _FORCES and site.kind == "noun":
        agents += [part for part in reading.needs.meeting(cue, roles.patients) if reading.sense.can_act(part)]
        roles.patients.clear()
    events = [part for part in doers if part not in agents and reading.tokens[part.head].lemma in reading.lexicon.cues]
    agents += [owner for phrase in events if (owner := _owner_of(reading, phrase)) is not None]
    agents += [owner for phrase in roles.methods if (owner := _owner_of(reading, phrase)) is not None]
    return agents


def _partners(reading: Reading, site: Site) -> list[Phrase]:
    """To whom, with whom, between whom: in an exchange both sides take part."""
    near = [*site.following, *(site.clause.obliques if site.clause is not None else [])]
    return [p for p in near if p.prep in reading.lexicon.grammar["recipients"] and reading.sense.can_act(p)]


def _victim(reading: Reading, phrase: Phrase) -> Party:
    said = span(reading, phrase)
    return Party(said, group=said.text if reading.sense.is_group(phrase) else "")


def _owner_of(reading: Reading, phrase: Phrase) -> Phrase | None:
    """Whose missile: `Veldra's missile`, `a missile of the army`."""
    fired = [c for c in reading.clauses if c.antecedent is phrase and c.group.voice == "part"]
    by = [p for c in fired for p in c.obliques if p.prep in reading.lexicon.grammar["by"]]
    if reading.lexicon.grammar["chains"] and phrase.last > phrase.head:
        held_by = next(
            (n for n in range(phrase.head + 1, phrase.last + 1) if reading.tokens[n].tag == "N"), phrase.last
        )
        by.append(Phrase(phrase.head + 1, phrase.last, held_by, tails=phrase.tails))
    for held in (*by, phrase.owner, *phrase.tails):
        if held is not None and not held.pronoun and reading.sense.can_act(held):
            return held
    named = reading.sense.naming(phrase, phrase.head)
    return named[0] if named else None
