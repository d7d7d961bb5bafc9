"""What an Arabic or Hebrew word is before its sentence is looked at: little words, pronouns written on, dictionary."""

from __future__ import annotations

from functools import lru_cache

from muniment.claims.acts.grammar import Grammar
from muniment.claims.prose import fold


def letters(text: str, count: int) -> int:
    """How many characters of a word its first letters take, marks included."""
    at = 0
    while at < len(text) and count:
        at += 1
        while at < len(text) and fold(text[at]) == "":
            at += 1
        count -= 1
    return at


def bound_pronouns(grammar: Grammar) -> dict[str, tuple[str, str]]:
    """Prepositions with a pronoun written onto them: the preposition, and the pronoun as a word of its own."""
    entries = (entry.split(":") for entry in sorted(grammar["bound"]))
    return {word: (prep, pronoun) for word, prep, pronoun in entries}


def little_words(grammar: Grammar) -> dict[str, str]:
    """The tag of each word that is no noun and no verb."""
    found: dict[str, str] = {}
    for name, tag in (
        ("numbers", "M"), ("times", "T"), ("adverbs", "B"), ("hedges", "B"), ("prepositions", "P"),
        ("subordinators", "S"), ("relatives", "W"), ("pronouns", "R"), ("determiners", "D"), ("possessives", "O"),
        ("coordinators", "A"), ("negations", "K"),
    ):  # fmt: skip
        found.update(dict.fromkeys(grammar[name], tag))
    for words in grammar.table("auxiliaries").values():
        found.update(dict.fromkeys(words, "X"))
    return dict.fromkeys(grammar["compounds"], "P") | found | dict.fromkeys(grammar["none"], "X")


@lru_cache(maxsize=1 << 15)
def known(word: str, language: str) -> bool:
    """Whether the dictionary has a word."""
    import simplemma

    return simplemma.is_known(word, lang=language, low_memory=True)


@lru_cache(maxsize=1 << 15)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word."""
    import simplemma

    return simplemma.lemmatize(word, lang=language, low_memory=True)
