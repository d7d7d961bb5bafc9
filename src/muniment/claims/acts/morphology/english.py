"""English words in a sentence: what kind each is, from its form and its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from muniment.claims.acts.arguments import Order
from muniment.claims.acts.grammar import Grammar
from muniment.claims.acts.phrases import Group
from muniment.claims.acts.tokens import NONE, Token

_MANY = frozenset({"pl"})
_VOWELS = "aeiou"
_AGENTIVE = ("ness", "ment", "tion", "sion", "ity", "ism", "ship", "hood", "ance", "ence")
_ADJECTIVAL = ("ous", "ful", "less", "able", "ible", "ical", "ive", "ary", "ese", "ish")


class English:
    """Tags words by lists, endings and their left and right neighbours."""

    def __init__(self, grammar: Grammar, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        self._little = _little_words(grammar)
        irregular = {line.split()[0]: line.split() for line in grammar.text["irregular"].split(";")}
        self._verbs: dict[str, dict[str, str]] = {}
        for verb in sorted(grammar["verbs"] | frozenset(verbs)):
            for form, word in _verb_forms(verb, irregular.get(verb)):
                self._verbs.setdefault(word, {}).setdefault(form, verb)
        self._nouns = frozenset(nouns)
        self._grammar = grammar
        self._helpers = {word: kind for kind, words in grammar.table("auxiliaries").items() for word in words}

    def analyse(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with tag, lemma, form, voice and tense."""
        done: list[Token] = []
        for at, token in enumerate(_without_clitics(tokens)):
            done.append(self._one(token, done, tokens, at) if token.tag not in ("Y", "N") else token)
        return done

    def _one(self, token: Token, done: list[Token], tokens: Sequence[Token], at: int) -> Token:
        key, before = token.key, _before(done)
        after = next((t for t in tokens[at + 1 : at + 2]), None)
        little = self._little.get(key)
        if token.owner or token.text in ("US", "U.S", "UN"):
            return token._replace(tag="N", lemma=key)
        if little is not None:
            return self._little_one(token, little, before, after, done[-1] if done else None)
        if key[0].isdigit():
            return token._replace(tag="M", lemma=key)
        verb = self._verbs.get(key)
        if verb is not None and (form := self._as_verb(token, verb, before, after, done)):
            return _verb(token, verb.get(form) or verb["past"], form)
        if (
            verb is None
            and key.endswith("ed")
            and len(key) > 4
            and key not in self._nouns
            and not self._adjectival(before, after)
        ):
            return _verb(token, key[:-2], "pastpp")
        if key.endswith("ly") and len(key) > 4 and key not in self._nouns:
            return token._replace(tag="B", lemma=key)
        return token._replace(tag="N", lemma=singular(key), agree=_MANY if singular(key) != key else token.agree)

    order: Order = "svo"

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of one word out of context."""
        if tag == "V" or word in self._little:
            return word
        return word if tag == "" and word in self._verbs else singular(word)

    def parts(self, word: str) -> list[str]:
        """The word alone."""
        return [word]

    def lemmas(self, word: str) -> frozenset[str]:
        """As noun and as verb."""
        return frozenset({word, self.lemma(word, "N"), *self._verbs.get(word, {}).values()})

    def is_name(self, token: Token) -> bool:
        """Whether a capital word that opens a sentence is a name: it is no word of any list here."""
        return token.lemma not in self._nouns and token.key not in self._verbs and token.key not in self._little

    def is_people(self, token: Token) -> bool:
        """`Veldrans`: a capital plural of descent."""
        return token.text[:1].isupper() and token.key.endswith(("ans", "ians", "ese", "ish", "is", "ites"))

    def joins(self, tokens: Sequence[Token], first: int, at: int) -> bool:
        """Words of one phrase: no article or pronoun behind its noun, no number behind a small-letter noun."""
        before, token = tokens[at - 1], tokens[at]
        if token.tag == "R":
            return before.tag == "M" and token.key == "others"
        if before.tag == "R":
            return before.key == "no-one"
        if before.tag == "T" and (token.tag in "DO" or token.text[0].isupper()) and token.tag not in "TM":
            return False  # `on the evening of 5 May the guard …`
        if token.tag == "T" or before.tag == "T":
            return before.tag in "TDM" or token.owner
        if token.tag in "DO":
            return before.tag == "D"
        return not (token.tag == "M" and before.tag == "N" and not before.owner and not before.text[0].isupper())

    def head(self, tokens: Sequence[Token], first: int, last: int) -> int:
        """The last word."""
        return last

    def cases(self, tokens: Sequence[Token], first: int, last: int, head: int) -> frozenset[str]:
        """None: English has no cases but those of pronouns, which stand where nouns stand."""
        return NONE

    def group(self, tokens: Sequence[Token], first: int, last: int, head: int) -> Group:
        """Voice and mood from the helper verbs and the form of the main verb."""
        words = tokens[first : last + 1]
        helpers = [word.form for word in words if word.tag == "X"]
        made = Group(first, last, head, tense=tokens[head].tense)
        made.negated = any(
            word.tag == "K" or word.key.endswith("n't") or word.key in self._grammar["negative_helpers"]
            for word in words
        )
        made.unreal = "modal" in helpers or "future" in helpers
        form = tokens[head].form
        if tokens[head].tag == "X":
            made.form = "cop"
        elif any(word.tag == "I" for word in words):
            made.form = "inf"
            made.voice = "pass" if "be" in helpers and form in ("part", "past/part") else "act"
        elif form == "act":
            made.form = "fin" if helpers and helpers[-1] == "be" else "ger"
            if made.form == "ger" and form == "act" and "have" in helpers:
                made.form = "ger"
        elif form in ("part", "past/part"):
            self._participle(made, helpers, form)
        if any(word.key == "having" for word in words):
            made.form = "ger"
        if (
            "be" in helpers
            and any(word.tag == "X" and word.key in ("being", "having") for word in words)
            and (not any(word.key in ("is", "are", "was", "were", "been") for word in words))
        ):
            made.form = "ger"
        return made

    def _participle(self, made: Group, helpers: list[str], form: str) -> None:
        if helpers and helpers[-1] in ("be", "get"):
            made.voice = "pass"
        elif not helpers:
            made.form, made.voice = ("fin", "part") if form == "part" else ("ed", "unsure")

    def _adjectival(self, before: str, after: Token | None) -> bool:
        """`unidentified gunmen`, `the wounded`: no verb can stand there."""
        return before in "DOMJ" or (before in "YPA" and self._kind_of(after) == "N")

    def _little_one(self, token: Token, tag: str, before: str, after: Token | None, last: Token | None) -> Token:
        if token.key == "that":
            follows = self._kind_of(after)
            tag = "W" if before in "NRM" and follows in "VXB" else "D" if before in "PV" and follows == "N" else "S"
        elif token.key == "than":
            tag = "B" if self._kind_of(after) == "M" else "P"
        elif token.key in ("over", "about", "around", "under", "some", "to", "between") and self._kind_of(after) == "M":
            tag = "B" if token.key != "to" or before == "B" else tag
        elif token.key in ("provided", "once", "given") and before not in ("", "Y", "A"):
            return _verb(token, "provide" if token.key == "provided" else "give", "pastpp")
        elif token.key == "her" and self._kind_of(after) != "N":
            tag = "R"
        elif token.key in ("may", "march", "will", "can", "might") and token.text[0].isupper() and before in "PM":
            tag = "T"
        elif token.key in ("no", "such", "this", "these", "those", "some", "all", "both", "many", "few") and (
            self._kind_of(after) in "VXPY"
        ):
            tag = "R" if token.key != "no" else "B"
        elif token.key in ("after", "before", "since", "until", "as", "like") and self._kind_of(after) in "R":
            tag = "S"
        elif token.key == "to" and after is not None and "base" in self._verbs.get(after.key, {}):
            ruling = last is not None and last.lemma in self._grammar["to_noun"]
            tag = "P" if ruling and after.key in self._nouns else "I"
        return token._replace(tag=tag, lemma=token.key, form=self._helpers.get(token.key, "") if tag == "X" else "")

    def _kind_of(self, token: Token | None) -> str:
        """A first guess at the kind of a word not yet tagged."""
        if token is None or token.tag == "Y":
            return "Y"
        little = self._little.get(token.key)
        if little is not None:
            return little
        if token.key[0].isdigit():
            return "M"
        forms = self._verbs.get(token.key)
        if forms and token.key not in self._nouns and not (token.text[0].isupper()):
            return "V"
        return "V" if token.key.endswith("ed") else "B" if token.key.endswith("ly") else "N"

    def _as_verb(self, token: Token, forms: dict[str, str], before: str, after: Token | None, done: list[Token]) -> str:
        """Which form of a verb this is here, or `` for a noun or adjective."""
        follows = self._kind_of(after)
        if after is not None and after.key in ("some", "over", "about", "around", "nearly", "almost", "at"):
            follows = "M" if after.key != "at" else follows
        last = done[-1] if done else None
        if token.text[0].isupper() and done and before not in "Y" and before != "":
            return ""
        noun = token.key in self._nouns or singular(token.key) in self._nouns
        if "ing" in forms:
            if before in "DO" or (after is not None and after.key == "of" and before != "X"):
                return ""
            if follows == "N" and after is not None and self._has_object(before, last, after):
                return "ing"
            return "" if noun and before != "X" and follows not in "DORM" else "ing"
        if "past" in forms or "pp" in forms:
            return self._past(forms, before, follows, after, last, done)
        if "base" in forms:
            if before in "IX" or (before in "BK" and _left(done, "BK") in "IX"):
                return "base"
            if noun or follows == "P":
                plural_subject = last is not None and (last.tag in "W" or last.key in ("they", "we", "i", "you", "who"))
                many = last is not None and last.tag == "N" and "pl" in last.agree and follows in "DORM"
                modal_far = _modal_before(done) and before in "N"
                return "base" if plural_subject or many or modal_far else ""
            if before in "DOJP" or (last is not None and last.tag == "N" and "pl" not in last.agree):
                return "base" if _modal_before(done) else ""
            return "base" if before in "NRWABTY" or before == "" else ""
        joined = before == "A" and follows in "DORM" and any(t.tag == "V" and t.form == "fin" for t in done)
        if (before in "DOJMP" or before in ("A", "")) and not joined:
            return ""
        wanting = "3sg" in forms and forms["3sg"] in self._grammar["unreal"] and after is not None and after.key == "to"
        if wanting and last is not None and last.tag == "N" and not last.owner and "pl" not in last.agree:
            return "3sg"
        if noun and follows not in "DORM":
            return "3sg" if last is not None and last.key in ("he", "she", "it", "who", "which", "that") else ""
        return "3sg" if before in "NRWBTKYA" else ""

    def _has_object(self, before: str, last: Token | None, after: Token) -> bool:
        """`By shelling schools`, `the Veldrans shelling schools`, not `in bombing raids`."""
        opens = before in ("", "Y", "S", "P") or (last is not None and before == "N" and last.text[:1].isupper())
        return opens and singular(after.key) not in self._grammar["behind_gerunds"]

    def _past(
        self, forms: dict[str, str], before: str, follows: str, after: Token | None, last: Token | None,
        done: list[Token],
    ) -> str:  # fmt: skip
        if before == "V" and follows in "NJ":
            return ""  # `expel exiled leaders`
        if "past" not in forms:
            return "" if before in "DO" or (before == "P" and follows in "NJ") else "pp"
        if "base" in forms and before in "IX" and _left(done, "X") != "X" and last is not None and last.form != "be":
            return "base" if last.tag == "I" or last.form in ("modal", "future", "do") else "pp"
        if before in "DOM" or (
            before in "PA" and follows == "N" and last is not None and last.key not in ("and", "or", "but")
        ):
            return "" if follows in "NJ" else "pp"
        return "past" if "pp" not in forms else "pastpp"


_FORMS = {
    "base": ("base", "pres"),
    "3sg": ("fin", "pres"),
    "past": ("fin", "past"),
    "pp": ("part", "past"),
    "pastpp": ("past/part", "past"),
    "ing": ("act", "pres"),
}


def _verb(token: Token, lemma: str, form: str) -> Token:
    return token._replace(tag="V", lemma=lemma, form=_FORMS[form][0], tense=_FORMS[form][1])


def _before(done: Sequence[Token]) -> str:
    return done[-1].tag if done else ""


def _left(done: Sequence[Token], skipping: str) -> str:
    """The tag of the nearest word to the left that is none of `skipping`."""
    return next((token.tag for token in reversed(done) if token.tag not in skipping), "")


def _modal_before(done: Sequence[Token]) -> bool:
    """`Should the army shell …`: an auxiliary opens the clause and waits for its verb."""
    for token in reversed(done):
        if token.tag in "VYS":
            return False
        if token.tag == "X":
            return token.form in ("modal", "future", "do") and (
                token is done[0] or done[done.index(token) - 1].tag in "YSA"
            )
    return False


def _little_words(grammar: Grammar) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, tag in (
        ("numbers", "M"), ("times", "T"), ("adverbs", "B"), ("hedges", "B"), ("prepositions", "P"),
        ("coordinators", "A"),
        ("subordinators", "S"), ("relatives", "W"), ("pronouns", "R"), ("determiners", "D"), ("possessives", "O"),
        ("negations", "K"),
    ):  # fmt: skip
        found.update(dict.fromkeys(grammar[name], tag))
    for words in grammar.table("auxiliaries").values():
        found.update(dict.fromkeys(words, "X"))
    return found | {"that": "S", "no": "D", "who": "W", "whose": "W", "which": "W", "her": "O", "to": "P", "one": "M"}


def _without_clitics(tokens: Sequence[Token]) -> Sequence[Token]:
    """Marks the possessive ending."""
    return [
        token._replace(key=token.key.rstrip("'s").rstrip("'") if token.key.endswith("'s") else token.key, owner=True)
        if token.key.endswith("'s")
        and token.key not in ("it's", "he's", "she's", "that's", "who's", "there's", "what's")
        else token
        for token in tokens
    ]


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """A noun's dictionary form by its ending."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "wives": "wife", "lives": "life",
    "knives": "knife", "gunmen": "gunman", "policemen": "policeman", "servicemen": "serviceman", "feet": "foot",
    "militiamen": "militiaman", "fishermen": "fisherman", "families": "family", "bodies": "body", "news": "news",
    "policewomen": "policewoman", "spokesmen": "spokesman", "schoolchildren": "schoolchild", "pows": "pow",
    "crises": "crisis", "axes": "axe", "archives": "archive", "homes": "home", "hostages": "hostage",
    "refugees": "refugee", "armed": "armed", "shoes": "shoe", "arms": "arms", "remains": "remains", "series": "series",
    "forces": "force", "troops": "troop", "police": "police", "grandchildren": "grandchild", "firemen": "fireman",
}  # fmt: skip


def _verb_forms(verb: str, irregular: list[str] | None) -> Iterable[tuple[str, str]]:
    """(form, word) of a verb."""
    last = verb[-1]
    yield "base", verb
    yield (
        "3sg",
        verb + "es"
        if verb.endswith(("s", "sh", "ch", "x", "z", "o"))
        else (verb[:-1] + "ies" if last == "y" and verb[-2] not in _VOWELS else verb + "s"),
    )
    stem = verb[:-1] if last == "e" and verb[-2:] not in ("ee", "oe", "ye") else verb
    stem = stem + last if _doubles(verb) else stem
    yield "ing", verb[:-2] + "ying" if verb.endswith("ie") else stem + "ing"
    if irregular is not None:
        yield "past", irregular[1]
        yield "pp", irregular[2]
        return
    regular = verb[:-1] + "ied" if last == "y" and verb[-2] not in _VOWELS else stem + "ed"
    regular = verb + "d" if last == "e" else regular
    yield "past", regular
    yield "pp", regular


def _doubles(verb: str) -> bool:
    """Whether the last letter is doubled: one stressed short vowel before one consonant."""
    if len(verb) < 3 or verb[-1] in "wxy" + _VOWELS or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    syllables = sum(
        1 for left, right in zip(" " + verb, verb, strict=False) if right in _VOWELS and left not in _VOWELS
    )
    return syllables == 1 or verb in (
        "expel",
        "compel",
        "kidnap",
        "commit",
        "admit",
        "permit",
        "refer",
        "occur",
        "repel",
        "annul",
        "transfer",
        "regret",
        "control",
        "forbid",
        "begin",
        "deter",
        "x",
    )
