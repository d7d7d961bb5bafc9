"""Ukrainian and Russian words: dictionary form, case, number, gender and voice from pymorphy's dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from muniment.claims.acts.arguments import Order
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Group
from muniment.claims.acts.tokens import NONE, Token

from .slavicwords import Reading, Word, word_of

_EVERY = frozenset({"nom", "gen", "dat", "acc", "ins", "loc"})


class Slavic:
    """Tags words by pymorphy, with the grammar's little words first."""

    order: Order = "case"

    def __init__(self, grammar: Grammar, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._grammar = grammar
        self._little = _little_words(grammar)
        self._helpers = {word: kind for kind, words in grammar.table("auxiliaries").items() for word in words}
        self._language = grammar.language
        self._verbs = frozenset(verbs)
        self._liked = self._verbs | frozenset(nouns) | grammar["actors"] | grammar["persons"] | grammar["report"]

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of one word out of context."""
        if word in self._little:
            return word
        readings = word_of(self._language, word).readings
        fit = [r for r in readings if tag and r[0] == tag] or list(readings[:1])
        if any(r[1] == word for r in fit):
            return word  # a list has dictionary forms: `міст` is a bridge, not of towns
        return fit[0][1] if fit else word

    def parts(self, word: str) -> list[str]:
        """The word alone."""
        return [word]

    def lemmas(self, word: str) -> frozenset[str]:
        """Of every reading."""
        return frozenset({word, *(reading[1] for reading in word_of(self._language, word).readings)})

    def is_name(self, token: Token) -> bool:
        """Whether a capital word that opens a sentence is in no dictionary."""
        return not word_of(self._language, token.key).known

    def is_people(self, token: Token) -> bool:
        """Whether a word names people by descent: told by the grammar's list alone."""
        return token.lemma in self._grammar["groups"]

    def analyse(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with tag, lemma, form, cases and agreement."""
        done: list[Token] = []
        for at, token in enumerate(tokens):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.form == "name":
                token = token._replace(cases=_EVERY)
            done.append(token if token.tag in ("Y", "N") else self._one(token, done, after))
        return done

    def _one(self, token: Token, done: list[Token], after: Token | None) -> Token:
        little = self._little.get(token.key)
        if token.key in self._grammar["content"] and done and done[-1].key == ",":
            little = "S"
        word = word_of(self._language, token.key)
        if little is not None:
            return self._little_one(token, little, word, done, after)
        if token.key[0].isdigit():
            return token._replace(tag="M", lemma=token.key, cases=frozenset({"nom", "acc", "gen"}))
        if token.text[0].isupper() and not word.known and (len(token.text) > 1):
            adjective = token.key.endswith(_ADJECTIVES) and any(r[0] == "J" for r in word.readings)
            if not (adjective and after is not None and self._agrees(word, after)):
                return self._name(token, word)
        if not word.readings:
            return token._replace(tag="B", lemma=token.key)
        return self._reading(token, word, done, after)

    def _little_one(self, token: Token, tag: str, word: Word, done: list[Token], after: Token | None) -> Token:
        cases = frozenset(case for r in word.readings for case in r[3] if r[0] in "RDOJNM")
        agree = frozenset(a for r in word.readings for a in r[4] if r[0] in "RDOJNM")
        if token.key in ("що", "что") and self._is_relative(done, after):
            return token._replace(tag="W", lemma=token.key, cases=frozenset({"nom", "acc"}))
        if (
            tag == "D"
            and token.key in ("це", "то", "это", "все", "всё", "те", "ті", "тот", "тих", "тех", "тим")
            and self._ends_phrase(after)
        ):
            tag = "R"
        if token.key in ("та", "да") and tag == "D" and after is not None and "f" not in self._agree_of(after):
            tag = "A"
        form = self._helpers.get(token.key, "") if tag == "X" else ""
        if token.key in self._grammar["none"]:
            tag, form = "X", "none"
        if tag == "O" and token.key in self._grammar["object_pronouns"] and done and done[-1].tag == "V":
            if after is not None and after.text[:1].isupper():
                tag = "R"  # `hanged him the Guard`, not his Guard
        if tag == "O" and self._ends_phrase(after):
            if token.key in self._grammar["own_people"] and done and done[-1].tag == "M":
                return token._replace(tag="N", lemma=word.readings[0][1], cases=cases, agree=agree | {"anim"})
            own = done and done[-1].tag == "N" and done[-1].cases & cases
            tag = "O" if own and token.key not in self._grammar["acting_pronouns"] else "R"
        if token.key == "чи" and (not done or done[-1].tag == "Y"):
            tag = "S"
        if tag == "R":
            agree = agree - {"pl"} if "sg" in agree else agree
        lemma = word.readings[0][1] if tag == "X" and word.readings else token.key
        return token._replace(tag=tag, lemma=lemma, form=form, cases=cases if tag not in "PASK" else NONE, agree=agree)

    def _agree_of(self, token: Token) -> frozenset[str]:
        return frozenset(a for r in word_of(self._language, token.key).readings for a in r[4])

    def _ends_phrase(self, after: Token | None) -> bool:
        """Whether no noun or adjective follows."""
        if after is None or after.tag == "Y" or after.key in self._little:
            return True
        readings = word_of(self._language, after.key).readings
        return not any(r[0] in "NJM" for r in readings) or (bool(readings) and readings[0][0] == "V")

    def _is_relative(self, done: list[Token], after: Token | None) -> bool:
        """`люди, що прийшли`: behind a noun, with a verb next, and nobody has said anything."""
        if len(done) < 2 or done[-1].key != "," or done[-2].tag != "N" or after is None:
            return False
        verb = next((t for t in reversed(done) if t.tag == "V"), None)
        follows = word_of(self._language, after.key).readings
        return (verb is None or verb.lemma not in self._grammar["report"]) and (
            done[-2].lemma not in self._grammar["report"] and any(r[0] == "V" for r in follows)
        )

    def _name(self, token: Token, word: Word) -> Token:
        nouns = [r for r in word.readings if r[0] == "N"]
        cases = frozenset(case for r in nouns for case in r[3]) or frozenset({"nom", "gen", "acc"})
        agree = frozenset(a for r in nouns for a in r[4]) or frozenset({"sg", "m", "f", "n"})
        return token._replace(tag="N", lemma=token.key, form="name", cases=cases, agree=agree - {"anim"})

    def _reading(self, token: Token, word: Word, done: list[Token], after: Token | None) -> Token:
        kinds = {r[0] for r in word.readings}
        if token.text[0].islower() and any(r[2] != "name" for r in word.readings):
            word = word._replace(readings=tuple(r for r in word.readings if r[2] != "name"))
        if len(kinds) > 1 and any(r[2] == "imp" for r in word.readings):
            word = word._replace(readings=tuple(r for r in word.readings if r[2] != "imp") or word.readings)
        kinds, tag = {r[0] for r in word.readings}, word.readings[0][0]
        if "B" in kinds and "J" in kinds and not (after is not None and self._agrees(word, after)):
            return token._replace(tag="B", lemma=token.key)
        if "V" in kinds and any(r[0] == "V" and r[1] in self._verbs for r in word.readings):
            tag = "V"
        if "J" in kinds and "N" in kinds and tag != "V":
            agreeing = after is not None and self._agrees(word, after)
            tag = "J" if agreeing else "N"
        if any(r[2] == "pred" for r in word.readings) and token.text[0].isupper() and done:
            return self._name(token, word)
        if (
            (tag == "J" or word.readings[0][2] == "pred")
            and done
            and done[-1].tag == "N"
            and not (after is not None and self._agrees(word, after))
        ):
            if token.text[0].isupper() or not any(
                r[3] & done[-1].cases and r[4] & done[-1].agree for r in word.readings
            ):
                return self._name(token, word)
        if tag == "V" and any(r[0] == "V" and r[2] == "part" for r in word.readings):
            tag = self._participle(token, word, done, after)
        chosen = [r for r in word.readings if r[0] == tag]
        first = next((r for r in chosen if r[1] in self._liked), chosen[0])
        same = [r for r in chosen if r[1] == first[1]]
        if tag == "V" and first[2] == "fin" and (base := self._passive_of(first[1])):
            first = (tag, base, "refl", *first[3:])
        cases = frozenset(case for r in same for case in r[3])
        agree = frozenset(a for r in same for a in r[4])
        return token._replace(
            tag=tag, lemma=first[1], form="" if tag == "N" else first[2], cases=cases, agree=agree, tense=first[5]
        )

    def _passive_of(self, lemma: str) -> str:
        """The verb that a reflexive is the passive of: `проводилось`, `утримувалися`; `` where it means its own."""
        if not lemma.endswith("ся") or lemma in self._verbs or lemma in self._grammar["reflexives"]:
            return ""
        base = lemma[:-2]
        known = base in self._verbs or base in self._grammar["light_agent"]
        return base if known and lemma not in self._grammar["happen"] else ""

    def _agrees(self, word: Word, after: Token) -> bool:
        """Whether the next word is a noun that this adjective stands before."""
        other = word_of(self._language, after.key)
        if after.key in self._little or not any(r[0] in "NJ" for r in other.readings) or after.text[:1].isupper():
            return False
        own = [r for r in word.readings if r[0] == "J"]
        return any(r[0] in "NJ" and j[3] & r[3] and _alike(j[4], r[4]) for r in other.readings for j in own)

    def _participle(self, token: Token, word: Word, done: list[Token], after: Token | None) -> str:
        """A passive participle is a verb unless it stands right before its noun."""
        part = next(r for r in word.readings if r[2] == "part")
        if not part[3]:
            return "V"
        before = done[-1] if done else None
        helper = any(t.tag == "X" for t in done[-3:])
        doer = after is not None and any("ins" in r[3] for r in word_of(self._language, after.key).readings)
        if after is not None and after.tag != "Y" and self._agrees_part(part, after) and not helper:
            return "J" if any(r[0] == "J" for r in word.readings) else "N" if not doer else "V"
        if (
            helper
            or doer
            or (before is not None and (before.key == "," or before.tag in "NR") and not self._ends_phrase(after))
        ):
            return "V"
        if before is not None and before.tag == "V" and before.form == "fin":
            return "N"  # `worked the captured`
        if "nom" in part[3] and before is not None and before.tag != "Y":
            return "V"
        return "N"

    def _agrees_part(self, part: Reading, after: Token) -> bool:
        return any(
            r[0] in "N" and r[3] & part[3] and bool({"sg", "pl"} & r[4] & part[4] or "pl" not in r[4] | part[4])
            for r in word_of(self._language, after.key).readings
        )

    def joins(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Agreeing words up to the noun; behind it only its names."""
        before, token = tokens[at - 1], tokens[at]
        if before.tag == "R" and token.tag == "D" and at == first + 1:
            return bool(before.cases & token.cases) and not self._goes_on(tokens, at)  # `us all`
        if token.tag == "R" or before.tag == "R" or tokens[first].tag == "R":
            return False
        if token.tag == "T" or before.tag == "T":
            return token.tag == "T" and before.tag in "TMDJ"
        nouns = [n for n in range(first, at) if tokens[n].tag == "N"]
        if token.tag == "O" and nouns and before.tag == "N" and before.form != "name":
            return bool(before.cases & token.cases) and not self._goes_on(tokens, at)
        if not nouns:
            if before.tag == "M" or token.tag == "M" or not (before.cases and token.cases):
                return True
            return bool(before.cases & token.cases)
        if token.tag != "N":
            return False
        if token.form == "name":
            return before.form == "name" and token.text[:1].isupper()
        name = token.text[:1].isupper() and not ("gen" in token.cases and "nom" not in token.cases)
        return name and before.form != "name" and bool(before.cases & token.cases) and "anim" in token.agree

    def _goes_on(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a noun or adjective follows."""
        return at + 1 < len(tokens) and tokens[at + 1].tag in "NJM"

    def head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The first noun, or the last word where there is none."""
        if tokens[first].tag == "R":
            return first
        return next((n for n in range(first, last + 1) if tokens[n].tag in "NT"), last)

    def cases(self, tokens: Sequence[Token], first: int, last: int, head: int) -> frozenset[str]:
        """The cases of the phrase: its words narrow each other down; a number governs the genitive."""
        found = tokens[head].cases
        daughter = {"sg", "f"} <= tokens[head].agree  # `дочь`, `мать` are the same as objects
        if "anim" in tokens[head].agree and "nom" in found and "gen" not in found and not daughter:
            found = found - {"acc"}
        for n in range(first, head):
            if tokens[n].tag == "M" and "gen" in found and tokens[n].cases & {"nom", "acc"}:
                found = (tokens[n].cases & found) | (tokens[n].cases & {"nom", "acc"})
            elif tokens[n].cases & found:
                found = found & tokens[n].cases
        return found

    def group(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Group:
        """Voice and mood from the form of the verb and its helpers."""
        words = tokens[first : last + 1]
        verb = tokens[head]
        made = Group(first, last, head, tense=verb.tense, agree=verb.agree)
        made.negated = any(word.tag == "K" for word in words) or any(word.form == "none" for word in words)
        helpers = {word.form for word in words if word.tag == "X"}
        made.unreal = bool(helpers & {"future", "cond"}) or verb.tense == "futr"
        made.reflexive = verb.lemma.endswith("ся")
        if verb.tag == "X":
            made.form = "cop"
        elif verb.form == "inf":
            made.form = "fin" if "future" in helpers else "inf"
        elif verb.form == "conv":
            made.form = "ger"
        elif verb.form == "imp":
            made.form = "imp"
        elif verb.form == "impers":
            made.impersonal = True
        elif verb.form == "refl":
            made.voice = "pass"
        elif verb.form == "part":
            made.voice = "pass" if "nom" in verb.cases or not verb.cases else "part"
        elif verb.form == "act":
            made.form, made.voice = "ger", "act"
        return made


_ADJECTIVES = tuple(
    stem + end
    for stem in ("ск", "ськ", "цк", "цьк", "н")
    for end in (
        "ий",
        "ый",
        "ой",
        "ая",
        "а",
        "ое",
        "е",
        "ого",
        "ої",
        "ей",
        "ому",
        "ій",
        "им",
        "ым",
        "ою",
        "ую",
        "у",
        "их",
        "ых",
    )
)
"""What names of units and places end in that are adjectives: `Марацький полк`."""


def _alike(adjective: frozenset[str], noun: frozenset[str]) -> bool:
    """The same number, and in the singular the same gender."""
    if "pl" in adjective:
        return "pl" in noun
    return "pl" not in noun and (bool(adjective & noun & {"m", "f", "n"}) or not noun & {"m", "f", "n"})


def _little_words(grammar: Grammar) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tag in (
        ("times", "T"), ("adverbs", "B"), ("hedges", "B"), ("prepositions", "P"), ("subordinators", "S"),
        ("relatives", "W"), ("pronouns", "R"), ("determiners", "D"), ("possessives", "O"), ("coordinators", "A"),
        ("negations", "K"),
    ):  # fmt: skip
        found.update(dict.fromkeys(grammar[name], tag))
    for words in grammar.table("auxiliaries").values():
        found.update(dict.fromkeys(words, "X"))
    return found | dict.fromkeys(grammar["none"], "X")
