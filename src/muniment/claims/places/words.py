"""The words about places in one language: what leads up to a place, what shows that a name is a person's."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from muniment.claims.lexing import spelled

from .keys import key

PREFIXES = {
    "ar": {"و": "", "ف": "", "ب": "in", "ل": "in", "ك": "", "وب": "in", "ول": "in", "فب": "in"},
    "he": {
        "ב": "in",
        "ל": "in",
        "מ": "in",
        "ו": "",
        "ש": "",
        "וב": "in",
        "ול": "in",
        "ומ": "in",
        "שב": "in",
        "של": "in",
    },
}
"""What is written with a name before it, and whether it says *in, to, from*."""
ELISIONS = ("l'", "d'", "qu'", "jusqu'")
BENT = 0.4
"""How much less a name is worth that had to be bent to be found, on the scale of powers of ten of people."""
SHORTEST = 2


class Form(NamedTuple):
    """One way to read a word of a text as part of a name."""

    key: str
    offset: int
    """How many letters before it are no part of the name."""
    led: bool
    """Whether those letters say *in*, *to* or *from*."""
    cost: float


class Words(NamedTuple):
    """The sets of words of a language, as keys."""

    into: frozenset[str]
    inside: frozenset[str]
    """Those of `into` that people are never behind: one is *in* a town, but comes *from* or *to* a person too."""
    of: frozenset[str]
    kind: frozenset[str]
    site: frozenset[str]
    """What a place has, and whose name goes on with *of* and the place: `the museum of X`, `the mayor of X`."""
    title: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    connect: frozenset[str]
    office: frozenset[str]
    """Those of `title` that are followed by a place too, in a case of its own: *mayor of*."""
    start: frozenset[str]
    goal: frozenset[str]
    """*From* and *to* of a way between two places."""
    spoken: frozenset[str]
    """Countries where the language is an official one of many."""
    never: frozenset[str]
    """Months and days of the week: no places, whatever stands before them."""
    endings: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def words_of(language: str) -> Words:
    """The words of a language, from its table."""
    data = json.loads(files(__package__).joinpath("data", f"{language}.json").read_bytes())
    endings = [pair.partition(">") for pair in data.get("endings", "").split(";") if pair]
    return Words(
        into=_keys(data.get("in", "")),
        inside=_keys(data["inside"]),
        of=_keys(data.get("of", "")),
        kind=_keys(data.get("kind", "")),
        site=_keys(data.get("site", "")),
        title=_keys(data.get("title", "")),
        given=_keys(data.get("given", "")),
        common=_keys(data.get("common", "")),
        connect=_keys(data.get("connect", "")),
        office=_keys(data.get("office", "")),
        start=_keys(data.get("start", "")),
        goal=_keys(data.get("goal", "")),
        spoken=frozenset(data.get("spoken", "").split("|")),
        never=_calendar(language),
        endings=tuple((ending, tuple(others.split("|"))) for ending, _, others in endings),
    )


def _keys(forms: str) -> frozenset[str]:
    return frozenset(key(form) for form in forms.split("|") if form)


def _calendar(language: str) -> frozenset[str]:
    return frozenset(key(form) for form in spelled(language, ("month", "weekday", "hijri")))


@lru_cache(maxsize=100_000)
def forms(word: str, language: str) -> tuple[Form, ...]:
    """The ways to read a word: as it stands first, then without prefixes, then in its first case."""
    own = key(word)
    found = [Form(own, 0, False, 0.0)]
    if language in PREFIXES:
        found += _unprefixed(own, language)
    elif language == "fr":
        lower = word.lower().replace("’", "'")
        start = next((len(each) for each in ELISIONS if lower.startswith(each)), 0)
        found = [Form(key(word[start:]), start, False, 0.0)] if start else found
    elif language == "en" and word[-2:] in ("'s", "’s"):
        found = [Form(key(word[:-2]), 0, False, 0.0)]
    if endings := words_of(language).endings:
        found += _first_cases(own, endings)
    return tuple(found)


def _unprefixed(word: str, language: str) -> list[Form]:
    found = []
    for prefix, meaning in PREFIXES[language].items():
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= SHORTEST:
            found.append(Form(rest, len(prefix), meaning == "in", BENT / 2))
            if language == "ar" and prefix.endswith("ل") and rest.startswith("ل"):
                found.append(Form("ا" + rest, len(prefix), True, BENT / 2))
    return found


def _first_cases(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Form]:
    found: dict[str, Form] = {}
    for ending, others in endings:
        stem = word[: len(word) - len(ending)]
        if not stem or not word.endswith(ending):
            continue
        for other in (each for each in others if len(stem) >= SHORTEST or len(each) >= SHORTEST):
            found.setdefault(stem + other, Form(stem + other, 0, False, BENT))
    found.pop(word, None)
    return list(found.values())
