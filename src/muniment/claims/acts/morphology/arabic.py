"""Forms of Arabic verbs from the third person singular, as lexicons list it, in the past or the present."""

from __future__ import annotations

from collections.abc import Iterator

SUFFIXES = ("هما", "كما", "ها", "هم", "هن", "نا", "ني", "كم", "ه", "ك")
"""Pronouns written onto a verb as its object, onto a noun as its owner."""


def forms(verb: str) -> Iterator[tuple[str, str, str]]:
    """(word, tense, number and gender) without object pronouns: `m`, `f`, `pl` or `1`."""
    if verb.startswith("ي") and len(verb) > 3:
        yield from _present(verb)
        return
    yield verb, "past", "m"
    stem = verb
    if verb.endswith(("ى", "ا")):
        stem = verb[:-1]
        yield stem + "ت", "past", "f"
        yield stem + "وا", "past", "pl"
        yield stem + "ينا", "past", "1"
        yield stem + "يت", "past", "1"
    elif verb.endswith("ي"):
        yield verb + "ت", "past", "f"
        yield verb[:-1] + "وا", "past", "pl"
    else:
        yield stem + "ت", "past", "f"
        yield stem + "وا", "past", "pl"
        yield stem + "و", "past", "pl"  # as spoken
        yield stem + "نا", "past", "1"
        for ending in ("تم", "توا", "تو"):
            yield stem + ending, "past", "1"
        yield stem + "تا", "past", "f"
        yield stem + "ن", "past", "pl"


def _present(verb: str) -> Iterator[tuple[str, str, str]]:
    stem = verb[1:]
    bare = stem[:-1] if stem.endswith(("ي", "ى", "و")) else stem
    for future, tense in (("", "pres"), ("س", "fut")):
        yield future + "ي" + stem, tense, "m"
        yield future + "ت" + stem, tense, "f"
        yield future + "ن" + stem, tense, "1"
        yield future + "أ" + stem, tense, "1"
        yield future + "ي" + bare + "ون", tense, "pl"
        yield future + "ي" + bare + "وا", tense, "pl"
        yield future + "ي" + bare + "وا", tense, "pl"
    if bare != stem:
        yield "ي" + bare, "pres", "m"
        yield "ت" + bare, "pres", "f"
    if len(stem) > 2 and stem[-2] in "وي" and bare == stem:  # after lam: yaqul, yaqul without its long vowel
        yield "ي" + stem[:-2] + stem[-1], "pres", "m"
        yield "ت" + stem[:-2] + stem[-1], "pres", "f"
    for spoken, agree in (("بي", "m"), ("بت", "f"), ("بن", "1"), ("ب", "1")):
        yield spoken + stem, "pres", agree
    for spoken in ("بي", "ي"):
        yield spoken + bare + "وا", "pres", "pl"
        yield spoken + bare + "و", "pres", "pl"


def passives(verb: str) -> Iterator[tuple[str, str, str]]:
    """`انحرق` of `حرق`, as spoken; `حوصر` of `حاصر` and `اقتيد` of `اقتاد`, which are written otherwise."""
    if len(verb) == 4 and verb[1] == "ا":
        yield from forms(verb[0] + "و" + verb[2:])
    if len(verb) > 3 and verb[0] in "أا" and verb[-2] == "ا":
        yield from forms(verb[:-2] + "ي" + verb[-1])
    if len(verb) != 3 or verb[0] in "أايوىن" or verb[-1] in "ىا":
        return
    yield from forms("ان" + verb)
    yield from forms("ين" + verb)


def with_object(word: str) -> Iterator[str]:
    """A form with each object pronoun: `قتلوا` becomes `قتلوه`, `أعطى` `أعطاه`."""
    base = word[:-1] if word.endswith("وا") else word[:-1] + "ا" if word.endswith("ى") else word
    for suffix in SUFFIXES:
        yield base + suffix
