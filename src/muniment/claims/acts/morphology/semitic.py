"""Arabic and Hebrew words in a sentence: particles written onto words are split off, verbs known by their forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from muniment.claims.acts.arguments import Order
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Group
from muniment.claims.acts.tokens import NONE, Token
from muniment.claims.prose import fold

from . import arabic, hebrew
from . import semiticwords as words
from .semiticnouns import noun_forms

_DAMMA = "\u064f"
_TANWIN = "\u064b"
"""Of an accusative that is written: the word belongs to no noun before it."""


class _Verb(NamedTuple):
    lemma: str
    form: str
    tense: str
    agree: str
    objects: bool


class Semitic:
    """Tags words; `order` is verb first, with the subject before the verb as the other way."""

    order: Order = "vso"

    def __init__(self, grammar: Grammar, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._grammar = grammar
        self._language = grammar.language
        self._little = words.little_words(grammar)
        self._bound = words.bound_pronouns(grammar)
        self._little |= dict.fromkeys(self._bound, "B")
        self._helpers = {word: kind for kind, words in grammar.table("auxiliaries").items() for word in words}
        self._verbs: dict[str, _Verb] = {}
        listed = frozenset(verbs)
        make = self._arabic if self._language == "ar" else self._hebrew
        every = [(word, made) for verb in sorted(grammar["verbs"] | listed) for word, made in make(verb)]
        for passive in (False, True):  # a passive that is listed itself comes first
            for word, made in every:
                if (made.form == "pass") != passive:
                    continue
                if word not in self._verbs or (word in listed and made.lemma == word):
                    self._verbs[word] = made
        self._nouns = (
            frozenset(nouns) | grammar["actors"] | grammar["persons"] | grammar["groups"] | grammar["modifiers"]
        ) | grammar["body"]

    def _arabic(self, verb: str) -> Iterator[tuple[str, _Verb]]:
        for word, tense, agree in arabic.forms(fold(verb)):
            yield word, _Verb(verb, "fin", tense, agree, False)
            for longer in arabic.with_object(word):
                yield longer, _Verb(verb, "fin", tense, agree, True)
        for word, tense, agree in arabic.passives(fold(verb)):
            yield word, _Verb(verb, "pass", tense, agree, False)

    def _hebrew(self, verb: str) -> Iterator[tuple[str, _Verb]]:
        for word, form, tense, agree in hebrew.forms(fold(verb)):
            yield word, _Verb(verb, form, tense, agree, False)
            if tense == "past" and agree == "pl" and form == "fin" and word.endswith("ו"):
                for suffix in hebrew.OBJECTS:
                    yield word + suffix, _Verb(verb, form, tense, agree, True)

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of one word out of context."""
        if tag == "V" or word in self._little or (not tag and word in self._verbs):
            return word
        return self._noun(word)

    def parts(self, word: str) -> list[str]:
        """Particles split off, as in a text."""
        split = [token.key for token in self._split(Token(0, len(word), word, fold(word)))]
        return [part for part in split if part != "ה"] or [word]

    def lemmas(self, word: str) -> frozenset[str]:
        """As noun and as verb."""
        verb = self._verbs.get(word)
        return frozenset({word, self._noun(word), self._dictionary(word), *([verb.lemma] if verb else [])})

    def is_name(self, token: Token) -> bool:
        """Whether a word is in no list and no dictionary."""
        return token.lemma not in self._nouns and not words.known(token.key, self._language)

    def is_people(self, token: Token) -> bool:
        """By the grammar's list alone."""
        return token.lemma in self._grammar["groups"]

    def analyse(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, particles split off, with tag, lemma and form."""
        split: list[Token] = []
        for at, token in enumerate(tokens):
            if self._only_denies(tokens, at):
                split.append(token._replace(tag="K", lemma=token.key))
            elif token.tag in ("Y", "N"):
                split.append(token)
            else:
                split += self._split(token, split[-1] if split else None)
        done: list[Token] = []
        for at, token in enumerate(split):
            done.append(self._tagged(token, done, split[at + 1] if at + 1 < len(split) else None))
        return [self._by_what_follows(done, at) for at in range(len(done))]

    def _only_denies(self, tokens: Sequence[Token], at: int) -> bool:
        """`ولا` that goes on a denial before a noun, where it is no *and*."""
        joined = tokens[at].key in self._grammar["joined_negations"] and at + 1 < len(tokens)
        denied = any(token.key in self._grammar["negations"] for token in tokens[max(0, at - 3) : at])
        return joined and denied and tokens[at + 1].key not in self._verbs

    def _by_what_follows(self, tokens: list[Token], at: int) -> Token:
        """What the next word settles: `in` before a verb is *if*; `the army, it is that` only stresses the army."""
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after is None:
            return token
        if token.key in self._grammar["conditions_before_verbs"] and after.tag in "VX":
            return token._replace(tag="S", key=self._grammar.text["conditions"].split()[0])
        who = after.tag == "W" or self._is_who(tokens, at + 1)
        if token.key in self._grammar["cleft_pronouns"] and who and at and tokens[at - 1].tag in "NJ":
            return token._replace(tag="B")
        if self._is_who(tokens, at):
            cleft = at and tokens[at - 1].key in self._grammar["cleft_pronouns"]
            return token._replace(tag="W") if cleft else token._replace(tag="R")
        return token

    def _is_who(self, tokens: list[Token], at: int) -> bool:
        """`من` right before a verb is *who*, not *from*."""
        pronoun = tokens[at].tag == "P" and tokens[at].key in self._grammar["single_pronouns"]
        return pronoun and at + 1 < len(tokens) and tokens[at + 1].tag in "VX"

    def _split(self, token: Token, before: Token | None = None) -> list[Token]:
        """Particles off the front, while what remains is a word and the whole is none."""
        found: list[Token] = []
        rest = token
        opened = before is not None and before.tag == "" and self._opens_chain(before.key)
        while (cut := self._particle(rest.key, opened)) > 0:
            length = words.letters(rest.text, cut)
            particle = rest.key[:cut].rstrip("-")
            if particle in self._grammar["subordinators"]:
                found.append(Token(rest.start, rest.start + length, rest.text[:length], particle, "S", particle))
            found += [
                Token(rest.start, rest.start + length, rest.text[:length], one, self._grammar.text["particles"][at])
                for one in [particle]
                if (at := self._grammar.text["particle_letters"].find(one)) >= 0
            ]
            key = rest.key[cut:]
            if key.startswith("וו") and key[1:] in self._nouns:
                key = key[1:]  # a first `ו` is doubled behind a particle
            rest = Token(rest.start + length, rest.end, rest.text[length:], key)
        return [*found, *self._with_pronoun(rest)]

    def _with_pronoun(self, token: Token) -> list[Token]:
        """`at them`, written as one word, is a preposition and a pronoun; both have the whole word."""
        bound = self._bound.get(token.key)
        if bound is None:
            return [token]
        prep, pronoun = bound
        held = token._replace(tag="R", lemma=pronoun, key=pronoun)
        return [token._replace(tag="P", lemma=prep, key=prep), held]

    def _opens_chain(self, key: str) -> bool:
        """A noun without article, to which a name may belong: `army` of *army Veldra*."""
        return not (self._language == "ar" and key.startswith("ال")) and self._noun(key) in self._nouns

    def _is_form_of_listed(self, key: str) -> bool:
        """`fighters` and `fighters of` of a listed *fighter*, by endings alone."""
        if key.endswith("ת") and key[:-1] + "ה" in self._nouns:
            return True
        stems = [key[: -len(end)] for end in ("י", "ים", "ות") if key.endswith(end) and len(key) > len(end) + 2]
        return any(hebrew.final(stem) in self._nouns or stem + "ה" in self._nouns for stem in stems)

    def _particle(self, key: str, opened: bool = False) -> int:
        """How many letters at the front are a particle of their own; `opened`: a noun waits for its name."""
        if (
            len(key) < 3
            or key in self._little
            or key in self._verbs
            or key[0] not in self._grammar.text["particle_letters"]
        ):
            return 0
        if key[1:2] == "-" and key[2:3].isdigit():
            return 2
        if key in self._nouns or (self._language == "he" and self._is_form_of_listed(key)):
            return 0
        rest = key[1:]
        if self._language == "ar" and key.startswith("لل"):
            rest = "ال" + key[2:]
        if key.startswith("כש") and (key[2:] in self._verbs or key[2:] in self._little or key[2:3] == "ה"):
            return 2
        if rest.startswith("וו") and rest[1:] in self._nouns:
            return 1
        known = (
            rest in self._little
            or rest in self._verbs
            or self._noun(rest) in self._nouns
            or words.known(rest, self._language)
        )
        listed = rest in self._little or rest in self._verbs or self._noun(rest) in self._nouns
        rare = key[0] in self._grammar.text["rare_particles"]
        if rare and not (listed and (self._language == "he" or rest in self._nouns or rest in self._verbs)):
            return int(rest.startswith("ال"))
        if words.known(key, self._language):
            return 1 if listed and (len(rest) > 2 or key[0] in self._grammar.text["sure_particles"]) else 0
        if self._language == "ar" and rest.startswith("ال"):
            return 1
        if known or (not opened and self._particle(rest)):
            return 1
        if opened:
            return 0
        return 1 if key[0] in self._grammar.text["sure_particles"] and len(rest) > 3 else 0

    def _tagged(self, token: Token, done: list[Token], after: Token | None) -> Token:
        if token.tag:
            return token if token.lemma or token.tag == "Y" else self._particle_token(token, after)
        little = self._little.get(token.key)
        if little is not None:
            form = self._helpers.get(token.key, "") if little == "X" else ""
            form = "none" if token.key in self._grammar["none"] else form
            return token._replace(tag=little, lemma=token.key, form=form)
        if token.key[0].isdigit():
            return token._replace(tag="M", lemma=token.key)
        verb = self._verbs.get(token.key)
        before = done[-1] if done else None
        if verb is not None and not self._is_noun_here(token, done[-2:], after):
            objects = frozenset({"acc"}) if verb.objects else NONE
            voice = "pass" if verb.form == "pass" or (_DAMMA in token.text[:3] and self._language == "ar") else ""
            form = "inf" if verb.form == "inf" else "fin"
            return token._replace(
                tag="V",
                lemma=verb.lemma,
                form=form,
                tense=verb.tense,
                voice=voice,
                agree=frozenset({verb.agree}),
                cases=objects,
            )
        named = token._replace(
            tag="N", lemma=self._noun(token.key), form="def" if self._is_definite(token.key, before) else ""
        )
        return named._replace(agree=self._agreement(named)) if self._language == "he" else named

    def _agreement(self, token: Token) -> frozenset[str]:
        """Number and gender of a Hebrew noun by its ending; `def` for one that would be marked as an object."""
        kind = "pl" if token.key.endswith(("ים", "ות")) or token.lemma in ("איש",) else "m"
        kind = "f" if kind == "m" and token.key.endswith(("ה", "ת")) else kind
        return frozenset({kind, *(["def"] if token.form == "def" or self.is_name(token) else [])})

    def _particle_token(self, token: Token, after: Token | None) -> Token:
        if token.tag == "W" and after is not None and self._little.get(after.key, "") not in ("",):
            return token._replace(tag="S", lemma=token.key)
        return token._replace(lemma=token.key)

    def _is_noun_here(self, token: Token, done: Sequence[Token], after: Token | None) -> bool:
        """A form that is a noun as well: one behind a preposition, a number or `the`."""
        before = done[-1] if done else None
        noun = self._noun(token.key) in self._nouns or token.key in self._nouns
        if before is not None and before.tag == "P" and before.key in self._grammar["single_pronouns"]:
            if not noun or (len(done) > 1 and done[-2].key in self._grammar["cleft_pronouns"]):
                return False  # `it is they who burned it`
        if before is not None and before.tag in "PDM" and before.key not in self._grammar["verb_particles"]:
            return True
        if not noun:
            return False
        if self._language == "ar":
            verb = self._verbs[token.key]
            if verb.agree != "m" or verb.tense != "past":
                return False
            if _DAMMA in token.text[:2]:
                return False
            if before is not None and before.tag == "N" and (before.form == "def" or self.is_name(before)):
                return False
            carried = before is not None and before.tag == "V" and before.lemma in self._grammar["carriers"]
            return carried or (before is not None and before.tag in "NV" and before.form != "inf")
        if (before is None or before.tag in "YS") and token.key in self._nouns:
            return self._is_plain_noun(after)
        return (
            before is not None
            and before.tag in "N"
            and before.form != "name"
            and token.key in self._nouns
            and len(token.key) > 3
        )

    def _is_plain_noun(self, after: Token | None) -> bool:
        """`Murder of prisoners`: where a sentence opens with it and a bare noun follows, it is a noun too."""
        if after is None or after.tag:
            return False
        bare = after.key not in self._little and after.key not in self._verbs
        return after.key in self._grammar["of"] or (bare and after.key.endswith(("ים", "ות", "ת", "ה")))

    def _is_definite(self, key: str, before: Token | None) -> bool:
        if self._language == "ar":
            return key.startswith("ال") or (before is not None and before.key == "لل")
        return before is not None and before.key == "ה"

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - few instances, as long-lived as the program
    def _noun(self, word: str) -> str:
        """A noun in the form the lists have it."""
        return next((form for form in noun_forms(word, self._language) if form in self._nouns), self._dictionary(word))

    def _dictionary(self, word: str) -> str:
        return words.lemma(word, self._language)

    def joins(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """A chain of nouns up to the definite one or the name that closes it, and adjectives behind."""
        before, token = tokens[at - 1], tokens[at]
        if before.tag == "R" or token.tag == "R" or token.tag in "M":
            return token.tag == "M" and (before.tag in "D" or self._counts_complement(tokens, at))
        if before.tag in "DM":
            return token.tag in "NDTM" if before.tag == "M" else True
        if token.tag == "T" or before.tag == "T":
            return before.tag == token.tag
        if token.tag in "DO":
            return token.tag == "O" or token.key == "ה"
        if self.is_name(token):
            return True
        if _TANWIN in token.text and _TANWIN not in before.text:
            return False
        closed = before.form == "def" or self.is_name(before) or (token.form == "def" and self._is_plural(before))
        if not closed:
            return True
        many = token.key.endswith(("ين", "ون"))
        thing = token.lemma in self._nouns and (many or token.lemma not in self._grammar["adjectives"])
        return (
            not thing
            and (token.form == "def" or not token.key.endswith("ا"))
            and self._language == "ar"
            and token.form == "def"
        )

    def _is_plural(self, token: Token) -> bool:
        """`مسلحون`: with this ending nothing belongs to a noun; before what does, it loses the last letter."""
        return self._language == "ar" and token.key.endswith(("ون", "ين")) and token.key[:-2] in self._nouns

    def _counts_complement(self, tokens: Sequence[Token], at: int) -> bool:
        """`The arrest of four medics`: a number behind the noun of a deed opens its complement."""
        deed = tokens[at - 1]
        somebody = deed.lemma in self._grammar["actors"] or deed.lemma in self._grammar["persons"]
        if deed.tag != "N" or deed.form == "def" or somebody or deed.lemma not in self._nouns:
            return False
        before = tokens[at - 2] if at > 1 else None
        carried = (
            self._grammar["carriers"] | self._grammar["happen"] | self._grammar["about"] | self._grammar["denials"]
        )
        return before is None or before.tag != "V" or before.lemma in carried

    def head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The first noun."""
        return next((n for n in range(first, last + 1) if tokens[n].tag in "NTR"), last)

    def cases(self, tokens: Sequence[Token], first: int, last: int, head: int) -> frozenset[str]:
        """None that are written."""
        return NONE

    def group(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Group:
        """Voice and mood from the form of the verb and the particles before it."""
        words = tokens[first : last + 1]
        verb = tokens[head]
        kinds = {word.form for word in words if word.tag == "X"}
        made = Group(first, last, head, tense=verb.tense, agree=verb.agree, objects=verb.cases)
        made.negated = any(word.key in self._grammar["negations"] or word.form == "none" for word in words)
        made.unreal = verb.tense == "fut" or "future" in kinds
        if verb.tag == "X":
            made.form = "cop"
        elif verb.form == "inf":
            made.form = "inf"
        if verb.voice == "pass":
            made.voice = "pass"
        return made
