"""Spanish and French words in a sentence: conjugated forms by rule, the rest by lists, endings and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from muniment.claims.acts.arguments import Order
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Group
from muniment.claims.acts.tokens import NONE, Token

from . import french, spanish

_NOMINAL = "NJMDOR"


class _Verb(NamedTuple):
    lemma: str
    form: str
    tense: str
    number: str


class Romance:
    """Tags words; splits French elisions; takes object pronouns into the verb group."""

    order: Order = "svo"

    def __init__(self, grammar: Grammar, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._grammar = grammar
        self._little = _little_words(grammar)
        self._helpers = {word: kind for kind, words in grammar.table("auxiliaries").items() for word in words}
        conjugated = french.forms if grammar.language == "fr" else spanish.forms
        self._cues = frozenset(verb.removesuffix("se") for verb in verbs)
        self._verbs: dict[str, list[_Verb]] = {}
        for verb in sorted(grammar["verbs"] | self._cues):
            for word, form, tense, number in conjugated(verb):
                self._verbs.setdefault(word, []).append(_Verb(verb, form, tense, number))
        self._nouns = (
            frozenset(nouns) | grammar["actors"] | grammar["persons"] | grammar["groups"] | grammar["modifiers"]
        )
        self._bare_nouns = frozenset(_plain(noun) for noun in self._nouns)

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of one word out of context."""
        if tag == "V":
            return word.removesuffix("se") if word.endswith("rse") else word
        if word in self._little or (not tag and word in self._verbs and self._verbs[word][0].form == "inf"):
            return word
        return self._noun(word)

    def parts(self, word: str) -> list[str]:
        """Elisions split, as in a text."""
        if self._grammar.language != "fr":
            return [word]
        return [token.key for token in _split([Token(0, len(word), word, word)]) if token.key not in ("s'", "se")]

    def lemmas(self, word: str) -> frozenset[str]:
        """As noun, and of every verb that it is a form of."""
        return frozenset({word, _plain(word), self._noun(word), *(verb.lemma for verb in self._verbs.get(word, ()))})

    def is_name(self, token: Token) -> bool:
        """Whether a capital word that opens a sentence is no word of any list here."""
        return token.key not in self._little and token.key not in self._verbs and token.lemma not in self._bare_nouns

    def is_people(self, token: Token) -> bool:
        """Capital plurals of descent in French; Spanish writes them small and has the list alone."""
        ends = ("ens", "ais", "ois", "ains", "ans", "iens")
        return self._grammar.language == "fr" and token.text[:1].isupper() and token.key.endswith(ends)

    def analyse(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, elisions split, with tag, lemma, form and tense."""
        split = list(_split(tokens)) if self._grammar.language == "fr" else list(tokens)
        done: list[Token] = []
        for at, token in enumerate(split):
            after = split[at + 1 : at + 3]
            done.append(token if token.tag in ("Y", "N") else self._one(token, done, after))
        return done

    def _one(self, token: Token, done: list[Token], after: list[Token]) -> Token:
        little = self._little.get(token.key)
        if little is not None:
            return self._little_one(token, little, done, after)
        if token.key[0].isdigit():
            return token._replace(tag="M", lemma=token.key)
        readings = self._verbs.get(token.key)
        if readings is not None and (chosen := self._as_verb(token, readings, done, after)) is not None:
            return token._replace(
                tag="V",
                lemma=chosen.lemma,
                form=chosen.form,
                tense=chosen.tense,
                agree=frozenset({chosen.number} - {""}),
            )
        if token.key.endswith(("mente", "ment")) and len(token.key) > 6 and _plain(token.key) not in self._bare_nouns:
            return token._replace(tag="B", lemma=token.key)
        many = frozenset({"pl"}) if token.key.endswith(("s", "x")) else frozenset({"sg"})
        return token._replace(tag="N", lemma=self._noun(token.key), agree=many)

    def _little_one(self, token: Token, tag: str, done: list[Token], after: list[Token]) -> Token:
        before = done[-1] if done else None
        follows = after[0] if after else None
        if token.key in self._grammar["clitics"] and self._is_clitic(token, before, follows, after):
            return token._replace(tag="L", lemma=token.key)
        if tag == "L":
            tag = self._little_without_clitics(token.key)
        if token.key in ("como", "comme") and follows is not None and follows.key not in self._little:
            tag = "S" if follows.key in self._verbs and self._noun(follows.key) not in self._bare_nouns else "P"
        if token.key in ("que", "qu'"):
            tag = self._que(done, follows)
        if (
            token.key in self._grammar["plural_articles"]
            and (before is None or before.tag in "YVXSWAK" or before.key in self._grammar["bare_prepositions"])
            and not (follows is not None and any(v.form == "inf" for v in self._verbs.get(follows.key, ())))
        ):
            tag = "D"
        if tag == "O" and (follows is None or follows.tag == "Y"):
            tag = "R"
        if tag == "D" and (
            follows is None or follows.tag == "Y" or self._little.get(follows.key, "") in ("X", "W", "K")
        ):
            tag = "R"
        if tag == "X" and before is not None and before.tag in "DO":
            tag = "N"
        return token._replace(
            tag=tag, lemma=self._grammar_lemma(token.key), form=self._helpers.get(token.key, "") if tag == "X" else ""
        )

    def _grammar_lemma(self, key: str) -> str:
        readings = self._verbs.get(key)
        return readings[0].lemma if readings and key in self._helpers else key

    def _little_without_clitics(self, key: str) -> str:
        return "D" if key in self._grammar["determiners"] else "R"

    def _is_clitic(self, token: Token, before: Token | None, follows: Token | None, after: list[Token]) -> bool:
        if follows is None or follows.tag == "Y":
            return False
        if token.key in self._grammar["pronouns"] and (before is None or before.tag in "YSAW"):
            return False  # `nous avons été battus`
        if follows.key in self._grammar["clitics"]:
            return True
        if follows.key in self._helpers:
            return token.key not in ("les", "le", "la") or self._grammar.language == "fr"
        if token.key not in self._grammar["determiners"]:
            return (
                any(v.form in ("fin", "inf") for v in self._verbs.get(follows.key, ()))
                or before is None
                or before.tag not in "P"
            )
        finite = [
            v for v in self._verbs.get(follows.key, ()) if v.form == "fin" or (v.form == "inf" and before is not None)
        ]
        return (
            bool(finite)
            and _plain(follows.key) not in self._bare_nouns
            and self._noun(follows.key) not in self._bare_nouns
        )

    def _que(self, done: list[Token], follows: Token | None) -> str:
        """Relative behind a noun, unless the noun or the verb before it says something."""
        before = next((t for t in reversed(done) if t.tag != "Y"), None)
        if before is None or before.tag not in "NMR":
            return "S"
        helper = next((t for t in reversed(done[:-1]) if t.tag not in "BK"), None)
        if done[-1] is before and helper is not None and helper.form == "be":
            return "S"  # `es falso que`
        verb = next((t for t in reversed(done) if t.tag == "V"), None)
        saying = {before.lemma, before.key} & self._grammar["report"] or (
            verb is not None and verb.lemma in self._grammar["report"] | self._grammar["denials"]
        )
        return "S" if saying else "W"

    def _has_doer(self, verb: str, after: list[Token]) -> bool:
        """Behind a noun: `hombres armados` is an adjective, `hombres armados por …`, `hombres asesinados` are not."""
        follows = after[0].key if after else ""
        if follows in self._grammar["by"]:
            return True
        return verb in self._cues and follows not in self._grammar["of"]

    def _as_verb(self, token: Token, readings: list[_Verb], done: list[Token], after: list[Token]) -> _Verb | None:
        before = done[-1].tag if done else ""
        last = done[-1] if done else None
        noun = self._noun(token.key) in self._bare_nouns or _plain(token.key) in self._bare_nouns
        if token.text[0].isupper() and before not in ("", "Y"):
            return None
        forms = {reading.form: reading for reading in reversed(readings)}
        if "part" in forms:
            if last is not None and (last.tag in "XL" or (last.tag in "BK" and _nearest(done) == "X")):
                return forms["part"]
            if before in "DOPM" and before:
                return None
            if before in "NJ" and before and not self._has_doer(forms["part"].lemma, after):
                return None
            if "fin" in forms and before in ("L", "R"):
                return forms["fin"]
            if last is not None and last.tag == "V" and last.lemma in self._grammar["copular"]:
                return forms["part"]  # `restent détenus`
            return (
                forms["part"]
                if before in ("N", "B", "J", "Y", "", "A", "V") and not (noun and before in ("V", "", "A"))
                else None
            )
        if "inf" in forms:
            return forms["inf"] if before not in "DO" or not before else None
        if "act" in forms:
            return forms["act"] if not (noun and before in "DOM" and before) else None
        if before in ("D", "O", "M", "P"):
            return None
        if before == "X" and not (noun and last is not None and last.form == "be"):
            return forms["fin"]
        if noun and before in ("J", "V", "A", "B"):
            return None
        if noun and before in ("", "Y"):
            follows = self._little.get(after[0].key, "") if after else ""
            return forms["fin"] if follows in ("D", "O", "L") or (after and after[0].key in ("a", "al")) else None
        if noun and before == "N" and not any(r.tense in ("past",) for r in readings):
            follows = self._little.get(after[0].key, "") if after else ""
            to_somebody = bool(after) and after[0].key in self._grammar["personal"]
            counted = bool(after) and after[0].key[0].isdigit()
            return forms["fin"] if follows in ("D", "O", "M") or counted or to_somebody else None
        return forms["fin"]

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - few instances, as long-lived as the program
    def _noun(self, word: str) -> str:
        """A noun or adjective in the singular, masculine where the lists have it so, without accents."""
        plain = _plain(word)
        for form in _singulars(plain):
            if form in self._bare_nouns:
                return form
        return next(_singulars(plain))

    def joins(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """No article, pronoun or number behind the noun."""
        before, token = tokens[at - 1], tokens[at]
        if before.tag == "R" or token.tag == "R":
            return False
        if token.tag == "T" or before.tag == "T":
            return before.tag in "TDM" and token.tag in "TM"
        if token.tag in "DO":
            return before.tag in "D"
        return not (token.tag == "M" and before.tag == "N")

    def head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The first noun."""
        nouns = [n for n in range(first, last + 1) if tokens[n].tag in "NTR"]
        if len(nouns) > 1 and tokens[nouns[0]].lemma in self._grammar["adjectives"]:
            return nouns[1]
        return nouns[0] if nouns else last

    def cases(self, tokens: Sequence[Token], first: int, last: int, head: int) -> frozenset[str]:
        """None."""
        return NONE

    def group(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Group:
        """Voice and mood from the helper verbs and the form of the main verb."""
        words = tokens[first : last + 1]
        helpers = [word for word in words if word.tag == "X"]
        kinds = [word.form for word in helpers]
        verb = tokens[head]
        made = Group(first, last, head, tense=verb.tense, agree=verb.agree)
        clitics = [word.key for word in words if word.tag == "L"]
        made.negated = any(word.key in self._grammar["negations"] for word in words)
        made.reflexive = any(key in self._grammar["reflexives"] for key in clitics)
        if verb.lemma in self._grammar["pronominal"]:
            made.reflexive = False  # `s'emparer`: nobody does it to themselves
        made.objects = frozenset({"acc"}) if any(key in self._grammar["object_clitics"] for key in clitics) else NONE
        if any(key in self._grammar["person_clitics"] for key in clitics):
            made.objects |= {"person"}
        tenses = {verb.tense, *(reading.tense for word in helpers for reading in self._verbs.get(word.key, ())[:1])}
        made.unreal = bool(tenses & {"fut", "cond"})
        if verb.tag == "X":
            made.form = "inf" if any(r.form == "inf" for r in self._verbs.get(verb.key, ())) else "cop"
        elif verb.form in ("part", "act", "inf"):
            self._nonfinite(made, verb.form, kinds, helpers)
            if made.voice == "pass" and verb.lemma in self._grammar["pronominal"]:
                made.voice = "act"
            elif made.voice == "part" and any(r.form == "fin" for r in self._verbs.get(verb.key, ())):
                made.form, made.voice = "ed", "unsure"
        return made

    def _nonfinite(self, made: Group, form: str, kinds: list[str], helpers: list[Token]) -> None:
        perfect = any(any(r.form == "inf" for r in self._verbs.get(word.key, ())) for word in helpers)
        if form == "part":
            if "be" in kinds and kinds[-1] == "be":
                made.voice = "pass"
            elif not kinds:
                made.voice = "part"
            made.form = "ger" if perfect else "fin"
        elif form == "act":
            made.form = "fin" if "be" in kinds else "ger"
        elif "make" in kinds:
            made.voice, made.form = ("pass" if made.reflexive else "act"), "fin"
        else:
            made.form = "inf"


def _nearest(done: Sequence[Token]) -> str:
    """The tag before adverbs and negations."""
    return next((token.tag for token in reversed(done) if token.tag not in "BK"), "")


def _plain(word: str) -> str:
    return word.translate(_ACCENTS)


_ACCENTS = str.maketrans("áéíóúüèêëàâôûîïç", "aeiouueeeaaouiic")


def _singulars(word: str) -> Iterator[str]:
    """What the singular of a word may be, likeliest first; the masculine too."""
    stems = [word]
    if word.endswith("ces"):
        stems.insert(0, word[:-3] + "z")
    if word.endswith("es") and len(word) > 4:
        stems.insert(0, word[:-2])
    if word.endswith("aux"):
        stems.insert(0, word[:-3] + "al")
        stems.insert(0, word[:-1])
    if word.endswith(("s", "x")) and len(word) > 3:
        stems.insert(0, word[:-1])
    yield from stems
    for stem in stems:
        if stem.endswith("a"):
            yield stem[:-1] + "o"
        if stem.endswith("e"):
            yield stem[:-1]
        if stem.endswith("ee"):
            yield stem[:-1]


def _little_words(grammar: Grammar) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tag in (
        ("numbers", "M"), ("times", "T"), ("adverbs", "B"), ("hedges", "B"), ("prepositions", "P"),
        ("subordinators", "S"), ("relatives", "W"), ("pronouns", "R"), ("determiners", "D"), ("possessives", "O"),
        ("coordinators", "A"), ("negations", "K"),
    ):  # fmt: skip
        found.update(dict.fromkeys(grammar[name], tag))
    for words in grammar.table("auxiliaries").values():
        found.update(dict.fromkeys(words, "X"))
    clitics = grammar["clitics"] - grammar["determiners"] - grammar["pronouns"]
    return dict.fromkeys(grammar["compounds"], "P") | dict.fromkeys(clitics, "L") | found


def _split(tokens: Sequence[Token]) -> Iterator[Token]:
    """`l'Union` is two words, `qu'il` too."""
    for token in tokens:
        asked = _ASKED.fullmatch(token.key) if "-" in token.key else None
        if asked is not None:
            yield token._replace(key=asked.group(1))
            continue
        at = token.key.find("'")
        if token.tag != "Y" and at > 0 and token.key[:at] in _ELIDED and at + 1 < len(token.key):
            cut = token.start + at + 1
            condition = token.key.startswith(("s'il", "s'ils"))
            yield Token(token.start, cut, token.text[: at + 1], "si" if condition else token.key[: at + 1])
            yield from _split([Token(cut, token.end, token.text[at + 1 :], token.key[at + 1 :])])
        else:
            yield token


_ASKED = re.compile(r"(\w+?)-(?:t-)?(?:ils?|elles?|on|ce|nous|vous|je|tu)")
_ELIDED = frozenset({"l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu"})
