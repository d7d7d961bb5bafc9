"""The cue tables of a language, from `data/`, made ready for looking up. Holds words, never names."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from muniment.model.claims import Basis, Polarity

from .tokens import Token, key_of, tokens

LANGUAGES = frozenset({"ar", "en", "es", "fr", "he", "ru", "uk"})
"""Languages with a table; any other is looked at with the English one."""

Form = Literal["finite", "gerund", "participle", "infinitive"]
HitKind = Literal[
    "frame", "self", "impersonal", "anonymous", "hedge", "saw", "heard", "told", "document", "inferred"
]  # fmt: skip


class Verb(NamedTuple):
    """What may follow a verb of saying, what it makes of that, and which forms a word can be of it."""

    takes: Literal["any", "thought", "clause", "request", "quote", "as"]
    """`any`: its object is what was said (*denied the raid*); `thought`: so too, but of thinking; `clause`: only a
    clause or quotation is; `request`: so too, or what somebody is to do; `quote`: only a quotation is; `as`: only
    behind *as* (*as she put it*)."""
    polarity: Polarity
    forms: frozenset[Form]


class Phrase(NamedTuple):
    """Words of a table, first one left out; the last may be a prefix written together with the next word."""

    rest: tuple[str, ...]
    prefix: str
    kind: HitKind


class Hit(NamedTuple):
    """A phrase found in a sentence: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    kind: HitKind


_SETS = (
    "complementisers", "as_words", "frame_nouns", "frames_for", "indefinite", "own", "relatives", "determiners",
    "inner", "stops", "auxiliaries", "be", "by", "negations", "addressees", "to", "in", "contrast", "and", "time",
    "roles", "women", "men", "bodies", "media", "not_said", "naming", "questions", "citing", "hearing",
    "from", "inverting", "own_verbs", "leads_in", "noun_forms", "not_complement", "abstract", "of", "floating", "empty",
    "numerals", "accusing", "objects", "same", "papers", "particles", "settings", "finite",
)  # fmt: skip
_PREFIXES = {"ar": ("و", "ف", "س"), "he": ("ו", "ש", "וש", "כש", "ה")}
_SUFFIXES = {"ar": ("ني", "نا", "هم", "ها", "ه", "كم", "ك")}
_AND = {"ar": "وف", "he": "ו"}
_THE = {"ar": "ال", "he": "ה"}
_ATTACHED = {"ar": frozenset("لب"), "he": frozenset("שמב")}


class Lexicon:
    """One language's tables. `sets` by name; verbs and phrases are looked up by the methods."""

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        self.language = language
        self.cased = language not in ("ar", "he")
        self.sets = {name: _with_and(_keys(table.get(name, "")), name, language) for name in _SETS}
        self.pronouns: dict[str, str] = {key_of(word): gender for word, gender in table["pronouns"].items()}
        self.nouns: dict[str, Polarity] = {
            key_of(word): polarity for polarity, words in table["statement_nouns"].items() for word in words.split()
        }
        self.perceive: dict[Basis, frozenset[str]] = {basis: _keys(words) for basis, words in table["perceive"].items()}
        """Verbs of seeing and hearing: who says so by them was there."""
        self.titles = tuple(sorted(_listed(table["author_titles"]), key=len, reverse=True))
        self.attached = table.get("attached_complementiser", "")
        self._quantities = _by_first(table["quantities"], language)
        self._about = _by_first(table["subject_matter"], language)
        self._links = _by_first(table["noun_links"], language)
        self.performatives = _any_of(table["performative"], language)
        """What an organisation does by saying so (`condemns`), where it stands in a text."""
        self.our_performatives = _any_of(table["performative_we"], language)
        self._verbs = _verbs(table["verbs"])
        self._phrases = _phrases(table, language)
        self._derived = lru_cache(maxsize=1 << 16)(self._bare)

    def has(self, name: str, key: str) -> bool:
        """Whether a set has a word."""
        return key in self.sets[name]

    def verb(self, key: str) -> Verb | None:
        """The verb of saying a word is a form of, also behind a prefix or before an object written with it."""
        found = self._verbs.get(key)
        if found is None and not self.cased and len(key) > 3:
            found = self._derived(key)
        return found

    def begins_with_and(self, key: str) -> bool:
        """Whether a verb of saying has *and* written together with it."""
        return key[:1] in _AND.get(self.language, " ") and key not in self._verbs and key[1:] in self._verbs

    def _bare(self, key: str) -> Verb | None:
        starts = [key, *(key[len(one) :] for one in _PREFIXES[self.language] if key.startswith(one))]
        ends = _SUFFIXES.get(self.language, ())
        for start in starts:
            for one in (start, *(start[: -len(end)] for end in ends if start.endswith(end))):
                found = self._verbs.get(one)
                if found is not None and len(one) > 2:
                    return found
        return None

    def quantity(self, sentence: list[Token], at: int) -> int:
        """How many words before a number say about how many (`more than`), or stand for one (`dozens of`); else 0."""
        for rest in self._quantities.get(sentence[at].key, ()):
            numbered = rest[-1:] == ("#",)
            words = rest[:-1] if numbered else rest
            last = at + 1 + len(words)
            if last >= len(sentence) or any(sentence[at + 1 + n].key != word for n, word in enumerate(words)):
                continue
            if not numbered or self.has("numerals", sentence[last].key) or any(map(str.isdigit, sentence[last].key)):
                return last - at
        return 0

    def is_about(self, sentence: list[Token], at: int) -> bool:
        """Whether words that lead to a subject matter stand there (`on`, `for the occasion`)."""
        return _length(self._about, sentence, at) > 0

    def noun_link(self, sentence: list[Token], at: int) -> int:
        """How many words join a noun with what it says (`the claim according to which`); 0 where none do."""
        return _length(self._links, sentence, at)

    def hits(self, sentence: list[Token]) -> list[Hit]:
        """Every phrase of the tables in a sentence, in order; of those that begin alike, the longest of its kind."""
        found: list[Hit] = []
        for first, token in enumerate(sentence):
            kinds: set[HitKind] = set()
            for phrase in self._phrases.get(token.key) or self._phrases.get(self._unprefixed(token.key)) or ():
                if phrase.kind not in kinds and _matches(sentence, first + 1, phrase):
                    kinds.add(phrase.kind)
                    found.append(Hit(first, first + 1 + len(phrase.rest), phrase.kind))
        return found

    def _unprefixed(self, key: str) -> str:
        if self.cased or len(key) < 4:
            return ""
        return key[1:] if key[0] in ("و", "ف", "ו") else ""


def _matches(sentence: list[Token], at: int, phrase: Phrase) -> bool:
    if len(sentence) < at + len(phrase.rest):
        return False
    if any(sentence[at + place].key != key for place, key in enumerate(phrase.rest)):
        return False
    if not phrase.prefix:
        return True
    after = at + len(phrase.rest)
    return after < len(sentence) and sentence[after].key.startswith(phrase.prefix)


def _keys(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split())


def _with_and(keys: frozenset[str], name: str, language: str) -> frozenset[str]:
    """Small words also with *and*, roles with *the*, written together with them in the languages that do so."""
    if language not in _AND:
        return keys
    if name in ("roles", "women", "men", "bodies"):
        return keys | {_THE[language] + key for key in keys}
    return keys | {letter + key for key in keys for letter in _AND[language]}


def _listed(phrases: str) -> list[str]:
    return [phrase.replace("' ", "'") for phrase in phrases.split("|") if phrase]


def _verbs(groups: list[dict[str, str]]) -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for group in groups:
        for form in ("finite", "gerund", "participle", "infinitive"):
            for word in _forms(group.get("stems", ""), group.get(form, "")):
                known = table.get(word)
                forms = frozenset({form}) | (known.forms if known else frozenset())
                takes = known.takes if known else group["takes"]
                polarity = known.polarity if known else group.get("polarity", "affirmed")
                table[word] = Verb(takes, polarity, forms)  # type: ignore[arg-type]  # the tables' own words
    return table


def _forms(stems: str, endings: str) -> list[str]:
    """Words written out, or every stem with every ending (`-`: none)."""
    if not stems:
        return [key_of(word) for word in endings.split()]
    return [key_of(stem + ("" if end == "-" else end)) for stem in stems.split() for end in endings.split()]


_CONTRACTED: dict[str, dict[str, tuple[str, ...]]] = {
    "es": {" de": (" del",), " a": (" al",)},
    "fr": {" de": (" du", " des"), " à": (" au", " aux")},
}


def _contracted(phrases: list[str], language: str) -> list[str]:
    """Frames also with the preposition and article they end with in one: `a juicio del`."""
    out = list(phrases)
    for phrase in phrases:
        for end, others in _CONTRACTED.get(language, {}).items():
            if phrase.endswith(end):
                out += [phrase[: -len(end)] + other for other in others]
    return out


def _phrases(table: dict[str, Any], language: str) -> dict[str, list[Phrase]]:
    listed: list[tuple[HitKind, str]] = [("frame", table["frames"]), ("self", table.get("frames_self", ""))]
    listed += [("impersonal", table["impersonal"]), ("anonymous", table["anonymous"]), ("hedge", table["hedges"])]
    listed += list(table["basis"].items())
    out: dict[str, list[Phrase]] = {}
    for kind, phrases in listed:
        for phrase in _contracted(_listed(phrases), language) if kind == "frame" else _listed(phrases):
            keys = [token.key for token in tokens(phrase, 0, len(phrase), language)]
            prefix = keys.pop() if len(keys) > 1 and keys[-1] in _ATTACHED.get(language, ()) else ""
            out.setdefault(keys[0], []).append(Phrase(tuple(keys[1:]), prefix, kind))
    for found in out.values():
        found.sort(key=lambda phrase: -len(phrase.rest))
    return out


def _by_first(phrases: str, language: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word; `#` stands for a number."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _listed(phrases):
        keys = [token.key for token in tokens(phrase, 0, len(phrase), language)]
        out.setdefault(keys[0], []).append(tuple(keys[1:]))
    return out


def _length(phrases: dict[str, list[tuple[str, ...]]], sentence: list[Token], at: int) -> int:
    """Of the phrases that stand at a token the longest one's words."""
    if at >= len(sentence):
        return 0
    known = phrases.get(sentence[at].key, ())
    lengths = (
        1 + len(rest) for rest in known if tuple(one.key for one in sentence[at + 1 : at + 1 + len(rest)]) == rest
    )
    return max(lengths, default=0)


def _any_of(phrases: str, language: str) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, the longest first; in Arabic also behind *and*."""
    ordered = sorted(_listed(phrases), key=len, reverse=True)
    lead = "[وف]?" if language == "ar" else ""
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
    return re.compile(rf"(?<!\w){lead}(?:{words})(?!\w)", re.IGNORECASE)


@cache
def lexicon(language: str) -> Lexicon:
    """The tables of a language; of an unknown one, the English."""
    code = language if language in LANGUAGES else "en"
    data = files("muniment.claims.attribution").joinpath("data", f"{code}.json").read_text(encoding="utf-8")
    return Lexicon(code, json.loads(data))
