"""From a sentence to its acts: words, phrases, clauses, cues, parties, polarity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muniment.claims.prose import Sentence

from .figures import does_it_to_somebody, plausible
from .found import FoundAct
from .hits import Hit, best, clusters, twice
from .lexicon import HARM, Cue, Lexicon, match
from .merging import same_things, telling
from .phrases import Group, Phrase
from .reading import Reading
from .roles import Cast, Site, cast
from .sites import fits, site_of
from .stating import statements
from .tokens import marks_and_words, with_compounds


def find_acts(text: str, sentence: Sentence, lexicon: Lexicon) -> list[FoundAct]:
    """The acts that a sentence speaks of, in the order of the words that name them."""
    words = with_compounds(marks_and_words(text, sentence.start, sentence.end), lexicon.grammar["compounds"])
    tokens = lexicon.morphology.analyse(words)
    places = [at for at, token in enumerate(tokens) if token.lemma in lexicon.cues]
    if not places:
        return []
    return _Finder(Reading(text, tokens, lexicon)).acts(places)


class _Finder:
    """Asks each cue of a sentence what it makes of it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._casts: dict[tuple[str, frozenset[int], bool, bool], Cast] = {}

    def acts(self, places: Sequence[int]) -> list[FoundAct]:
        """Every act once, in the order of its words."""
        blocked = self.reading.lexicon.misleading(self.reading.tokens)
        hits = [hit for at in places if at not in blocked for hit in self._hits(at)]
        found: list[FoundAct] = []
        chosen = [hit for cluster in clusters(hits) for hit in best(cluster)]
        same_things(self.reading, chosen)
        for hit in telling(self.reading, chosen):
            found += [made for made in statements(self.reading, hit) if not twice(made, found)]
        return found

    def _hits(self, at: int) -> Iterator[Hit]:
        """What the cues anchored at a word make of it; those whose needs are not met are left out."""
        clause = self.reading.by_head.get(at)
        for cue in self.reading.lexicon.cues[self.reading.tokens[at].lemma]:
            if not fits(self.reading, cue, at, clause) or not (words := match(cue, self.reading.tokens, at)):
                continue
            site = site_of(self.reading, cue, at, max(words), clause)
            site.words = frozenset(words)
            if cue.suffers and cue.pos == "verb" and not cue.after and does_it_to_somebody(self.reading, clause):
                continue
            roles = self._cast(cue, site)
            if not plausible(self.reading, cue, site, roles):
                continue
            if not cue.needs or self.reading.needs.met(cue, site, roles):
                if HARM in cue.needs and (aimed := self.reading.needs.harm_aimed_at(site.last)) is not None:
                    roles.patients[:] = self._meant(aimed)
                yield Hit(cue, site, roles)

    def _cast(self, cue: Cue, site: Site) -> Cast:
        """The parties where a cue stands; the same for every code that its words can mean."""
        towards = cue.code not in self.reading.lexicon.deeds
        key = (site.kind, site.words, site.suffers, towards)
        if key not in self._casts:
            self._casts[key] = cast(site, self.reading.sense, towards)
        made = self._casts[key]
        return Cast(list(made.agents), list(made.patients), list(made.methods))

    def _meant(self, group: Group) -> list[Phrase]:
        """Of `seek to crush the town` the town."""
        clause = self.reading.by_head[group.head]
        marked = [phrase for phrase in clause.obliques if phrase.prep in self.reading.lexicon.grammar["strict_patient"]]
        return (marked or clause.objects)[:1]
