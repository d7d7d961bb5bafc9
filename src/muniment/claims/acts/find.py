"""From a sentence to its acts: words, phrases, clauses, cues, parties, polarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.claims.prose import Sentence
from muniment.model.claims import Act, Party, Polarity, Span

from .chunks import chunks
from .clauses import Clause, clauses
from .found import FoundAct
from .hits import Hit, best, clusters, twice
from .lexicon import HARM, Cue, Lexicon, match
from .needs import Needs
from .phrases import Group, Mark, Phrase
from .polarity import Reality
from .roles import Cast, Site, cast
from .tokens import Token, marks_and_words, with_compounds
from .who import Sense


def find_acts(text: str, sentence: Sentence, lexicon: Lexicon) -> list[FoundAct]:
    """The acts that a sentence speaks of, in the order of the words that name them."""
    words = with_compounds(marks_and_words(text, sentence.start, sentence.end), lexicon.grammar["compounds"])
    tokens = lexicon.morphology.analyse(words)
    places = [at for at, token in enumerate(tokens) if token.lemma in lexicon.cues]
    if not places:
        return []
    return _Reading(text, tokens, lexicon).acts(places)


_PEOPLE = frozenset({"civilians", "children", "fighters", "relatives", "detainees", "official", "relief", "dead"})


_TRUCE = "ceasefire"
"""The code of what nobody suffers: all its parties take part."""
_AIM = "aim-or-policy"
"""The code of what is meant to be done: whom it is meant for stands behind what is meant."""
_FORCES = "foreign-forces"
"""The code of whom is sent somewhere: those who come do it."""
_OWNED = "responsibility"
"""The code that is denied where somebody rejects it, in whatever words."""
_BY_ROOT = frozenset({"ar", "he"})
"""Languages whose verbs are told apart by the consonants they end in."""
_MUTUAL = frozenset({"exchange", "ceasefire"})
"""Codes of what two sides do together."""


class _Reading:
    """One sentence read: what the rooms of this package need side by side."""

    def __init__(self, text: str, tokens: list[Token], lexicon: Lexicon) -> None:
        self.text, self.tokens, self.lexicon = text, tokens, lexicon
        self.sense = Sense(tokens, lexicon)
        self.chunks = chunks(tokens, lexicon.grammar, lexicon.morphology)
        self.clauses = clauses(self.chunks, tokens, lexicon.grammar, lexicon.morphology.order, self.sense.can_act)
        self.needs = Needs(tokens, self.sense, self.chunks)
        self._casts: dict[tuple[str, frozenset[int], bool, bool], Cast] = {}
        self.by_head = {clause.group.head: clause for clause in self.clauses}
        self.reality = Reality(tokens, lexicon.grammar, self.clauses, self.chunks)

    def acts(self, places: Sequence[int]) -> list[FoundAct]:
        """Every act once, in the order of its words."""
        blocked = self.lexicon.misleading(self.tokens)
        hits = [hit for at in places if at not in blocked for hit in self._hits(at)]
        found: list[FoundAct] = []
        chosen = [hit for cluster in clusters(hits) for hit in best(cluster)]
        self._same_things(chosen)
        for hit in self._telling(chosen):
            found += [made for made in self._made(hit) if not twice(made, found)]
        return found

    def _same_things(self, hits: list[Hit]) -> None:
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
                    if one.site.kind == "verb" and one.roles.patients and self._one_verb(one, hit)
                ),
                None,
            )
            if before is not None:
                hit.roles.patients[:] = before.roles.patients
                hits[at] = hit._replace(cue=before.cue)

    def _one_verb(self, first: Hit, second: Hit) -> bool:
        one, other = self.tokens[first.site.first].lemma, self.tokens[second.site.first].lemma
        if self.lexicon.language in _BY_ROOT:
            return one[-3:] == other[-3:]
        return one.endswith(other) or other.endswith(one)  # with and without a prefix: `спалити`, `палити`

    def _telling(self, hits: list[Hit]) -> list[Hit]:
        """Without words that only say who somebody is (`hostages`) where the sentence says what was done.

        Nor a phrase (`without a trace`) beside a verb of its clause that says the same.
        """
        done = {(hit.cue.code, hit.site.clause) for hit in hits if hit.site.kind == "verb"}
        hits = [hit for hit in hits if hit.cue.pos != "phrase" or (hit.cue.code, self._around(hit)) not in done]
        hits = [hit for hit in hits if not self._is_place_of(hit, hits)]
        status = [hit for hit in hits if hit.site.kind in ("noun", "adj") and self._is_status(hit, hits)]
        return hits if len(status) == len(hits) else [hit for hit in hits if hit not in status]

    def _is_place_of(self, hit: Hit, hits: list[Hit]) -> bool:
        """`Held in a cell`, `guards of the prison`: the noun only says where."""
        if hit.site.kind != "noun" or "confinement" not in self.lexicon.classes_of(self.tokens, hit.site.last):
            return False
        return bool(hit.site.holders) or any(other is not hit and other.cue.code == hit.cue.code for other in hits)

    def _around(self, hit: Hit) -> Clause | None:
        """The clause that a phrase of words stands in: of its noun, else of the nearest verb before it."""
        before = [clause for clause in self.clauses if clause.group.head < hit.site.first]
        return hit.site.clause or (before[-1] if before else None)

    def _is_status(self, hit: Hit, hits: list[Hit]) -> bool:
        phrase = hit.site.phrase
        parties = [
            party for other in hits if other is not hit for party in (*other.roles.agents, *other.roles.patients)
        ]
        if phrase is not None and phrase.counted and phrase not in parties:
            return False
        clause = hit.site.clause
        if clause is not None and clause.group.form == "cop":
            return False
        harmed = phrase in parties and self.tokens[hit.site.last].lemma in self.lexicon.grammar["harmed"]
        named = hit.site.last if self.lexicon.grammar["head_last"] else hit.site.first
        return harmed or not self.lexicon.classes_of(self.tokens, named).isdisjoint(_PEOPLE)

    def _hits(self, at: int) -> Iterator[Hit]:
        """What the cues anchored at a word make of it; those whose needs are not met are left out."""
        clause = self.by_head.get(at)
        for cue in self.lexicon.cues[self.tokens[at].lemma]:
            if not self._fits(cue, at, clause) or not (words := match(cue, self.tokens, at)):
                continue
            site = self._site(cue, at, max(words), clause)
            site.words = frozenset(words)
            if cue.suffers and cue.pos == "verb" and not cue.after and self._does_it_to_somebody(clause):
                continue
            roles = self._cast(cue, site)
            if not self._plausible(cue, site, roles):
                continue
            if not cue.needs or self.needs.met(cue, site, roles):
                if HARM in cue.needs and (aimed := self.needs.harm_aimed_at(site.last)) is not None:
                    roles.patients[:] = self._meant(aimed)
                yield Hit(cue, site, roles)

    def _of_ideals(self, site: Site) -> bool:
        """`Hope endures even under siege`."""
        subject = site.clause.subject if site.clause is not None else None
        return subject is not None and self.tokens[subject.head].lemma in self.lexicon.grammar["ideals"]

    def _meant(self, group: Group) -> list[Phrase]:
        """Of `seek to crush the town` the town."""
        clause = self.by_head[group.head]
        marked = [phrase for phrase in clause.obliques if phrase.prep in self.lexicon.grammar["strict_patient"]]
        return (marked or clause.objects)[:1]

    def _points_back(self, site: Site) -> bool:
        """`That goal`: told before, or somewhere else."""
        phrase = site.phrase
        return phrase is not None and self.tokens[phrase.first].key in self.lexicon.grammar["demonstratives"]

    def _does_it_to_somebody(self, clause: Clause | None) -> bool:
        """`They disappeared him` is not `they disappeared`."""
        if clause is None or clause.subject is None:
            return False
        return any(self.sense.is_person(phrase) for phrase in clause.objects)

    def _cast(self, cue: Cue, site: Site) -> Cast:
        """The parties where a cue stands; the same for every code that its words can mean."""
        towards = cue.code not in self.lexicon.deeds
        key = (site.kind, site.words, site.suffers, towards)
        if key not in self._casts:
            self._casts[key] = cast(site, self.sense, self.chunks, towards)
        made = self._casts[key]
        return Cast(list(made.agents), list(made.patients), list(made.methods))

    def _plausible(self, cue: Cue, site: Site, roles: Cast) -> bool:
        """Not a figure of speech (`the finale killed it`), not a word that only says who somebody is."""
        if site.kind == "adj" and site.phrase is not None and site.phrase.head > site.last:
            return site.phrase.counted or not self.sense.is_person(site.phrase)
        if site.kind == "noun" and ((cue.code == _AIM and self._points_back(site)) or self._of_ideals(site)):
            return False
        if site.kind != "verb" or site.clause is None:
            return True
        if roles.patients and "target" not in self.lexicon.roles[cue.code] and not cue.needs:
            parts = [part for phrase in roles.patients for part in (phrase, *phrase.more)]
            if not any(self.sense.is_person(part) or part.counted for part in parts):
                return False
        if roles.patients and "victims" not in self.lexicon.roles[cue.code] and not cue.needs:
            if all(self.sense.is_person(phrase) for phrase in roles.patients):
                return False
        if not roles.patients and cue.code in self.lexicon.deeds:
            if any(other.link == "that" and other.parent is site.clause for other in self.clauses):
                return False  # `he denied that …` is no act on anybody
        active = site.clause.group.voice == "act" and not cue.suffers
        return not active or all(self.sense.can_cause(phrase) for phrase in roles.agents)

    def _fits(self, cue: Cue, at: int, clause: Clause | None) -> bool:
        token = self.tokens[at]
        if cue.pos == "verb":
            return clause is not None and token.tag == "V"
        if cue.pos == "noun":
            return token.tag in "NJ" and clause is None
        if cue.pos == "adj":
            return token.tag in "NJV" and (clause is None or clause.group.voice != "act")
        return True

    def _site(self, cue: Cue, at: int, last: int, clause: Clause | None) -> Site:
        if cue.pos == "verb":
            return Site("verb", at, last, clause, suffers=cue.suffers)
        top, phrase, holders = self._phrase_at(at)
        owner = clause or self._clause_of(top)
        kind = cue.pos if phrase is not None else "phrase"
        site = Site(kind, at, last, owner, phrase, holders, suffers=cue.suffers)
        if top is not None:
            site.following = self._following(top)
        return site

    def _phrase_at(self, at: int) -> tuple[Phrase | None, Phrase | None, list[Phrase]]:
        """The phrase of a chunk, the inner phrase the word stands in, and those between, nearest first."""
        for chunk in self.chunks:
            if isinstance(chunk, Phrase):
                for top in (chunk, *chunk.more):
                    if top.first <= at <= top.end:
                        path = _path(top, at)
                        return chunk, path[-1], path[-2::-1]
        return None, None, []

    def _clause_of(self, phrase: Phrase | None) -> Clause | None:
        if phrase is None:
            return None
        for clause in self.clauses:
            if phrase in clause.left or phrase in clause.right:
                return clause
        return None

    def _following(self, top: Phrase) -> list[Phrase]:
        found: list[Phrase] = []
        for chunk in self.chunks[self.chunks.index(top) + 1 :]:
            if not isinstance(chunk, Phrase) or not (chunk.prep or chunk.time or chunk.cases):
                break
            found.append(chunk)
        return found

    def _made(self, hit: Hit) -> Iterator[FoundAct]:
        """The act; where others are named in whose place or instead of whom these did it, one for them too."""
        polarity = self._polarity(hit.site)
        if hit.cue.code == _OWNED and polarity == "affirmed" and self._rejects(hit.site):
            polarity = "denied"
        yield self._act(hit, hit.roles.agents, polarity)
        for agent in hit.roles.agents:
            if agent.instead_of is not None and self.sense.can_act(agent.instead_of):
                yield self._act(hit, [agent.instead_of], "denied" if polarity == "affirmed" else "unknown")
        other = self._set_right(hit.site) if polarity == "denied" else None
        if other is not None and self.sense.can_act(other):
            yield self._act(hit, [other], "affirmed")

    def _rejects(self, site: Site) -> bool:
        """`Denied any part in …`: the cue's own words deny."""
        words = {word for n in site.words for word in (self.tokens[n].lemma, self.tokens[n].key)}
        return bool(words & (self.lexicon.grammar["denials"] | self.lexicon.grammar["negations"]))

    def _set_right(self, site: Site) -> Phrase | None:
        """`It was not A who did it, it was B`, `not A did it but B`: B."""
        clause = site.clause
        if clause is None:
            return None
        cleft = clause.link == "rel" and clause.parent is not None and clause.parent.group.form == "cop"
        refused = any(part is not None and part.refused for part in (clause.subject, clause.antecedent))
        if not cleft and not refused:
            return None
        return self._behind_but(clause) or (self._later_cleft(clause) if cleft else None)

    def _behind_but(self, clause: Clause) -> Phrase | None:
        rest = self.chunks[clause.at + 1 :]
        for at, chunk in enumerate(rest[:-1]):
            if isinstance(chunk, Group):
                return None
            held = rest[at + 1]
            if isinstance(chunk, Mark) and chunk.key in self.lexicon.grammar["but"] and isinstance(held, Phrase):
                follows = rest[at + 2] if at + 2 < len(rest) else None
                return None if isinstance(follows, Group) else held
        return None

    def _later_cleft(self, clause: Clause) -> Phrase | None:
        rest = self.clauses[self.clauses.index(clause) + 1 :]
        for later in rest:
            if any(other.link == "rel" and other.parent is later for other in rest):
                continue
            if later.group.form == "cop" and not later.group.negated and later.subject is not None and later.objects:
                if self.tokens[later.subject.head].key in self.lexicon.grammar["cleft_pronouns"]:
                    return later.objects[0]
        return None

    def _polarity(self, site: Site) -> Polarity:
        if site.kind == "verb" and site.clause is not None:
            return self.reality.of_clause(site.clause, range(site.first + 1, site.last + 1))
        if site.phrase is not None:
            return self.reality.of_noun(site.phrase, site.clause, site.holders, site.words)
        clause = site.clause or next(
            (c for c in self.clauses if c.group.head in range(site.first, site.last + 1)), None
        )
        return self.reality.of_clause(clause, range(site.first, site.last + 1)) if clause is not None else "affirmed"

    def _act(self, hit: Hit, doers: Sequence[Phrase], polarity: Polarity) -> FoundAct:
        cue, site, roles = hit
        allowed = self.lexicon.roles[cue.code]
        agents = [part for phrase in doers for part in (phrase, *phrase.more) if self.sense.can_act(part)]
        if cue.code == _TRUCE:
            agents += [part for phrase in roles.patients for part in (phrase, *phrase.more) if self.sense.can_act(part)]
            roles.patients.clear()
        if cue.code == _OWNED:
            roles.patients.clear()  # nobody suffers a denial; what it is of is an act of its own
        if cue.code in _MUTUAL:
            agents += [part for phrase in self._partners(site) for part in (phrase, *phrase.more) if part not in agents]
            roles.patients[:] = [phrase for phrase in roles.patients if phrase not in agents]
        if cue.code == _FORCES and site.kind == "noun":
            agents += [part for part in self.needs.meeting(cue, roles.patients) if self.sense.can_act(part)]
            roles.patients.clear()
        events = [part for part in doers if part not in agents and self.tokens[part.head].lemma in self.lexicon.cues]
        agents += [owner for phrase in events if (owner := self._owner_of(phrase)) is not None]
        agents += [owner for phrase in roles.methods if (owner := self._owner_of(phrase)) is not None]
        patients = [part for part in self.needs.meeting(cue, roles.patients) if not self.sense.is_weapon(part)]
        somebody = "target" not in allowed  # then seven of whatever were people
        people = [part for part in patients if self.sense.is_person(part) or (somebody and part.counted)]
        victims = people if "victims" in allowed else []
        things = [part for part in patients if part not in victims] if "target" in allowed else []
        act = Act(
            cue.code,
            trigger=self._cut(min(site.words, default=site.first), site.last),
            perpetrators=tuple(Party(self._span(part)) for part in agents) if "perpetrators" in allowed else (),
            victims=tuple(self._victim(part) for part in victims),
            target=self._span(things[0]) if things else None,
            method=self._span(roles.methods[0]) if roles.methods else None,
        )
        return FoundAct(act, polarity, self._hedges(site))

    def _partners(self, site: Site) -> list[Phrase]:
        """To whom, with whom, between whom: in an exchange both sides take part."""
        near = [*site.following, *(site.clause.obliques if site.clause is not None else [])]
        return [p for p in near if p.prep in self.lexicon.grammar["recipients"] and self.sense.can_act(p)]

    def _victim(self, phrase: Phrase) -> Party:
        said = self._span(phrase)
        return Party(said, group=said.text if self.sense.is_group(phrase) else "")

    def _owner_of(self, phrase: Phrase) -> Phrase | None:
        """Whose missile: `Veldra's missile`, `a missile of the army`."""
        fired = [c for c in self.clauses if c.antecedent is phrase and c.group.voice == "part"]
        by = [p for c in fired for p in c.obliques if p.prep in self.lexicon.grammar["by"]]
        if self.lexicon.grammar["chains"] and phrase.last > phrase.head:
            held_by = next(
                (n for n in range(phrase.head + 1, phrase.last + 1) if self.tokens[n].tag == "N"), phrase.last
            )
            by.append(Phrase(phrase.head + 1, phrase.last, held_by, tails=phrase.tails))
        for held in (*by, phrase.owner, *phrase.tails):
            if held is not None and not held.pronoun and self.sense.can_act(held):
                return held
        named = self.sense.naming(phrase, phrase.head)
        return named[0] if named else None

    def _cut(self, first: int, last: int) -> Span:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(self.text[start:end], start, end)

    def _span(self, phrase: Phrase) -> Span:
        """A phrase without its article, number and preposition, with its complements."""
        first = phrase.first
        while first < phrase.head and self.tokens[first].tag in "DMB":
            first += 1
        start = self.tokens[first].start
        end = self.tokens[phrase.end].end
        said = self.text[start:end]
        if self.tokens[phrase.end].owner:
            said = said[:-2] if said.endswith(("'s", "’s")) else said
        return Span(said, start, start + len(said))

    def _hedges(self, site: Site) -> tuple[Span, ...]:
        words = self.lexicon.grammar["hedges"]
        low = max(0, site.first - 6)
        return tuple(
            self._cut(n, n) for n in range(low, min(len(self.tokens), site.last + 4)) if self.tokens[n].key in words
        )


def _path(phrase: Phrase, at: int) -> list[Phrase]:
    """From a phrase down to the complement in which a word stands."""
    for part in (*phrase.tails, *phrase.more):
        if part.first <= at <= part.end:
            return [phrase, *_path(part, at)]
    return [phrase]
