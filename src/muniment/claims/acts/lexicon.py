"""A code list's words in one language, so laid out that a sentence finds its cues without walking the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from muniment import codes

from .grammar import LANGUAGES, Grammar, grammar
from .morphology import Morphology, morphology
from .tokens import Token

_WILD = frozenset({"one's", "own"})
_SMALL = frozenset("DOPKBXIAL")
HARM = "harm"
"""The class of what somebody aims at (`destroy`): verbs, where all other classes are of nouns."""


class Cue(NamedTuple):
    """One entry of a lexicon, ready to be matched from its anchor word."""

    code: str
    pos: str
    before: tuple[frozenset[str], ...]
    """Words before the anchor or right behind it, each in all its forms: `forcibly` of `forcibly transfer`."""
    after: tuple[frozenset[str], ...]
    suffers: bool
    needs: tuple[str, ...]
    shared: bool


class Lexicon:
    """Cues by anchor word, classes by word, roles by code. Frozen once made; one for a list and a language."""

    def __init__(self, code_list: codes.CodeList, language: str) -> None:
        raw = codes.lexicon(code_list, language)
        self.language = language
        self.grammar: Grammar = grammar(language)
        self.roles = {code.id: frozenset(code.roles) for code in code_list.codes}
        self.deeds = frozenset(code.id for code in code_list.codes if code.kind == "act")
        self.cues: dict[str, list[Cue]] = {}
        every = [(code, cue) for code, cues in raw.cues.items() for cue in cues]
        verbs = {word for _, cue in every if cue.pos == "verb" for word in [_anchor(cue.words.split(), self.grammar)]}
        entries = [cue.words for _, cue in every if cue.pos == "noun"]
        entries += [entry for name in raw.classes if name != HARM for entry in raw.classes[name]]
        nouns = {word for entry in entries for word in _nouns_of(entry, self.grammar)}
        verbs |= {entry for entry in raw.classes.get(HARM, ()) if " " not in entry}
        self.morphology: Morphology = morphology(self.grammar, verbs, nouns)
        for code, cue in every:
            self._add(code, cue)
        self.events = frozenset(
            lemma for lemma, cues in self.cues.items() if any(cue.pos == "noun" and not cue.after for cue in cues)
        )
        self._classes = _by_last_word(raw.classes, self.morphology)
        self._misleading: dict[str, list[tuple[str, ...]]] = {}
        for entry in raw.misleading:
            words = tuple(self.morphology.lemma(word, "") for word in entry.split())
            self._misleading.setdefault(words[0], []).append(words)

    @staticmethod
    def of(code_list: codes.CodeList, language: str) -> Lexicon:
        """The lexicon of a list in a language; of the few kept ready, the same one again."""
        return _lexicon(code_list.name, code_list.version, language, _Held(code_list))

    def _add(self, code: str, cue: codes.Cue) -> None:
        words = [part for word in cue.words.split() if word not in _WILD for part in self.morphology.parts(word)]
        pos = "V" if cue.pos == "verb" else "N" if cue.pos == "noun" else ""
        anchor = _anchor(words, self.grammar) if cue.pos == "verb" else words[0]
        place = words.index(anchor)
        rest = [self._forms(word) if n > 0 else self.morphology.lemmas(word) for n, word in enumerate(words)]
        before, after = tuple(rest[:place]), tuple(rest[place + 1 :])
        made = Cue(code, cue.pos, before, after, cue.voice == "suffers", cue.needs, cue.shared)
        for lemma in {self.morphology.lemma(anchor, pos)} if pos else {anchor, self.morphology.lemma(anchor, "")}:
            self.cues.setdefault(lemma, []).append(made)

    def _forms(self, word: str) -> frozenset[str]:
        """What can stand for a word of a cue: for the article of *break the arm* any other, and *his*."""
        own = self.morphology.lemmas(word)
        if word not in self.grammar["articles"]:
            return own
        return own | self.grammar["articles"] | self.grammar["possessives"]

    def classes_of(self, tokens: Sequence[Token], at: int) -> frozenset[str]:
        """The classes of the word at `at`, or of the phrase of several words that it is part of."""
        before = [token.lemma for token in tokens[max(0, at - 4) : at] if token.tag != "D"][-2:]
        after = [token.lemma for token in tokens[at + 1 : at + 5] if token.tag != "D"][:2]
        return self._classes_at((*before, tokens[at].lemma, *after), len(before))

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - lexicons are few and live as long as the program
    def _classes_at(self, lemmas: tuple[str, ...], at: int) -> frozenset[str]:
        for length in range(3, 0, -1):
            for first in range(max(0, at - length + 1), at + 1):
                found = self._classes.get(lemmas[first : first + length])
                if found and first + length <= len(lemmas):
                    return found
        return frozenset()

    def misleading(self, tokens: Sequence[Token]) -> frozenset[int]:
        """The indexes of words that mean something else where they stand."""
        found: set[int] = set()
        for at, token in enumerate(tokens):
            for words in self._misleading.get(token.lemma, ()):
                if [t.lemma for t in tokens[at : at + len(words)]] == list(words):
                    found.update(range(at, at + len(words)))
        return frozenset(found)


class _Held(NamedTuple):
    """Lets a code list go through a cache that compares name, version and language alone."""

    code_list: codes.CodeList

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.code_list is self.code_list

    def __hash__(self) -> int:
        return id(self.code_list)


@lru_cache(maxsize=32)
def _lexicon(name: str, version: str, language: str, held: _Held) -> Lexicon:
    return Lexicon(held.code_list, language if language in LANGUAGES else "en")


def _anchor(words: Sequence[str], grammar: Grammar) -> str:
    """The verb of a cue of several words: the first one that is no adverb."""
    kept = [word for word in words if word not in _WILD]
    return next(
        (word for word in kept if not word.endswith(("ly",)) and word != "be" and word not in grammar["adverbs"]),
        kept[0],
    )


def _nouns_of(entry: str, grammar: Grammar) -> Iterator[str]:
    """The words of an entry; of `line of the-front`, the article being written onto its noun, not the last."""
    first, *rest = entry.split()
    yield first
    for word in rest:
        if not (grammar["article"] and word.startswith(tuple(grammar["article"]))):
            yield word


def _by_last_word(classes: dict[str, tuple[str, ...]], morphology: Morphology) -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for name, entries in classes.items():
        for entry in entries:
            key = tuple(morphology.lemma(word, "V" if name == HARM else "N") for word in entry.split())
            found.setdefault(key, set()).update((name, name.split(".")[0]))
    return {key: frozenset(names) for key, names in found.items()}


def needs_met(needs: Iterable[str], classes: frozenset[str]) -> bool:
    """Whether one of the needed classes is there."""
    return not classes.isdisjoint(needs)


def match(cue: Cue, tokens: Sequence[Token], at: int) -> tuple[int, ...]:
    """The words of a cue whose anchor stands at `at`, by their indexes; empty where the others do not stand there."""
    near = {word for token in tokens[max(0, at - 2) : at + 3] for word in (token.lemma, token.key)}
    if any(forms.isdisjoint(near) for forms in cue.before):
        return ()
    found = [at]
    for place, forms in enumerate(cue.after):
        here = _next(cue, forms, tokens, max(found), place + 1 == len(cue.after))
        if here < 0 and cue.pos == "verb" and forms.isdisjoint(_CLOSE):
            here = _ahead(forms, tokens, at)
        if here < 0:
            return ()
        found.append(here)
    return tuple(sorted(found))


def _ahead(forms: frozenset[str], tokens: Sequence[Token], at: int) -> int:
    """A word of the cue before its verb: `leaflets were dropped`."""
    for here in range(at - 1, max(-1, at - 8), -1):
        if tokens[here].tag in "YVSW":
            return -1
        if tokens[here].lemma in forms or tokens[here].key in forms:
            return here
    return -1


def _next(cue: Cue, forms: frozenset[str], tokens: Sequence[Token], last: int, final: bool) -> int:
    """Where a further word of a cue stands: small words may come between, and behind a verb its object.

    A preposition that ends the cue (`fire on`) stands right behind it.
    """
    for at in range(last + 1, min(len(tokens), last + 8)):
        token = tokens[at]
        if token.lemma in forms or token.key in forms:
            return at
        loose = cue.pos == "verb" and token.tag in _OBJECT and not (final and not forms.isdisjoint(_CLOSE))
        if token.tag not in _SMALL and not loose and token.key not in _QUOTES:
            return -1
    return -1


_QUOTES = frozenset('"“”«»„')
_OBJECT = frozenset("NJMRODT")
_CLOSE = frozenset(
    {"of", "on", "at", "by", "to", "from", "into", "по", "на", "в", "у", "a", "sur", "contre", "contra", "à", "de"}
)
