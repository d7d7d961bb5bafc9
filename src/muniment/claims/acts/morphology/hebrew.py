"""Forms of Hebrew verbs from the third person singular of the past, or the present, as lexicons list them."""

from __future__ import annotations

from collections.abc import Iterator

_MEDIAL = str.maketrans("םןץףך", "מנצפכ")
_FINAL = {"מ": "ם", "נ": "ן", "צ": "ץ", "פ": "ף", "כ": "ך"}

OBJECTS = ("הו", "ה", "ם", "ני", "נו")
"""Pronouns written onto `הרגו`, as its object."""


def forms(verb: str) -> Iterator[tuple[str, str, str, str]]:
    """(word, form, tense, number and gender); passive forms have the form `pass`."""
    yield from _past(verb, "fin")
    yield from _present(verb)
    for passive in _passives(verb):
        yield from _past(passive, "pass")
        yield from _passive_present(passive)
    yield from _later(verb)


def _past(verb: str, form: str) -> Iterator[tuple[str, str, str, str]]:
    yield verb, form, "past", "m"
    stem = verb.translate(_MEDIAL)
    if verb.endswith("ה"):
        yield stem[:-1] + "תה", form, "past", "f"
        yield stem[:-1] + "ו", form, "past", "pl"
        yield stem[:-1] + "יתי", form, "past", "1"
        yield stem[:-1] + "ינו", form, "past", "1"
        return
    yield stem + "ה", form, "past", "f"
    yield stem + "ו", form, "past", "pl"
    short = stem[:-2] + stem[-1] if len(stem) > 3 and stem[0] == "ה" and stem[-2] == "י" else stem
    yield short + "תי", form, "past", "1"
    yield short + "נו", form, "past", "1"
    yield short + "תם", form, "past", "pl"


def _present(verb: str) -> Iterator[tuple[str, str, str, str]]:
    stem = verb.translate(_MEDIAL)
    bare = stem[:-1] if stem.endswith("ה") else stem
    yield bare + "ים", "fin", "pres", "pl"
    yield bare + "ות", "fin", "pres", "pl"
    yield bare + ("ה" if stem.endswith("ה") else "ת"), "fin", "pres", "f"
    if len(verb) == 3 and verb[-1] != "ה":  # pa'al: `הרג`, `הורג`
        yield verb[0] + "ו" + verb[1:], "fin", "pres", "m"
        yield verb[0] + "ו" + stem[1:] + "ים", "fin", "pres", "pl"


def _passive_present(passive: str) -> Iterator[tuple[str, str, str, str]]:
    """`נעצרים`, `מוחזק`, `מגורשים`; and the future of the first kind."""
    nifal = passive[0] == "נ"
    word = passive if nifal else "מ" + (passive[1:] if passive.startswith("הו") else passive)
    stem = word.translate(_MEDIAL)
    bare = stem[:-1] if stem.endswith("ה") else stem
    if not nifal:
        yield word, "pass", "pres", "m"
    yield bare + "ים", "pass", "pres", "pl"
    yield bare + "ות", "pass", "pres", "pl"
    yield bare + ("ית" if stem.endswith("ה") else "ת"), "pass", "pres", "f"
    if nifal and len(passive) == 4:
        yield "יי" + passive[1:], "pass", "fut", "m"
        yield "תי" + passive[1:], "pass", "fut", "f"
        yield "יי" + bare[1:] + "ו", "pass", "fut", "pl"


def _passives(verb: str) -> Iterator[str]:
    """Nif'al of a plain verb, pu'al of one like `גירש`, huf'al of one like `הפציץ`."""
    stem = verb.translate(_MEDIAL)
    if len(verb) == 3 and verb[0] == "י":
        yield "נו" + verb[1:]
    elif (len(verb) == 3 and verb[0] not in "הינ") or (len(verb) == 3 and verb[0] == "ה"):
        yield "נ" + verb
    elif len(verb) == 4 and stem[1] == "י":
        yield verb[0] + "ו" + verb[2:]
    elif len(verb) >= 4 and stem[0] == "ה" and "י" in stem[2:]:
        at = stem.rfind("י")
        yield "הו" + stem[1:at] + verb[at + 1 :]


def _later(verb: str) -> Iterator[tuple[str, str, str, str]]:
    """Future and infinitive, for the patterns in which they are regular."""
    stem = verb.translate(_MEDIAL)
    if len(verb) == 4 and verb[0] == "נ":
        yield "יי" + verb[1:], "fin", "fut", "m"
        yield "תי" + verb[1:], "fin", "fut", "f"
        yield "יי" + stem[1:] + "ו", "fin", "fut", "pl"
        return
    causative = len(verb) >= 4 and verb[0] == "ה"
    if causative:
        roots = [verb[1:]]
    elif len(verb) == 3:
        roots = [verb[:2] + "ו" + verb[2:], verb]
    else:
        roots = [verb]
    for root in roots:
        plain = root.translate(_MEDIAL)
        short = plain[:-2] + plain[-1] if len(plain) == 4 and plain[-2] == "ו" else plain
        short = short[:-1] if short.endswith("ה") else short
        for prefix, number in (("י", "m"), ("ת", "f"), ("נ", "1"), ("א", "1")):
            yield prefix + root, "fin", "fut", number
        yield "י" + short + "ו", "fin", "fut", "pl"
        if not causative:
            yield "ל" + (plain[:-1] + "ות" if plain.endswith("ה") else root), "inf", "", ""
    if causative:
        yield "ל" + (stem[:-1] + "ות" if stem.endswith("ה") else verb), "inf", "", ""


def final(word: str) -> str:
    """With the last letter in its final shape."""
    return word[:-1] + _FINAL.get(word[-1], word[-1]) if word else word
