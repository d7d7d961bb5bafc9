"""Who did it to whom: a table from the kind of cue and its voice to where the parties stand in the clause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .clauses import Clause
from .grammar import Grammar
from .phrases import Chunk, Phrase
from .tokens import Token
from .who import Sense


@dataclass(slots=True)
class Site:
    """Where a cue stands: its words, its clause, and for nouns the phrase and those it hangs on."""

    kind: str
    """verb, noun, adj, phrase."""
    first: int
    last: int
    clause: Clause | None
    phrase: Phrase | None = None
    holders: list[Phrase] = field(default_factory=list)
    following: list[Phrase] = field(default_factory=list)
    """Phrases with a preposition right behind the noun's own."""
    suffers: bool = False
    words: frozenset[int] = frozenset()
    """The cue's own words."""


@dataclass(slots=True)
class Cast:
    """Phrases by role, before it is judged whether they can have it."""

    agents: list[Phrase] = field(default_factory=list)
    patients: list[Phrase] = field(default_factory=list)
    methods: list[Phrase] = field(default_factory=list)


class Frame(NamedTuple):
    """Where agents and patients stand, in order of preference: the first place that is taken counts."""

    agents: tuple[str, ...]
    patients: tuple[str, ...]


TABLE: dict[tuple[str, str], Frame] = {
    ("verb", "act"): Frame(("subject",), ("objects", "marked")),
    ("verb", "pass"): Frame(("by", "in-event"), ("subject", "objects")),
    ("verb", "part"): Frame(("by",), ("antecedent",)),
    ("verb", "unsure"): Frame((), ()),
    ("suffers", "unsure"): Frame((), ("subject",)),
    ("verb", "impersonal"): Frame(("by",), ("objects", "subject")),
    ("suffers", "act"): Frame(("by", "in-event"), ("subject", "either", "objects")),
    ("suffers", "pass"): Frame(("by",), ("subject",)),
    ("suffers", "part"): Frame(("by",), ("antecedent",)),
    ("suffers", "impersonal"): Frame(("by",), ("objects", "subject")),
    ("noun", "done-to"): Frame(("by", "owner-beside", "owner-adjective"), ("of", "on", "owner", "within")),
    ("noun", "done-by"): Frame(("by", "owner", "of-doer", "owner-adjective", "from"), ("on", "of-thing", "within")),
    ("noun", "both"): Frame(("of", "by"), ("marked-noun",)),
    ("noun", "somebody"): Frame(("by",), ("self",)),
    ("noun", "held"): Frame(("of-doer", "by", "with"), ("held",)),
    ("light", "act"): Frame(("subject",), ()),
    ("light", "pass"): Frame(("by-clause",), ()),
    ("borne", "act"): Frame(("by-clause",), ("subject",)),
    ("borne", "pass"): Frame(("by-clause",), ("subject",)),
    ("inflict", "act"): Frame(("subject",), ("objects",)),
    ("inflict", "pass"): Frame(("by-clause",), ("subject", "objects")),
    ("blamed", "act"): Frame(("blamed",), ("of", "owner", "within")),
    ("blamed", "pass"): Frame(("blamed",), ("of", "owner", "within")),
    ("charged", "act"): Frame(("accused",), ()),
    ("charged", "pass"): Frame(("subject",), ()),
    ("adj", ""): Frame((), ("bearer",)),
}


def cast(site: Site, sense: Sense, chunks: Sequence[Chunk], towards: bool = False) -> Cast:
    """The parties of a cue where it stands. `towards`: of words and deals, whom they are meant for counts as well."""
    finder = _Finder(site, sense, chunks)
    made = Cast()
    for frame in _frames(site, sense, towards):
        made.agents = made.agents or finder.first(frame.agents, made.agents)
        made.patients = made.patients or finder.first(frame.patients, made.agents)
    if towards and not any(sense.can_act(finder.waging(phrase)) for phrase in made.patients):
        made.patients = [*finder.first(("towards",), made.agents), *made.patients]
    if towards:  # who arms or backs somebody's war does it for them
        made.patients = [finder.waging(phrase) for phrase in made.patients]
    made.methods = finder.methods(made)
    return made


def _frames(site: Site, sense: Sense, towards: bool) -> list[Frame]:
    if site.kind == "verb":
        assert site.clause is not None
        group = site.clause.group
        voice = "impersonal" if group.impersonal else group.voice
        voice = "act" if towards and voice == "unsure" else voice
        return [TABLE["suffers" if site.suffers else "verb", voice]]
    if site.kind == "noun":
        assert site.phrase is not None
        word = sense.tokens[site.last if sense.grammar["head_last"] else site.phrase.head]
        by_doer = word.lemma in sense.grammar["done_by"] or word.key in sense.grammar["done_by"]
        frames = [TABLE["noun", "done-by" if by_doer else "done-to"]]
        if site.following and site.following[0].prep in sense.grammar["noun_object"]:
            return [TABLE["noun", "both"]]
        classes = sense.lexicon.classes_of(sense.tokens, site.last)
        if word.lemma in sense.grammar["held"] and site.phrase.prep in sense.grammar["inside"]:
            return [TABLE["noun", "held"]]
        if word.lemma in sense.grammar["harmed"] or classes & {"dead", "detainees"}:
            return [TABLE["noun", "somebody"], *_leaving(site, sense)]
        light = _light(site, sense)
        if light is not None and light[0] == "blamed":
            return [TABLE[light]]
        return ([*frames, TABLE[light]]) if light else frames
    return [TABLE["adj", ""], *_leaving(site, sense)] if site.kind == "adj" else []


def _leaving(site: Site, sense: Sense) -> list[Frame]:
    """`The shell left four dead`: those who are counted are left so by the subject."""
    clause, phrase = site.clause, site.phrase
    counted = clause is not None and phrase is not None and phrase.counted and phrase in clause.objects
    leaves = clause is not None and sense.tokens[clause.group.head].lemma in sense.grammar["leaving"]
    return [TABLE["light", "act"]] if counted and leaves else []


def _light(site: Site, sense: Sense) -> tuple[str, str] | None:
    """`carried out attacks`, `came under fire`: the verb only carries the noun, and its parties are the noun's."""
    clause = site.clause
    if clause is None or site.phrase is None:
        return None
    outer = site.holders[-1] if site.holders else site.phrase
    lemma = sense.tokens[clause.group.head].lemma
    voice = "act" if clause.group.voice == "act" and not clause.group.impersonal else "pass"
    if lemma in sense.grammar["charges"] and (outer.prep or outer is not site.phrase):
        return ("charged", voice)
    blamed = clause.subject if voice == "pass" else clause.objects[0] if clause.objects else None
    if lemma in sense.grammar["blames"] and outer is blamed and site.phrase is outer and _blamed(site, sense):
        return ("blamed", voice)
    among = [*clause.objects, *clause.obliques]
    if voice == "pass" and clause.subject is not None:
        among.append(clause.subject)
    if not any(outer is phrase or outer in phrase.more for phrase in among):
        return None
    if lemma in sense.grammar["light_inflict"] and outer is not clause.subject:
        return ("inflict", voice)
    if lemma in sense.grammar["light_patient"] and outer is not clause.subject:
        return ("borne", voice)
    if lemma in sense.grammar["light_agent"] and (
        not outer.prep or outer in clause.objects or lemma in sense.grammar["light_with_preposition"]
    ):
        return ("light", voice)
    return None


def _blamed(site: Site, sense: Sense) -> list[Phrase]:
    """Whom it is laid on: `blamed the shelling on the army`."""
    near = [*site.following, *(site.clause.obliques if site.clause else [])]
    return [p for p in near if p.prep in sense.grammar["blamed_prepositions"] and sense.can_act(p)][-1:]


class _Finder:
    """Looks up each place that the table names."""

    def __init__(self, site: Site, sense: Sense, chunks: Sequence[Chunk]) -> None:
        self.site, self.sense, self.chunks = site, sense, chunks
        self.grammar: Grammar = sense.grammar
        self.tokens: Sequence[Token] = sense.tokens
        self.places: dict[str, Callable[[list[Phrase]], list[Phrase]]] = {
            "subject": self._subject,
            "objects": self._objects,
            "marked": self._marked,
            "antecedent": self._antecedent,
            "blamed": lambda _: _blamed(site, sense),
            "accused": lambda _: self._accused(),
            "either": lambda _: [site.clause.either] if site.clause and site.clause.either else [],
            "by": lambda _: self._by(self._near()),
            "by-clause": lambda _: self._by(site.clause.obliques if site.clause else []),
            "from": lambda _: [p for p in self._near() if p.prep in self.grammar["origin"] and self.sense.can_act(p)][
                :1
            ],
            "of": lambda _: self._of_harmed(),
            "of-doer": lambda _: [phrase for phrase in self._of() if self.sense.is_force(phrase)],
            "of-thing": lambda agents: [phrase for phrase in self._of() if phrase not in agents],
            "on": lambda _: self._on(),
            "marked-noun": lambda _: [p for p in site.following if p.prep in self.grammar["noun_object"]][:1],
            "towards": lambda _: self._towards(),
            "self": lambda _: self._itself(),
            "held": lambda agents: [p for p in self._held() if p not in agents],
            "with": lambda _: [
                p for p in site.following if p.prep in self.grammar["possessors"] and self.sense.can_act(p)
            ],
            "owner": lambda agents: self._owner(),
            "owner-beside": lambda _: self._owner() if self._of() or self._on() else [],
            "owner-adjective": lambda _: self._adjective(),
            "in-event": lambda _: self._in_event(),
            "within": lambda agents: self._within(agents),
            "bearer": lambda _: self._bearer(),
        }

    def first(self, places: tuple[str, ...], agents: list[Phrase]) -> list[Phrase]:
        """What stands in the first of the places that is taken."""
        for place in places:
            if found := self.places[place](agents):
                return found
        return []

    def waging(self, phrase: Phrase) -> Phrase:
        """Of `Kessar's assault` Kessar; other phrases as they are."""
        owner = phrase.owner
        waged = self._is_event(phrase) or "campaign" in self.sense.classes(phrase)
        return owner if waged and owner is not None and self.sense.can_act(owner) else phrase

    def _near(self) -> list[Phrase]:
        if self.site.kind == "noun":
            return self.site.following
        return self.site.clause.obliques if self.site.clause else []

    def _subject(self, _: list[Phrase]) -> list[Phrase]:
        subject = self.site.clause.subject if self.site.clause else None
        if self.site.suffers and self.grammar["chains"] and (harmed := self._harmed_before()):
            return [phrase for phrase in harmed if self.sense.is_person(phrase)][:1]
        return [self._echoed(subject)] if subject is not None else []

    def _echoed(self, subject: Phrase) -> Phrase:
        """`The ministry announced that it would free them`: it is the ministry."""
        clause = self.site.clause
        above = clause.parent if clause is not None and clause.link == "that" and clause.group.voice == "act" else None
        if above is None or above.subject is None or above.subject.pronoun:
            return subject
        said = self.tokens[above.group.head].lemma in self.grammar["report"]
        return above.subject if said and self.tokens[subject.head].key in self.grammar["echoes"] else subject

    def _harmed_before(self) -> list[Phrase]:
        """`The sniper shot at my uncle and he died`: of a verb without its own subject, whom the one before hit."""
        clause = self.site.clause
        if clause is None or clause.link != "and" or clause.subject in (*clause.left, *clause.right):
            return []
        parent = clause.parent
        while parent is not None and parent.group.form == "cop":
            parent = parent.parent
        if parent is None or parent.group.voice != "act":
            return []
        return parent.objects or [p for p in parent.obliques if p.prep in self.grammar["fired_at"]]

    def _objects(self, _: list[Phrase]) -> list[Phrase]:
        if self.site.clause is None:
            return []
        for phrase in self.site.clause.objects:
            if phrase.head not in self.site.words and not phrase.time:
                return (self._whose() or [phrase]) if self._is_of_body(phrase) else [phrase]
        of_body = any(self._is_of_body(phrase) for phrase in self.site.clause.objects)
        return self._whose() if of_body or self.tokens[self.site.first].lemma in self.grammar["to_whom"] else []

    def _is_of_body(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.head].lemma in self.grammar["body"]

    def _whose(self) -> list[Phrase]:
        """`Broke his neighbour's arm` where the neighbour stands in the dative or behind a preposition."""
        clause = self.site.clause
        near = clause.obliques if clause is not None else []
        fit = [p for p in near if p.prep in self.grammar["possessors"] and not p.time and self.sense.is_person(p)]
        return fit[:1]

    def _marked(self, _: list[Phrase]) -> list[Phrase]:
        """An object behind `on`, `at`, `against`."""
        if self.site.clause is None:
            return []
        for phrase in self.site.clause.obliques:
            if phrase.prep_at == self.site.last and phrase.prep:
                return [phrase]  # `set fire to`, `open fire on`: the cue's own preposition
        for phrase in self.site.clause.obliques:
            if self.tokens[phrase.head].key in self.grammar["oneself"]:
                continue  # `took it upon itself`
            if phrase.prep in self.grammar["strict_patient"] and phrase.first > self.site.first - 1 and not phrase.time:
                if phrase.prep in self.grammar["place_preps"] and not self._is_something(phrase):
                    continue  # `in`, `at` say where as often as whom
                return [phrase]
        return []

    def _is_something(self, phrase: Phrase) -> bool:
        return bool(self.sense.classes(phrase)) or self.sense.is_person(phrase)

    def _antecedent(self, _: list[Phrase]) -> list[Phrase]:
        clause = self.site.clause
        held = (clause.antecedent or clause.subject) if clause else None
        return [held] if held is not None else []

    def _by(self, phrases: Sequence[Phrase]) -> list[Phrase]:
        found = [phrase for phrase in phrases if self._is_by(phrase) and not phrase.time]
        return [phrase for phrase in found if self.sense.can_act(phrase)][:1] or found[:1]

    def _is_by(self, phrase: Phrase) -> bool:
        """By its preposition, or by the case that has its place, also where no verb is near."""
        if phrase.prep:
            return phrase.prep in self.grammar["by"]
        return "INS" in self.grammar["by"] and phrase.cases == {"ins"}

    def _of(self) -> list[Phrase]:
        """The complement; behind an agent in between, what stands after it."""
        if self.site.phrase is None:
            return []
        if self.grammar["chains"] and self.site.last < self.site.phrase.last:
            rest = self.site.last + 1
            return [Phrase(rest, self.site.phrase.last, rest, tails=self.site.phrase.tails)]
        if self.site.phrase.tails:
            held = self.site.phrase.tails[0]
            return held.tails[:1] if held.head in self.site.words else [self._with_others(held, self.site.phrase)]
        bare = [
            phrase
            for phrase in self.site.following
            if phrase.prep == "GEN" or (not phrase.prep and "gen" in phrase.cases)
        ]
        if bare:
            return bare[:1]
        doers = self._by(self.site.following)
        behind = doers[0].tails[-1:] if doers else []
        if behind and self.tokens[behind[0].head].text[:1].islower() and self.sense.is_person(behind[0]):
            doers[0].tails.remove(behind[0])
            return behind
        return []

    def _with_others(self, held: Phrase, outer: Phrase) -> Phrase:
        """`The shelling of schools, clinics and homes`: what is joined behind the complement is shelled as well."""
        article = held.first < held.head and self.tokens[held.first].tag == "D"
        others = outer.more
        if not others or any(self._is_event(other) or (self._opens_anew(other) and not article) for other in others):
            return held
        return replace(held, more=[*held.more, *others])

    def _opens_anew(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.first].tag in "DO"

    def _is_event(self, phrase: Phrase) -> bool:
        """A deed by its noun: `shelling`, not the `place` of *place with families*."""
        return self.tokens[phrase.head].lemma in self.sense.lexicon.events

    def _of_harmed(self) -> list[Phrase]:
        """Whom a deed is done to; of `the taking of hostages of …` it is not told whose they are."""
        tails = self.site.phrase.tails if self.site.phrase is not None else []
        inner = bool(tails) and tails[0].head in self.site.words
        return [] if inner and any(self.sense.is_force(phrase) for phrase in self._of()) else self._of()

    def _on(self) -> list[Phrase]:
        return [
            phrase
            for phrase in self.site.following
            if phrase.prep in self.grammar["strict_patient"] and not phrase.time
        ][:1]

    def _owner(self) -> list[Phrase]:
        phrase = self.site.phrase
        return [phrase.owner] if phrase is not None and phrase.owner is not None else []

    def _towards(self) -> list[Phrase]:
        """With whom, to whom, against whom, in whose country: the nearest one behind that can act."""
        clause = self.site.clause
        near = [*self.site.following, *(clause.obliques if clause is not None else [])]
        if self.site.phrase is not None:
            near = [*self.site.phrase.tails, *near]
        near += [tail for phrase in (clause.objects if clause is not None else []) for tail in phrase.tails]
        fit = [
            p for p in near if p.prep in self.grammar["towards"] and p.first > self.site.first and self.sense.can_act(p)
        ]
        return sorted(fit, key=lambda p: p.first)[:1]

    def _held(self) -> list[Phrase]:
        """`Kept in captivity`: who is held is the object of that verb; of `are in captivity` the subject."""
        clause = self.site.clause
        if clause is None:
            return []
        objects = [phrase for phrase in clause.objects if self.sense.is_person(phrase)]
        others = [phrase for phrase in (clause.subject, clause.either) if phrase is not None]
        return objects[:1] or others[:1]

    def _accused(self) -> list[Phrase]:
        """Whom the clause accuses, without what of."""
        objects = self.site.clause.objects if self.site.clause else []
        if not objects:
            return []
        held = objects[0]
        own = [tail for tail in held.tails if tail is not self.site.phrase]
        return [Phrase(held.first, held.last, held.head, held.prep, pronoun=held.pronoun, tails=own)]

    def _itself(self) -> list[Phrase]:
        """`Twelve dead`: the noun is who it happened to, unless there were none. Whose they are is left out."""
        clause, phrase = self.site.clause, self.site.phrase
        if phrase is None or (clause is not None and clause.group.negated):
            return []
        kept = [tail for tail in phrase.tails if not self.sense.is_force(tail)]
        first = phrase.owner.last + 1 if phrase.owner is not None and not phrase.owner.pronoun else phrase.first
        return [
            Phrase(first, phrase.last, phrase.head, phrase.prep, counted=phrase.counted, tails=kept, more=phrase.more)
        ]

    def _adjective(self) -> list[Phrase]:
        """`the Veldran attack`: a name in front of the noun, or of its elder: `Veldran raids and arrests`."""
        phrase = self.site.phrase
        if phrase is None:
            return []
        own = self.sense.naming(phrase, self.site.first)
        joined = [held for held in self.site.holders[:1] if phrase in held.more and not self._opens_anew(phrase)]
        return own or [name for held in joined for name in self.sense.naming(held, held.head)]

    def _in_event(self) -> list[Phrase]:
        """`Died in Veldran raids`: the raid, whose doer is asked for later."""
        clause = self.site.clause
        among = clause.obliques if clause is not None else []
        return [p for p in among if p.prep in self.grammar["event_causes"] and self._is_event(p)][:1]

    def _within(self, agents: list[Phrase]) -> list[Phrase]:
        """`school attack`: a thing in front of the noun."""
        phrase = self.site.phrase
        if phrase is None or not self.grammar["head_last"]:
            return []
        for n in range(self.site.first - 1, phrase.first - 1, -1):
            made = Phrase(n, n, n)
            if (
                self.tokens[n].tag == "N"
                and not self.tokens[n].owner
                and self.sense.classes(made)
                and not self.sense.is_weapon(made)
            ):
                return [made]
        return []

    def _bearer(self) -> list[Phrase]:
        phrase, clause = self.site.phrase, self.site.clause
        if phrase is not None and (phrase.head > self.site.last or not clause or clause.group.form != "cop"):
            outer = self.site.holders[0] if self.site.holders else None
            return [self._with_others(phrase, outer) if outer is not None and phrase in outer.tails else phrase]
        return [clause.subject] if clause is not None and clause.subject is not None else []

    def methods(self, made: Cast) -> list[Phrase]:
        """Weapons among subject, by- and with-phrases."""
        clause = self.site.clause
        found = [phrase for phrase in made.agents if self.sense.is_weapon(phrase)]
        near = [*(clause.obliques if clause else []), *self.site.following]
        found += [p for p in near if p.prep in self.grammar["with"] and self.sense.is_weapon(p)]
        if self.site.phrase is not None:
            for n in range(self.site.phrase.first, self.site.first):
                made_of = Phrase(n, n, n)
                if self.sense.is_weapon(made_of):
                    found.append(made_of)
        return found
