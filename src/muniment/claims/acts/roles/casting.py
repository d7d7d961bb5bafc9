"""The cast of a cue: each place that its frames name is looked up where the cue stands."""

from __future__ import annotations

from collections.abc import Callable

from muniment.claims.acts.phrases import Phrase
from muniment.claims.acts.who import Sense

from .around import Around
from .carried import laid_on
from .frames import frames
from .nouns import BesideNoun
from .site import Cast, Site
from .verbs import BesideVerb


def cast(site: Site, sense: Sense, towards: bool = False) -> Cast:
    """The parties of a cue where it stands. `towards`: of words and deals, whom they are meant for counts as well."""
    finder = _Finder(site, sense)
    made = Cast()
    for frame in frames(site, sense, towards):
        made.agents = made.agents or finder.first(frame.agents, made.agents)
        made.patients = made.patients or finder.first(frame.patients, made.agents)
    if towards and not any(sense.can_act(finder.around.waging(phrase)) for phrase in made.patients):
        made.patients = [*finder.first(("towards",), made.agents), *made.patients]
    if towards:  # who arms or backs somebody's war does it for them
        made.patients = [finder.around.waging(phrase) for phrase in made.patients]
    made.methods = _methods(finder.around, made)
    return made


class _Finder:
    """Looks up each place that the table names."""

    def __init__(self, site: Site, sense: Sense) -> None:
        verb, noun = BesideVerb(site, sense), BesideNoun(site, sense)
        around: Around = noun
        self.around = around
        self.places: dict[str, Callable[[list[Phrase]], list[Phrase]]] = {
            "subject": lambda _: verb.subject(),
            "objects": lambda _: verb.objects(),
            "marked": lambda _: verb.marked(),
            "antecedent": lambda _: verb.antecedent(),
            "blamed": lambda _: laid_on(site, sense),
            "accused": lambda _: verb.accused(),
            "either": lambda _: [site.clause.either] if site.clause and site.clause.either else [],
            "by": lambda _: around.by(around.near()),
            "by-clause": lambda _: around.by(site.clause.obliques if site.clause else []),
            "from": lambda _: [p for p in around.near() if p.prep in sense.grammar["origin"] and sense.can_act(p)][:1],
            "of": lambda _: noun.of_harmed(),
            "of-doer": lambda _: [phrase for phrase in noun.of() if sense.is_force(phrase)],
            "of-thing": lambda agents: [phrase for phrase in noun.of() if phrase not in agents],
            "on": lambda _: noun.on(),
            "marked-noun": lambda _: [p for p in site.following if p.prep in sense.grammar["noun_object"]][:1],
            "towards": lambda _: around.towards(),
            "self": lambda _: noun.itself(),
            "held": lambda agents: [p for p in verb.held() if p not in agents],
            "with": lambda _: [p for p in site.following if p.prep in sense.grammar["possessors"] and sense.can_act(p)],
            "owner": lambda _: noun.owner(),
            "owner-beside": lambda _: noun.owner() if noun.of() or noun.on() else [],
            "owner-adjective": lambda _: noun.adjective(),
            "in-event": lambda _: verb.in_event(),
            "within": lambda _: noun.within(),
            "bearer": lambda _: noun.bearer(),
        }

    def first(self, places: tuple[str, ...], agents: list[Phrase]) -> list[Phrase]:
        """What stands in the first of the places that is taken."""
        for place in places:
            if found := self.places[place](agents):
                return found
        return []


def _methods(around: Around, made: Cast) -> list[Phrase]:
    """Weapons among subject, by- and with-phrases."""
    clause = around.site.clause
    found = [phrase for phrase in made.agents if around.sense.is_weapon(phrase)]
    near = [*(clause.obliques if clause else []), *around.site.following]
    found += [p for p in near if p.prep in around.grammar["with"] and around.sense.is_weapon(p)]
    if around.site.phrase is not None:
        for n in range(around.site.phrase.first, around.site.first):
            made_of = Phrase(n, n, n)
            if around.sense.is_weapon(made_of):
                found.append(made_of)
    return found
